"""What a server of tools does not do: run on without an end, change or fetch anything, write what is no protocol."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.agent_client import command, session

from paradiplomacy.commands import main as cli

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MINE = """\
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
id:wanasari-hoshimi a para:Agreement , para:SisterCityAgreement ;
    rdfs:label "Wanasari-Hoshimi"@en ; para:assertionKind id:assertion-stated ;
    para:sinceYear "1988"^^xsd:gYear .
"""


def _ask(query: str) -> tuple[str, dict[str, object]]:
    return "sparql", {"query": query}


@pytest.mark.slow
def test_a_runaway_query_is_stopped_and_the_next_one_answered() -> None:
    runaway, after = session([_ask(RUNAWAY), _ask("ASK { id:medan a para:City }")]).results
    assert runaway.is_error
    assert "was stopped, because it took longer than 10 seconds" in runaway.data["error"]
    assert not after.is_error
    assert after.data["results"]["boolean"] is True
    assert [record["id"] for record in after.data["records"]] == ["medan"]


@pytest.mark.slow
def test_others_are_answered_beside_a_runaway_query() -> None:
    find: tuple[str, dict[str, object]] = ("find", {"text": "부산"})
    calls = [_ask(RUNAWAY), *[find] * 4]
    runaway, *others = session(calls, at_once=True).results
    assert runaway.is_error
    assert [other.data["matches"][0]["id"] for other in others] == ["busan"] * 4


def test_nothing_is_changed_or_fetched() -> None:
    refused = session(
        [
            _ask("INSERT DATA { id:a id:b id:c }"),
            _ask("DELETE WHERE { ?a ?b ?c }"),
            _ask("SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"),
            _ask("SELECT * FROM <http://127.0.0.1:9/> { ?a ?b ?c }"),
            _ask("SELECT ?a { ?a ?b ?c"),
        ]
    ).results
    said = (
        "would change",
        "would change",
        "SERVICE asks another server",
        "does not hold the graph",
        "not valid SPARQL",
    )
    for result, words in zip(refused, said, strict=True):
        assert result.is_error
        assert words in result.data["error"]


def test_long_answers_are_cut_and_say_so() -> None:
    rows, triples, whole = session(
        [
            _ask("SELECT * { ?s ?p ?o }"),
            _ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"),
            _ask("SELECT ?c { GRAPH id:graph-rakhmadi { ?c a para:City } }"),
        ]
    ).results
    assert rows.data["truncated"] and len(rows.data["results"]["results"]["bindings"]) == 1000
    assert "only the first are given" in rows.text
    assert triples.data["truncated"] and triples.data["turtle"].startswith("@prefix")
    assert not whole.data["truncated"] and len(whole.data["results"]["results"]["bindings"]) > 4


def test_only_protocol_is_written(tmp_path: Path) -> None:
    first = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "0"}}
    calls = [("find", {"text": "Medan"}), ("find", {"text": "Medna"}), _ask("SELECT * {"), ("stored_query", {})]
    messages: list[dict[str, object]] = [
        {"id": 0, "method": "initialize", "params": first},
        {"method": "notifications/initialized"},
        *(
            {"id": number, "method": "tools/call", "params": {"name": name, "arguments": arguments}}
            for number, (name, arguments) in enumerate(calls, 1)
        ),
        {"id": 9, "method": "nothing/of/this/name"},
    ]
    text = "".join(json.dumps({"jsonrpc": "2.0", **message}) + "\n" for message in messages) + "this is no message\n"
    with subprocess.Popen(
        command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(tmp_path)}
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write(text)
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(6)]
        process.stdin.close()
        answers += [json.loads(line) for line in process.stdout]
        assert process.wait(60) == 0
    assert {answer["jsonrpc"] for answer in answers} == {"2.0"}
    assert {0, 1, 2, 3, 4, 9} <= {answer.get("id") for answer in answers}
    assert list(tmp_path.iterdir()) == []


def test_it_ends_when_it_is_interrupted(tmp_path: Path) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "0"}}
    message = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello}
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(message) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 0
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == -signal.SIGINT


def test_a_file_of_the_user_comes_on_top_of_the_graph(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(MINE, encoding="utf-8")
    calls: list[tuple[str, dict[str, object]]] = [
        ("verify", {"thing": "Wanasari-Hoshimi", "property": "sejak tahun", "value": 1988}),
        ("find", {"text": "Medan"}),
        _ask("ASK { GRAPH id:graph-mine { ?a para:sinceYear ?year } }"),
    ]
    mine, ours, graph = session(calls, "--data", file).results
    assert mine.data["outcome"] == "supported"
    assert mine.data["supporting"][0]["sources"] == []
    assert ours.data["matches"][0]["id"] == "medan"
    assert graph.data["results"]["boolean"] is True
    [without] = session([("find", {"text": "Medan"})]).results
    assert without.data["graph"]["digest"] != ours.data["graph"]["digest"]


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["mcp", "--data", "nothing.ttl"]) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert "nothing.ttl does not exist" in told.err


def test_the_extra_is_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    # With None in its place, Python finds no such package.
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert cli.main(["mcp"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "mcp needs mcp, which is not installed" in told.err
    assert "-e '.[mcp]'" in told.err


def test_other_commands_do_not_import_it() -> None:
    code = (
        "import sys\nfrom paradiplomacy.commands.main import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'mcp', 'pydantic', 'anyio'} & set(sys.modules)))"
    )
    for words in (["--help"], ["mcp", "--help"], ["cite"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stdout.splitlines()[-1] == "[]"
