"""A session as OpenRefine leads it, over HTTP: from the manifest to further columns."""

from __future__ import annotations

from collections import Counter

import pytest
from support.reconciliation_client import Client, ids, matches

FIRST = ["Surabaya", "Kota Medan", "Busan"]
COLUMN = [*FIRST, "Gwanju", "광주광역시", "Q16520", "SURABAYA", "Seul", "Atlantis", "Medan (Sumatra)"]


def test_a_session(client: Client) -> None:
    manifest = client.get("").json
    # The type is guessed from the types of what the first rows look like.
    guess = client.batch(**{f"q{n}": {"query": name, "limit": 3} for n, name in enumerate(FIRST)})
    counts = Counter(kind["id"] for found in guess.values() for one in found[:1] for kind in one["type"])
    kind = next(one["id"] for one in manifest["defaultTypes"] if counts[one["id"]] == 3)
    assert kind == "City"

    assert len(COLUMN) <= manifest["batchSize"]
    batch = {
        f"q{n}": {"query": name, "type": kind, "type_strict": "should", "limit": 10} for n, name in enumerate(COLUMN)
    }
    found = client.batch(**batch)
    chosen = [next(iter(matches(found[key])), "") for key in batch]
    assert chosen == ["surabaya", "medan", "busan", "", "gwangju", "busan", "surabaya", "", "", ""]
    assert [ids(found[key])[0] for key in ("q3", "q7", "q9")] == ["gwangju", "seoul", "medan"]

    # The user looks for what was not found, hovers over it, and looks at it.
    suggest = manifest["suggest"]["entity"]
    path = (suggest["service_url"] + suggest["service_path"]).removeprefix(f"{client.server.base}/reconcile")
    suggested = client.get(path, prefix="gwang", type=kind, type_strict="should", type_="x", indent="1", _="123").json
    assert suggested["result"][0]["id"] == "gwangju"
    flyout = suggest["flyout_service_path"].replace("${id}", "gwangju")
    assert "Gwangju" in client.get(flyout).json["html"]
    shown = client.server.get(manifest["preview"]["url"].replace("{{id}}", "gwangju").removeprefix(client.server.base))
    assert (shown.status, shown.type) == (200, "text/html")
    assert "South Korea" in shown.text and "Rakhmadi" in shown.text
    # Other sites show it in a frame.
    assert "frame-ancestors" not in shown.headers["content-security-policy"]
    assert "script-src" not in shown.headers["content-security-policy"]

    proposed = manifest["extend"]["propose_properties"]
    assert proposed["service_url"] + proposed["service_path"] == f"{client.server.base}/reconcile/extend/propose"
    names = [one["id"] for one in client.get("/extend/propose", type=kind, limit="20").json["properties"]]
    assert "inState" in names
    settings = {one["name"]: one["default"] for one in manifest["extend"]["property_settings"]}
    wanted = {
        "ids": ["busan", "medan"],
        "properties": [{"id": "inState", "settings": settings}, {"id": "geo:lat", "settings": settings}],
    }
    rows = client.post(extend=wanted).json["rows"]
    assert rows["busan"] == {
        "inState": [{"id": "south-korea", "name": "South Korea"}],
        "geo:lat": [{"float": 35.10278}],
    }
    assert rows["medan"]["inState"][0]["name"] == "Indonesia"


def test_languages(client: Client) -> None:
    def description(header: str) -> str:
        answer = client.server.send(
            "GET", "/reconcile/suggest/entity?prefix=busan", {"Accept-Language": header} if header else None
        )
        assert "Accept-Language" in answer.headers["vary"]
        return str(answer.json["result"][0]["description"])

    assert description("") == "city, South Korea"
    assert description("id-ID,id;q=0.9,en;q=0.8") == "kota, Korea Selatan"
    assert description("fr, en;q=0.5, id;q=0.7") == "kota, Korea Selatan"
    assert description("id;q=0, !!, xx") == "city, South Korea"


@pytest.mark.parametrize("kind", ["entity", "property", "type"])
def test_suggestions_as_many_as_asked_for(kind: str, client: Client) -> None:
    def suggested(**fields: str) -> list[str]:
        answer = client.get(f"/suggest/{kind}", prefix="", **fields)
        assert answer.status == 200, answer.text
        return ids(answer.json["result"])

    first = suggested()
    assert len(first) == 20
    assert [suggested(limit="2", cursor=cursor) for cursor in ("0", "2", "4")] == [first[:2], first[2:4], first[4:6]]
    second = suggested(cursor="20")
    assert second and not set(first) & set(second)
    assert suggested(limit="0") == suggested(cursor="100000") == []
    assert 20 < len(suggested(limit="999999999")) <= 100
    for field in ("limit", "cursor"):
        for wrong in ("-1", "x", "1.5", "9" * 5000):
            answer = client.get(f"/suggest/{kind}", prefix="", **{field: wrong})
            assert (answer.status, field in answer.json["error"]) == (400, True)


def test_suggestions_by_id_and_within_a_name(client: Client) -> None:
    for prefix in ("Q16520", "busan", "https://w3id.org/paradiplomacy/id/busan", "http://www.wikidata.org/wiki/Q16520"):
        assert client.get("/suggest/entity", prefix=prefix).json["result"][0]["id"] == "busan"
    types = client.get("/suggest/type", prefix="kota").json["result"]
    assert [one["id"] for one in types][:1] == ["City"]
    assert client.get("/suggest/property", prefix="state").json["result"][0]["id"] == "inState"
    assert client.get("/suggest/entity", prefix="a", type="Cty").json["error"].endswith('"City"?')
    cities = client.get("/suggest/entity", prefix="", type="City").json["result"]
    first = client.get("/suggest/entity", prefix="", type="State", type_strict="should").json["result"]
    assert [one["notable"][0]["id"] for one in first[:2]] == ["State", "State"]
    assert len(first) == 20
    assert cities and all("City" in [kind["id"] for kind in one["notable"]] for one in cities)
