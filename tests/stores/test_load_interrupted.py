"""A load that is cut off, refused or killed leaves what was there, and the next one succeeds and tidies up."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from support.cut import Relay
from support.servers import Oxigraph, Store

from paradiplomacy.errors import EndpointError
from paradiplomacy.loading import staging
from paradiplomacy.loading.graph_store import Sender
from paradiplomacy.loading.store_load import load_into_store
from paradiplomacy.sparql.http_client import Client
from paradiplomacy.sparql.remote import Remote

GRAPH = "urn:test:target"
_OLD = "".join(f'<urn:old:{n}> <urn:p> "old {n}" .\n' for n in range(20))
_NEW = "".join(f'<urn:new:{n}> <urn:p> "new {n}" , _:b{n % 5} .\n' for n in range(60)) + "_:b0 <urn:q> _:b1 .\n"
_NEW_TRIPLES = 121
_CUTS = 15


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    found = {"old": tmp_path / "old.nt", "new": tmp_path / "new.ttl"}
    found["old"].write_text(_OLD, encoding="utf-8")
    found["new"].write_text(_NEW, encoding="utf-8")
    return found


def put_old(store: Store, files: dict[str, Path]) -> None:
    load_into_store(store.endpoint(), store.graph_stores, {GRAPH: [files["old"]]}, replace=True)


def held(store: Store, graph: str = GRAPH) -> list[str]:
    """What the graph holds, as sorted lines, where a blank node is only known to be one."""
    rows = store.endpoint().select(f"SELECT ?s ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows
    return sorted(" ".join("_:" if str(term).startswith("_:") else str(term) for term in row) for row in rows)


def staged(store: Store) -> list[str]:
    """The graphs of loads that the store holds."""
    rows = store.endpoint().select(
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), 'urn:x-paradiplomacy:')) }"
    )
    return [str(row["g"]) for row in rows]


def through(store: Store, relay: Relay) -> tuple[Remote, list[str]]:
    query = relay.url(store.query_url)
    client = Client(query, store.user, store.password, timeout=20, tries=1)
    graph_stores = [relay.url(address) for address in store.graph_stores]
    return Remote(query, relay.url(store.update_url), client=client), graph_stores


def after_new(store: Store, files: dict[str, Path]) -> list[str]:
    load_into_store(store.endpoint(), store.graph_stores, {GRAPH: [files["new"]]}, replace=True)
    return held(store)


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_connection_cut_at_any_byte(store: Store, files: dict[str, Path], direction: str) -> None:
    new = after_new(store, files)
    assert len(new) == _NEW_TRIPLES
    put_old(store, files)
    old = held(store)
    relay = Relay(store.query_url, 10_000_000, direction)
    endpoint, graph_stores = through(store, relay)
    load_into_store(endpoint, graph_stores, {GRAPH: [files["new"]]}, replace=True, piece=1500)
    relay.close()
    whole = relay.passed
    assert whole > 5000 if direction == "up" else whole > 1000
    chance = random.Random(7)
    outcomes = set()
    # The last bytes are those of the exchange and after it, where a cut is most delicate.
    cuts = [chance.randrange(whole) for _ in range(_CUTS)] + [
        chance.randrange(whole - 1500, whole) for _ in range(_CUTS)
    ]
    for cut in cuts:
        put_old(store, files)
        relay = Relay(store.query_url, max(cut, 1), direction)
        endpoint, graph_stores = through(store, relay)
        try:
            load_into_store(endpoint, graph_stores, {GRAPH: [files["new"]]}, replace=True, piece=1500)
            outcomes.add("done")
        except EndpointError:
            outcomes.add("cut")
        finally:
            relay.close()
        left = wait_for(store, (old, new))
        outcomes.add("old" if left == old else "new")
    assert {"cut", "old"} <= outcomes
    load_into_store(store.endpoint(), store.graph_stores, {GRAPH: [files["new"]]}, replace=True)
    assert held(store) == new
    assert not staged(store)


def test_a_byte_that_is_changed_on_the_way_is_noticed(store: Store, files: dict[str, Path]) -> None:
    put_old(store, files)
    old = held(store)
    relay = Relay(store.query_url, 10_000_000, change=lambda data: data.replace(b"new 17", b"neW 17"))
    endpoint, graph_stores = through(store, relay)
    with pytest.raises(EndpointError, match=r'120 of the 121 .* does not hold <urn:new:17> <urn:p> "new 17"'):
        load_into_store(endpoint, graph_stores, {GRAPH: [files["new"]]}, replace=True)
    relay.close()
    assert held(store) == old
    assert not staged(store)


def test_a_triple_that_was_never_sent_is_noticed(
    oxigraph: Store, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_old(oxigraph, files)
    old = held(oxigraph)
    send = Sender.send

    def more(sender: Sender, graph: str, *rest: Any) -> None:
        send(sender, graph, *rest)
        oxigraph.endpoint().update(f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:a> <urn:b> <urn:c> }} }}")

    monkeypatch.setattr(Sender, "send", more)
    with pytest.raises(EndpointError, match=r"121 of the 121 .*, and 1 others; it was never sent, but holds <urn:a> "):
        load_into_store(oxigraph.endpoint(), oxigraph.graph_stores, {GRAPH: [files["new"]]}, replace=True)
    assert held(oxigraph) == old
    assert not staged(oxigraph)


def test_when_only_the_last_look_fails_it_says_what_was_done(
    oxigraph: Store, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_old(oxigraph, files)
    relay = Relay(oxigraph.query_url, 10_000_000)
    endpoint, graph_stores = through(oxigraph, relay)
    update = endpoint.update

    def last(text: str, timeout: float | None = None) -> None:
        update(text, timeout)
        if "MOVE" in text:
            relay.close()

    monkeypatch.setattr(endpoint, "update", last)
    with pytest.raises(EndpointError, match="were in place before that, in 1 graph; only this last look at them"):
        load_into_store(endpoint, graph_stores, {GRAPH: [files["new"]]}, replace=True)
    assert len(held(oxigraph)) == _NEW_TRIPLES


def wait_for(store: Store, states: tuple[list[str], ...]) -> list[str]:
    """What the graph holds, which must be one of ``states`` at every moment."""
    left = held(store)
    assert left in states, f"the graph holds {len(left)} triples, neither the old nor the new ones"
    return left


MANY = 3_000


@pytest.mark.parametrize("replace", [True, False], ids=["replace", "add"])
def test_a_load_that_is_killed(store: Store, files: dict[str, Path], tmp_path: Path, replace: bool) -> None:
    many = tmp_path / "many.nt"
    many.write_text("".join(f'<urn:many:{n}> <urn:p> "{n}" .\n' for n in range(MANY)), encoding="utf-8")
    words = [sys.executable, "-m", "paradiplomacy", "load", store.query_url.removesuffix("-auth"), str(many)]
    words += ["--graph", GRAPH, *(["--replace"] if replace else [])]
    if store.user:
        words += ["--user", store.user]
    environment = {**os.environ, "PARADIPLOMACY_PASSWORD": store.password or ""}

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def finish() -> None:
        with start() as process:
            process.communicate(timeout=60)
        assert process.returncode == 0

    put_old(store, files)
    old = held(store)
    finish()
    new = held(store)
    assert len(new) == MANY + (0 if replace else len(old))
    killed = half_way = 0
    for moment in (b"reading", b"exchanging") * 3:
        put_old(store, files)
        with start() as process:
            assert process.stderr
            assert any(moment in line for line in process.stderr)
            process.kill()
        killed += process.returncode == -signal.SIGKILL
        half_way += bool(staged(store))
        wait_for(store, (old, new))
    assert killed >= 3
    assert half_way >= 1
    put_old(store, files)
    finish()
    assert held(store) == new
    assert not staged(store)


def test_a_refused_load_leaves_everything(virtuoso: Store, files: dict[str, Path]) -> None:
    put_old(virtuoso, files)
    old = held(virtuoso)
    # Anonymous users of Virtuoso may read, but not write.
    reader = Remote(virtuoso.query_url.removesuffix("-auth"))
    with pytest.raises(EndpointError) as caught:
        load_into_store(reader, [], {GRAPH: [files["new"]]}, replace=True)
    assert "SPARQL_UPDATE" in str(caught.value) or caught.value.status in (401, 403, 500)
    assert held(virtuoso) == old
    assert not staged(virtuoso)


def test_another_running_load_is_left_alone(oxigraph: Store, files: dict[str, Path]) -> None:
    with staging.running_load() as other:
        stage = f"{other}:0"
        oxigraph.endpoint().update(
            f"INSERT DATA {{ {staging.entry(stage, GRAPH)} GRAPH <{stage}> {{ <urn:a> <urn:b> 1 }} }}"
        )
        said: list[str] = []
        load_into_store(
            oxigraph.endpoint(), oxigraph.graph_stores, {GRAPH: [files["new"]]}, replace=True, say=said.append
        )
        assert any(stage in line and "left alone" in line for line in said)
        assert held(oxigraph, stage) == ['<urn:a> "1"^^<http://www.w3.org/2001/XMLSchema#integer>']
    # Its owner is gone now.
    load_into_store(oxigraph.endpoint(), oxigraph.graph_stores, {GRAPH: [files["new"]]}, replace=True, say=said.append)
    assert "removed 1 staging graph(s) that an interrupted load had left behind." in said
    assert not staged(oxigraph)
    # Nor does the list of loads stay as an empty graph.
    assert staging.LIST not in {str(row["g"]) for row in oxigraph.endpoint().select("SELECT ?g { GRAPH ?g { } }")}


@pytest.mark.parametrize(("piece", "delay"), [(1, 0.0), (9, 0.0), (0, 0.0), (0, 0.05), (0, 0.2)])
def test_a_store_that_is_killed_holds_the_old_or_the_new_graph(
    tmp_path: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch, piece: int, delay: float
) -> None:
    """It ends when it gets a certain piece, or (piece 0) some seconds into the exchange of the graphs."""
    many = tmp_path / "many.nt"
    many.write_text("".join(f'<urn:many:{n}> <urn:p> "{n}" .\n' for n in range(3_000)), encoding="utf-8")
    first = Oxigraph(tmp_path, kept=True)
    put_old(first, files)
    old = held(first)
    sent = 0
    send = Sender.send

    def counted(sender: Sender, *arguments: Any) -> None:
        nonlocal sent
        sent += 1
        if sent == piece:
            first.kill()
        send(sender, *arguments)

    def heard(line: str) -> None:
        if line.startswith("exchanging") and not piece:
            threading.Timer(delay, first.kill).start()

    monkeypatch.setattr(Sender, "send", counted)
    with contextlib.suppress(EndpointError):
        load_into_store(first.endpoint(), first.graph_stores, {GRAPH: [many]}, replace=True, piece=10_000, say=heard)
    first.ended()
    second = Oxigraph(tmp_path, kept=True)
    try:
        left = held(second)
        assert left == old or (piece == 0 and len(left) == 3_000)
        load_into_store(second.endpoint(), second.graph_stores, {GRAPH: [many]}, replace=True)
        assert len(held(second)) == 3_000
        assert not staged(second)
    finally:
        second.stop()
