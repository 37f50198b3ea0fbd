"""The printed comparison: each cell that counts something names its notes, and each note is printed once."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import DataError
from paradiplomacy.publishing import comparison as module
from paradiplomacy.publishing.comparison import compare
from paradiplomacy.sparql.answer import Answer

COLUMNS = "sector agreement statusLabel earliestDated activities parts hedged delegations"
WORDS = "number sector agreement activity quote section assertion"
SECTORS: list[list[object]] = [
    ["trade", "Alda–Brimo", "recorded", "1999", 1, 2, 0, 1],
    ["trade", "Alda–Corva", "not coded", "not coded", 0, 0, 0, 0],
    ["sport", "Alda–Brimo", "source silent", "source silent", 0, 0, 0, 0],
]
EVIDENCE: list[list[object]] = [
    [3, "sport", "Alda–Corva", "race", "they ran", "S", "stated"],
    [1, "trade", "Alda–Brimo", "fair", "a fair was held", "T", "stated"],
    [2, "trade", "Alda–Brimo", "kiosk", "a kiosk opened", "T", "stated"],
]


def answer(columns: str, rows: list[list[object]]) -> Answer:
    return Answer(columns.split(), [[ox.Literal(cell) for cell in row] for row in rows], "select")  # type: ignore[arg-type]


def printed(
    sectors: list[list[object]] | None = None, evidence: list[list[object]] | None = None, width: int = 100
) -> str:
    first = answer(COLUMNS, SECTORS if sectors is None else sectors)
    second = answer(WORDS, EVIDENCE if evidence is None else evidence)
    return compare(first, second, width)


def table_alone() -> str:
    return module.table(answer(COLUMNS, SECTORS), answer(WORDS, EVIDENCE))


def test_each_cell_leads_to_its_words() -> None:
    text = printed()
    notes, table = text.split("\n\n", 1)
    assert text.split("\n\nrecorded: ")[0].endswith(table_alone())
    assert re.split(r" {2,}", table.splitlines()[0]) == ["sector", "Alda–Brimo", "Alda–Corva"]
    cells = [re.split(r" {2,}", line)[1] for line in table.splitlines()[2:8]]
    assert cells == [
        "recorded", "1 activity", "2 parts of activities", "1 delegation", "earliest dated year: 1999", "words: [1–2]",
    ]  # fmt: skip
    assert notes.startswith("trade, Alda–Brimo (T)\n   [1] “a fair was held” (fair)\n   [2] “a kiosk opened” (kiosk)\n")
    # Words of a cell that is not in the table are shown after those that are.
    assert notes.endswith("\nsport, Alda–Corva (S)\n   [3] “they ran” (race)")


def test_the_numbers_and_paraphrases_are_those_of_the_answer() -> None:
    rows = [
        [12, *EVIDENCE[2][1:], "A *kiosk* was opened."],
        [7, *EVIDENCE[1][1:], "There was a fair."],
        [7, *EVIDENCE[1][1:], "There was a fair."],
        [8, *EVIDENCE[0][1:], "They ran."],
    ]
    text = compare(answer(COLUMNS, SECTORS), answer(f"{WORDS} paraphrase", rows))
    assert "   [7] There was a fair. “a fair was held” (fair)\n" in text
    assert "  [12] A kiosk was opened. “a kiosk opened” (kiosk)\n" in text
    assert "words: [7, 12]" in text


def test_every_column_that_counts_is_shown() -> None:
    columns = "sector agreement statusLabel commemorations claims earliestDated since"
    text = compare(
        answer(columns, [["trade", "Alda–Brimo", "recorded", 1, 2, "2002", "1999"]]), answer(WORDS, EVIDENCE)
    )
    lines = [line.removeprefix("trade").strip() for line in text.split("\n\n")[1].splitlines()[2:]]
    assert lines == [
        "recorded", "1 commemoration", "2 sentences that name the sector", "earliest dated year: 2002", "since: 1999",
        "words: [1–2]",
    ]  # fmt: skip


def test_every_word_has_its_translation() -> None:
    for words in (module._COUNTS, module._YEARS, module._WORDS):
        assert words["en"].keys() == words["id"].keys()
    assert len(module._LEGEND["en"]) == len(module._LEGEND["id"])


def test_no_cell_is_empty() -> None:
    rows = printed().split("\n\n", 1)[1]
    assert re.search(r"sport +source silent +–\n +earliest dated year: source silent\n", rows)
    assert "not coded" in rows


def test_a_hope_does_not_look_like_a_fact() -> None:
    first = answer(COLUMNS, SECTORS)
    text = compare(first, answer(WORDS, [EVIDENCE[1], [*EVIDENCE[2][:-1], "expected"]]))
    assert "“a fair was held” (fair)\n" in text
    assert "“a kiosk opened” (kiosk; expected)\n" in text


def test_sections_that_differ_stand_at_each_note() -> None:
    text = printed(evidence=[*EVIDENCE[:2], [*EVIDENCE[2][:5], "U", "stated"]])
    assert "trade, Alda–Brimo\n" in text
    assert "“a fair was held” (fair; T)" in text and "“a kiosk opened” (kiosk; U)" in text


def test_it_keeps_to_the_width() -> None:
    text = printed(evidence=[[1, "trade", "Alda–Brimo", "fair", "many words " * 20, "T", "stated"]], width=60)
    assert max(map(len, text.splitlines())) <= 60
    assert " ".join(text.split()).count("many words") == 20


@pytest.mark.parametrize("counted", range(4))
def test_a_count_without_words_fails(counted: int) -> None:
    row = ["sport", "Alda–Brimo", "recorded", "1999", *(int(place == counted) for place in range(4))]
    with pytest.raises(DataError, match="sport, Alda–Brimo: the comparison counts what no row"):
        printed(sectors=[SECTORS[0], row])


def test_a_query_without_a_needed_column_is_told() -> None:
    with pytest.raises(DataError, match="compare-sectors has no column statusLabel"):
        compare(answer("sector agreement", []), answer(WORDS, []))
    with pytest.raises(DataError, match="sector-evidence has no column quote"):
        compare(answer(COLUMNS, []), answer(WORDS.replace("quote ", ""), []))
