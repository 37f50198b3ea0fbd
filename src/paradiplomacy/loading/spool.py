"""Triples on their way to a store: each kept once, and given out in pieces of bounded size.

They wait on disk, so that a graph larger than memory passes through. All triples that touch one blank node stay in one
piece, because a blank node has its name within one request only.
"""

from __future__ import annotations

import contextlib
import itertools
import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from operator import itemgetter

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.namespaces import XSD

#: The largest size of a piece, in bytes: some thousand triples, which every store takes in one request.
PIECE = 500_000
_NUMBERS = re.compile(XSD + "(boolean|byte|decimal|double|float|int|integer|long|(nonNegative|positive)Integer|short)")
_MOMENTS = re.compile(XSD + "(date|dateTime|dateTimeStamp|gYear|gYearMonth)")
_MOMENT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T([\d:.]+))?(Z|[+-]\d\d:\d\d)?")


class Spool:
    """The triples for one graph. Use it in a ``with`` block, at whose end its file goes.

    The file has no name where the system allows that, so it goes even when the process is killed.
    """

    def __init__(self) -> None:
        # An empty name is SQLite's for a database in a temporary file of its own.
        self._triples = sqlite3.connect("", isolation_level=None)
        self._triples.execute("PRAGMA journal_mode = OFF")
        self._triples.execute("PRAGMA cache_size = -64000")
        self._triples.execute("CREATE TABLE triple (line TEXT PRIMARY KEY, node TEXT) WITHOUT ROWID")
        self._leader: dict[str, str] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *reason: object) -> None:
        self._triples.close()

    @property
    def has_blank_nodes(self) -> bool:
        """Whether any triple has a blank node."""
        return bool(self._leader)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add the triples of ``quads``, whose graph names are dropped.

        Raises UnreadableInput for a triple inside a triple, which RDF 1.1 does not have.
        """
        self._triples.execute("BEGIN")
        self._triples.executemany("INSERT OR IGNORE INTO triple VALUES (?, ?)", map(self._row, quads))
        self._triples.execute("COMMIT")

    def count(self) -> int:
        """The number of different triples."""
        return int(self._triples.execute("SELECT COUNT(*) FROM triple").fetchone()[0])

    def pieces(self, size: int = PIECE) -> Iterator[tuple[str, int]]:
        """The triples as N-Triples, sorted, each piece with the number of its triples.

        A piece is larger than ``size`` only when a single triple is, or the triples around one blank node are.
        """
        piece: list[str] = []
        length = 0
        for together in self._together():
            added = sum(len(line.encode()) for line in together)
            if piece and length + added > size:
                yield "".join(piece), len(piece)
                piece, length = [], 0
            piece += together
            length += added
        if piece:
            yield "".join(piece), len(piece)

    def fewest(self) -> int:
        """The number of triples in a store that keeps values, not spellings ("01" and "1" are one integer)."""
        engine = ox.Store()
        self._triples.create_function("by_value", 1, lambda line: _by_value(line, engine))
        return int(self._triples.execute("SELECT COUNT(DISTINCT by_value(line)) FROM triple").fetchone()[0])

    def _row(self, quad: ox.Quad) -> tuple[str, str]:
        """The line of the triple, and a blank node in it or ""."""
        subject, object_ = quad.subject, quad.object
        if isinstance(object_, ox.Triple):
            raise UnreadableInput("A triple stands inside a triple, which most stores cannot read; write it flat.")
        node = ""
        for term in (subject, object_):
            if isinstance(term, ox.BlankNode):
                leader = self._find(str(term))
                if node:
                    self._leader[leader] = node
                else:
                    node = leader
        return f"{subject} {quad.predicate} {object_} .\n", node

    def _together(self) -> Iterator[list[str]]:
        """The lines that have to stay together, without repetition: most of them alone."""
        alone = self._triples.execute("SELECT line FROM triple WHERE node = '' ORDER BY line")
        yield from ([line] for (line,) in alone)
        self._triples.create_function("leader", 1, self._find)
        linked = self._triples.execute(
            "SELECT leader(node) AS leader, line FROM triple WHERE node != '' ORDER BY leader, line"
        )
        for _, group in itertools.groupby(linked, itemgetter(0)):
            yield [line for _, line in group]

    def _find(self, node: str) -> str:
        """The blank node that stands for all that are linked with ``node``."""
        leader = self._leader.setdefault(node, node)
        while leader != node:
            self._leader[node] = self._leader[leader]
            node, leader = leader, self._leader[leader]
        return node


def _by_value(line: str, engine: ox.Store) -> str:
    """The triple ``line`` with its literal in one spelling: a number, truth value, day, time, duration or language tag.

    ``engine`` is an empty store, which normalises most of them. Some stores go further: they take a day for its first
    moment, and a moment for the same in every time zone.

    >>> _by_value('<urn:a> <urn:b> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .\\n', ox.Store())
    '<urn:a> <urn:b> 1'
    """
    engine.add(next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))))
    quad = next(iter(engine))
    engine.remove(quad)
    value = quad.object
    if not isinstance(value, ox.Literal):
        return line
    known = str(value)
    with contextlib.suppress(InvalidOperation, ValueError, OverflowError):
        if _NUMBERS.fullmatch(value.datatype.value):
            number = Decimal({"true": "1", "false": "0"}.get(value.value, value.value))
            known = str(int(number)) if number == number.to_integral_value() else str(float(number))
        elif _MOMENTS.fullmatch(value.datatype.value) and (moment := _MOMENT.fullmatch(value.value)):
            year, month, day, time, zone = moment.groups()
            text = f"{year}-{month or '01'}-{day or '01'}T{time or '00:00:00'}{zone or 'Z'}"
            known = datetime.fromisoformat(text).astimezone(UTC).isoformat()
    return f"{quad.subject} {quad.predicate} {known}"
