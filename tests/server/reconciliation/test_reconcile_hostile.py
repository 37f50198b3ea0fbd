"""What is malformed, too much or meant to harm is refused, and the server goes on."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from support.reconciliation_client import FORM, Client, matches

ID = "https://w3id.org/paradiplomacy/id/"
JSON = {"Content-Type": "application/json"}
DEEP = "[" * 100_000 + "]" * 100_000


def _is_well(client: Client) -> bool:
    return bool(client.query("Pohang", type="City"))


def test_markup_of_the_graph_stays_text(own: Client) -> None:
    for page in (own.get("/preview", id="tricky").text, own.get("/flyout/entity", id="tricky").json["html"]):
        assert "&lt;script&gt;alert(1)" in page
        assert "<script" not in page and "<img" not in page and 'onload=alert(2) x="' not in page
    page = own.get("/preview", id="javascript:alert(4)").text
    assert "Scriptville" in page and 'href="javascript' not in page
    answer = own.post(queries={"q": {"query": "<script>alert(1)</script>"}})
    assert answer.type == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert matches(answer.json["q"]["result"]) == ["tricky"]


def test_markup_of_the_client_is_not_reflected_as_markup(own: Client) -> None:
    script = "<script>alert(5)</script>"
    for answer in (
        own.get("/preview", id=script),
        own.get("/flyout/entity", id=script),
        own.get("/suggest/entity", prefix="a", type=script),
        own.get("", queries=script),
        own.get("", queries=json.dumps({script: {"query": "a", "limit": script}})),
    ):
        assert answer.status in (400, 404)
        assert (answer.type, answer.headers["x-content-type-options"]) == ("application/json", "nosniff")


@pytest.mark.parametrize("callback", ["alert", "x;alert(1)//", "<script>", ""])
@pytest.mark.parametrize("path", ["", "/suggest/entity", "/preview", "/extend/propose"])
def test_no_jsonp(path: str, callback: str, own: Client) -> None:
    answer = own.get(path, callback=callback, prefix="a", id="pohang", type="City")
    assert (answer.status, answer.type) == (400, "application/json")
    assert "JSONP" in answer.json["error"]
    assert not callback or callback not in answer.text.replace("JSONP", "")


def test_large_bodies(own: Client) -> None:
    large = "x" * 10_000_000
    answer = own.server.send("POST", "/reconcile", FORM, f"queries={large}")
    assert (answer.status, answer.type) == (413, "application/json")
    assert _is_well(own)


def test_deep_json(own: Client) -> None:
    for field, text in (("queries", DEEP), ("queries", '{"q":' * 50_000), ("extend", DEEP)):
        answer = own.server.send("POST", "/reconcile", FORM, urlencode({field: text}))
        assert answer.status == 400
        assert "nested" in answer.json["error"] or "JSON" in answer.json["error"]
    assert _is_well(own)


def test_many_queries(own: Client) -> None:
    size = own.get("").json["batchSize"]
    one = {"query": "Pohang"}
    assert len(own.batch(**{f"q{n}": one for n in range(size)})) == size
    for count in (size + 1, 10_000):
        answer = own.post(queries={f"q{n}": one for n in range(count)})
        assert answer.status == 413
        assert str(size) in answer.json["error"]
    condition = {"pid": "inState", "v": "South Korea"}
    assert own.post(queries={"q": {"query": "Pohang", "properties": [condition] * 1000}}).status == 413
    many = {"pid": "inState", "v": ["South Korea"] * 1000}
    assert own.post(queries={"q": {"query": "Pohang", "properties": [many]}}).status == 413
    assert own.post(extend={"ids": ["pohang"] * 501, "properties": [{"id": "inState"}]}).status == 413
    assert own.post(extend={"ids": ["pohang"], "properties": [{"id": "inState"}] * 21}).status == 413
    assert len(own.query("a", limit=10**6)) <= 50


@pytest.mark.parametrize(
    "value",
    [
        "x" * 900_000,
        "\x00",
        "\ud800",
        "'\"\\",
        "%",
        "Q" + "9" * 500,
        "https://w3id.org/paradiplomacy/id/",
        "<>",
        "()",
        "​",
    ],
    ids=["long", "null", "surrogate", "quotes", "percent", "digits", "space", "angles", "brackets", "invisible"],
)
def test_odd_names_have_no_match(value: str, own: Client) -> None:
    assert matches(own.query(value)) == []
    assert own.get("/suggest/entity", prefix=value[:1000].encode("utf-8", "replace").decode()).status == 200


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "9" * 5000, "1e400", "-0"])
def test_odd_numbers(number: str, own: Client) -> None:
    text = f'{{"q": {{"query": "Pohang", "type": "City", "properties": [{{"pid": "inState", "v": {number}}}]}}}}'
    answer = own.server.send("POST", "/reconcile", FORM, urlencode({"queries": text}))
    # What JSON has no sign for is refused, as are more digits than a number may have.
    assert answer.status == (400 if number == "NaN" or len(number) > 1000 else 200)
    if answer.status == 200:
        assert matches(answer.json["q"]["result"]) == []
    limit = f'{{"q": {{"query": "Pohang", "limit": {number}}}}}'
    assert own.server.send("POST", "/reconcile", FORM, urlencode({"queries": limit})).status in (200, 400)


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "/reconcile", JSON, '{"queries": []}', 415),
        ("POST", "/reconcile", {}, "queries={}", 415),
        ("POST", "/reconcile", FORM, "", 400),
        ("POST", "/reconcile", FORM, "queries={}&extend={}", 400),
        ("POST", "/reconcile", FORM, "queries={}&queries={}", 400),
        ("POST", "/reconcile", FORM, "query=Pohang", 400),
        ("POST", "/reconcile", FORM, "queries=%zz", 400),
        ("POST", "/reconcile", FORM, "queries=%ff", 400),
        ("POST", "/reconcile", {**FORM, "Content-Encoding": "gzip"}, "queries={}", 415),
        ("POST", "/reconcile", FORM, b"\xff", 400),
        ("GET", "/reconcile/1.0-draft", {}, None, 404),
        ("POST", "/reconcile/suggest/entity", FORM, "prefix=a", 405),
        ("DELETE", "/reconcile", {}, None, 405),
        ("GET", "/reconcile/preview", {}, None, 400),
        ("GET", "/reconcile/preview?id=nothing", {}, None, 404),
        ("GET", "/reconcile/suggest/entities", {}, None, 404),
    ],
)
def test_other_ways_to_ask(
    method: str, path: str, headers: dict[str, str], body: Any, status: int, own: Client
) -> None:
    assert own.server.send(method, path, headers, body).status == status


def test_an_unknown_id_gets_the_nearest(own: Client) -> None:
    answer = own.get("/preview", id="pohan")
    assert (answer.status, answer.type) == (404, "application/json")
    assert '"pohang"' in answer.json["error"]


def test_other_sites_may_read(own: Client) -> None:
    origin = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    answer = own.server.send("OPTIONS", "/reconcile", {**origin, "Access-Control-Request-Headers": "content-type"})
    assert answer.status == 204
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Content-Type" in answer.headers["access-control-allow-headers"]
    answer = own.server.send("OPTIONS", "/reconcile/suggest/entity", origin)
    assert "POST" not in answer.headers["access-control-allow-methods"]
    for path in ("", "/preview?id=pohang", "/suggest/type?prefix=", "/preview?id=nothing", f"?queries={quote('{')}"):
        assert own.server.get(f"/reconcile{path}").headers["access-control-allow-origin"] == "*"


def test_nothing_else_may_be_framed(own: Client) -> None:
    for path in ("/", "/reconcile", "/health"):
        assert "frame-ancestors 'none'" in own.server.get(path).headers["content-security-policy"]
