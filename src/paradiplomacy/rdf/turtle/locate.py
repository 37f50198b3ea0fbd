"""Find the line on which a file describes a thing; RDF parsers do not say where a triple stood."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.packed import name_inside
from paradiplomacy.rdf.read import open_unpacked, read_text
from paradiplomacy.rdf.turtle.outline import Block, outline

#: From this size on, in bytes, ``find_lines`` takes the place of ``Locator``: outlines take 10 MB for each megabyte.
LARGE = 4_000_000


class Locator:
    """Says where things are described in some Turtle files; reads a file when first needed."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Take the files to look in, in order of preference."""
        self._files = list(files)
        self._blocks: dict[Path, dict[str, list[Block]]] = {}

    def find(
        self, iri: str, predicate: str | None = None, files: Iterable[Path] | None = None
    ) -> tuple[Path, int] | None:
        """The file and line of the block that describes ``iri``, or None.

        Among several blocks, one that uses ``predicate`` wins, then one that states the type.
        ``files`` narrows the search where it is known which files name the thing.
        """
        found: list[tuple[int, Path, int]] = []
        for path in self._files if files is None else files:
            for block in self._read(path).get(iri, ()):
                rank = 0 if predicate in block.predicates else 1 if TYPE.value in block.predicates else 2
                found.append((rank, path, block.line))
        if not found:
            return None
        _, path, line = min(found, key=lambda place: place[0])
        return path, line

    def _read(self, path: Path) -> dict[str, list[Block]]:
        if path not in self._blocks:
            blocks: dict[str, list[Block]] = {}
            try:
                # Other forms of RDF are not for the scanner.
                text = "" if name_inside(path).suffix.lower() not in (".ttl", ".nt") else read_text(path)
            except UnreadableInput:
                # The caller has parsed the file already; if it has gone since, no line is known.
                text = ""
            for block in outline(text).blocks:
                blocks.setdefault(block.subject, []).append(block)
            self._blocks[path] = blocks
        return self._blocks[path]


def find_lines(path: Path, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The line of each pair of an IRI and a predicate ("" for any) in a large Turtle or N-Triples file.

    It is the line on which the first triple with that predicate ends; where the thing has none, its first triple.
    """
    pairs: dict[object, list[tuple[str, str]]] = {}
    for pair in wanted:
        pairs.setdefault(pair[0], []).append(pair)
    first: dict[str, int] = {}
    exact: dict[tuple[str, str], int] = {}
    form = ox.RdfFormat.from_extension(name_inside(path).suffix.lower()[1:])
    with open_unpacked(path) as file, _Lines(io.FileIO(file.fileno(), closefd=False)) as lines:
        if lines.peek(3)[:3] == codecs.BOM_UTF8:
            lines.seek(3)
        for quad in ox.parse(input=lines, format=form):
            name = quad.subject.value
            if name in pairs:
                first.setdefault(name, lines.taken)
                exact.setdefault((name, quad.predicate.value), lines.taken)
    return {pair: exact.get(pair, first[name]) for name in first for pair in pairs[name]}


class _Lines(io.BufferedReader):
    """A file that the parser is given line by line, so that the number of lines taken tells where it stands."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.taken += 1
        return self.readline()
