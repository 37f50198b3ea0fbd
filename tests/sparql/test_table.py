from __future__ import annotations

import pyoxigraph as ox
import pytest

from paradiplomacy.graph import load
from paradiplomacy.rdf.facts import TYPE, subjects
from paradiplomacy.rdf.namespaces import OWL, short
from paradiplomacy.sparql.table import columns, layout, wrap


def test_a_table_that_fits_is_not_wrapped() -> None:
    assert layout(["city", "n"], [["Alda", "1"], ["", "22"]], 80).split("\n") == [
        "city  n",
        "────  ──",
        "Alda  1",
        "      22",
    ]


@pytest.mark.parametrize("width", [34, 40, 60, 79])
def test_long_cells_are_wrapped_to_the_width_and_nothing_is_lost(width: int) -> None:
    text = "one two three four five six seven eight nine ten " * 3 + "x" * 100
    lines = layout(["a", "b"], [["short", text], ["s", "t"]], width).split("\n")
    assert max(columns(line) for line in lines) <= width
    assert len(lines) > 4
    shown = "".join("".join(line.split("  ")[-1] for line in lines[2:]).split())
    assert "".join(text.split()) in shown


def test_every_term_of_the_vocabulary_stays_whole() -> None:
    names = [short(node.value) for node in subjects(load().store, TYPE, ox.NamedNode(OWL + "Class"))]
    names = [name for name in names if ":" not in name]
    assert len(names) > 30
    for width in (60, 80, 100):
        for name in names:
            assert name in layout(["kind", "a", "b", "c"], [[name, *["some words of a long text " * 9] * 3]], width)


def test_words_stay_whole_while_there_is_another_way() -> None:
    row = ["medan-gwangju-loi-1997", "1997-04-23", "memorandum of understanding", "w " * 40]
    lines = layout(["id", "date", "kind", "note"], [row], 44).split("\n")
    assert max(map(columns, lines)) <= 44
    text = "\n".join(lines)
    assert all(word in text for word in ("gwangju-", "1997-04-23", "memorandum", "understanding"))


def test_too_many_columns_become_records() -> None:
    header = [f"column{number}" for number in range(9)]
    row = [f"understanding {number}" for number in range(9)]
    lines = layout(header, [row, ["x"] * 9], 40).split("\n")
    assert lines[:2] == ["column0  understanding 0", "column1  understanding 1"]
    assert lines[9:11] == ["", "column0  x"]
    assert len(lines) == 19


def test_only_the_wide_columns_give_way() -> None:
    lines = layout(["a", "b"], [["first-cell", "w " * 60]], 50).split("\n")
    assert lines[2].startswith("first-cell  w w")


def test_a_blank_line_stands_where_a_row_of_several_lines_ends() -> None:
    rows = [["a", "x " * 30], ["b", "y"], ["c", "z"]]
    lines = layout(["k", "v"], rows, 40).split("\n")
    assert lines[-4:-2] == ["", "b  y"] or lines[-3:-1] == ["", "b  y"]
    assert lines[-1] == "c  z"


def test_korean_signs_are_two_columns_wide_and_combining_ones_none() -> None:
    assert (columns("광주"), columns("é"), columns("e\u0301")) == (4, 1, 1)
    lines = layout(["name", "n"], [["광주", "1"], ["Alda", "2"]], 80).split("\n")
    assert lines[2] == "광주  1"
    assert lines[3] == "Alda  2"


def test_wrap_breaks_wide_signs_at_the_column() -> None:
    assert wrap("가나다라", 5) == ["가나", "다라"]


def test_wrap_breaks_after_hyphens_and_slashes_but_not_in_dates() -> None:
    assert wrap("alda-brimo/x", 6) == ["alda-", "brimo/", "x"]
    assert wrap("on 1997-04-23", 10) == ["on", "1997-04-23"]
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in layout(["a"], [["\x1b[31mred\x07"]], 80)


def test_line_breaks_stay_in_their_cell() -> None:
    assert layout(["a", "b"], [["1\n2", "x"]], 80).split("\n")[2:] == ["1  x", "2"]


def test_no_rows_and_no_columns() -> None:
    assert layout(["a"], [], 80).split("\n") == ["a", "─"]
    assert layout([], [[]], 80).strip() == ""
    assert layout(["long-name"] * 9, [], 20).count("long-name") == 9
