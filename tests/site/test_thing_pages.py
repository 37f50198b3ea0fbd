"""The pages of things and their forms for programs say what the graph says, and no more."""

from __future__ import annotations

import html
import json
import re

import pyoxigraph as ox
import pytest
from support.released_site import released, released_files

from paradiplomacy.rdf.facts import objects
from paradiplomacy.rdf.namespaces import ID, OA, PARA
from paradiplomacy.site import bulk
from paradiplomacy.site.build import files
from paradiplomacy.site.files import File
from paradiplomacy.site.gaps import not_coded
from paradiplomacy.site.messages import LANGUAGES, messages
from paradiplomacy.site.record import Record
from paradiplomacy.site.record_forms import in_text
from paradiplomacy.site.release import site_of
from paradiplomacy.site.sentences import patterns, property_named, sentences
from paradiplomacy.site.sides import sides
from paradiplomacy.site.site import MANY, Site

GRAPH = "urn:graph"
PREFIXES = (
    f"PREFIX id: <{ID}> PREFIX para: <{PARA}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
)


def of(turtle: str) -> Site:
    """The site of an invented graph."""
    return site_of({GRAPH: list(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))})


def record(name: str, site: Site | None = None) -> Record:
    return Record(site or released(), ox.NamedNode(ID + name))


def told(it: Record, lang: str = "en") -> list[str]:
    return [in_text(it.site, sentence, lang) for sentence in it.sentences(lang)]


def page(name: str, lang: str = "en") -> str:
    folder = {"en": "en", "id": "id-ID"}[lang]
    return html.unescape(released_files()[f"{folder}/id/{name}.html"].body().decode())


def test_sentences_follow_the_facts() -> None:
    assert told(record("medan-gwangju")) == [
        "It is an agreement between Gwangju and Medan, since 1997.",
        "It rests on joint statement of intent of Medan and Gwangju "
        "and memorandum of understanding of Medan and Gwangju.",
    ]
    assert told(record("medan-gwangju-mou-1997"), "id")[0].endswith(", pada 24 September 1997, di Medan.")


def test_a_sentence_without_its_fact_is_left_out() -> None:
    site = of('id:a a para:Agreement ; para:party id:b . id:b rdfs:label "B"@en .')
    assert told(record("a", site)) == ["It is an agreement between B."]
    assert told(record("b", site)) == []


def test_what_a_class_has_told_is_not_told_again() -> None:
    site = of(
        'id:a a para:Agreement ; para:party id:b ; para:sinceYear "1994"^^xsd:gYear ; para:year "1995"^^xsd:gYear .'
    )
    assert told(record("a", site)) == ["It is an agreement between b, since 1994.", "Year: 1995."]


def test_every_pattern_names_terms_that_there_are() -> None:
    names = {name for row in patterns() for lang in LANGUAGES for name in re.findall(r"\{([\w:]+)\}", row[lang])}
    names |= {row["class"] for row in patterns()} - {"*"}
    assert len(names) > 40
    for name in names:
        term = property_named(name)
        known = ":" in name or any(released().store.quads_for_pattern(term, None, None, None))
        assert known, name


def test_patterns_of_both_languages_tell_the_same() -> None:
    for row in patterns():
        assert re.findall(r"[{[\]}]|\{[\w:]+\}", row["en"]) == re.findall(r"[{[\]}]|\{[\w:]+\}", row["id"]), row


def test_an_optional_part_needs_all_its_values() -> None:
    values = {"party": [ox.Literal("A")], "sinceYear": []}
    found = sentences(frozenset({"Agreement"}), lambda it: list(values.get(it.value.removeprefix(PARA), [])), "en")
    assert found == [["It is an agreement between ", ox.Literal("A"), "."]]


@pytest.mark.parametrize(
    ("name", "gaps"),
    [
        ("city-tour-2012", ["participantCount", "recurrence"]),
        ("medan-gwangju", []),
        ("jnnews-2007-medan-delegation", []),  # silent on all that its class asks for
    ],
)
def test_what_nobody_has_coded(name: str, gaps: list[str]) -> None:
    assert [it.value.removeprefix(PARA) for it in not_coded(released(), ox.NamedNode(ID + name))] == gaps


def test_one_answer_does_for_others_of_its_group() -> None:
    site = of('id:d a para:Delegation ; para:stay "P7D"^^xsd:duration ; para:silentOn para:year .')
    found = {it.value.removeprefix(PARA) for it in not_coded(site, ox.NamedNode(ID + "d"))}
    assert "approximateStay" not in found
    assert "startDate" not in found
    assert "memberGroup" in found


def test_silence_and_gaps_stand_apart_on_the_page() -> None:
    shown = page("city-tour-2012")
    silent = shown.partition('<ul class="chips silent">')[2].partition("</ul>")[0]
    uncoded = shown.partition('<ul class="chips uncoded">')[2].partition("</ul>")[0]
    assert "organizer" in silent
    assert "recurrence" in uncoded
    assert "recurrence" not in silent


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_passage_of_a_record_is_a_card(lang: str) -> None:
    store = released().store
    for name in ("medan-gwangju", "jalan-medan", "surabaya-busan"):
        shown = page(name, lang)
        passages = objects(store, ox.NamedNode(ID + name), PARA + "evidence")
        assert passages
        assert shown.count('<figure class="card"') == len(passages)
        for passage in passages:
            assert f"#{passage.value.removeprefix(ID)}" in shown


def test_a_source_has_all_its_passages_in_place() -> None:
    sources = set(released().passages.values())
    assert len(sources) > 20
    for source in sources:
        shown = page(source.value.removeprefix(ID))
        for passage, of_source in released().passages.items():
            if of_source == source:
                assert f'id="{passage.value.removeprefix(ID)}"' in shown


def test_words_in_italics_are_emphasised_and_signs_escaped() -> None:
    assert "<em>Memorandum of Understanding</em>" in page("medan-gwangju")
    site = of('id:x a para:Claim ; rdfs:label "<script>alert(1)</script>"@en ; rdfs:seeAlso <javascript:alert(2)> .')
    shown = files(site)["en/id/x.html"].body().decode()
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown


def test_names_in_other_languages_are_shown() -> None:
    assert '<p class="other-name" lang="ko">부산광역시</p>' in page("busan")
    assert '<html lang="id">' in page("busan", "id")


def test_every_file_of_rdf_holds_only_triples_of_the_graph() -> None:
    store, seen = released().store, set()
    for path, file in released_files().items():
        form = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}.get(path.rpartition(".")[2])
        if form and path.startswith("id/"):
            triples = {quad.triple for quad in ox.parse(file.body(), format=form)}
            assert triples, path
            assert all(ox.Quad(*triple) in store for triple in triples), path
            thing = ox.NamedNode(ID + path.removeprefix("id/").rpartition(".")[0])
            own = {quad.triple for quad in store.quads_for_pattern(thing, None, None, ox.DefaultGraph())}
            assert own <= triples, path
            seen |= triples
    about = {quad.triple for quad in store if getattr(quad.subject, "value", "").startswith(ID)}
    parts = {triple for triple in about if triple.subject in axioms(store)}
    assert about - parts <= seen


def axioms(store: ox.Store) -> set[object]:
    kind = ox.NamedNode("http://www.w3.org/2002/07/owl#Axiom")
    return {quad.subject for quad in store.quads_for_pattern(None, None, kind, ox.DefaultGraph())}


def test_the_plain_form_tells_what_the_page_tells() -> None:
    document = json.loads(released_files()["id/jalan-medan.json"].body())
    assert document["labels"]["en"] == record("jalan-medan").label("en")
    assert document["sentences"]["id"] == told(record("jalan-medan"), "id")
    assert [it["id"] for it in document["silentOn"]] == ["place"]
    assert document["graph"]["sha256"] == released().digest
    assert {quote["text"] for card in document["evidence"] for quote in card["quotes"]}
    assert document["sha256"] in page("jalan-medan")


def test_the_markdown_form_has_the_words_and_the_gaps() -> None:
    text = released_files()["id/city-tour-2012.md"].body().decode()
    assert text.startswith("# city tour to sights of Medan\n")
    assert "- The source is silent on: organizer" in text
    assert "> sejak 3 sampai 8 November pada tahun 2012" in text


def test_json_for_schema_org_stands_in_the_page() -> None:
    shown = released_files()["en/id/busan.html"].body().decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert found
    document = json.loads(found[1])
    assert (document["@type"], document["@id"]) == ("City", ID + "busan")
    assert "http://www.wikidata.org/entity/Q16520" in document["sameAs"]


def test_links_for_machines() -> None:
    shown = page("busan")
    assert f'<link rel="cite-as" href="{ID}busan">' in shown
    assert '<link rel="describedby" type="text/turtle" href="../../id/busan.ttl">' in shown
    assert f'<link rel="type" href="{PARA}City">' in shown


def test_things_of_bulk_share_a_page() -> None:
    evident = f"<{ID}a> <{PARA}evidence> <{ID}p> ."
    lines = "".join(f"<{ID}bulk-{number}> <{PARA}party> <{ID}bulk-{number + 1}> .\n" for number in range(MANY))
    graphs = {
        "urn:small": list(ox.parse(evident, format=ox.RdfFormat.TURTLE)),
        "urn:large": list(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)),
    }
    site = site_of(graphs)
    assert [it.value for it in site.things] == [f"{ID}a"]
    assert site.path_of(ox.NamedNode(f"{ID}bulk-7"), "id") == "id-ID/thing.html#bulk-7"
    live = Site(site.store, live=True)
    assert live.path_of(ox.NamedNode(f"{ID}bulk-7"), "id") == "id-ID/id/bulk-7.html"
    made = {file.path: file for file in bulk.files(site)}
    assert list(bulk.files(live)) == []
    shards = [path for path in made if path.endswith(".ttl")]
    assert len(shards) == MANY // bulk.PER_SHARD
    triples = {it.triple for path in shards for it in ox.parse(made[path].body(), format=ox.RdfFormat.TURTLE)}
    assert triples == {it.triple for it in graphs["urn:large"]}
    again = {it.triple for path in shards for it in _parsed_jsonld(made, path)}
    assert again == triples


def _parsed_jsonld(made: dict[str, File], path: str) -> list[ox.Quad]:
    return list(ox.parse(made[path.replace(".ttl", ".jsonld")].body(), format=ox.RdfFormat.JSON_LD))


def test_a_large_graph_with_evidence_is_no_bulk() -> None:
    lines = "".join(f"<{ID}one-{number}> <{PARA}evidence> <{ID}p> .\n" for number in range(MANY))
    site = site_of({"urn:large": list(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))})
    assert len(site.things) == MANY


def test_messages_are_in_both_languages() -> None:
    assert messages()["en"].keys() == messages()["id"].keys()
    for language in LANGUAGES:
        assert all(messages()[language].values())
    for key, text in messages()["en"].items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", messages()["id"][key])), key


def test_a_part_of_a_passage_has_no_page() -> None:
    selector = objects(released().store, next(iter(released().passages)), OA + "hasSelector")[0]
    assert released().path_of(selector, "en") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sources_stand_side_by_side(lang: str) -> None:
    found = sides(released(), ox.NamedNode(ID + "jalan-medan"), lang)
    lengths = {row["value"]: (row["outcome"], [it.value.removeprefix(ID) for it in row["sources"]]) for row in found}
    assert lengths["1.12"] == ("outcome-in-conflict", ["gjdream-2008", "jnnews-2008"])
    assert {row["part"] for row in found} == {""}
    assert 'class="outcome outcome-in-conflict"' in page("jalan-medan", lang)
    live = Site(released().store, live=True)
    assert list(sides(live, ox.NamedNode(ID + "jalan-medan"), lang)) == list(found)


def test_the_parts_of_a_number_are_told() -> None:
    found = sides(released(), ox.NamedNode(ID + "antara-jatim-2013-teachers"), "en")
    assert [row["part"] for row in found] == ["school head", "teacher"]
    assert sides(released(), ox.NamedNode(ID + "indonesia"), "en") == []


def test_a_place_with_a_position_has_a_map() -> None:
    shown = page("busan")
    assert "<title>Where Busan lies</title>" in shown
    assert 'class="land"' in shown
    assert "locator" not in page("indonesia")
