"""Mutants of the stored queries and the check queries, judged by the answers that the tests keep."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from mutation.mutant import Mutant, Verdict
from mutation.sparql import Change, changes
from support.query_engines import ROOT, Table, expected, in_oxigraph, is_total, kept, release
from support.write_expected import answer, asked, reported

from paradiplomacy.errors import UnreadableInput, UsageError
from paradiplomacy.queries.stored import StoredQuery

#: What stands in an answer of a query that the engine cannot evaluate.
_REFUSED = (SyntaxError, RuntimeError, ValueError, UnreadableInput, UsageError)


def stored_mutants() -> list[Mutant]:
    """Each change of each stored query."""
    return _mutants(sorted((ROOT / "queries").glob("*.rq")))


def check_mutants() -> list[Mutant]:
    """Each change of each check query; the order of its rows says nothing."""
    found = _mutants(sorted((ROOT / "queries" / "checks").glob("*.rq")))
    return [mutant for mutant in found if mutant.kind not in ("drop ORDER BY", "drop order key", "drop DISTINCT")]


def _mutants(paths: list[Path]) -> list[Mutant]:
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        file = path.relative_to(ROOT).as_posix()
        found += [Mutant(file, n, change.kind, change.told(text)) for n, change in enumerate(_changes(file))]
    return found


@cache
def _changes(file: str) -> list[Change]:
    return changes((ROOT / file).read_text(encoding="utf-8"))


def changed(mutant: Mutant) -> StoredQuery:
    """The query as it is changed."""
    path = ROOT / mutant.file
    text = _changes(mutant.file)[mutant.number].of(path.read_text(encoding="utf-8"))
    return StoredQuery(path.stem, path, text)


def judge_stored(mutant: Mutant) -> Verdict:
    """Whether an answer of the changed query is another: each that ``tests/queries/test_queries.py`` compares."""
    try:
        query = changed(mutant)
    except _REFUSED:
        return "stillborn"
    try:
        return "survived" if all(_as_kept(query)) else "killed"
    except _REFUSED:
        return "killed" if _is_query(query.text) else "stillborn"


def _as_kept(query: StoredQuery) -> Iterator[bool]:
    """For each answer that is kept, the quickest first, whether it is still that one."""
    for graph in ("network", "invented", "release", "narrowed"):
        for key, rows in _kept(query.name, graph).items():
            yield answer(query, graph, key) == rows
    yield in_oxigraph(query.text, release().store) == expected(query.name)
    yield is_total(query.text, expected(query.name))


@cache
def _kept(name: str, graph: str) -> dict[str, Table]:
    if not asked(name, graph):
        return {}
    header, *rows = kept(name, graph)
    tables: dict[str, Table] = {key: [header] for key in asked(name, graph)}
    for row in rows:
        tables[row[0]].append(row)
    return tables


def judge_check(mutant: Mutant) -> Verdict:
    """Whether the changed check reports what it must leave alone or leaves alone what it must report."""
    try:
        text = changed(mutant).text
    except _REFUSED:
        return "stillborn"
    try:
        rows = reported(Path(mutant.file).stem, text)
        return "survived" if rows == kept(Path(mutant.file).stem, "checks") else "killed"
    except _REFUSED:
        return "killed" if _is_query(text) else "stillborn"


def _is_query(text: str) -> bool:
    try:
        ox.Store().query(text)
    except _REFUSED:
        return False
    return True
