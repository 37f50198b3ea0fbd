"""What the passages leave uncovered, and the list that answers for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.audit_text import REASONS, TEXT, Case, raw_case

from paradiplomacy.auditing.anchor import write_offsets
from paradiplomacy.auditing.audit import list_uncovered
from paradiplomacy.auditing.sentences import prose
from paradiplomacy.errors import UsageError


def _row(case: Case, words: str) -> str:
    """The row of the unit whose text is ``words``."""
    [unit] = [unit for unit in prose(case.article) if unit.text == words]
    rows = case.uncoded.read_text(encoding="utf-8").splitlines()
    [row] = [row for row in rows if row.startswith(f"{unit.start},{unit.end},")]
    return row + "\n"


def test_every_unit_is_covered_or_listed(case: Case) -> None:
    report = case.audit()
    assert report.findings == []
    assert (
        "Text of sari: 6 of 15 sentences and list items from the title to the list of works covered (40.0 %); "
        "uncoded: 2 connective, 1 method, 1 opinion-without-content, 5 repetition; 0 unaccounted for."
    ) in report.summary


def test_listing_gives_rows_that_wait_for_a_reason(tmp_path: Path) -> None:
    case = raw_case(tmp_path)
    write_offsets(case.article, [case.graph])
    rows = list_uncovered([case.graph], case.article).splitlines()
    assert rows[0] == "start,end,reason,note"
    ends = [row.split(",", 2)[2].replace('"', "") for row in rows[1:]]
    assert sorted(ends) == sorted(f",{words}" for words in REASONS)


def test_listing_leaves_out_what_the_list_has(case: Case) -> None:
    assert list_uncovered([case.graph], case.article) == ""
    row = _row(case, "Memang demikian.")
    case.change(case.uncoded, row, "")
    assert list_uncovered([case.graph], case.article) == row.replace(",connective,", ",,Memang demikian.")


def test_listing_needs_the_text(case: Case) -> None:
    with pytest.raises(UsageError, match="--article"):
        list_uncovered([case.graph], None)


def test_a_sentence_in_neither_is_a_finding_that_tells_where(case: Case) -> None:
    case.change(case.uncoded, _row(case, "Memang demikian."), "")
    [message] = case.messages()
    start = TEXT.index("Memang demikian.")
    line = TEXT[:start].count("\n") + 1
    assert f"text.md:{line}: the sentence at {start}-{start + 16} (Memang demikian.)" in message


@pytest.mark.parametrize(
    ("words", "old", "new", "expected"),
    [
        ("Memang demikian.", "connective", "connectiv", ["did you mean", "in no passage"]),
        ("Memang demikian.", "connective", "", ["is no known reason", "in no passage"]),
        ("Memang demikian.", "873,", "872,", ["no sentence or list item stands", "in no passage"]),
        ("Memang demikian.", "873,889", "x,y", ["no sentence or list item stands", "in no passage"]),
    ],
)
def test_a_bad_row_is_a_finding_and_accounts_for_nothing(
    case: Case, words: str, old: str, new: str, expected: list[str]
) -> None:
    row = _row(case, words)
    case.change(case.uncoded, row, row.replace(old, new))
    messages = case.messages()
    assert len(messages) == len(expected)
    for part in expected:
        assert [part in message for message in messages].count(True) == 1, (part, messages)


def test_a_row_of_what_is_covered_is_a_finding(case: Case) -> None:
    unit = next(u for u in prose(case.article) if u.text.startswith("Kunjungan ini"))
    with case.uncoded.open("a", encoding="utf-8") as file:
        file.write(f"{unit.start},{unit.end},connective,\n")
    [message] = case.messages()
    assert "uncoded.csv:11: a passage covers the sentence" in message


def test_a_row_written_twice_is_a_finding(case: Case) -> None:
    row = _row(case, "Memang demikian.")
    case.change(case.uncoded, row, row + row)
    [message] = case.messages()
    assert "twice" in message


def test_a_text_without_sentences_is_a_finding(case: Case) -> None:
    case.text.write_text("# DAFTAR PUSTAKA\n\nBudi, A.", encoding="utf-8")
    assert any("no sentence was looked at" in message for message in case.messages())
