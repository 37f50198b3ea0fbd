from __future__ import annotations

import pyoxigraph as ox
import pytest

from paradiplomacy import Graph, UsageError, load
from paradiplomacy.names.resolve import languages, resolve
from paradiplomacy.rdf.namespaces import ID, PARA, RDFS


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (ID + "alda", "city", ID + "alda"),
        (f"<{ID}alda>", "city", ID + "alda"),
        ("id:alda", "thing", ID + "alda"),
        ("para:City", "thing", PARA + "City"),
        ("alda", "city", ID + "alda"),
        ("ALDA", "thing", ID + "alda"),
        (" Korva ", "city", ID + "corva"),
        ("알다", "city", ID + "alda"),
        ("old alda", "city", ID + "alda"),
        ("kota alda", "thing", ID + "alda"),
        ("Alda – Brimo", "agreement", ID + "alda-brimo"),
        ("Hari layang-layang", "thing", ID + "kite-day"),
        ("trade", "sector", ID + "sector-trade"),
        ("Niaga", "sector", ID + "sector-trade"),
        ("kota", "thing", ID + "kota-hall"),
        ("NEGARA", "thing", PARA + "State"),
    ],
)
def test_resolve(tiny_graph: Graph, text: str, kind: str, expected: str) -> None:
    assert resolve(text, tiny_graph.store, kind).value == expected


@pytest.mark.parametrize(
    ("text", "kind", "sentence"),
    [
        ("Aldu", "city", r'^"Aldu" is not a known city; the nearest name is "Alda"\.$'),
        ("Corv", "thing", r'^"Corv" is not a known thing; the nearest names are "Corva", "Korva", '),
        ("xyzzy", "city", r"^\"xyzzy\" is not a known city; known are alda, brimo, corva\.$"),
        ("xyzzy", "thing", r"no name is near to it"),
        ("norland", "city", r'^"norland" is not a city; known are'),
        ("Norlandia", "city", r'^"Norlandia" is not a known city'),
        ("Twin", "city", r'^"Twin" names several things; give the id of one of them: brimo, corva\.$'),
        (ID + "nowhere", "thing", r"is not a known thing"),
        ("https://example.org/ <x>", "thing", r"is not a known thing"),
        ("x" * 5000, "thing", r"x…\" is not a known thing"),
        ("x", "member_group", r"is not a known member group"),
    ],
)
def test_a_name_that_does_not_fit(tiny_graph: Graph, text: str, kind: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        resolve(text, tiny_graph.store, kind)


@pytest.fixture(scope="module")
def release() -> Graph:
    return load()


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Surabaya–Busan", "agreement", "surabaya-busan"),
        ("surabaya busan", "agreement", "surabaya-busan"),
        ("SURABAYA — BUSAN", "thing", "surabaya-busan"),
        ("jalan medan", "thing", "jalan-medan"),
        ("부산", "city", "busan"),
        ("부산", "thing", "busan"),
        ("Kota Medan", "city", "medan"),
        ("Provinsi Jawa Timur", "province", "east-java"),
        ("Q11462", "city", "surabaya"),
        ("q11462", "thing", "surabaya"),
        ("wd:Q11462", "city", "surabaya"),
        ("http://www.wikidata.org/entity/Q11462", "city", "surabaya"),
        ("<https://www.wikidata.org/wiki/Q11462>", "thing", "surabaya"),
    ],
)
def test_other_ways_to_name_a_thing(release: Graph, text: str, kind: str, name: str) -> None:
    assert resolve(text, release.store, kind).value == ID + name


def test_an_item_that_no_thing_of_the_kind_has(release: Graph) -> None:
    for text in ("Q5983", "wd:Q5983", "Q884"):  # unknown twice; South Korea, which is no city
        with pytest.raises(UsageError, match=r"nothing of that kind is linked to wd:Q\d+"):
            resolve(text, release.store, "city")


def test_a_shorter_form_that_fits_two_things_is_not_guessed() -> None:
    store = ox.Store()
    for name, label in (("a", "Kota Malang"), ("b", "Malang City")):
        store.add(ox.Quad(ox.NamedNode(ID + name), ox.NamedNode(RDFS + "label"), ox.Literal(label, language="en")))
    with pytest.raises(UsageError, match="names several things; give the id of one of them: a, b"):
        resolve("Malang", store)


def test_languages(tiny_graph: Graph) -> None:
    assert languages(tiny_graph.store) == ["en", "id", "ko"]
