"""The page of the vocabulary: every term, its meaning, use and shape, and the same terms as files."""

from __future__ import annotations

import itertools
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.released_site import released, released_files, text

from paradiplomacy.rdf.namespaces import ID, PARA, RDF
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home
from paradiplomacy.site.addresses import FOLDERS
from paradiplomacy.site.build import files
from paradiplomacy.site.diagram import WIDTH, diagram
from paradiplomacy.site.documents import FORMS, ontology_files
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.shape_words import asked_of
from paradiplomacy.site.site import Site
from paradiplomacy.site.terms import Terms

READ = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
_SVG = "{http://www.w3.org/2000/svg}"


@cache
def page(lang: str) -> str:
    return text(f"{FOLDERS[lang]}/vocabulary.html")


def section(name: str, lang: str = "en") -> str:
    """The words of the section of a term."""
    whole = next(part for part in page(lang).split('<section class="term">') if f'id="{name}"' in part)
    words = re.sub(r"</?(dt|dd|p|li)[^>]*>", " ", whole.partition("</section>")[0])
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", words))


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(PARA + name)


@cache
def own_terms() -> frozenset[str]:
    """The local names that the file of the vocabulary defines, found without the code of the site."""
    turtle = (home() / "ontology" / "paradiplomacy.ttl").read_text("utf-8")
    return frozenset(re.findall(r"^para:(\w+)$", turtle, re.MULTILINE))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_has_its_place_once(lang: str) -> None:
    places = Counter(re.findall(r'<h3 id="([^"]+)">', page(lang)))
    assert len(own_terms()) > 80
    assert {name: places[name] for name in own_terms()} == dict.fromkeys(own_terms(), 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_to_a_place_of_the_page_finds_it(lang: str) -> None:
    linked = set(re.findall(r'href="(?:vocabulary\.html)?#([^"]+)"', page(lang))) - {"content"}
    assert len(linked) > 80
    assert linked <= set(re.findall(r'id="([^"]+)"', page(lang)))


def test_a_term_has_its_meaning_in_the_language_of_the_page() -> None:
    assert "A group of people sent by one party to another." in section("Delegation")
    assert "Sekelompok orang yang dikirim satu pihak ke pihak lain." in section("Delegation", "id")
    assert "대표단 (ko)" in section("Delegation", "id")


def test_its_example_is_a_statement_of_the_graph() -> None:
    terms = Terms(released())
    for kind, names in terms.by_kind.items():
        for term in names:
            example = terms.example(term)
            if example is None:
                assert terms.used(term) == 0
            else:
                thing, value = example
                predicate = ox.NamedNode(RDF + "type") if kind == "Class" else term
                assert any(released().store.quads_for_pattern(thing, predicate, value, ox.DefaultGraph()))
    assert terms.example(node("sender")) == (
        ox.NamedNode(ID + "gwangju-students-medan-2012"),
        ox.NamedNode(ID + "gwangju"),
    )


def test_uses_are_counted() -> None:
    whole = load_store([*(home() / "data").rglob("*.ttl")])
    senders = sum(1 for quad in whole if quad.predicate == node("sender"))
    delegations = sum(1 for quad in whole if quad.object == node("Delegation") and quad.predicate.value == RDF + "type")
    assert f"used {senders} times in the graph" in section("sender")
    assert f"used {delegations} times in the graph" in section("Delegation")


def test_shapes_are_told_in_words() -> None:
    told = section("Delegation")
    assert "sender: exactly one. Give one para:sender, a known party other than the receiver." in told
    assert "end date (at most one)" in told
    assert "pengirim: tepat satu." in section("Delegation", "id")
    assert "party: at least two." in section("Agreement")
    assert "party: exactly two." in section("SisterCityAgreement")
    assert "It must not have: recurrence. An event takes place once" in section("Event")
    assert "It also has to fulfil what is asked of: activity, record." in section("Event")


def test_what_a_class_must_have_is_not_among_what_it_may() -> None:
    terms = Terms(released())
    record = asked_of(released().shapes, node("Record"), "en")
    delegation = asked_of(released().shapes, node("Delegation"), "en", [record])
    assert {rule.path for rule in record.must} >= {node("evidence"), node("assertionKind")}
    assert delegation.may is not None
    assert {rule.path for rule in (*record.must, *delegation.must)}.isdisjoint(delegation.may)
    assert terms.above(node("Event")) == [node("Activity"), node("Record")]


def test_kin_of_other_vocabularies_come_with_the_reason() -> None:
    told = section("City")
    assert "is a kind of schema:City: each of ours is a city with its territory" in told
    assert "is wider than wd:Q3199141: the kota" in told
    assert "lebih luas daripada wd:Q3199141: kota, seperti Surabaya dan Medan" in section("City", "id")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_stands_in_its_scheme(lang: str) -> None:
    turtle = (home() / "ontology" / "schemes.ttl").read_text("utf-8")
    concepts = re.findall(r"^id:(\S+)\n    a(?=[^;]*\bskos:Concept\s)", turtle, re.MULTILINE)
    assert len(concepts) > 100
    rows = re.findall(r'<tr><td><a href="id/([^"]+)\.html">', page(lang))
    assert sorted(rows) == sorted(concepts)


def test_the_drawing_has_every_class_and_every_tie() -> None:
    drawn = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", page("en"), re.DOTALL)[0])
    assert drawn.find(f"{_SVG}title") is not None
    assert drawn.find(f"{_SVG}desc") is not None
    boxes = [link.get("href", "") for link in drawn.findall(f"{_SVG}a") if link.find(f"{_SVG}rect") is not None]
    classes = {name for name in own_terms() if name[0].isupper()}
    assert {box.rpartition("#")[2] for box in boxes} == classes
    arrows = [path for path in drawn.findall(f"{_SVG}path") if path.get("class") == "arrow"]
    assert len(arrows) == len(Terms(released()).edges()) >= 12


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_drawing_stays_in_its_frame(lang: str) -> None:
    drawn = diagram(Terms(released()), lang)
    assert all(box.x + box.width < WIDTH for box in drawn.boxes)
    lanes = [arrow.lane for arrow in drawn.arrows]
    assert len(set(lanes)) == len(lanes)
    for arrow in drawn.arrows:
        assert max(arrow.end, arrow.target.x + arrow.target.width) < arrow.lane < WIDTH
    rows = sorted(box.y for box in drawn.boxes)
    assert all(later - earlier >= 22 for earlier, later in itertools.pairwise(rows))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["ontology", "schemes", "shapes"])
def test_each_form_of_a_document_says_the_same(name: str, form: str) -> None:
    path = ontology_files()[name]
    body = released_files()[f"{name}.{form}"].body()
    if form == "ttl":
        assert body == path.read_bytes()
    given, made = ox.Dataset(ox.parse(path=str(path))), ox.Dataset(ox.parse(body, format=READ[form]))
    for each in (given, made):
        each.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert len(given) > 300
    assert set(made) == set(given)


def test_notes_on_changes_are_shown_by_their_days(tmp_path: Path) -> None:
    for name in ("ontology", "queries"):
        shutil.copytree(home() / name, tmp_path / name)
    ontology = tmp_path / "ontology" / "paradiplomacy.ttl"
    notes = '"2027-03-01: narrowed."@en , "2026-12-01: added."@en , "2026-12-01: ditambahkan."@id'
    more = f"\n<{PARA}sender> <http://www.w3.org/2004/02/skos/core#changeNote> {notes} .\n"
    ontology.write_text(ontology.read_text("utf-8") + more, encoding="utf-8")
    made = files(Site(ox.Store(), tmp_path))
    told = made["en/vocabulary.html"].body().decode()
    assert "<li>2026-12-01: added.</li><li>2027-03-01: narrowed.</li>" in told
    assert "<li>2026-12-01: ditambahkan.</li>" in made["id-ID/vocabulary.html"].body().decode()
    assert "narrowed" not in page("en")
