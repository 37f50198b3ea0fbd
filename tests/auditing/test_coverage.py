"""What the passages leave uncovered, and the list that answers for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.audit_text import REASONS, TEXT, Case, raw_case

from paradiplomacy.auditing.anchor import write_offsets
from paradiplomacy.auditing.audit import list_uncovered
from paradiplomacy.auditing.sentences import body
from paradiplomacy.errors import UsageError


def _row(case: Case, words: str) -> str:
    """The row of the unit whose text is ``words``."""
    [unit] = [unit for unit in body(case.article) if unit.text == words]
    [row] = [
        row
        for row in case.uncoded.read_text(encoding="utf-8").splitlines()
        if row.startswith(f"{unit.start},{unit.end},{unit.digest},")
    ]
    return row + "\n"


def test_every_unit_is_covered_or_listed(case: Case) -> None:
    report = case.audit()
    assert report.findings == []
    assert (
        "Text: 6 of 11 sentences and list items covered (54.5 %), 7 headings and page headers; "
        "uncoded: 2 connective, 5 heading, 1 opinion-without-content, 2 page-header, "
        "2 repetition; 0 unaccounted for."
    ) in report.summary


def test_listing_gives_rows_with_the_reason_where_the_kind_tells_it(tmp_path: Path) -> None:
    case = raw_case(tmp_path)
    write_offsets(case.article, [case.graph])
    rows = list_uncovered([case.graph], case.article).splitlines()
    assert rows[0] == "start,end,digest,reason,note"
    ends = [row.split(",", 3)[3] for row in rows[1:]]
    assert sorted(end for end in ends if end.startswith(",")) == sorted(f",{words}" for words in REASONS)
    assert ends.count("heading,") == 5
    assert ends.count("page-header,") == 2


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
        ("Memang demikian.", "connective", "", ["has no reason", "in no passage"]),
        ("Memang demikian.", "connective", "heading", ["is no heading", "in no passage"]),
        ("Memang demikian.", "connective", "page-header", ["is no page header", "in no passage"]),
        ("Memang demikian.", ",connective", "0,connective", ["another digest", "in no passage"]),
        ("Memang demikian.", "873,", "872,", ["no sentence or other unit", "in no passage"]),
        ("Memang demikian.", "873,889", "x,y", ["no start and end", "no sentence", "in no pass"]),
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
    unit = next(u for u in body(case.article) if u.text.startswith("Kunjungan ini"))
    with case.uncoded.open("a", encoding="utf-8") as file:
        file.write(f"{unit.start},{unit.end},{unit.digest},connective,\n")
    [message] = case.messages()
    assert "uncoded.csv:14: a passage covers the sentence" in message


def test_a_row_written_twice_is_a_finding_also_without_the_text(case: Case) -> None:
    row = _row(case, "Memang demikian.")
    case.change(case.uncoded, row, row + row)
    for with_text in (True, False):
        [message] = case.messages(with_text)
        assert "twice" in message


def test_a_text_without_introduction_is_a_finding(case: Case) -> None:
    case.change(case.text, "**PENDAHULUAN**", "**Mukadimah**")
    assert any("no sentence was looked at" in message for message in case.messages())
