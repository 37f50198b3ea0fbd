"""Mutants of the vocabulary, its schemes and its alignments, judged by the kept answers and tests of the ontology."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
from mutation.data import answers_otherwise, changed_release
from mutation.mutant import Mutant, Verdict
from mutation.shadow import QUICK, noticed, status_of
from mutation.triples import Change, changes
from support.query_engines import ROOT, release

from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import serialised

FILES = ("ontology/alignments.ttl", "ontology/paradiplomacy.ttl", "ontology/schemes.ttl")
_TESTS = ["tests/ontology", "tests/validation/test_shape_lists.py", "tests/validation/test_shapes.py"]
_TESTS += ["tests/queries/test_headings.py", "tests/test_release.py"]


@cache
def _changes(file: str) -> list[Change]:
    return list(changes(load_store([ROOT / file]), 6, texts=False))


def mutants() -> list[Mutant]:
    """Changes of each file; the wording of a text is not among them."""
    return [Mutant(file, n, change.kind, change.told()) for file in FILES for n, change in enumerate(_changes(file))]


def prepare(_: str) -> None:
    """See that the tests pass before anything is changed."""
    assert status_of([*QUICK, *_TESTS]) == 0


def judge(mutant: Mutant) -> Verdict:
    """Whether a test fails."""
    change = _changes(mutant.file)[mutant.number]
    store = load_store([ROOT / mutant.file])
    if change.come is not None and change.come in store:
        return "stillborn"
    if change.gone in release().store:
        # The quick part of what the tests ask, in this process.
        with changed_release(change) as changed:
            if answers_otherwise(changed, change):
                return "killed"
    store.remove(change.gone)
    if change.come is not None:
        store.add(change.come)
    text = serialised((quad.triple for quad in store), ox.RdfFormat.TURTLE).decode()
    return "killed" if noticed(mutant.file, text, [*QUICK, *_TESTS]) else "survived"
