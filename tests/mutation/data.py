"""Mutants of the data that are coded by hand, judged by the kept answers; what the shapes refuse is no mutant.

The data of the other sources are made from tables, and a test makes them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pyoxigraph as ox
from mutation.mutant import Mutant, Verdict
from mutation.triples import Change, changes
from support.query_engines import ROOT, copy_of, expected, in_oxigraph, kept, names, queries, release
from support.write_expected import asked, tagged, unasked

from paradiplomacy.queries.parameters import bind
from paradiplomacy.rdf.read import load_store
from paradiplomacy.validation.checks import load_checks
from paradiplomacy.validation.shapes import load_shapes

FOLDER = ROOT / "data" / "rakhmadi"
#: Drops and replacements of each property in each file.
_EACH = 3


@cache
def _changes(file: str) -> list[Change]:
    return list(changes(load_store([ROOT / file]), _EACH))


def mutants() -> list[Mutant]:
    """Changes of each file of the source that is coded by hand."""
    found = []
    for path in sorted(FOLDER.glob("*.ttl")):
        file = path.relative_to(ROOT).as_posix()
        found += [Mutant(file, n, change.kind, change.told()) for n, change in enumerate(_changes(file))]
    return found


@cache
def _store() -> ox.Store:
    return copy_of(release().store)


def judge(mutant: Mutant) -> Verdict:
    """Whether the answer of a stored query is another one."""
    change = _changes(mutant.file)[mutant.number]
    if change.gone not in _store():
        return "stillborn"  # another file says it in other words
    with changed_release(change) as store:
        if _is_refused(store, change):
            return "stillborn"
        return "killed" if answers_otherwise(store, change) else "survived"


@contextmanager
def changed_release(change: Change) -> Iterator[ox.Store]:
    """The release after the change, until the end of the block."""
    store = _store()
    fresh = change.come is not None and change.come not in store
    store.remove(change.gone)
    if change.come is not None:
        store.add(change.come)
    try:
        yield store
    finally:
        if fresh and change.come is not None:
            store.remove(change.come)
        store.add(change.gone)


def _is_refused(store: ox.Store, change: Change) -> bool:
    text = _text().replace(f"{change.gone} .\n", f"{change.come} .\n" if change.come else "")
    report = _shapes().compiled.validate_text(text, "ntriples")
    loud = any(found.severity == "Violation" for found in report.results)
    return loud or any(in_oxigraph(check.query.text, store)[1:] for check in _checks())


def answers_otherwise(store: ox.Store, change: Change) -> bool:
    """Whether a kept answer of the release is another one; those that name what has changed are asked first."""
    if unasked(store) != kept("unasked", "release"):
        return True
    word = change.gone.predicate.value.rpartition("#")[2].rpartition("/")[2]
    for query in sorted(queries(), key=lambda query: word not in query.text):
        if in_oxigraph(query.text, store) != expected(query.name):
            return True
    for name in names():
        for language, values in asked(name, "release").items():
            query = next(query for query in queries() if query.name == name)
            rows = tagged(language, in_oxigraph(bind(query, values, store), store))
            if rows != [row for row in kept(name, "release") if row[0] == language]:
                return True
    return False


@cache
def _text() -> str:
    return "".join(f"{quad} .\n" for quad in release().store)


_shapes = cache(load_shapes)
_checks = cache(load_checks)
