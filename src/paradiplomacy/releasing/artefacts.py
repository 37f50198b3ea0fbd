"""Whether all that belongs to a release is there and can be read back."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.publishing.swap import SUMS
from paradiplomacy.rdf.namespaces import ID, OWL, SCHEMES
from paradiplomacy.rdf.packed import name_inside
from paradiplomacy.rdf.read import FORMATS, PARSER_ERRORS, load_store, open_unpacked, read_text
from paradiplomacy.release import graph_files
from paradiplomacy.releasing.surface import Surface

# The whole graph, in five forms; in the first two one ontology header stands for the vocabulary and the schemes.
_ONE_HEADER = ("paradiplomacy.ttl", "paradiplomacy.rdf")
_WHOLE = (*_ONE_HEADER, *(f"paradiplomacy.{end}.gz" for end in ("nt", "nq", "jsonld")))
_OTHERS = (
    *("void.ttl", "quality.ttl", "digests.csv", "sparql-examples.ttl", "links/wikidata.sssom.tsv"),
    *(f"ontology/{name}.ttl" for name in ("paradiplomacy", "schemes", "shapes", "alignments")),
    *("ontology/catalog-v001.xml", "site/index.html", "site/llms.txt", "site/ro-crate-metadata.json"),
)
_VERSION = (ox.NamedNode(f"{ID}dataset"), ox.NamedNode(f"{OWL}versionInfo"))
_BASE = "https://example.org/"


def faults(folder: Path, root: Path, version: str, promised: Surface) -> list[str]:
    """A sentence for each thing that is wrong with the release ``version`` in ``folder``, made from the clone ``root``.

    Every file that belongs to it is there, each has its sum in the list, what is RDF or JSON is read back, the forms of
    the graph hold the triples of ``root`` and that version, and each stored query of ``promised`` has its columns.
    """
    results = [f"results/{name}.csv" for name in promised.columns if "/" not in name]
    kept = [f"site/v/{version}/paradiplomacy.nq.gz", f"site/v/{version}/{SUMS}"]
    missing = [name for name in (*_WHOLE, *_OTHERS, *results, *kept, SUMS) if not (folder / name).is_file()]
    if missing:
        return [f"{name} is missing from the release." for name in missing]
    return [
        *_sums(folder),
        *_unread(folder),
        *_other_triples(folder, root, version),
        *_other_columns(folder, promised),
    ]


def _sums(folder: Path) -> Iterator[str]:
    listed = {line[66:]: line[:64] for line in read_text(folder / SUMS).splitlines()}
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    del found[SUMS]
    yield from (f"{name} is in {SUMS} but not in the release." for name in sorted(listed.keys() - found.keys()))
    for name, path in sorted(found.items()):
        if hashlib.sha256(path.read_bytes()).hexdigest() != listed.get(name):
            yield f"{name} has another sum than {SUMS} says, or none there."


def _unread(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        try:
            if path.suffix == ".json":
                json.loads(read_text(path))
            elif _form(path) and not any(True for _ in _quads(path)):
                yield f"{path.relative_to(folder).as_posix()} holds no triple."
        except (UnreadableInput, *PARSER_ERRORS, ValueError) as error:
            yield f"{path.relative_to(folder).as_posix()} cannot be read back: {error}"


def _form(path: Path) -> ox.RdfFormat | None:
    """The form of RDF that the name of a file tells, packed or not; XML may be anything."""
    ending = name_inside(path).suffix
    return None if ending in (".json", ".xml") else FORMATS.get(ending)


def _quads(path: Path) -> list[ox.Quad]:
    with open_unpacked(path) as file:
        # The description of the site names its files from where it lies.
        return list(ox.parse(input=file, format=_form(path), base_iri=_BASE))


def _other_triples(folder: Path, root: Path, version: str) -> Iterator[str]:
    whole = {(quad.subject, quad.predicate, quad.object) for quad in load_store(graph_files(root))}
    if (*_VERSION, ox.Literal(version)) not in whole:
        yield f"The graph does not say that its version is {version}."
    for name in _WHOLE:
        try:
            found = {(quad.subject, quad.predicate, quad.object) for quad in _quads(folder / name)}
        except (UnreadableInput, *PARSER_ERRORS):
            continue  # which is told already
        lacking = whole - found
        if name in _ONE_HEADER:
            lacking = {triple for triple in lacking if triple[0] != ox.NamedNode(SCHEMES)}
        if lacking or found - whole:
            yield f"{name} lacks {len(lacking)} triples of the graph and has {len(found - whole)} that it has not."


def _other_columns(folder: Path, promised: Surface) -> Iterator[str]:
    for query, columns in promised.columns.items():
        name = f"results/{query}.csv"
        if "/" in query:
            continue  # asked by name, and not published
        heading, *rows = csv.reader(read_text(folder / name).splitlines())
        if heading != columns.split() or not rows:
            yield f"{name} has no row, or not the columns {columns}."
