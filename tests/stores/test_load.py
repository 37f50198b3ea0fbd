"""What a load puts where, on real stores."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from stores.test_load_interrupted import held, staged
from support.clone_command import command_of
from support.servers import Store

from paradiplomacy.commands.main import main
from paradiplomacy.errors import EndpointError, UnreadableInput
from paradiplomacy.loading.staging import LIST
from paradiplomacy.loading.store_load import load_into_store
from paradiplomacy.release import home
from paradiplomacy.sparql.whole_graph import DEFAULT, all_triples

A, B = "urn:test:a", "urn:test:b"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    file = tmp_path / "one.ttl"
    file.write_text('<urn:1> <urn:p> "one"@en , 1 , 01 , [ <urn:q> ( 2 [] ) ] .', encoding="utf-8")
    return file


@pytest.fixture
def two(tmp_path: Path) -> Path:
    file = tmp_path / "two.nq"
    file.write_text(
        '<urn:2> <urn:p> "dua \\"kutip\\"\\n"@id <urn:g> .\n<urn:2> <urn:p> "둘\U0001f600"@ko .\n', encoding="utf-8"
    )
    return file


def number(store: Store, graph: str) -> int:
    return len(held(store, graph))


def test_adding_and_replacing(store: Store, one: Path, two: Path) -> None:
    endpoint, graph_stores = store.endpoint(), store.graph_stores
    load_into_store(endpoint, graph_stores, {A: [two]}, replace=True)
    before = held(store, A)
    assert before == ['<urn:2> "dua \\"kutip\\"\\n"@id', '<urn:2> "둘😀"@ko']
    # "1" and "01" are one integer in both stores, which is no reason to refuse the load.
    done = load_into_store(endpoint, graph_stores, {A: [one]})
    assert done == {A: 8}
    assert number(store, A) == 10
    assert set(before) <= set(held(store, A))
    load_into_store(endpoint, graph_stores, {A: [two]}, replace=True)
    assert held(store, A) == before
    assert not staged(store)


def test_several_graphs_at_once(store: Store, one: Path, two: Path) -> None:
    load_into_store(store.endpoint(), store.graph_stores, {A: [one], B: [one, two]}, replace=True, piece=1)
    assert (number(store, A), number(store, B)) == (8, 10)
    linked = "?s <urn:p> ?list . ?list <urn:q>/<http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 2 ."
    assert store.endpoint(B).ask(f"ASK {{ {linked} }}")


def test_the_default_graph_where_there_is_one(oxigraph: Store, two: Path) -> None:
    load_into_store(oxigraph.endpoint(), oxigraph.graph_stores, {DEFAULT: [two]}, replace=True)
    assert len(oxigraph.endpoint().select("SELECT ?o { ?s ?p ?o }")) == 2
    oxigraph.endpoint().update("CLEAR DEFAULT")


@pytest.mark.parametrize("graph_stores", [[], ["nowhere"]])
def test_sparql_update_does_it_where_there_is_no_graph_store(
    oxigraph: Store, one: Path, graph_stores: list[str]
) -> None:
    addresses = [oxigraph.query_url.replace("/query", f"/{name}") for name in graph_stores]
    said: list[str] = []
    load_into_store(oxigraph.endpoint(), addresses, {A: [one]}, replace=True, say=said.append, piece=1)
    assert "sent by SPARQL Update" in said[0]
    assert number(oxigraph, A) == 8


def test_a_bad_file_changes_nothing(oxigraph: Store, one: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.nt"
    bad.write_text("<urn:1> <urn:p> <urn:2> .\n<urn:1> nonsense\n", encoding="utf-8")
    load_into_store(oxigraph.endpoint(), oxigraph.graph_stores, {A: [one]}, replace=True)
    with pytest.raises(UnreadableInput, match="line 2"):
        load_into_store(oxigraph.endpoint(), oxigraph.graph_stores, {A: [one, bad]}, replace=True)
    assert number(oxigraph, A) == 8
    assert not staged(oxigraph)


def test_what_virtuoso_refuses_changes_nothing(virtuoso: Store, two: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    # By SPARQL Update, Virtuoso takes no duration; its Graph Store does.
    week = '"P7D"^^<http://www.w3.org/2001/XMLSchema#duration>'
    bad.write_text(f"<urn:1> <urn:p> {week} .", encoding="utf-8")
    load_into_store(virtuoso.endpoint(), virtuoso.graph_stores, {A: [two]}, replace=True)
    before = held(virtuoso, A)
    with pytest.raises(EndpointError, match="duration"):
        load_into_store(virtuoso.endpoint(), [], {A: [bad]}, replace=True)
    assert held(virtuoso, A) == before
    assert not staged(virtuoso)


def test_the_command_says_what_is_wrong(
    store: Store, one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = command_of(home(), tmp_path, "load")
    monkeypatch.delenv("PARADIPLOMACY_PASSWORD", raising=False)
    # In a terminal it would ask for a password.
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*words: str | Path, password: str | None = store.password) -> tuple[int, str]:
        done = command(*words, **({} if password is None else {"PARADIPLOMACY_PASSWORD": password}))
        assert "Traceback" not in done.stderr
        return done.returncode, done.stderr

    url = store.query_url.removesuffix("-auth")
    signed_in = ["--user", store.user] if store.user else []
    assert run(url, one, *signed_in, "--graph", "no iri")[0] == 2
    assert "does not exist" in run(url, tmp_path / "none.ttl", *signed_in, "--graph", A)[1]
    assert "not allowed with" in run(url, one, *signed_in, "--graph", A, "--per-source")[1]
    assert "does not exist (404)" in run(url + "x/query", one, *signed_in, "--graph", A)[1]
    assert "there is no terminal to ask for it" in run(url, one, "--user", "dba", "--graph", A, password=None)[1]
    if store.user:
        assert "does not accept this user and password" in run(url, one, *signed_in, "--graph", A, password="x")[1]
        assert "has no default graph of its own" in run(url, one, *signed_in)[1]
    stem = "https://w3id.org/paradiplomacy/id/graph-one"
    assert run(url, one, *signed_in, "--per-source", "--replace")[0] == 0
    assert number(store, stem) == 8


def test_files_may_stand_behind_the_options(
    oxigraph: Store, one: Path, two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", oxigraph.query_url, str(two), "--graph", A, str(one), "--replace"]) == 0
    assert number(oxigraph, A) == 10
    assert main(["load", oxigraph.query_url, "--graph", A, str(two), "--replace"]) == 0
    assert number(oxigraph, A) == 2
    assert main(["load", oxigraph.query_url, str(two), "--graph", A, str(one), "--nonsense"]) == 2
    assert "--nonsense" in capsys.readouterr().err
    assert number(oxigraph, A) == 2


def test_the_root_of_a_store_is_enough(store: Store, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARADIPLOMACY_PASSWORD", store.password or "")
    root = store.query_url.rpartition("/")[0]
    signed_in = ["--user", store.user] if store.user else []
    for url in (root, f"{root}/"):
        assert main(["load", url, str(two), *signed_in, "--graph", A, "--replace"]) == 0
    assert number(store, A) == 2


def test_the_list_of_loads_cannot_be_loaded_into(
    oxigraph: Store, two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", oxigraph.query_url, str(two), "--graph", LIST]) == 2
    assert "choose another" in capsys.readouterr().err
    assert not staged(oxigraph)


def test_two_spellings_of_one_moment_are_no_loss(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "moments.ttl"
    kind = "<http://www.w3.org/2001/XMLSchema#dateTime>"
    file.write_text(f'<urn:1> <urn:p> "2020-01-01T00:00:00Z"^^{kind} , "2020-01-01T00:00:00.000Z"^^{kind} , 2 .')
    load_into_store(store.endpoint(), store.graph_stores, {A: [file]}, replace=True)
    assert 2 <= number(store, A) <= 3


def test_a_file_with_blank_nodes_is_told_before_it_is_loaded_a_second_time(
    oxigraph: Store, one: Path, two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(file: Path, *options: str) -> str:
        assert main(["load", oxigraph.query_url, str(file), "--graph", A, *options]) == 0
        return capsys.readouterr().err

    assert "blank nodes" not in said(one, "--replace")
    lines = said(one).splitlines()
    told = [number for number, line in enumerate(lines) if "blank nodes, which a second load would add again" in line]
    assert len(told) == 1
    assert told[0] < next(number for number, line in enumerate(lines) if "sent by" in line)
    assert number(oxigraph, A) == 14  # the eight triples, and the six with a blank node once more
    assert "blank nodes" not in said(two)


def test_a_graph_larger_than_an_answer_of_the_store_is_compared_whole(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "many.ttl"
    file.write_text("".join(f'<urn:{n // 2}> <urn:p> "name {n}"@en , _:{n % 7} .\n' for n in range(6_000)))
    done = load_into_store(store.endpoint(), store.graph_stores, {B: [file]}, replace=True)
    assert done == {B: 12_000}
    assert sum(1 for _ in all_triples(store.endpoint(), B)) == 12_000


def test_a_datatype_that_the_store_does_not_keep_is_told(oxigraph: Store, tmp_path: Path) -> None:
    file = tmp_path / "long.ttl"
    file.write_text('<urn:1> <urn:p> "300"^^<http://www.w3.org/2001/XMLSchema#unsignedLong> .')
    said: list[str] = []
    load_into_store(oxigraph.endpoint(), oxigraph.graph_stores, {A: [file]}, replace=True, say=said.append)
    assert any("1 value(s) of <http://www.w3.org/2001/XMLSchema#unsignedLong> as <" in line for line in said)
