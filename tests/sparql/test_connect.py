"""The options of a connection, and `paradiplomacy query --endpoint` against an invented server."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest
from support.scripted_server import JSON, Reply, ScriptedServer

from paradiplomacy.commands.main import main
from paradiplomacy.errors import UsageError
from paradiplomacy.sparql.connect import connect, password_of

QUERY = "SELECT ?n WHERE { ?s ?p ?n } ORDER BY ?n\n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "numbers.rq"
    path.write_text(QUERY, encoding="utf-8")
    return str(path)


def numbers(count: int) -> Reply:
    rows = [{"n": {"type": "literal", "value": str(number)}} for number in range(count)]
    return Reply(body=json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": rows}}).encode())


def test_the_password_comes_from_the_environment_or_the_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    assert password_of(None, "https://example.org/", said.append) is None
    monkeypatch.setenv("PARADIPLOMACY_PASSWORD", "secret")
    assert password_of("ana", "https://example.org/", said.append) == "secret"
    assert not said
    assert password_of("ana", "http://example.org/", said.append) == "secret"
    assert "unencrypted" in said[0]
    monkeypatch.delenv("PARADIPLOMACY_PASSWORD")
    with pytest.raises(UsageError, match="no terminal to ask for it"):
        password_of("ana", "http://localhost/", said.append)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: f"typed at {prompt}")
    assert password_of("ana", "http://localhost/", said.append) == "typed at Password of ana at localhost: "
    assert len(said) == 1

    def nothing(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", nothing)
    with pytest.raises(UsageError, match="No password was given for ana"):
        password_of("ana", "http://localhost/", said.append)


@pytest.mark.parametrize("timeout", ["0", "-1", "soon", "1e9", "nan"])
def test_a_senseless_timeout_is_refused(timeout: str) -> None:
    with pytest.raises(UsageError, match="number of seconds"):
        connect("http://localhost/", timeout=timeout)


def test_a_graph_that_is_no_iri_is_refused() -> None:
    with pytest.raises(UsageError, match="is not an IRI"):
        connect("http://localhost/", graphs=["x y"])


@pytest.mark.parametrize(
    ("form", "wanted"),
    [("csv", "n\r\n0\r\n1\r\n"), ("markdown", "| n |\n| --- |\n| 0 |\n| 1 |\n"), ("table", "n\n─\n0\n1\n")],
)
def test_query_prints_what_the_endpoint_answers(
    file: str, form: str, wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with ScriptedServer(numbers(2)) as server:
        assert main(["query", file, "--endpoint", server.url, "--format", form, "--contact", "me@example.org"]) == 0
    assert capsys.readouterr().out == wanted
    assert server.asked[0].headers["User-Agent"].endswith("(me@example.org)")


def test_json_has_the_rows(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    with ScriptedServer(numbers(3)) as server:
        assert main(["query", file, "--endpoint", server.url, "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["results"]["bindings"]) == 3


def test_no_row_is_said(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    with ScriptedServer(numbers(0)) as server:
        assert main(["query", file, "--endpoint", server.url, "--format", "csv"]) == 0
    assert "no row answers this query" in capsys.readouterr().err


def test_a_cut_answer_fails_after_its_first_rows(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    reply = numbers(50)
    with ScriptedServer(Reply(body=reply.body[:-200], type=JSON)) as server:
        assert main(["query", file, "--endpoint", server.url, "--format", "csv"]) == 2
    printed = capsys.readouterr()
    assert printed.out.startswith("n\r\n0\r\n")
    assert "breaks off" in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--user", "ana"], "--user belongs with --endpoint"),
        (["--graph", "urn:g"], "--graph belongs with --endpoint"),
        (["--contact", "me"], "--contact belongs with --endpoint"),
        (["--timeout", "3"], "--timeout belongs with --endpoint"),
        (["--endpoint", "http://localhost/", "--data", "x.ttl"], "exclude each other"),
        (["--endpoint", "nowhere"], "not an http or https address"),
        (["--endpoint", "http://localhost/", "--nonsense", "x"], 'takes no parameters, so leave out "nonsense"'),
    ],
)
def test_options_that_do_not_go_together(
    file: str, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", file, *words]) == 2
    assert told in capsys.readouterr().err


def test_void_counts_at_an_endpoint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["void", "--user", "ana"]) == 2
    assert "--user belongs with --endpoint" in capsys.readouterr().err
    assert main(["void"]) == 0
    assert "void:triples" in capsys.readouterr().out
    with ScriptedServer(Reply(404, b"")) as server:
        assert main(["void", "--endpoint", server.url]) == 2
    assert "does not exist (404)" in capsys.readouterr().err
