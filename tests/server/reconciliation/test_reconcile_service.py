"""The service without a server: what it reads of a graph, what it keeps, and what it refuses to take on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from support.reconciliation_client import Client, matches
from support.running_server import Server

from paradiplomacy.rdf.namespaces import PARA, RDF, RDFS
from paradiplomacy.server.reconciliation import index, limits, ranking, service
from paradiplomacy.server.reconciliation.index import Index
from paradiplomacy.server.reconciliation.limits import CallError
from paradiplomacy.server.reconciliation.requests import ThingValue, read_batch
from paradiplomacy.server.reconciliation.schema import Vocabulary
from paradiplomacy.server.reconciliation.service import Service


def _graph(*things: tuple[str, str, str]) -> ox.Store:
    """A store of things with a class and a name."""
    lines = [
        f'<http://e.org/{id_}> <{RDF}type> <{PARA}{kind}> ; <{RDFS}label> "{name}"@en .' for id_, kind, name in things
    ]
    store = ox.Store()
    store.load("\n".join(lines).encode(), format=ox.RdfFormat.TURTLE)
    return store


def _asked(found: Service, **query: Any) -> list[dict[str, Any]]:
    batch = json.dumps({"q": query})
    answer = found.answer("match", {"text": batch, "languages": []})
    assert isinstance(answer, dict)
    result: list[dict[str, Any]] = answer["q"]["result"]
    return result


def test_the_better_spelling_comes_first() -> None:
    found = Service(_graph(("a", "City", "Semarang"), ("b", "City", "Serang"), ("c", "City", "Semaran")))
    assert [one["name"] for one in _asked(found, query="Semarnag")] == ["Semarang", "Semaran", "Serang"]
    scores = [one["score"] for one in _asked(found, query="Semarang")]
    assert scores[0] == 100
    assert scores == sorted(scores, reverse=True)
    assert scores[1] < 95
    assert _asked(found, query="Xylophone") == []
    long = "The Special Self-Governing Territory of the Eastern Islands"
    assert 90 < _asked(Service(_graph(("a", "City", long))), query=f"{long}s")[0]["score"] < 95


def test_a_name_is_found_among_many_of_other_types() -> None:
    others = [(f"o{number}", "Claim", "Serang") for number in range(300)]
    found = Service(_graph(*others, ("city", "City", "Serong")))
    assert [one["id"] for one in _asked(found, query="Serang", type="City")] == ["http://e.org/city"]


def test_the_same_graph_gives_the_same_answers() -> None:
    things = [(f"t{number}", "City", "Twin") for number in range(30)]
    one, other = Service(_graph(*things)), Service(_graph(*reversed(things)))
    assert _asked(one, query="Twin") == _asked(other, query="Twin")
    assert matches(_asked(one, query="Twin", limit=1)) == []


def test_features_give_the_reasons() -> None:
    store = _graph(("a", "City", "Aland"), ("b", "City", "Aland"), ("s", "State", "Estate"))
    store.extend(
        ox.Quad(ox.NamedNode(f"http://e.org/{city}"), ox.NamedNode(f"{PARA}inState"), ox.NamedNode("http://e.org/s"))
        for city in "a"
    )
    found = _asked(Service(store), query="Aland", type="City", properties=[{"pid": "inState", "v": "Estate"}] * 2)
    features = {one["id"]: one["value"] for one in found[0]["features"]}
    assert features == {
        "name_similarity": 100,
        "name_same": True,
        "type": True,
        "property_inState": 100,
        "property_inState_2": 100,
    }
    # The graph is silent on the second one, which is no feature, and less than agreement.
    assert not [one for one in found[1]["features"] if one["id"].startswith("property")]
    assert found[0]["score"] == 100 > found[1]["score"] > 70


def test_too_many_names_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_NAMES", 2)
    few = _graph(("a", "City", "Aland"), ("b", "City", "Berland"))
    assert len(Index(few, Vocabulary(few)).things) == 2
    many = _graph(("a", "City", "Aland"), ("b", "City", "Berland"), ("c", "City", "Cerland"))
    with pytest.raises(CallError, match="more than 2 names") as refused:
        Service(many).answer("manifest", {"base": "http://x", "languages": []})
    assert refused.value.status == 501


def test_a_property_of_too_many_things_needs_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "MOST_SCANNED", 2)
    found = Service(_graph(("a", "City", "Aland"), ("b", "City", "Berland"), ("c", "City", "Cerland")))
    with pytest.raises(CallError, match="give a name as well"):
        _asked(found, properties=[{"pid": "rdfs:label", "v": "Aland"}])
    assert matches(_asked(found, query="Aland", properties=[{"pid": "rdfs:label", "v": "Aland"}]))


def test_a_long_text_is_compared_only_whole() -> None:
    long = "very " * 50 + "long"
    found = Service(_graph(("a", "City", long)))
    assert len(long) > limits.LONGEST_NAME
    assert matches(_asked(found, query=long)) == ["http://e.org/a"]
    assert _asked(found, query=f"{long}er") == []


def test_of_a_very_long_value_only_the_beginning_is_read() -> None:
    text = "x" * 50_000
    value = {"id": text, "name": text}
    query = read_batch(json.dumps({"q": {"query": text, "properties": [{"pid": "p", "v": [text, value]}]}}))["q"]
    assert query.name == "x" * 1000
    assert query.conditions[0].values == ("x" * 1000, ThingValue("x" * 1000, "x" * 1000))


def test_without_rapidfuzz_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "find_spec", lambda name: None)
    with pytest.raises(CallError, match=r"-m pip install rapidfuzz") as refused:
        _asked(Service(_graph(("a", "City", "Aland"))), query="Aland")
    assert refused.value.status == 501


def test_an_empty_graph_has_no_candidates() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://e.org/a"), ox.NamedNode("http://e.org/p"), ox.Literal("x")))
    assert _asked(Service(store), query="anything") == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph whose names take longer to read than a query may take before its worker counts as slow."""
    file = tmp_path_factory.mktemp("many") / "many.ttl"
    with file.open("w", encoding="utf-8") as to:
        for number in range(25_000):
            name = f"Place of {number * 7919 % 104729} trees"
            names = f'"{name}"@en , "{name} pohon"@id'
            to.write(f"<http://e.org/{number}> <{RDF}type> <{PARA}City> ; <{RDFS}label> {names} .\n")
    return file


@pytest.mark.slow
def test_the_names_are_read_once_by_a_worker(many: Path) -> None:
    running = Server("--data", many, "--workers", "1", "--timeout", "60")
    try:
        client = Client(running)
        assert client.get("").status == 200
        workers = running.family()[1:]
        reading = running.ticks()
        # Twice, as the first query in a worker imports what compares spellings.
        for number in (7919, 2 * 7919):
            before = running.ticks()
            assert client.query(f"Place of {number} trees", limit=1)[0]["score"] == 100
        assert running.ticks() - before < reading / 2
        # The worker kept its priority, and so was not replaced.
        assert running.family()[1:] == workers
    finally:
        running.stop()


def test_a_call_that_takes_too_long_is_stopped(many: Path) -> None:
    running = Server("--data", many, "--timeout", "0.2")
    try:
        answer = running.get("/reconcile")
        assert (answer.status, answer.type) == (503, "application/json")
        assert "0.2 seconds" in answer.json["error"] or "worker" in answer.json["error"]
        assert running.get("/health").status == 200
    finally:
        running.stop()
