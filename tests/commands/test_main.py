"""The command through its public face: words, an exit status, stdout and stderr."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from support.clone_command import Command, command_of

import paradiplomacy
from paradiplomacy.rdf.namespaces import ID

HEADER = "agreement,party,label\r\n"


def fails(done: subprocess.CompletedProcess[str], status: int = 2) -> str:
    """The sentence of a command that fails as it should: alone on stderr, without a traceback."""
    assert done.returncode == status, done
    assert done.stdout == ""
    assert done.stderr.startswith("paradiplomacy: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr.removeprefix("paradiplomacy: ").rstrip("\n")


def test_list_of_queries_in_two_languages(command: Command) -> None:
    done = command("query")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()[2:]] == ["cities", "parties"]
    assert "Which cities are party to which agreement  agreement lang" in done.stdout
    assert "Kota mana menjadi pihak" in command("query", "--lang", "id").stdout
    assert '"fr"' in fails(command("query", "--lang", "fr"))


def test_answer_as_a_table(command: Command) -> None:
    done = command("query", "parties", "--agreement", "Alda-Brimo")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "agreement   party  label",
        "──────────  ─────  ─────",
        "alda-brimo  alda   Alda",
        "alda-brimo  brimo  Brimo",
    ]


def test_parameters_in_either_notation_before_or_after_the_name(command: Command) -> None:
    wanted = command("query", "parties", "--lang", "id", "--agreement", "alda-corva", "--format", "csv").stdout
    assert wanted.startswith(HEADER)
    assert wanted.count("\r\n") == 3
    other = command("query", "--format=csv", "--agreement=Alda–Korva", "parties", "--lang=id")
    assert other.stdout == wanted


def test_formats(command: Command) -> None:
    found = json.loads(command("query", "cities", "--city", "알다", "--format", "json").stdout)
    assert [row["city"]["value"][-4:] for row in found["results"]["bindings"]] == ["alda"]
    assert command("query", "cities", "--format", "markdown").stdout.startswith("| city |\n| --- |\n| alda |\n")
    assert "Only the answer of a CONSTRUCT" in fails(command("query", "cities", "--format", "turtle"))
    assert 'did you mean "csv"' in fails(command("query", "cities", "--format", "cvs"))


def test_help_of_a_query(command: Command) -> None:
    for words in (("query", "parties", "--help"), ("query", "-h", "parties")):
        text = command(*words).stdout
        assert "Which cities are party" in text
        assert "One row for each agreement and party." in text
        assert "--agreement  an IRI, short id or label (may be left out)" in text
        assert "--lang  a word (default: en)" in text
    indonesian = command("query", "parties", "--help", "--lang", "id").stdout
    assert "Kota mana" in indonesian and "Satu baris untuk setiap perjanjian dan pihak." in indonesian


def test_help_and_version(command: Command) -> None:
    assert "usage: paradiplomacy" in command("--help").stdout
    assert "--format FORMAT" in command("query", "--help").stdout
    for words in (["--version"], ["version"]):
        assert command(*words).stdout == f"paradiplomacy {paradiplomacy.__version__}\n"
    assert command("help").stdout == command("--help").stdout
    assert command("help", "validate").stdout == command("validate", "--help").stdout
    assert command("help", "query").stdout == command("query", "help").stdout == command("query", "--help").stdout
    assert command("query", "help", "parties").stdout == command("query", "parties", "--help").stdout


def test_options_may_stand_before_the_command(command: Command) -> None:
    wanted = command("query", "parties", "--lang", "id", "--format", "csv").stdout
    assert "Korva" in wanted
    assert command("--lang", "id", "query", "parties", "--format=csv").stdout == wanted
    assert command("--format=csv", "--lang", "id", "query", "parties").stdout == wanted
    assert command("--lang", "id", "validate").stdout == command("validate", "--lang", "id").stdout


def test_a_query_file_with_parameters(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("ASK { ?_city_iri a ?type }", encoding="utf-8")
    assert command("query", "mine.rq", "--city", "Brimo", "--format", "csv").stdout == "answer\r\ntrue\r\n"
    assert command("query", path, "--format", "csv").returncode == 0


def test_construct_comes_as_turtle_unless_asked_otherwise(command: Command, tmp_path: Path) -> None:
    (tmp_path / "c.rq").write_text("CONSTRUCT WHERE { ?s a ?o }", encoding="utf-8")
    assert "id:norland a para:State ." in command("query", "c.rq").stdout
    assert command("query", "c.rq", "--format", "csv").stdout.startswith("s,p,o\r\n")


def test_other_data(command: Command, tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = f"<https://example.org/{name}> a <https://w3id.org/paradiplomacy/ontology#City> ."
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    words = ("query", "cities", "--data", "a.ttl", "--data", "b.ttl", "--format", "csv")
    mine = "https://example.org/a\r\nhttps://example.org/b\r\n"
    assert command(*words, "--only").stdout == f"city\r\n{mine}"
    assert command(*words).stdout == f"city\r\n{mine}" + "".join(
        f"{ID}{name}\r\n" for name in ("alda", "brimo", "corva")
    )


def test_an_answer_without_rows_says_so_on_stderr(command: Command, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ?x { ?x a <https://example.org/Nothing> }", encoding="utf-8")
    done = command("query", "q.rq", "--format", "csv")
    assert (done.returncode, done.stdout) == (0, "x\r\n")
    assert done.stderr == "paradiplomacy: no row answers this query.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Name a command, such as paradiplomacy query"),
        (["qery"], '"qery" is not a command; did you mean "query" or "verify"?'),
        (["--verzion"], "--verzion"),
        (["query", "citys"], '"citys" is not a stored query; did you mean "cities"?'),
        (["query", "cities", "--city", "Aldu"], '"Aldu" is not a known city; the nearest name is "Alda".'),
        (["query", "cities", "--town", "Alda"], 'has no parameter "town"'),
        (["query", "cities", "--city"], "--city needs a value"),
        (["query", "cities", "--city", "--format", "csv"], "--city needs a value"),
        (["query", "cities", "--city", "a", "--city", "b"], "--city is given twice"),
        (["query", "cities", "-x"], '"-x" is not an option'),
        (["query", "--only", "cities"], "--only belongs with --data"),
        (["query", "cities", "--verson"], "--verson needs a value"),
        (["query", "cities", "--outptu", "x"], 'no parameter "outptu"; did you mean --output?'),
        (["query", "cities", "--format", "excel"], 'did you mean "xlsx"?'),
        (["query", "cities", "--format", "xlsx"], "give --output FILE.xlsx"),
        (["--lnag", "id", "query", "cities"], 'no parameter "lnag"; did you mean --lang?'),
        (["--vresion"], '"--vresion" is not an option; did you mean --version?'),
        (["validate", "--formt", "json"], '"--formt" is not an option; did you mean --format?'),
        (["link", "suggest", "--colunm", "x"], '"--colunm" is not an option; did you mean --column?'),
        (["query", "cities", "--output"], "--output needs a value; write --output VALUE."),
        (["serve", "--port", "abc"], '"abc" is not a whole number, which --port needs.'),
        (["serve", "--timeout", "soon"], '"soon" is not a number, which --timeout needs.'),
        (["publish", "--shards", "1.5"], '"1.5" is not a whole number, which --shards needs.'),
        (["publish", "dist", "more"], '"more" is one word too many; see paradiplomacy publish --help'),
        (["help", "qury"], '"qury" is not a command; did you mean "query"?'),
        (["query", "--city", "Alda"], "--city belongs after the name of a query"),
        (["query", "parties", "--lang", "xx"], 'no names in the language "xx"'),
        (["query", "cities", "--city", '"} INSERT DATA { <a:a> <a:b> "c" } #'], "is not a known city"),
        (["query", "parties", "--lang", 'en") } INSERT {'], "no names in the language"),
        (["query", "nowhere.rq"], "nowhere.rq does not exist"),
    ],
)
def test_wrong_usage(command: Command, words: list[str], sentence: str) -> None:
    assert sentence in fails(command(*words))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<a:a> <a:b> <a:c> .\n<a:a> <a:b> .", "bad.ttl, line 2"),
        (b'<a:a> <a:b> "caf\xe9" .', "bad.ttl, line 1: byte 17 of the file is not UTF-8"),
        (b"", "bad.ttl is empty"),
        (b"# nothing\n", "bad.ttl holds no triple"),
    ],
)
def test_bad_data(command: Command, tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "bad.ttl").write_bytes(content)
    assert sentence in fails(command("query", "cities", "--data", "bad.ttl"))


def test_missing_data_and_a_folder(command: Command, tmp_path: Path) -> None:
    (tmp_path / "cities.ttl").touch()
    assert "did you mean cities.ttl?" in fails(command("query", "cities", "--data", "city.ttl"))
    assert "is a folder" in fails(command("query", "cities", "--data", tmp_path))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"SELECT ?x {\n ?x a ?y", "q.rq, line 1, column 11: this is not valid SPARQL: { is never closed"),
        (b"", "q.rq is empty"),
        (b"\xff\xfeA\x00", "it looks like UTF-16"),
        (b"#+ sumary: x\nASK {}", 'q.rq, line 1: "sumary" is not a key'),
        (b"LOAD <http://127.0.0.1:1/x>", "LOAD would change the graph"),
        (b"ASK " + b"{" * 50000 + b"}" * 50000, "too deeply"),
    ],
)
def test_broken_query_file(command: Command, tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "q.rq").write_bytes(content)
    assert sentence in fails(command("query", "q.rq"))


def test_the_width_of_the_terminal_is_kept(command: Command) -> None:
    for width in (24, 60):
        lines = command("query", COLUMNS=str(width)).stdout.splitlines()
        assert max(map(len, lines)) <= max(width, 28)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_results_are_utf8_whatever_the_locale(tiny_clone: Path, tmp_path: Path, encoding: str) -> None:
    command = command_of(tiny_clone, tmp_path, "query", "q.rq", encoding=encoding)
    (tmp_path / "q.rq").write_text('SELECT ("광주–é" AS ?x) {}', encoding="utf-8")
    for form in ("table", "csv", "json", "markdown"):
        assert "광주–é" in command("--format", form).stdout


def test_a_closed_pipe_ends_quietly(tiny_clone: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f }", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "paradiplomacy", "query", "q.rq", "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        # Python itself forgets half a write to a closed pipe when this is set, so the status would be 0.
        env={**os.environ, "PYTHONPATH": str(tiny_clone / "src"), "PYTHONUNBUFFERED": ""},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == b"a,b,c,d,e,f\r\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 141
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told(tiny_clone: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "paradiplomacy", "query"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(tiny_clone / "src")},
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "paradiplomacy: the output: No space left on device.\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_an_interrupt_ends_quietly(tiny_clone: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        process = subprocess.Popen(
            [sys.executable, "-m", "paradiplomacy", "query", "cities", "--endpoint", address],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(tiny_clone / "src")},
        )
        # Once it has connected, the command waits for an answer that does not come.
        connection, _ = server.accept()
        with connection:
            connection.recv(1)
            # The interpreter may drop one that comes while it finalises an object.
            for _ in range(6):
                process.send_signal(signal.SIGINT)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    output, errors = process.communicate(timeout=10)
                    break
    assert (process.returncode, output, errors) == (130, b"", b"")


def test_what_is_required_is_told_and_nothing_else(command: Command) -> None:
    done = command("load")
    assert done.returncode == 2
    assert "required: URL; see" in done.stderr
    assert "required: ACTION; see" in command("link").stderr


@pytest.mark.parametrize(("words", "module"), [(["--help"], None), (["void", "--help"], "void")])
def test_only_the_module_of_the_command_is_imported(words: list[str], module: str | None) -> None:
    code = (
        "import sys\nfrom paradiplomacy.commands import main\n"
        f"try:\n    main.main({words!r})\nexcept SystemExit:\n    pass\n"
        "found = [name for name in sys.modules if name.startswith('paradiplomacy.commands.')]\n"
        "print(*sorted({name.rpartition('.')[2] for name in found} & main._COMMANDS.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == (module or "")
