"""Which Wikidata classes fit which kind of thing: the table ``data/links/classes.tsv``, and how an item matches it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.errors import DataError, UsageError, quoted, suggestion
from paradiplomacy.linking.wikidata.vocabulary import is_item_id
from paradiplomacy.rdf.facts import objects
from paradiplomacy.rdf.namespaces import ID, PARA, RDF, SKOS
from paradiplomacy.rdf.read import read_text
from paradiplomacy.release import home

COLUMNS = ("kind", "verdict", "class_id", "class_label")
ANY = "any"
_VERDICTS = ("fits", "refused")
# The kind of a thing by its class in our graph; the first that applies.
_KINDS = (
    ("City", "city"),
    ("Province", "province"),
    ("State", "state"),
    ("Person", "person"),
    ("EthnicGroup", "people"),
    ("Place", "place"),
    ("Organization", "organization"),
)


class ClassRule(NamedTuple):
    """One row of the table."""

    kind: str
    verdict: str
    item: str
    label: str


class ClassMatch(NamedTuple):
    """Whether an item fits a kind (None when the table does not decide), and the reason in words."""

    fits: bool | None
    words: str


class ClassTable:
    """The table as a whole; ``items`` are the ids of all its classes, ``kinds`` the kinds that it names."""

    def __init__(self, rows: Iterable[ClassRule]) -> None:
        self._rows = list(rows)
        self.items = sorted({row.item for row in self._rows})
        self.kinds = sorted({row.kind for row in self._rows} - {ANY})

    def match(self, kind: str, own: set[str], known: set[str]) -> ClassMatch:
        """How an item suits a thing of ``kind``: by ``own``, its classes, and ``known``, those of the table that
        it belongs to, directly or through a class below."""
        for row in self._of(kind, "refused"):
            if row.item in known:
                return ClassMatch(False, f"it is a {row.label} ({row.item})")
        fitting = self._of(kind, "fits")
        if not fitting:
            return ClassMatch(None, f"no class is asked of a {kind}")
        for row in fitting:
            if row.item in known:
                return ClassMatch(True, row.label)
        if not own:
            return ClassMatch(None, "it has no class")
        found = sorted({row.label for row in self._rows if row.item in known}) or sorted(own)
        return ClassMatch(False, f"it is no {kind} but: {', '.join(found)}")

    def known(self, kind: str) -> str:
        """``kind`` itself; raises UsageError for a kind that the table does not have."""
        if kind not in self.kinds:
            raise UsageError(f"{quoted(kind)} is not a kind of thing; {suggestion(kind, self.kinds)}")
        return kind

    def _of(self, kind: str, verdict: str) -> list[ClassRule]:
        return [row for row in self._rows if row.kind in (kind, ANY) and row.verdict == verdict]


def read_classes(path: Path | None = None) -> ClassTable:
    """The table in ``path``, else ours; raises DataError, with the row, when it is not sound."""
    path = path or home() / "data" / "links" / "classes.tsv"
    lines = [
        (number, line)
        for number, line in enumerate(read_text(path).splitlines(), 1)
        if line and not line.startswith("#")
    ]
    if not lines or tuple(lines[0][1].split("\t")) != COLUMNS:
        raise DataError(f"{path}: the first line without # must be the columns {', '.join(COLUMNS)}, between tabs.")
    rows = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or not all(cells):
            raise DataError(f"{path}, row {number}: a row is {', '.join(COLUMNS)}, with single tabs between.")
        row = ClassRule(*cells)
        if row.verdict not in _VERDICTS or not is_item_id(row.item):
            raise DataError(f"{path}, row {number}: the verdict is fits or refused, and the class an id such as Q515.")
        rows.append(row)
    if not rows:
        raise DataError(f"{path} names no class; restore its rows from the project.")
    return ClassTable(rows)


def kind_of(store: ox.Store, node: ox.NamedNode) -> str:
    """The kind of a thing of the graph, as the table calls it; "concept" or "thing" for one that the table lacks."""
    types = {other.value for other in objects(store, node, RDF + "type")}
    if ID + "kind-university" in (other.value for other in objects(store, node, PARA + "organizationKind")):
        return "university"
    for name, kind in _KINDS:
        if PARA + name in types:
            return kind
    return "concept" if SKOS + "Concept" in types else "thing"
