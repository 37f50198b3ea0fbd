from __future__ import annotations

import pytest

from paradiplomacy import Graph, UsageError
from paradiplomacy.names.resolve import languages, resolve
from paradiplomacy.rdf.namespaces import ID, PARA


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


def test_languages(tiny_graph: Graph) -> None:
    assert languages(tiny_graph.store) == ["en", "id", "ko"]
