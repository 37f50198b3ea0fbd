"""What a validation reads: the release, or the user's files with the release as their background."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import RDF
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files

_TYPE = ox.NamedNode(f"{RDF}type")

Subject = ox.NamedNode | ox.BlankNode


@dataclass(slots=True)
class Input:
    """What is validated: the store, the files in it, and the things that count (None: all of them).

    The things that count have the file that names them first.
    """

    store: ox.Store
    files: list[Path]
    subjects: dict[Subject, Path] | None = None


def read_input(files: Iterable[str | Path] | None = None) -> Input:
    """The store to validate: the release, or `files` on top of it.

    Where a given file describes a thing (its type and something else), it speaks for that thing: what
    the files of the release that also describe it say of it is left out, and so is a file of the release
    most of whose things are described anew. So an edited copy is judged by itself. A file that only adds
    to a thing is judged together with the release.
    """
    if files is None:
        release = graph_files()
        return Input(load_store(release), release)
    paths = [Path(file) for file in files]
    store: ox.Store | None = None
    subjects: dict[Subject, Path] = {}
    for path in paths:
        part = load_store([path])
        for subject in _subjects(part):
            subjects.setdefault(subject, path)
        if store is None:
            store = part  # a large file is not copied
        else:
            store.extend(part)
    store = store or ox.Store()
    own = {path.resolve() for path in paths}
    background = [path for path in graph_files() if path.resolve() not in own]
    parts = [load_store([path]) for path in background]
    described = [_described(part) for part in parts]
    # Asked before the first part joins the store, which would make its things look described by the user.
    replaced = [{node for node in theirs if _is_described(node, store)} for theirs in described]
    for part, theirs, gone in zip(parts, described, replaced, strict=True):
        if 2 * len(gone) <= len(theirs):
            store.extend(quad for quad in part if quad.subject not in gone)
    return Input(store, [*paths, *background], subjects)


def _subjects(store: ox.Store) -> list[Subject]:
    """The subjects of a store, each once."""
    found = store.query("SELECT DISTINCT ?s WHERE { ?s ?p ?o }")
    assert isinstance(found, ox.QuerySolutions)
    return [row[0] for row in found if isinstance(row[0], Subject)]


def _described(store: ox.Store) -> set[Subject]:
    """The things of which the store states the type and something else."""
    typed = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, None, None)}
    return {node for node in typed if isinstance(node, Subject) and _is_described(node, store)}


def _is_described(node: Subject, store: ox.Store) -> bool:
    used = {quad.predicate for quad in store.quads_for_pattern(node, None, None, None)}
    return _TYPE in used and len(used) > 1
