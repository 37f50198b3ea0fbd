"""The vocabulary, its schemes and its shapes as files: as they are written, and in other forms of RDF."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.rdf import write
from paradiplomacy.rdf.blank_nodes import named
from paradiplomacy.rdf.read import read_text, stream_quads
from paradiplomacy.release import home
from paradiplomacy.site.files import File
from paradiplomacy.site.site import Site

FORMS = ("ttl", "jsonld", "rdf", "nt")


def ontology_files(root: Path | None = None) -> dict[str, Path]:
    """The name of each document that is there → its file in the folder ``root``, the project's own unless given."""
    top = (root or home()) / "ontology"
    found = {"ontology": top / "paradiplomacy.ttl", "schemes": top / "schemes.ttl", "shapes": top / "shapes.ttl"}
    return {name: path for name, path in found.items() if path.is_file()}


def files(site: Site) -> Iterator[File]:
    """Every document in each of ``FORMS``."""
    for name, path in ontology_files(site.root).items():
        for form in FORMS:
            yield File(f"{name}.{form}", partial(_in_form, site, path, form))


def _in_form(site: Site, path: Path, form: str) -> bytes:
    """The Turtle file in one of ``FORMS``: as Turtle it is the file itself, else its triples in a fixed order."""
    if form == "ttl":
        return read_text(path).encode()
    quads = site.kept(_quads, path)
    if form == "jsonld":
        return write.jsonld(quads).encode()
    if form == "nt":
        return write.ntriples(quads).encode()
    return write.serialised((quad.triple for quad in quads), ox.RdfFormat.RDF_XML)


def _quads(_: Site, path: Path) -> list[ox.Quad]:
    return named(stream_quads(path))
