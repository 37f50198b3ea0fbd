"""The passages of a graph with their quotes and positions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.auditing.article import Article, one_line
from paradiplomacy.rdf.facts import TYPE, subjects
from paradiplomacy.rdf.namespaces import ID, OA, PARA
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs

PASSAGE = ox.NamedNode(PARA + "Passage")
SOURCE = ox.NamedNode(PARA + "Source")
SECTION = ox.NamedNode(PARA + "section")
EVIDENCE = ox.NamedNode(PARA + "evidence")
TEXT_DIGEST = ox.NamedNode(PARA + "textDigest")
TEXT_LENGTH = ox.NamedNode(PARA + "textLength")
HAS_SELECTOR = ox.NamedNode(OA + "hasSelector")
HAS_SOURCE = ox.NamedNode(OA + "hasSource")
EXACT = ox.NamedNode(OA + "exact")
PREFIX = ox.NamedNode(OA + "prefix")
SUFFIX = ox.NamedNode(OA + "suffix")
START = ox.NamedNode(OA + "start")
END = ox.NamedNode(OA + "end")
POSITION_SELECTOR = ox.NamedNode(OA + "TextPositionSelector")


@dataclass(frozen=True)
class Quote:
    """One passage as the graph has it; what the graph lacks or has twice is ``None``.

    ``passage``, ``position`` and ``source`` are IRIs; ``problem`` says in words why a part is ``None``.
    """

    passage: str
    exact: str | None
    prefix: str
    suffix: str
    position: str | None
    start: str | None
    end: str | None
    section: str | None
    source: str | None
    problem: str | None

    @property
    def span(self) -> tuple[int, int] | None:
        """The offsets as numbers, or ``None`` when they are missing or no whole numbers."""
        try:
            return int(self.start or ""), int(self.end or "")
        except ValueError:
            return None


def read_quotes(store: ox.Store) -> list[Quote]:
    """Every passage of ``store``, in order of their IRIs."""
    return [_read_quote(store, passage) for passage in subjects(store, TYPE.value, PASSAGE)]


def files_with_passages(root: Path | None = None) -> list[Path]:
    """The files of every folder of ``data/`` that has a passage; a source is one such folder.

    ``root`` is the folder that holds ``data/``, given only by tests.
    """
    found: list[Path] = []
    for name, files in named_graphs(root).items():
        if name.startswith(ID) and read_quotes(load_store(files)):
            found += files
    return found


def values(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    """The values of ``node`` for ``predicate`` as strings, sorted."""
    return sorted(
        quad.object.value
        for quad in store.quads_for_pattern(node, predicate, None, None)
        if isinstance(quad.object, ox.NamedNode | ox.Literal)
    )


def _read_quote(store: ox.Store, passage: ox.NamedNode) -> Quote:
    selectors = [ox.NamedNode(iri) for iri in values(store, passage, HAS_SELECTOR)]
    problems: list[str] = []

    def one(nodes: list[ox.NamedNode], predicate: ox.NamedNode, name: str) -> str | None:
        found = [value for node in nodes for value in values(store, node, predicate)]
        if len(found) > 1:
            problems.append(f"{name} is given {len(found)} times; keep one")
        return found[0] if len(found) == 1 else None

    exact = one(selectors, EXACT, "oa:exact")
    positions = [node.value for node in selectors if _is_position(store, node)]
    if len(positions) > 1:
        problems.append(f"there are {len(positions)} position selectors; keep one")
    return Quote(
        passage=passage.value,
        exact=exact,
        prefix=one(selectors, PREFIX, "oa:prefix") or "",
        suffix=one(selectors, SUFFIX, "oa:suffix") or "",
        position=positions[0] if len(positions) == 1 else None,
        start=one(selectors, START, "oa:start"),
        end=one(selectors, END, "oa:end"),
        section=one([passage], SECTION, "para:section"),
        source=one([passage], HAS_SOURCE, "oa:hasSource"),
        problem="; ".join(problems) or None,
    )


def _is_position(store: ox.Store, node: ox.NamedNode) -> bool:
    typed = ox.Quad(node, TYPE, POSITION_SELECTOR, ox.DefaultGraph())
    return typed in store or bool(values(store, node, START))


def place(article: Article, quote: Quote) -> int | str:
    """The offset of a quote in the article, or a sentence that says why there is none."""
    if quote.problem:
        return f"{quote.problem}."
    if not quote.exact:
        return "the passage has no quote; give its selector an oa:exact."
    found = article.find(quote.exact, quote.prefix, quote.suffix)
    if len(found) == 1:
        return found[0]
    if found:
        return (
            f'"{one_line(quote.exact)}" occurs {len(found)} times in {article.path.name}; '
            "add an oa:prefix or oa:suffix that tells which one is meant."
        )
    if (quote.prefix or quote.suffix) and article.find(quote.exact):
        wanted = one_line(quote.prefix + "|" + quote.exact + "|" + quote.suffix)
        return f'"{wanted}" is not in {article.path.name}: correct the oa:prefix or oa:suffix.'
    offset, nearest = article.nearest(quote.exact)
    line = article.text.count("\n", 0, offset) + 1
    return (
        f'"{one_line(quote.exact)}" is not in {article.path.name}; '
        f'the nearest words are "{one_line(nearest)}" (line {line}).'
    )
