"""What a release promises to those who build on it, and what differs between two releases.

It promises terms with their kind, domain, range and what they lie under, things with their classes, and the columns of
the stored queries. Labels, definitions and values may change at any time.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.queries.stored import queries_apart, stored_queries
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import ID, OWL, PARA, RDFS, SKOS, prefixed
from paradiplomacy.rdf.read import load_store, read_text
from paradiplomacy.release import graph_files

STEPS = ("patch", "minor", "major")
_TITLES = {"terms": "Terms", "records": "Records and other things", "columns": "Columns of stored queries"}
_SAID_OF_A_TERM = {
    "a": TYPE.value,
    "domain": f"{RDFS}domain",
    "range": f"{RDFS}range",
    "under": f"{RDFS}subClassOf",
    "below": f"{RDFS}subPropertyOf",
    "inverse": f"{OWL}inverseOf",
}
_MOST_NAMES = 12
_WIDTH = 150


@dataclass(frozen=True)
class Surface:
    """Of each ``terms`` and ``records`` what is said of it, and of each stored query its ``columns`` in one line."""

    terms: dict[str, str]
    records: dict[str, str]
    columns: dict[str, str]

    def to_json(self) -> str:
        """The text of the file that keeps it, a line for each name."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@dataclass(frozen=True)
class Difference:
    """The names, by kind, that are ``added``, ``changed`` or ``removed``."""

    added: dict[str, list[str]]
    changed: dict[str, list[str]]
    removed: dict[str, list[str]]

    def step(self, last: tuple[int, ...]) -> str:
        """The least step of the version after ``last`` that it asks for: "patch", "minor" or "major".

        >>> Difference({}, {}, {"terms": ["para:party"]}).step((1, 0, 0))
        'major'
        >>> Difference({}, {}, {"terms": ["para:party"]}).step((0, 1, 0))
        'minor'
        """
        if any(self.changed.values()) or any(self.removed.values()):
            return "major" if last[0] else "minor"
        return "minor" if any(self.added.values()) else "patch"

    def lines(self) -> list[str]:
        """What differs, in Markdown: an item for each kind with its counts and, up to a number, its names."""
        return [
            line
            for kind, title in _TITLES.items()
            for line in textwrap.wrap(
                f"- {title}: {self._counts(kind)}.", _WIDTH, subsequent_indent="  ", break_on_hyphens=False
            )
        ]

    def _counts(self, kind: str) -> str:
        parts = [
            f"{len(names)} {what} ({_listed(names)})"
            for what, found in asdict(self).items()
            if (names := found.get(kind, []))
        ]
        return ", ".join(parts) or "as before"


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_MOST_NAMES])
    return f"{shown} and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else shown


def surface_of(root: Path) -> Surface:
    """What the graph and the stored queries in the folder ``root`` promise; raises UnreadableInput where one is bad."""
    store = load_store(graph_files(root))
    types = list(store.quads_for_pattern(None, TYPE, None, ox.DefaultGraph()))
    named = {quad.subject for quad in types if isinstance(quad.subject, ox.NamedNode)}
    terms = {prefixed(node.value): _said_of(store, node) for node in named if node.value.startswith(PARA)}
    classes: dict[str, list[str]] = {}
    for quad in types:
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ID):
            of = quad.object
            # The rest, such as the selectors of a passage and the files of the data set, are parts that nobody cites.
            if isinstance(of, ox.NamedNode) and of.value.startswith((PARA, SKOS)):
                classes.setdefault(prefixed(quad.subject.value), []).append(prefixed(of.value))
    if not terms or not classes:
        raise UnreadableInput(f"{root}: the graph declares no term or holds no thing; restore ontology/ and data/.")
    queries = root / "queries"
    return Surface(
        terms,
        {name: " ".join(sorted(found)) for name, found in classes.items()},
        {
            query.name: " ".join(_columns(query.text, query.where))
            for query in (*stored_queries(queries), *queries_apart("oecd", queries))
        },
    )


def _said_of(store: ox.Store, term: ox.NamedNode) -> str:
    parts = []
    for word, predicate in _SAID_OF_A_TERM.items():
        quads = store.quads_for_pattern(term, ox.NamedNode(predicate), None, ox.DefaultGraph())
        names = sorted(prefixed(quad.object.value) for quad in quads if isinstance(quad.object, ox.NamedNode))
        parts += [f"{word} {' '.join(names)}"] if names else []
    return "; ".join(parts)


def _columns(query: str, where: str) -> list[str]:
    try:
        answer = ox.Store().query(query)
    except SyntaxError as error:
        raise UnreadableInput(f"{where}: the query cannot be read ({error}).") from None
    return [variable.value for variable in answer.variables] if isinstance(answer, ox.QuerySolutions) else []


def read_surface(path: Path) -> Surface:
    """The surface in the file ``path``; raises UnreadableInput when the file is not one that ``to_json`` writes."""
    try:
        return Surface(**json.loads(read_text(path)))
    except (TypeError, ValueError) as error:
        raise UnreadableInput(f"{path} does not hold what a release promised ({error}); restore it.") from None


def difference(old: Surface, new: Surface) -> Difference:
    """What of ``old`` is changed or removed in ``new``, and what ``new`` adds; a column has the name QUERY.COLUMN."""
    result = Difference({}, {}, {})
    for kind in _TITLES:
        before, after = dict(_named(old, kind)), dict(_named(new, kind))
        result.added[kind] = sorted(after.keys() - before.keys())
        result.changed[kind] = sorted(name for name in before.keys() & after.keys() if before[name] != after[name])
        result.removed[kind] = sorted(before.keys() - after.keys())
    return result


def _named(surface: Surface, kind: str) -> Iterator[tuple[str, str]]:
    if kind != "columns":
        yield from getattr(surface, kind).items()
        return
    for query, columns in surface.columns.items():
        yield from ((f"{query}.{column}", "") for column in columns.split())


if __name__ == "__main__":
    import sys

    sys.stdout.write(surface_of(Path(sys.argv[1])).to_json())
