"""The comparison of a store's answers with the known ones."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.graph import Graph
from paradiplomacy.loading.verify import difference, verify
from paradiplomacy.rdf.namespaces import XSD
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.embedded import Embedded

KNOWN = 'name,n\r\n"a, b",1.5\r\nc,2\r\n'


def table(*rows: tuple[str, str, str]) -> Answer:
    """An answer of names and numbers, the latter with their datatypes."""
    terms = [(ox.Literal(name), ox.Literal(text, datatype=ox.NamedNode(XSD + kind))) for name, text, kind in rows]
    return Answer(["name", "n"], terms, "select")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("a, b", "1.5", "decimal"), ("c", "2", "integer")], ""),
        ([("a, b", "1.50", "decimal"), ("c", "2.0", "double")], ""),
        ([("a, b", "1.50", "string"), ("c", "2", "integer")], 'row 1 has "1.50" as n instead of "1.5"'),
        ([("a, b", "1.5", "decimal"), ("c", "3", "integer")], 'row 2 has "3" as n instead of "2"'),
        ([("c", "2", "integer"), ("a, b", "1.5", "decimal")], "the rows are the right ones, but in another order"),
        ([("a, b", "1.5", "decimal")], "1 rows instead of 2"),
        ([("a, b", "1.5", "decimal"), ("C", "2", "integer")], 'row 2 has "C" as name instead of "c"'),
    ],
)
def test_every_difference_is_told(rows: list[tuple[str, str, str]], told: str) -> None:
    assert difference(table(*rows), KNOWN) == told


def test_other_columns_are_a_difference() -> None:
    assert "the columns are name, n and should be name" in difference(table(), "name\r\n")


def test_lines_within_a_cell_are_no_rows() -> None:
    assert difference(Answer(["a"], [(ox.Literal("x\ny"),), (None,)], "select"), 'a\r\n"x\ny"\r\n""\r\n') == ""


def test_all_queries_of_a_folder(tiny_clone: Path, tiny_graph: Graph, tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    (folder / "expected").mkdir(parents=True)
    for name in ("parties", "cities"):
        (folder / f"{name}.rq").write_bytes((tiny_clone / "queries" / f"{name}.rq").read_bytes())
    with pytest.raises(UnreadableInput, match=r"cities\.csv is missing"):
        verify(Embedded(tiny_graph.store), tmp_path)
    for name in ("parties", "cities"):
        known = tiny_graph.query(name).to_csv()
        (folder / "expected" / f"{name}.csv").write_text(known, encoding="utf-8", newline="")
    assert verify(Embedded(tiny_graph.store), tmp_path) == {"cities": "", "parties": ""}
    assert all(verify(Embedded(), tmp_path).values())
