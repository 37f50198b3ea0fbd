"""Ask a stored query in two engines, so that an answer never rests on the ways of one of them."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

import paradiplomacy
from paradiplomacy.graph import Graph
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import StoredQuery, stored_queries

if TYPE_CHECKING:
    import rdflib

ROOT = Path(__file__).parents[2]
EXPECTED = ROOT / "queries" / "expected"
ANSWERS = Path(__file__).parents[1] / "cases" / "answers"
PERTURBATIONS = Path(__file__).parents[1] / "cases" / "perturbations"
ENGINES = ("Oxigraph", "rdflib")

Table = list[list[str]]


@cache
def release() -> Graph:
    """The published graph."""
    return paradiplomacy.load()


@cache
def release_in_rdflib() -> rdflib.Graph:
    """The published graph, in rdflib's simplest store, whose answers are the same and come sooner."""
    import rdflib

    copy = rdflib.Graph(store="SimpleMemory")
    for triple in release().rdflib():
        copy.add(triple)
    return copy


@cache
def queries() -> tuple[StoredQuery, ...]:
    """The stored queries, by name."""
    return tuple(stored_queries())


def names() -> list[str]:
    """The names of the stored queries."""
    return [query.name for query in queries()]


def find(name: str) -> StoredQuery:
    """The stored query of that name."""
    return next(query for query in queries() if query.name == name)


def in_oxigraph(text: str, store: ox.Store) -> Table:
    """Header and rows of the answer, as bare text."""
    result = store.query(text)
    assert isinstance(result, ox.QuerySolutions)
    header = [variable.value for variable in result.variables]
    return [header, *([_bare(term) for term in row] for row in result)]


def in_rdflib(text: str, graph: rdflib.Graph) -> Table:
    """Header and rows of the answer, as bare text."""
    result = graph.query(text)
    rows = [["" if term is None else str(term) for term in row] for row in result]  # type: ignore[union-attr]
    return [[str(variable) for variable in result.vars or []], *rows]


def on_release(text: str, engine: str) -> Table:
    """Header and rows of the answer that an engine gives on the published graph."""
    if engine == "rdflib":
        return in_rdflib(text, release_in_rdflib())
    return in_oxigraph(text, release().store)


def bound(name: str, **values: str) -> str:
    """The text of a stored query with the given values in place of its parameters."""
    return bind(find(name), values, release().store)


def expected(name: str) -> Table:
    """Header and rows of the answer that is kept for a stored query."""
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def kept(name: str, folder: str) -> Table:
    """Header and rows of the answers that ``support/write_expected.py`` keeps."""
    with (ANSWERS / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def is_total(text: str, table: Table) -> bool:
    """Whether two rows of the answer to ``text`` that differ also differ in what they are ordered by."""
    header, *rows = table
    keys = re.findall(r"\?(\w+)", text.splitlines()[-1])
    places = [header.index(key) for key in keys]
    by_key: dict[tuple[str, ...], list[str]] = {}
    return all(by_key.setdefault(tuple(row[place] for place in places), row) == row for row in rows)


def copy_of(store: ox.Store) -> ox.Store:
    """A store with the same triples."""
    copy = ox.Store()
    copy.extend(store)
    return copy


def _bare(term: object) -> str:
    if term is None:
        return ""
    assert isinstance(term, ox.NamedNode | ox.Literal), f"{term} has no bare text"
    return term.value
