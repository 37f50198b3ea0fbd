"""What may follow ``paradiplomacy query``: a thing, SPARQL text, and a file for the answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.clone_command import Command

from paradiplomacy.commands.main import main
from paradiplomacy.rdf.namespaces import ID, PARA

PARTIES = f"agreement,party,label\r\n{ID}alda-brimo,{ID}alda,Alda\r\n{ID}alda-brimo,{ID}brimo,Brimo\r\n"


@pytest.mark.parametrize("words", [("alda-brimo",), ("Alda–Brimo",), ("alda", "brimo")])
def test_the_one_thing_of_a_query_is_a_plain_word(command: Command, words: tuple[str, ...]) -> None:
    assert command("query", "parties", *words, "--format", "csv").stdout == PARTIES
    assert command("query", "--format", "csv", "parties", *words).stdout == PARTIES


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ASK { ?_city_iri a ?_agreement_iri }", 'write what it is: --city "Alda Town" or --agreement "Alda Town".'),
        ("ASK { ?s a ?_word }", '"Alda Town" is one word too many after "mine"; the query takes no thing.'),
    ],
)
def test_a_word_that_no_parameter_takes(command: Command, tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    done = command("query", "mine.rq", "Alda", "Town")
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_a_thing_is_given_once(command: Command) -> None:
    assert "--city is given already" in command("query", "cities", "Alda", "--city", "Brimo").stderr


def test_the_words_of_the_newcomers(capsys: pytest.CaptureFixture[str]) -> None:
    for words, expected in (
        (["query", "sister-cities-of", "Medan"], "Gwangju"),
        (["query", "evidence", "Jalan Medan"], "1.2 km"),
        (["--lang", "id", "query", "delegations"], "pelajar"),
        (["query", "city-profile", "부산"], "Busan"),
        (["query", "city-profile", "Q11462"], "Surabaya"),
    ):
        assert main(words) == 0
        out, err = capsys.readouterr()
        assert expected in out and not err


def test_sparql_as_an_argument_and_on_standard_input(command: Command, tmp_path: Path, tiny_clone: Path) -> None:
    text = "SELECT ?s { ?s a para:State }"
    wanted = f"s\r\n{ID}norland\r\n"
    assert command("query", text, "--format", "csv").stdout == wanted
    assert command("query", f"DESCRIBE <{ID}norland>").stdout.startswith("@prefix")
    (tmp_path / "one.sparql").write_text(f"PREFIX para: <{PARA}> {text}", encoding="utf-8")
    assert command("query", "one.sparql", "--format", "csv").stdout == wanted
    for given, out, err in ((text, wanted, ""), ("", "", "paradiplomacy: Standard input is empty; ")):
        done = subprocess.run(
            [sys.executable, "-m", "paradiplomacy", "query", "-", "--format", "csv"],
            env={"PYTHONPATH": str(tiny_clone / "src")},
            input=given.encode(),
            capture_output=True,
            check=False,
        )
        assert (done.stdout.decode(), done.stderr.decode()[: len(err) or None]) == (out, err)


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("a.csv", b"agreement,party"),
        ("a.JSON", b'{"head"'),
        ("a.md", b"| agreement |"),
        ("a.html", b'<!DOCTYPE html>\n<meta charset="utf-8">\n<table>'),
        ("a.tex", b"\\begin{tabular}{lll}"),
        ("a.txt", b"agreement   party"),
        ("a.xlsx", b"PK"),
        ("new/folder/a.csv", b"agreement,party"),
    ],
)
def test_the_ending_of_the_output_tells_its_format(command: Command, tmp_path: Path, name: str, begin: bytes) -> None:
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    done = command("query", "parties", "--output", name)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"paradiplomacy: {name} written, 4 rows.\n"
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_the_format_that_is_given_wins_over_the_ending(command: Command, tmp_path: Path) -> None:
    assert command("query", "parties", "-o", "a.csv", "--format", "json").returncode == 0
    assert json.loads((tmp_path / "a.csv").read_text())
    done = command("query", "parties", "-o", "a.dat")
    assert done.returncode == 2 and "its ending does not tell the format; end it in .csv" in done.stderr
    assert not (tmp_path / "a.dat").exists()


def test_the_list_of_queries_can_be_written_too(command: Command, tmp_path: Path) -> None:
    assert command("query", "-o", "list.csv").returncode == 0
    assert (tmp_path / "list.csv").read_text().startswith("query,answers,parameters\n")


def test_an_output_that_is_an_input_is_refused(command: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text("<a:a> <a:b> <a:c> .", encoding="utf-8")
    (tmp_path / "mine.rq").write_text("CONSTRUCT WHERE { ?s ?p ?o }", encoding="utf-8")
    for name in ("mine.ttl", "mine.rq"):
        before = (tmp_path / name).read_bytes()
        done = command("query", "mine.rq", "--data", "mine.ttl", "--format", "turtle", "--output", name)
        assert done.returncode == 2 and f"{name} is an input" in done.stderr
        assert (tmp_path / name).read_bytes() == before


def test_a_failure_leaves_the_output_as_it_was(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    assert command("query", "cities", "Aldu", "-o", "a.csv").returncode == 2
    assert command("query", "cities", "-o", "a.csv", "--format", "turtle").returncode == 2
    assert (tmp_path / "a.csv").read_text() == "old"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("SELECT ?s { ?s a para:Activty }", ["para:Activty is not in the vocabulary; did you mean para:Activity?"]),
        (f"SELECT ?s {{ ?s <{PARA}prty> id:x }}", ["para:prty is not in the vocabulary; did you mean para:party?"]),
        ("ASK { ?s a para:Qqqqqqq }", ["para:Qqqqqqq is not in the vocabulary; ontology/paradiplomacy.ttl lists its"]),
        (
            "PREFIX para: <http://w3id.org/paradiplomacy/ontology#> SELECT ?s { ?s a para:City }",
            [f"the prefix para: stands for <http://w3id.org/paradiplomacy/ontology#> in the query; ours is <{PARA}>."],
        ),
        ('SELECT ?s { ?s a para:City ; para:month "para:nothing" } # para:none', []),
    ],
)
def test_a_misspelt_term_is_told_where_no_row_comes(
    text: str, sentences: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", text]) == 0
    lines = capsys.readouterr().err.splitlines()
    told = [line for line in lines if "no row answers" not in line]
    assert len(told) == len(sentences)
    assert all(sentence in line for sentence, line in zip(sentences, told, strict=True))


def test_terms_that_exist_are_not_looked_at_where_rows_come(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT ?s { ?s a para:City OPTIONAL { ?s para:nothing ?o } }"]) == 0
    assert not capsys.readouterr().err


def test_our_vocabulary_explains_the_data_of_a_user(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        f"PREFIX para: <{PARA}> PREFIX id: <{ID}>\n"
        "id:x-y a para:SisterCityAgreement ; para:party id:medan ; para:assertionKind id:assertion-stated .",
        encoding="utf-8",
    )
    assert main(["query", "compare-sectors", "--data", str(mine), "--format", "csv"]) == 0
    assert ",x-y," in (out := capsys.readouterr().out).replace(ID, "") and "Surabaya-Busan" in out
    assert main(["query", "compare-sectors", "--data", str(mine), "--only"]) == 0
    assert "no row" in capsys.readouterr().err
