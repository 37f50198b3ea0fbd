"""What a validation reads: the release, the user's files with the release as their background, or a graph elsewhere."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE, plain
from paradiplomacy.rdf.read import stream_quads
from paradiplomacy.release import graph_files

Subject = ox.NamedNode | ox.BlankNode

#: Gives each blank node of the N-Triples file its own name as a value, because the engine renames blank nodes.
MARK = ox.NamedNode("urn:x-paradiplomacy:blank-node")
_AT_ONCE = 10_000


@dataclass(slots=True)
class Input:
    """The graph that is validated, twice: in a store, and with its literals as written in an N-Triples file.

    A store keeps the values of numbers and not their form: it makes 300 of ``"300"^^xsd:byte``.
    ``subjects`` are the things that count, each with the file that names it first; None: all things count.
    """

    store: ox.Store
    triples: Path
    files: list[Path] = field(default_factory=list)
    subjects: dict[Subject, Path] | None = None
    _marked: set[ox.BlankNode] = field(default_factory=set)

    def add(self, quads: Iterable[ox.Quad], source: str = "the graph") -> None:
        """Add the triples of ``quads``; graph names are dropped. Raises UnreadableInput for what RDF 1.1 lacks."""
        rest = iter(quads)
        with self.triples.open("ab") as file:
            while some := [_in_no_graph(quad, source) for quad in islice(rest, _AT_ONCE)]:
                self.store.extend(some)
                marks = []
                for quad in some:
                    for node in (quad.subject, quad.object):
                        if isinstance(node, ox.BlankNode) and node not in self._marked:
                            self._marked.add(node)
                            marks.append(ox.Quad(node, MARK, ox.Literal(node.value)))
                ox.serialize([*some, *marks], file, format=ox.RdfFormat.N_TRIPLES)


_NO_GRAPH = ox.DefaultGraph()


def _in_no_graph(quad: ox.Quad, source: str) -> ox.Quad:
    value = plain(quad.object, source)
    return quad if quad.graph_name == _NO_GRAPH else ox.Quad(quad.subject, quad.predicate, value)


@contextlib.contextmanager
def empty_input() -> Iterator[Input]:
    """An input to add triples to; its N-Triples file is deleted at the end of the block."""
    with tempfile.TemporaryDirectory(prefix="paradiplomacy-") as folder:
        file = Path(folder, "graph.nt")
        file.touch()
        yield Input(ox.Store(), file)


@contextlib.contextmanager
def read_input(files: Iterable[str | Path] | None = None, root: Path | None = None) -> Iterator[Input]:
    """The graph to validate: the release (that of the clone ``root`` if given), or ``files`` on top of it.

    Where a given file describes a thing (its type and something else), it speaks for that thing: what
    the files of the release that also describe it say of it is left out, and so is a file of the release
    most of whose things are described anew. So an edited copy is judged by itself. A file that only adds
    to a thing is judged together with the release.
    """
    release = graph_files(root)
    with empty_input() as given:
        if files is None:
            given.files = release
            for path in release:
                given.add(stream_quads(path), str(path))
        else:
            _read_files(given, [Path(file) for file in files], release)
        yield given


def _read_files(given: Input, paths: list[Path], release: list[Path]) -> None:
    subjects: dict[Subject, Path] = {}
    for path in paths:
        given.add(_noting(stream_quads(path), path, subjects), str(path))
    described = _described(given.store)
    for path in release:
        quads = list(stream_quads(path))
        theirs = _described(quads)
        replaced = theirs & described
        if 2 * len(replaced) <= len(theirs):
            given.add((quad for quad in quads if quad.subject not in replaced), str(path))
    given.files, given.subjects = [*paths, *release], subjects


def _noting(quads: Iterable[ox.Quad], path: Path, subjects: dict[Subject, Path]) -> Iterator[ox.Quad]:
    for quad in quads:
        if isinstance(quad.subject, Subject):
            subjects.setdefault(quad.subject, path)
        yield quad


def _described(quads: Iterable[ox.Quad]) -> set[object]:
    """The things of which the quads state the type and something else."""
    typed: set[object] = set()
    told: set[object] = set()
    for quad in quads:
        (typed if quad.predicate == TYPE else told).add(quad.subject)
    return typed & told
