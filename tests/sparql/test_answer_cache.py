"""Answers on disk: found again, never taken for another, never there in part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.answer_cache import AnswerCache, cache_folder, unfinished
from paradiplomacy.sparql.embedded import Embedded

QUERY = 'SELECT ?a ?b { VALUES (?a ?b) { (1 "x"@en) (UNDEF <urn:y>) } }'


def answer() -> Answer:
    return Embedded().select(QUERY)


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    shelf = AnswerCache(tmp_path)
    assert shelf.get("there", QUERY) is None
    shelf.put("there", QUERY, answer())
    found = AnswerCache(tmp_path).get("there", QUERY)
    assert found is not None
    assert (found[0].variables, found[0].rows) == (answer().variables, answer().rows)
    assert datetime.now(UTC) - found[1] < timedelta(minutes=1)


def test_another_question_or_address_has_its_own_answer(tmp_path: Path) -> None:
    shelf = AnswerCache(tmp_path)
    shelf.put("there", QUERY, answer())
    assert shelf.get("elsewhere", QUERY) is None
    assert shelf.get("there", QUERY + " ") is None


def test_what_another_process_was_answered_while_we_waited_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = AnswerCache(tmp_path)

    @contextmanager
    def after_another(address: str) -> Iterator[None]:
        AnswerCache(tmp_path).put(address, QUERY, answer())
        yield

    monkeypatch.setattr(shelf, "alone", after_another)
    found, when = shelf.get_or_ask("there", QUERY, lambda: pytest.fail("it was asked again"))
    assert (found.rows, when is None) == (answer().rows, False)


def only_file(folder: Path) -> Path:
    (path,) = folder.glob("*.json")
    return path


@pytest.mark.parametrize("damage", ["cut", "empty", "list", "question", "folder"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: str) -> None:
    shelf = AnswerCache(tmp_path)
    shelf.put("there", QUERY, answer())
    path = only_file(tmp_path)
    text = path.read_text(encoding="utf-8")
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        kept = json.loads(text)
        changed = {
            "cut": text[:-20],
            "empty": "",
            "list": "[]",
            "question": json.dumps({**kept, "question": "another with the same digest"}),
        }
        path.write_text(changed[damage], encoding="utf-8")
    assert shelf.get("there", QUERY) is None


def test_an_old_answer_counts_as_none(tmp_path: Path) -> None:
    AnswerCache(tmp_path).put("there", QUERY, answer())
    path = only_file(tmp_path)
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["asked"] = (datetime.now(UTC) - timedelta(hours=25)).isoformat()
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert AnswerCache(tmp_path, timedelta(days=1)).get("there", QUERY) is None
    assert AnswerCache(tmp_path).get("there", QUERY) is not None


def test_what_was_kept_is_forgotten_only_when_the_work_ends_well(tmp_path: Path) -> None:
    AnswerCache(tmp_path).put("there", "another", answer())
    with pytest.raises(RuntimeError), unfinished(tmp_path) as shelf:
        shelf.get_or_ask("there", QUERY, answer)
        raise RuntimeError
    assert len(list(tmp_path.glob("*.json"))) == 2
    with unfinished(tmp_path) as shelf:
        assert shelf.get_or_ask("there", QUERY, answer)[1]
    assert len(list(tmp_path.glob("*.json"))) == 1  # what another run keeps is left alone


def test_refresh_asks_again(tmp_path: Path) -> None:
    for refresh, asked in ((False, True), (False, False), (True, True)):
        found, when = AnswerCache(tmp_path).get_or_ask("there", QUERY, answer, refresh)
        assert (found.rows, when is None) == (answer().rows, asked)


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PARADIPLOMACY_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("PARADIPLOMACY_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert cache_folder() == tmp_path / "x" / "paradiplomacy"
