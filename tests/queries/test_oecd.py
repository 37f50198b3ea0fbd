"""The OECD's questions: every one has a status, and what the graph can answer has rows, the same in two engines."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from support.in_process import run_command
from support.query_engines import ENGINES, ROOT, in_oxigraph, names, on_release, release

from paradiplomacy.errors import UsageError
from paradiplomacy.queries import oecd
from paradiplomacy.queries.headings import headings
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import StoredQuery, find
from paradiplomacy.rdf.namespaces import RDFS

FOLDER = ROOT / "queries" / "oecd"
QUESTIONS = oecd.questions()
QUERIES = oecd.queries()


def kept(query: StoredQuery) -> list[list[str]]:
    with (FOLDER / "expected" / f"{Path(query.name).name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_question_has_a_number_a_status_and_both_languages() -> None:
    assert [row["number"] for row in QUESTIONS] == [str(number) for number in range(1, len(QUESTIONS) + 1)]
    assert {row["status"] for row in QUESTIONS} == set(oecd.STATUSES)
    assert [row["number"] for row in QUESTIONS if not all(row[key] for key in row if key != "query")] == []
    assert all(
        row[f"question_{language}"].rstrip(")").endswith(("?", "page", "tersimpan"))
        for row in QUESTIONS
        for language in ("en", "id")
    )


def test_an_answerable_question_has_a_query_with_rows_and_no_other_has_one() -> None:
    assert {bool(row["query"]) == (row["status"] == "answerable") for row in QUESTIONS} == {True}
    asked = {row["query"] for row in QUESTIONS if row["query"]}
    assert {query.name for query in QUERIES} <= asked
    for name in asked:
        assert len(release().query(name)) > 0, name


@pytest.mark.parametrize("word", ["COVID", "SDG", "Sustainable Development", "evaluat"])
def test_where_the_sources_are_called_silent_no_label_speaks_of_it(word: str) -> None:
    labels = [quad.object.value for quad in release().store if quad.predicate.value == f"{RDFS}label"]
    assert labels
    assert [label for label in labels if word.casefold() in label.casefold()] == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("query", QUERIES, ids=repr)
def test_the_answer_is_the_kept_one(query: StoredQuery, engine: str) -> None:
    table = kept(query)
    assert on_release(query.text, engine) == table
    assert [cell for row in table for cell in row if not cell] == []
    assert set(headings(table[0])).isdisjoint(column for column in table[0] if column.endswith("Label"))
    assert sorted(path.stem for path in (FOLDER / "expected").iterdir()) == sorted(
        path.stem for path in FOLDER.glob("*.rq")
    )


@pytest.mark.parametrize("query", QUERIES, ids=repr)
def test_it_answers_in_indonesian_too(query: StoredQuery) -> None:
    answer = in_oxigraph(bind(query, {"lang": "id"}, release().store), release().store)
    assert len(answer) == len(kept(query))
    assert answer != kept(query)


def test_a_query_is_found_by_its_name_with_the_folder() -> None:
    assert find("oecd/challenges").name == "oecd/challenges"
    assert not set(names()) & {query.name for query in QUERIES}
    with pytest.raises(UsageError, match='did you mean "oecd/challenges"'):
        find("oecd/chalenges")
    with pytest.raises(UsageError):
        find("checks/dead-reference")


def test_the_command_lists_the_questions_and_asks_one(capsys: pytest.CaptureFixture[str]) -> None:
    _, listed, _ = run_command(capsys, "query", "oecd", "--format", "csv")
    assert listed.startswith("number,principle,question,status,query,what is needed\r\n1,territorial approach,")
    assert len(list(csv.reader(listed.splitlines()))) == 1 + len(QUESTIONS)
    assert "sumber tidak menyebut" in run_command(capsys, "query", "oecd", "--lang", "id", "--format", "csv")[1]
    _, answer, _ = run_command(capsys, "query", "oecd/challenges", "--format", "csv")
    assert list(csv.reader(answer.splitlines())) == kept(find("oecd/challenges"))
    assert "oecd/challenges" in run_command(capsys, "query", "--format", "csv")[1]
    for words in (["oecd", "Medan"], ["oecd", "--city", "Medan"], ["oecd", "--lang", "ko"]):
        status, printed, error = run_command(capsys, "query", *words)
        assert (status, printed, error.count("\n")) == (2, "", 1), words
