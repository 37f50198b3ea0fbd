"""Requests of the forms that the specification shows as examples, valid and invalid, with names of our graph."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from support import reconciliation_contracts as contracts
from support.reconciliation_client import Client, ids
from support.reconciliation_contracts import problems


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"query": "Surabaya"}, "surabaya"),
        ({"query": "Kota Medan", "limit": 3, "type": "City", "type_strict": "any"}, "medan"),
        ({"query": "Busan", "type": ["City", "Province"], "type_strict": "should"}, "busan"),
        ({"query": "Surabaya", "properties": [{"pid": "inState", "v": ["Indo*", {"id": "indonesia"}]}]}, "surabaya"),
        ({"properties": [{"pid": "skos:notation", "v": "KR-26"}]}, "busan"),
    ],
    ids=["least", "all fields", "several types", "several values", "no name"],
)
def test_valid_queries(query: dict[str, Any], first: str, client: Client) -> None:
    batch = {"q0": query, "q1": {"query": "Medan"}}
    answer = client.post(queries=batch)
    assert problems(answer.json, contracts.RESULTS) == []
    assert ids(answer.json["q0"]["result"])[0] == first
    assert client.server.get(f"/reconcile?queries={quote(json.dumps(batch))}").json == answer.json
    # Each query is answered as if it were alone.
    assert client.batch(only=query)["only"] == answer.json["q0"]["result"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"q0": {}}', 'neither "query" nor "properties"'),
        ('{"q0": {"query": ""}}', "not a text"),
        ('{"q0": {"properties": []}}', 'neither "query" nor "properties"'),
        ('{"q0": {"query": "a", "limit": 0}}', "limit"),
        ('{"q0": {"query": "a", "limit": "3"}}', "limit"),
        ('{"q0": {"query": "a", "type_strict": "al"}}', '"all"'),
        ('{"q0": {"query": "a", "properties": [{"v": "x"}]}}', "pid"),
        ('{"q0": {"query": "a", "properties": [{"pid": "inState"}]}}', '"v"'),
        ('{"q0": {"query": "a", "type": "Cty"}}', '"City"'),
        ('{"q0": {"query": "a", "props": [{"pid": "inState", "v": "x"}]}}', '"properties"'),
        ('{"q0": {"query": "a", "conditions": []}}', '"conditions"'),
        ('{"q0": {"query": "a", "properties": [{"pid": "inStat", "v": "x"}]}}', '"inState"'),
        ('[{"query": "a"}]', "not a JSON object"),
        ('{"q0": "a"}', "not a JSON object"),
        ('{"q0": {"query": "a"}', "not valid JSON"),
        ("", "not valid JSON"),
    ],
)
def test_invalid_queries(text: str, words: str, client: Client) -> None:
    answer = client.server.get(f"/reconcile?queries={quote(text)}")
    assert (answer.status, answer.type) == (400, "application/json")
    assert problems(answer.json, contracts.ERROR) == []
    assert words in answer.json["error"]


def test_a_blank_name_finds_nothing_and_spoils_no_batch(client: Client) -> None:
    # A cell with nothing but a space is no empty cell to OpenRefine.
    found = client.batch(q0={"query": " "}, q1={"query": "Surabaya"}, q2={"query": "\u00a0\t"})
    assert (found["q0"], found["q2"]) == ([], [])
    assert ids(found["q1"])[0] == "surabaya"


def test_calls_for_values(client: Client) -> None:
    wanted = {"ids": ["medan"], "properties": [{"id": "inState"}, {"id": "rdfs:label", "settings": {"limit": "1"}}]}
    by_post = client.post(extend=wanted).json
    assert by_post["rows"]["medan"] == {
        "inState": [{"id": "indonesia", "name": "Indonesia"}],
        "rdfs:label": [{"str": "Medan"}],
    }
    assert by_post["meta"][0] == {"id": "inState", "name": "in state", "type": {"id": "State", "name": "state"}}
    assert client.server.get(f"/reconcile?extend={quote(json.dumps(wanted))}").json == by_post
    for wrong, words in (
        ({"ids": ["medan"], "properties": [{"id": "inStat"}]}, '"inState"'),
        ({"ids": ["medan"], "properties": [{"id": "inState", "settings": {"limit": "many"}}]}, "limit"),
        ({"ids": "medan", "properties": []}, "ids"),
        ({"properties": []}, "ids"),
    ):
        answer = client.post(extend=wrong)
        assert answer.status == 400
        assert words in answer.json["error"]
