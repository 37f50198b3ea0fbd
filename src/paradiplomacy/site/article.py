"""The text of a source with each quote in its place, where the user gives the text; it is not ours to publish."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from paradiplomacy.auditing.passages import EVIDENCE
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.facts import literals, nodes, subjects
from paradiplomacy.rdf.namespaces import OA
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.site import Site


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: the passages that begin here, those that cover it, and those that end with it."""

    text: str
    begin: list[ox.NamedNode]
    cover: list[ox.NamedNode]
    end: list[ox.NamedNode]


def files(site: Site) -> Iterator[File]:
    """``article.html`` of each language, where the site was given the text of one of its sources.

    Raises UsageError where it is the text of none.
    """
    if site.article is None:
        return
    if not site.text_of:
        raise UsageError(
            f"{site.article.path} is not the text of a source of the graph: none has its SHA-256, "
            f"{site.article.digest}; give the file that was coded, unchanged."
        )
    source = site.text_of[0]
    found = pieces(site, site.article.text, source)
    records = {
        passage: subjects(site.store, EVIDENCE, passage)
        for passage, of_source in site.passages.items()
        if of_source == source
    }
    for lang in LANGUAGES:
        yield site.page("article.html", lang, "article.html", source=source, pieces=found, records=records)


def pieces(site: Site, text: str, source: ox.NamedNode) -> list[Piece]:
    """The text, cut wherever a passage of ``source`` begins or ends."""
    begin: dict[int, list[ox.NamedNode]] = defaultdict(list)
    end: dict[int, list[ox.NamedNode]] = defaultdict(list)
    for passage in sorted(site.passages, key=lambda node: node.value):
        if site.passages[passage] == source:
            for at, place in (("start", begin), ("end", end)):
                for selector in nodes(site.facts, passage, OA + "hasSelector"):
                    for number in literals(site.facts, selector, OA + at):
                        place[int(number.value)].append(passage)
    cuts = sorted({0, len(text), *begin, *end})
    found, cover = [], list[ox.NamedNode]()
    for start, stop in itertools.pairwise(cuts):
        cover = [it for it in cover if it not in end[start]] + begin[start]
        found.append(Piece(text[start:stop], begin[start], list(cover), end[stop]))
    return found
