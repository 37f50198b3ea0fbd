"""Every answer has the form of the specification, for our graph and for a graph of a user's own."""

from __future__ import annotations

from typing import Any

import pytest
from support import reconciliation_contracts as contracts
from support.reconciliation_client import Client
from support.reconciliation_contracts import problems

PROPERTIES = ("inState", "rdfs:label", "skos:exactMatch", "geo:lat", "sourceName", "evidence")
EVERY = ("founded", "year", "people", "port", "area", "odd", "huge", "moment", "bad", "motto", "part")


@pytest.fixture(params=["client", "own"])
def either(request: pytest.FixtureRequest) -> Client:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Client)
    return found


def test_manifests(either: Client) -> None:
    answer = either.get("")
    assert (answer.status, answer.type) == (200, "application/json")
    assert problems(answer.json, contracts.MANIFEST) == []


def test_our_graph_is_named_by_its_own_spaces(client: Client, own: Client) -> None:
    manifest = client.get("").json
    assert manifest["identifierSpace"] == "https://w3id.org/paradiplomacy/id/"
    assert manifest["schemaSpace"] == "https://w3id.org/paradiplomacy/ontology#"
    assert manifest["defaultTypes"][0] == {"id": "City", "name": "city"}
    page = manifest["view"]["url"].replace("{{id}}", "busan")
    assert client.server.get(page.removeprefix(client.server.base), "text/html").status == 303
    # In a graph with things from elsewhere, not every id has a page under /id/.
    page = own.get("").json["view"]["url"].replace("{{id}}", "http%3A%2F%2Fexample.org%2Fthing%2Falien")
    assert "Alien Quay" in own.server.get(page.removeprefix(own.server.base)).text


def test_results(either: Client) -> None:
    condition = {"pid": "inState", "v": ["South Korea", {"id": "indonesia"}]}
    queries = {
        "a": {"query": "Gwangju", "properties": [condition], "type": ["City"], "type_strict": "should", "limit": 3},
        "b": {"query": "nothing has such a name at all", "type": "State"},
        "": {"query": "Pohang"},
    }
    answer = either.post(queries=queries)
    assert (answer.status, answer.type) == (200, "application/json")
    assert problems(answer.json, contracts.RESULTS) == []
    assert set(answer.json) == {"a", "b", ""}
    assert answer.json["a"]["result"]


@pytest.mark.parametrize("prefix", ["", "g", "Gwang", "city", "Kota", "in", "zzzz"])
@pytest.mark.parametrize(
    ("kind", "schema"),
    [("entity", contracts.ENTITIES), ("type", contracts.TYPES), ("property", contracts.PROPERTIES)],
)
def test_suggestions(kind: str, schema: dict[str, Any], prefix: str, either: Client) -> None:
    answer = either.get(f"/suggest/{kind}", prefix=prefix)
    assert problems(answer.json, schema) == []
    assert prefix not in ("", "zzzz") or bool(answer.json["result"]) == (prefix == "")


def test_values(client: Client, own: Client) -> None:
    for asked, ids, properties in (
        (client, ["busan", "medan", "unknown"], PROPERTIES),
        (own, ["pohang", "unknown"], [f"http://example.org/vocab#{name}" for name in EVERY]),
    ):
        wanted = {"ids": ids, "properties": [{"id": name} for name in properties]}
        answer = asked.post(extend=wanted)
        assert problems(answer.json, contracts.VALUES) == []
        assert [one["id"] for one in answer.json["meta"]] == list(properties)
        assert list(answer.json["rows"]) == ids
        assert answer.json["rows"]["unknown"] == {name: [] for name in properties}
        assert any(answer.json["rows"][ids[0]].values())


def test_proposals_and_flyouts(either: Client) -> None:
    answer = either.get("/extend/propose", type="City", limit="3")
    assert problems(answer.json, contracts.PROPOSALS) == []
    assert (answer.json["type"], answer.json["limit"], len(answer.json["properties"])) == ("City", 3, 3)
    first = either.get("/suggest/entity", prefix="G").json["result"][0]["id"]
    flyout = either.get("/flyout/entity", id=first).json
    assert problems(flyout, contracts.FLYOUT) == []
    assert flyout["id"] == first


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        (contracts.RESULTS, {"q0": []}),
        (contracts.RESULTS, {"q0": {"result": [{"id": "a", "name": "A", "match": True, "type": []}]}}),
        (contracts.VALUES, {"meta": [], "rows": {"a": {"p": [{"bool": True}]}}}),
        (contracts.VALUES, {"meta": [], "rows": {"a": {"p": [{"date": "1994-11-10"}]}}}),
        (contracts.VALUES, {"meta": [], "rows": {"a": {"p": [{"str": "a", "lang": "en"}]}}}),
        (contracts.ENTITIES, {"result": [{"id": "a"}]}),
    ],
)
def test_the_contracts_see_what_is_wrong(schema: dict[str, Any], wrong: object) -> None:
    assert problems(wrong, schema)
