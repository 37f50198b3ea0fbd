"""The digests of the graph and of its records, by which a copy can be checked.

A record is a thing with an IRI; its own triples are those that it is the subject of, with all that is said of the blank
nodes that hang on it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput, printable
from paradiplomacy.rdf.facts import TYPE, Node, lexical
from paradiplomacy.rdf.namespaces import ID, OWL, ROOT, SCHEMES
from paradiplomacy.rdf.read import load_store, read_text
from paradiplomacy.rdf.write import nquads, ntriples
from paradiplomacy.release import alignments_file, named_graphs, shapes_file

#: The name of the list of digests in a release.
FILE = "digests.csv"
#: The parts of a release that are not in its graph, by the names that their own headers give them.
BESIDE = (ROOT + "alignments", ROOT + "shapes")
_COLUMNS = ("record", "graph", "sha256", "release")
_DATASET, _VERSION = ox.NamedNode(ID + "dataset"), ox.NamedNode(OWL + "versionInfo")
_SECOND = (ox.NamedNode(OWL + "imports"), ox.NamedNode(OWL + "versionIRI"))

#: Record → name of a graph, "" for all of them together → the record's own triples there.
Descriptions = Mapping[str, Mapping[str, list[ox.Quad]]]


class Digest(NamedTuple):
    """A line of the list: the digest of a record's triples in a graph, or with ``graph`` "" in all together."""

    record: str
    graph: str
    sha256: str


def graph_digest(graphs: Mapping[str, Iterable[ox.Quad]]) -> str:
    """The SHA-256, in hexadecimal, of several named graphs as sorted N-Quads, which ``paradiplomacy.nq.gz`` holds."""
    return hashlib.sha256(nquads(graphs).encode()).hexdigest()


def record_digest(store: ox.Store, record: Node) -> str:
    """The SHA-256, in hexadecimal, of the record's own triples as sorted N-Triples.

    It is "" where RDF 1.1 has no such term, or nothing tells the record's blank nodes apart in reasonable time.

    Without blank nodes this order is canonical: RDF Dataset Canonicalization 1.0 gives the same text.

    >>> record_digest(ox.Store(), ox.NamedNode("urn:none"))[:8]
    'e3b0c442'
    """
    try:
        return digest_of(_own(record, lambda node: store.quads_for_pattern(node, None, None, ox.DefaultGraph()))[0])
    except UnreadableInput:
        return ""


def digest_of(quads: Iterable[ox.Quad]) -> str:
    """The SHA-256 of triples as sorted N-Triples, whose blank nodes are named by what is said of them."""
    return hashlib.sha256(ntriples(quads).encode()).hexdigest()


def described(quads: Iterable[ox.Quad]) -> dict[str, list[ox.Quad]]:
    """The own triples of each record; under "" those of blank nodes that hang on none."""
    told: dict[Node, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.subject, Node):
            told[quad.subject].append(quad)
    hanging: set[Node] = {node for node in told if isinstance(node, ox.BlankNode)}
    records = {}
    for node in told.keys() - hanging:
        records[node.value], reached = _own(node, lambda node: told.get(node, ()))
        hanging -= reached
    if rest := [quad for node in hanging for quad in told[node]]:
        records[""] = rest
    return records


def _own(record: Node, about: Callable[[Node], Iterable[ox.Quad]]) -> tuple[list[ox.Quad], set[Node]]:
    """The own triples of the record, and the nodes that they describe; ``about`` gives what is said of a node."""
    found: list[ox.Quad] = []
    waiting, seen = [record], {record}
    while waiting:
        for quad in about(waiting.pop()):
            found.append(quad)
            if isinstance(quad.object, ox.BlankNode) and quad.object not in seen:
                seen.add(quad.object)
                waiting.append(quad.object)
    return found, seen


def descriptions(graphs: Mapping[str, Iterable[ox.Quad]]) -> Descriptions:
    """The own triples of each record in each graph, and in all together, ``BESIDE`` apart, where it is in several.

    The forms of the release for ontology tools have one header, so that of the schemes has a second description.
    """
    found: dict[str, dict[str, list[ox.Quad]]] = defaultdict(dict)
    for name, quads in graphs.items():
        for record, own in described(quads).items():
            found[record][name] = own
    for told in found.values():
        inside = [own for name, own in told.items() if name not in BESIDE]
        if len(inside) > 1:
            told[""] = [quad for own in inside for quad in own]
    if SCHEMES in found.get(SCHEMES, {}):
        found[SCHEMES][""] = [quad for quad in found[SCHEMES][SCHEMES] if not is_second_header(quad)]
    return found


def is_second_header(quad: ox.Quad) -> bool:
    """Whether the statement makes the schemes an ontology of their own, beside the vocabulary in the same file."""
    ontology = (TYPE, ox.NamedNode(OWL + "Ontology"))
    return quad.subject == ox.NamedNode(SCHEMES) and (
        quad.predicate in _SECOND or (quad.predicate, quad.object) == ontology
    )


def digests(found: Descriptions) -> list[Digest]:
    """The digest of each description, in the order of records and graphs."""
    return sorted(
        Digest(record, graph, digest_of(quads)) for record, told in found.items() for graph, quads in told.items()
    )


def with_parts_beside(graphs: Mapping[str, Iterable[ox.Quad]], top: Path) -> dict[str, Iterable[ox.Quad]]:
    """The graphs with the alignments and the shapes of the clone or package in the folder ``top``."""
    files = zip(BESIDE, (alignments_file(top), shapes_file(top)), strict=True)
    return {**graphs, **{name: load_store([path]) for name, path in files}}


def release_graphs(top: Path) -> dict[str, Iterable[ox.Quad]]:
    """The triples of each part of the release in the folder ``top``."""
    return with_parts_beside({name: load_store(files) for name, files in named_graphs(top).items()}, top)


def version_of(quads: Iterable[ox.Quad]) -> str:
    """The version that the description of the dataset states; "" where there is none."""
    return next((lexical(it.object) for it in quads if (it.subject, it.predicate) == (_DATASET, _VERSION)), "")


def to_csv(lines: Iterable[Digest], version: str) -> str:
    """The list of digests of the release ``version`` as CSV."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([_COLUMNS, *((*line, version) for line in lines)])
    return file.getvalue()


def from_csv(path: Path) -> tuple[list[Digest], str]:
    """The lines of a list of digests, and the version of its release; raises UnreadableInput for another file."""
    try:
        [header, *rows] = csv.reader(io.StringIO(read_text(path)))
    except csv.Error as error:
        raise UnreadableInput(f"{path} is no CSV: {printable(str(error))}; give the {FILE} of a release.") from None
    if tuple(header) != _COLUMNS:
        raise UnreadableInput(
            f"{path} is no list of digests: its first line is not {','.join(_COLUMNS)}; give the {FILE} of a release."
        )
    for number, row in enumerate(rows, 2):
        if len(row) != len(_COLUMNS) or row[3] != rows[0][3]:
            raise UnreadableInput(
                f"{path}, line {number}: it is not a record, its graph, its digest and the one release of the file; "
                "fetch the file again."
            )
    if not rows:
        raise UnreadableInput(f"{path} lists no record; fetch the file again.")
    return [Digest(*row[:3]) for row in rows], rows[0][3]
