"""Only what is surely meant is called a match, on a user's own graph with namesakes."""

from __future__ import annotations

from typing import Any

import pytest
from support.reconciliation_client import Client, ids, matches


def _state(value: Any) -> dict[str, Any]:
    return {"properties": [{"pid": "inState", "v": value}]}


def test_namesakes_do_not_match(own: Client) -> None:
    found = own.query("Gwangju")
    assert set(ids(found)[:2]) == {"gwangju-korea", "gwangju-nordia"}
    assert [one["score"] for one in found[:2]] == [100, 100]
    assert matches(found) == []
    # Also when only one of them is asked for, or a spelling of it.
    alone = own.query("Gwangju", limit=1)
    assert (len(alone), matches(alone)) == (1, [])
    assert matches(own.query("Kota GWANGJU", type="City")) == []


@pytest.mark.parametrize(
    "state",
    ["South Korea", "korea selatan", {"id": "korea"}, {"id": "Q884", "name": "South Korea"}, ["x", "South Korea"]],
)
def test_the_state_tells_them_apart(state: Any, own: Client) -> None:
    found = own.query("Gwangju", **_state(state))
    assert matches(found) == ["gwangju-korea"]
    assert ids(found)[0] == "gwangju-korea"
    assert found[0]["score"] - found[1]["score"] > 20
    features = {one["id"]: one["value"] for one in found[1]["features"]}
    assert features["property_inState"] == 0


def test_another_state_matches_none(own: Client) -> None:
    # "North Korea" is like "South Korea" in writing, but the graph knows both.
    found = own.query("Gwangju", **_state("North Korea"))
    assert matches(found) == []
    assert found[0]["score"] < 75
    assert matches(own.query("Gwangju", **_state("Suth Korea"))) == []
    assert matches(own.query("Pohang", type="City", **_state("Nordia"))) == []


def test_silence_is_no_answer(own: Client) -> None:
    # The graph does not say in which state the second Sinpo lies: it may be the one that is meant.
    found = own.query("Sinpo", **_state("South Korea"))
    assert matches(found) == []
    assert ids(found)[0] == "sinpo-korea"
    assert found[0]["score"] > found[1]["score"]
    assert matches(own.query("Daejin")) == ["daejin"]
    assert matches(own.query("Daejin", **_state("South Korea"))) == []


def test_types(own: Client) -> None:
    assert matches(own.query("Pohang")) == []
    assert matches(own.query("Pohang", type="City")) == ["pohang"]
    assert matches(own.query("Pohang", type=["State", "Organization"])) == ["namesake"]
    assert own.query("Pohang", type="State", limit=1)[:1] == [] or "pohang" not in ids(
        own.query("Pohang", type="State")
    )
    either = own.query("Pohang", type="City", type_strict="should")
    assert (matches(either), ids(either)[:2]) == (["pohang"], ["pohang", "namesake"])
    assert own.query("Pohang", type=["City", "Organization"], type_strict="all") == []
    # A class that is broader, in our vocabulary and in one of the user's.
    assert matches(own.query("Pohang", type="SubnationalActor")) == ["pohang"]
    assert matches(own.query("Alien Quay", type="http://example.org/vocab#Facility")) == [
        "http://example.org/thing/alien"
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("malang", ["malang"]),
        ("Kota Malang", ["malang"]),
        ("Malang City", ["malang"]),
        ("Ngalam", ["malang"]),
        ("  MÁLANG ", ["malang"]),
        ("Kabupaten Malang", []),
        ("Malang Province", []),
        ("Mallang", []),
        ("Kota Halla", []),
        ("Provinsi Halla", ["halla"]),
        ("광주시", ["gwangju-korea"]),
        ("Sejong", ["sejong"]),
        ("Sejong (new town)", ["sejong"]),
        ("Sejong (old town)", []),
        ("Malang (Sumatra)", []),
        ("Namwon", []),
        ("Namwon (south)", ["namwon-b"]),
        ("Namwon (east)", []),
    ],
)
def test_spellings(name: str, expected: list[str], own: Client) -> None:
    assert matches(own.query(name)) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Q42148",
        "q42148",
        "wd:Q42148",
        "http://www.wikidata.org/entity/Q42148",
        "https://www.wikidata.org/wiki/Q42148",
        "http://example.com/pohang",
        "https://w3id.org/paradiplomacy/id/pohang",
        "id:pohang",
    ],
)
def test_identifiers(name: str, own: Client) -> None:
    found = own.query(name)
    assert (ids(found)[0], found[0]["score"]) == ("pohang", 100)
    assert matches(found) == ["pohang"]
    assert matches(own.query(name, type="Organization")) == []


def test_what_describes_the_graph_is_no_candidate(own: Client) -> None:
    assert "link" not in ids(own.query("Pohang is linked"))
    assert "http://example.org/vocab#Harbour" not in ids(own.query("harbour"))
    assert own.query("nameless") == [] or "nameless" not in [one["name"] for one in own.query("nameless")]


@pytest.mark.parametrize(
    ("name", "value", "agrees"),
    [
        ("founded", "1949", True),
        ("founded", "1949-08", True),
        ("founded", "1949-08-15", True),
        ("founded", "1949-08-16", False),
        ("founded", "194", False),
        ("year", 1949, True),
        ("year", "1949", True),
        ("year", 1950, False),
        ("people", "500000", True),
        ("people", 5e5, True),
        ("people", 500001, False),
        ("area", 1128.76, True),
        ("port", True, True),
        ("port", "true", True),
        ("port", False, False),
        ("motto", "By the SEA", True),
        ("motto", "on the hills", False),
        ("odd", "NaN", True),
    ],
)
def test_values_are_compared_as_what_they_are(name: str, value: Any, agrees: bool, own: Client) -> None:
    pid = f"http://example.org/vocab#{name}"
    found = own.query("Pohang", type="City", properties=[{"pid": pid, "v": value}])
    assert ids(found)[0] == "pohang"
    assert matches(found) == (["pohang"] if agrees else [])


def test_values_as_json(own: Client) -> None:
    def values(name: str, **settings: Any) -> list[dict[str, Any]]:
        pid = f"http://example.org/vocab#{name}"
        wanted = {"ids": ["pohang"], "properties": [{"id": pid, "settings": settings}]}
        found: list[dict[str, Any]] = own.post(extend=wanted).json["rows"]["pohang"][pid]
        return found

    assert values("founded") == [{"date": "1949-08-15T00:00:00"}]
    assert values("moment") == [{"date": "2001-02-03T04:05:06Z"}]
    # What is no moment of any calendar or zone is no date of the API either.
    assert {next(iter(value)) for value in values("bad")} == {"str"}
    assert len(values("bad")) == 4
    assert values("year") == [{"str": "1949"}]
    assert values("people") == [{"int": 500000}]
    assert values("area") == [{"float": 1128.76}]
    assert values("port") == [{"str": "true"}]
    assert values("odd") == [{"str": "NaN"}, {"str": "x"}]
    assert values("huge") == [{"str": "9007199254740993"}, {"str": "99999999999999999999"}]
    assert values("part") == []
    assert values("motto", limit=1) == [{"str": "by the sea"}]
    assert values("motto", lang="id") == [{"str": "di tepi laut"}, {"str": "plain"}]


def test_long_forms_of_names_in_our_own_graph(client: Client) -> None:
    for name, expected in (
        ("Busan Metropolitan City", "busan"),
        ("City of Surabaya", "surabaya"),
        ("Medan Street", "jalan-medan"),
        ("Province of East Java", "east-java"),
        ("Republik Indonesia", "indonesia"),
    ):
        found = client.query(name)
        assert (ids(found)[0], matches(found)) == (expected, [expected])
    # Which Korea is meant is left to the user, and whether a republic is the state of that name.
    for name, expected in (("Republik Korea", "south-korea"), ("Republic of Indonesia", "indonesia")):
        found = client.query(name)
        assert (ids(found)[0], matches(found)) == (expected, [])


def test_a_republic_may_be_any_of_that_name(own: Client) -> None:
    found = own.query("Republic of Korea", type="State")
    assert set(ids(found)[:2]) == {"korea", "north"}
    assert matches(found) == []
    assert "korea" in ids(own.query("Korea"))
    assert matches(own.query("Republic of Nordia")) == matches(own.query("Korea")) == []
    assert ids(own.query("Republic of Nordia"))[0] == "nordia"
