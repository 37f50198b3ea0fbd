"""``link suggest``: the right item comes first, the reason is shown, and a homonym is never taken as well supported."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.fault_server import Reply, Request, answering
from support.wikidata_world import world

from paradiplomacy.linking import sssom
from paradiplomacy.linking.classes import read_classes
from paradiplomacy.linking.entities import Entity, entities
from paradiplomacy.linking.sssom import to_sssom
from paradiplomacy.linking.suggest import THRESHOLD, Suggestion, suggest
from paradiplomacy.linking.wikidata.client import WikidataClient
from paradiplomacy.linking.wikidata.search import Search
from paradiplomacy.linking.wikidata.vocabulary import Point
from paradiplomacy.names.spellings import kind_named
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files, home
from paradiplomacy.sparql.endpoint import Endpoint

GWANGJU = Point(35.15472, 126.91556)


@pytest.fixture(scope="module")
def unlinked() -> ox.Store:
    """Our graph without its links to Wikidata, but for those of the states and of Medan."""
    folder = home() / "data" / "links"
    store = load_store(path for path in graph_files() if path.parent != folder)
    match = ox.NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
    for name, item in (("indonesia", "Q252"), ("south-korea", "Q884"), ("medan", "Q5972")):
        node = ox.NamedNode(f"http://www.wikidata.org/entity/{item}")
        store.add(ox.Quad(ox.NamedNode(ID + name), match, node))
    return store


def place(name: str, kind: str = "city", country: str = "", partner: str = "", point: Point | None = None) -> Entity:
    return Entity("row 2", name, kind, [("", name)], point=point, country_name=country, partner_name=partner)


def one(endpoint: Endpoint, thing: Entity, search: Search | None = None) -> Suggestion:
    (found,) = suggest(endpoint, [thing], read_classes(), search=search)
    return found


def items(found: Suggestion) -> dict[str, float]:
    return {candidate.item: candidate.confidence for candidate in found.candidates}


def test_two_cities_of_one_name_and_country_are_never_told_apart_by_chance(endpoint: Endpoint) -> None:
    for thing in (place("Gwangju"), place("Gwangju", country="South Korea"), place("광주")):
        found = one(endpoint, thing)
        assert {"Q41283", "Q42069"} <= set(items(found))
        assert found.grade() != "good"
        assert "items fit about equally well" in found.note
        assert max(items(found).values()) <= 0.5


@pytest.mark.parametrize(
    ("thing", "reason"),
    [
        (place("Gwangju", point=GWANGJU), "1 km away"),
        (place("Gwangju", country="South Korea", partner="Medan"), "twinned with Q5972 as it should be"),
        (place("Gwangju", country="Korea Selatan", partner="Kota Medan", point=GWANGJU), "same country"),
        (place("GWANGJU", point=GWANGJU), "label Gwangju@en"),
    ],
)
def test_a_point_or_country_and_partner_tell_them_apart(endpoint: Endpoint, thing: Entity, reason: str) -> None:
    found = one(endpoint, thing)
    assert found.candidates[0].item == "Q41283"
    assert found.grade() == "good"
    assert reason in found.candidates[0].reason
    assert THRESHOLD <= found.candidates[0].confidence < 1


def test_the_other_one_is_told_apart_just_as_well(endpoint: Endpoint) -> None:
    found = one(endpoint, place("Gwangju", point=Point(37.41, 127.25)))
    assert (found.candidates[0].item, found.grade() == "good") == ("Q42069", True)
    (other,) = [candidate for candidate in found.candidates if candidate.item == "Q41283"]
    assert other.is_against
    assert "AGAINST: 251 km away" in other.reason


def test_a_partner_alone_is_not_enough(endpoint: Endpoint) -> None:
    found = one(endpoint, place("Gwangju", partner="Medan"))
    assert found.candidates[0].item == "Q41283"
    assert found.grade() != "good"


def test_lying_in_the_same_place_counts_and_not_lying_there_is_told() -> None:
    made = world()
    made.item("Q970001", {"en": "Oldham"}, "Q515", country="Q252", within="Q3586")
    thing = place("Oldham", country="Indonesia")
    found = (one(made.endpoint(), replace(thing, parents=parents)) for parents in (set(), {"Q3586"}, {"Q1"}))
    bare, inside, elsewhere = (each.candidates[0] for each in found)
    assert inside.confidence > bare.confidence == elsewhere.confidence
    reasons = [each.reason.split("; ")[-1] for each in (bare, inside, elsewhere)]
    assert reasons == ["same country", "lies in the same place", "not said to lie in the same place"]


def test_a_partner_of_the_same_name_says_nothing() -> None:
    made = world()
    for item in ("Q970001", "Q970002", "Q970003"):
        made.item(item, {"en": "Oldham"}, "Q515", country="Q252" if item == "Q970001" else "Q884")
    made.twin("Q970001", "Q970002")
    found = one(made.endpoint(), place("Oldham", country="Indonesia", partner="Oldham"))
    assert (found.candidates[0].item, found.candidates[0].confidence) == ("Q970001", 0.75)
    assert found.grade() != "good"


@pytest.mark.parametrize(
    ("name", "kind", "first", "against", "words"),
    [
        ("Malang", "city", "Q11445", "Q11095", "AGAINST: it is a regency of Indonesia (kabupaten) (Q3191695)"),
        ("Medan", "city", "Q5972", "Q99000003", "AGAINST: it is no city but: Q11424"),
        ("북구", "city", "Q50394", "Q6497681", "AGAINST: it is a Wikimedia disambiguation page (Q4167410)"),
        ("Universitas Brawijaya", "university", "Q1336952", "", "label Universitas Brawijaya@id"),
        ("East Java", "province", "Q3586", "", "label East Java@en; province of Indonesia"),
        ("Tri Rismaharini", "person", "Q12522317", "", "human"),
    ],
)
def test_the_class_decides_between_bearers_of_a_name(
    endpoint: Endpoint, name: str, kind: str, first: str, against: str, words: str
) -> None:
    found = one(endpoint, place(name, kind))
    assert found.candidates[0].item == first
    assert not found.candidates[0].is_against
    opposed = {candidate.item for candidate in found.candidates if candidate.is_against}
    assert opposed == ({against} if against else set())
    assert any(words in candidate.reason for candidate in found.candidates)
    assert found.grade() != "good"


def test_the_name_with_kota_before_it_is_sought_first(endpoint: Endpoint) -> None:
    assert one(endpoint, place("Malang")).candidates[0].reason.startswith("label Kota Malang@id")


def test_another_country_speaks_against(endpoint: Endpoint) -> None:
    found = one(endpoint, place("Seoul", country="South Korea"))
    assert items(found) == {"Q8684": 0.75, "Q99000002": 0.1}
    assert "AGAINST: another country" in found.candidates[1].reason


def test_an_unknown_country_is_told_and_only_states_count_as_one(endpoint: Endpoint) -> None:
    assert "knows no country called Medan" in one(endpoint, place("Seoul", country="Medan")).note
    found = one(endpoint, place("Seoul", country="Koria"))
    assert found.reason() == f"{found.candidates[0].reason}; {found.note}"
    assert found.note.endswith("; the endpoint knows no country called Koria")


def test_a_name_without_bearer_has_no_candidate(endpoint: Endpoint) -> None:
    found = one(endpoint, place("Nowhere-on-Sea"))
    assert (found.candidates, found.grade()) == ([], "none")
    assert found.note.startswith("no item has exactly this name, and it was not searched: there is no search beside")


@pytest.mark.parametrize("fault", [Reply(403), Reply(200, b"<html></html>")])
def test_where_the_search_fails_the_names_were_not_searched(endpoint: Endpoint, fault: Reply) -> None:
    with answering(lambda number, request: fault) as server:
        things = [place("Nowhere-on-Sea"), place("Nowhere-by-Hill"), place("Medan")]
        found = suggest(endpoint, things, read_classes(), search=Search(WikidataClient(server.url)))
    assert len(server.asked) == 1  # what does not answer is left alone
    for each in found[:2]:
        assert each.candidates == []
        assert each.note.startswith("no item has exactly this name, and it was not searched: http://127.0.0.1")
    assert found[2].candidates[0].item == "Q5972"
    with answering(search_for({})) as server:
        searched = one(endpoint, place("Nowhere-on-Sea"), Search(WikidataClient(server.url)))
    assert searched.note == "no item has this name"


def test_the_grades_of_support(endpoint: Endpoint) -> None:
    for thing, grade in (
        (place("Surabaya"), "weak"),
        (place("Surabaya", country="Indonesia"), "fair"),
        (place("Surabaya", country="Indonesia", partner="Busan"), "good"),
        (place("Surabaya", country="Japan"), "against"),
    ):
        assert one(endpoint, thing).grade() == grade
    found = one(endpoint, place("Malang", country="Indonesia"))
    assert [found.grade(rank) for rank in range(2)] == ["fair", "against"]


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("Surabaya City", "Q11462"),
        ("City of Surabaya", "Q11462"),
        ("Medan, Indonesia", "Q5972"),
        ("Busan Metropolitan City", "Q16520"),
        ("Kab. Malang", "Q11095"),
        ("Kabupaten Malang", "Q11095"),
        ("Kotamadya Malang", "Q11445"),
    ],
)
def test_what_stands_around_a_name_is_taken_away(endpoint: Endpoint, name: str, item: str) -> None:
    assert one(endpoint, place(name, kind_named(name, "city"))).candidates[0].item == item


def test_an_exact_label_comes_before_a_shortened_one() -> None:
    made = world()
    made.item("Q970009", {"en": "Alda City"}, "Q515")
    made.item("Q970001", {"en": "Alda"}, "Q515")
    assert items(one(made.endpoint(), place("Alda City"))) == {
        "Q970009": 0.5,
        "Q970001": 0.5,
    }  # tied, but in this order
    assert one(made.endpoint(), place("Alda City")).candidates[0].item == "Q970009"
    assert one(made.endpoint(), place("Alda")).candidates[0].item == "Q970001"


def test_a_nearer_item_comes_before_a_farther_one() -> None:
    made = world()
    made.item("Q970001", {"en": "Alda"}, "Q515", point=(1.2, 1.0))
    made.item("Q970002", {"en": "Alda"}, "Q515", point=(1.0, 1.0))
    found = one(made.endpoint(), place("Alda", point=Point(1.0, 1.0)))
    assert list(items(found)) == ["Q970002", "Q970001"]
    assert found.grade() != "good"


@pytest.mark.parametrize("code", ["KR", "kr", "KOR"])
def test_the_codes_of_iso_3166_name_countries(code: str) -> None:
    made = world()
    made.add('wd:Q884 wdt:P297 "KR" ; wdt:P298 "KOR"')
    made.add('wd:Q5972 wdt:P297 "KR"')  # no state
    found = one(made.endpoint(), place("Seoul", country=code))
    assert (found.candidates[0].item, found.note) == ("Q8684", "")
    assert found.reason() == "label Seoul@mul; metropolitan city of South Korea; same country"
    assert "AGAINST: another country" in found.reason(1)


def test_things_of_the_graph_find_their_items(endpoint: Endpoint, unlinked: ox.Store) -> None:
    nodes = [ox.NamedNode(ID + name) for name in ("gwangju", "surabaya", "malang", "universitas-brawijaya")]
    found = suggest(endpoint, entities(unlinked, nodes), read_classes())
    assert [each.candidates[0].item for each in found] == ["Q41283", "Q11462", "Q11445", "Q1336952"]
    assert [each.grade() == "good" for each in found] == [True, True, False, False]
    assert found[0].candidates[0].confidence == 0.95
    for words in ("same country", "1 km away", "twinned with Q5972", "metropolitan city of South Korea"):
        assert words in found[0].candidates[0].reason


def test_a_row_that_a_person_accepts_can_be_moved_into_our_table(
    endpoint: Endpoint, unlinked: ox.Store, tmp_path: Path
) -> None:
    nodes = [ox.NamedNode(ID + name) for name in ("gwangju", "surabaya")]
    text = to_sssom(suggest(endpoint, entities(unlinked, nodes), read_classes()), 1, date(2026, 11, 24))
    path = tmp_path / "suggested.tsv"
    path.write_text(text, encoding="utf-8")
    links = sssom.read_links(path, sssom.known_labels(unlinked), {})
    assert [(link.item.rpartition("/")[2], link.confidence) for link in links] == [
        ("Q41283", "0.95"),
        ("Q11462", "0.95"),
    ]
    assert {link.justification for link in links} == {sssom.SEMAPV + "CompositeMatching"}


def test_candidates_that_something_speaks_against_are_no_rows(endpoint: Endpoint) -> None:
    text = to_sssom([one(endpoint, place("Malang"))], 3, date(2026, 11, 24))
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert rows[0][:5] == ["subject_label", "subject_type", "predicate_id", "object_id", "object_label"]
    assert [row[:4] for row in rows[1:]] == [["Malang", "rdfs literal", "skos:exactMatch", "wikidata:Q11445"]]
    assert rows[1][5] == "semapv:LexicalMatching"
    assert rows[1][7] == "row 2: label Kota Malang@id; city of Indonesia (kota)"


def test_of_too_many_bearers_none_is_well_supported() -> None:
    made = world()
    for number in range(70):
        made.item(f"Q98{number:04}", {"en": "Sidoharjo"}, "Q515", country="Q252", point=(-7.0, 110.0 + number))
    found = one(made.endpoint(), place("Sidoharjo", point=Point(-7.0, 110.0)))
    assert found.candidates[0].item == "Q980000"
    assert found.note == "70 items have this name; 60 of them were looked at"
    assert found.grade() != "good"


def search_for(hits: dict[str, list[tuple[str, str]]]) -> Callable[[int, Request], Reply]:
    """The action API as far as it is used: what it finds for each name."""

    def script(number: int, request: Request) -> Reply:
        asked = urllib.parse.parse_qs(request.text.partition("?")[2])
        assert asked["action"] == ["wbsearchentities"]
        found = [
            {"id": item, "label": text, "match": {"type": "label", "language": "en", "text": text}}
            for item, text in hits.get(asked["search"][0], [])
        ]
        body = json.dumps({"searchinfo": {"search": asked["search"][0]}, "search": found, "success": 1})
        return Reply(200, body.encode(), {"Content-Type": "application/json; charset=utf-8"})

    return script


def test_what_the_search_finds_and_the_endpoint_lacks_is_told(endpoint: Endpoint) -> None:
    with answering(search_for({"Gwangjù": [("Q970099", "Gwangju")]})) as server:
        found = one(endpoint, place("gwangjù"), Search(WikidataClient(server.url)))
    assert (found.grade(), found.candidates[0].confidence) == ("against", 0.0)
    assert found.reason() == "found by search for Gwangjù@en as Gwangju; the endpoint knows nothing of it"


def test_a_thing_knows_what_it_lies_in_and_the_state_of_that() -> None:
    store = ox.Store()
    text = """
    PREFIX id: <https://w3id.org/paradiplomacy/id/>
    PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX wd: <http://www.wikidata.org/entity/>
    INSERT DATA {
      id:street a para:Place ; para:locatedIn id:ward .
      id:ward a para:Place ; para:locatedIn id:city , id:street ; skos:exactMatch wd:Q1 .
      id:city a para:City ; para:inState id:state ; skos:exactMatch wd:Q2 .
      id:state a para:State ; skos:exactMatch wd:Q3 .
    }"""
    store.update(text)
    [street] = entities(store, [ox.NamedNode(ID + "street")])
    assert (street.kind, street.parents, street.countries) == ("place", {"Q1", "Q2"}, {"Q3"})


def test_a_misspelt_name_is_found_by_the_search(endpoint: Endpoint) -> None:
    script = search_for({"Gwangjù": [("Q41283", "Gwangju"), ("P1", "a property")], "Mdn": [("Q5972", "Medan")]})
    with answering(script) as server:
        search = Search(WikidataClient(server.url))
        found = one(endpoint, place("gwangjù", point=GWANGJU), search)
        assert items(found) == {"Q41283": 0.7}
        assert "found by search for Gwangjù@en as Gwangju" in found.candidates[0].reason
        assert "search=Kota+gwangj" in server.asked[0].text  # the Indonesian form is tried first
        far = one(endpoint, place("Mdn"), search)
        assert items(far) == {"Q5972": 0.3}
        asked = len(server.asked)
        assert one(endpoint, place("Medan"), search).candidates[0].item == "Q5972"
        assert len(server.asked) == asked  # a name that an item bears needs no search
