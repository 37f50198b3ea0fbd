"""Computing the offsets and sections of passages, and writing them into their files.

Whoever writes a passage gives the exact quote only; this module finds where it stands in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.auditing.article import ARTICLE_VARIABLE, Article
from paradiplomacy.auditing.passages import (
    END,
    HAS_SELECTOR,
    POSITION_SELECTOR,
    SECTION,
    START,
    TEXT_DIGEST,
    TEXT_LENGTH,
    Quote,
    is_text_of,
    place,
    read_quotes,
    source_of_text,
)
from paradiplomacy.errors import DataError, UsageError, file_name
from paradiplomacy.rdf.facts import TYPE, literals, objects
from paradiplomacy.rdf.namespaces import OA, PARA, short
from paradiplomacy.rdf.read import load_store, read_text
from paradiplomacy.rdf.turtle.canonical import canonical, replace_text
from paradiplomacy.rdf.turtle.locate import Locator
from paradiplomacy.rdf.turtle.outline import outline

_EXACT = ox.NamedNode(OA + "exact")
_SOURCE = ox.NamedNode(PARA + "Source")


class AnchorResult(NamedTuple):
    """What ``write_offsets`` did: the problems (then nothing was written), or what was written."""

    problems: list[str]
    passages: int
    changed: list[Path]

    @property
    def summary(self) -> str:
        """One line for the end of the output."""
        if self.problems:
            return f"{len(self.problems)} of {self.passages} quotes not placed; nothing written."
        return f"{self.passages} quotes placed, {len(self.changed)} file{'s' * (len(self.changed) != 1)} written."


def write_offsets(article: Article | None, files: Sequence[Path], source: str | None = None) -> AnchorResult:
    """Compute offsets, sections, digest and length, and write them into ``files``: into all of them or none.

    Passages of other sources than the text's stay as they are; ``source`` names it where the digest does not tell.
    When a quote cannot be placed, nothing is written and the result holds a problem for each such quote. Raises
    UsageError without the article, and where it could be the text of several sources or of none.
    """
    if article is None:
        raise UsageError(
            "The text of the source is needed to compute offsets: give it with --article, or name it "
            f"in the environment variable {ARTICLE_VARIABLE}."
        )
    graphs = {path: load_store([path]) for path in files}
    everything = load_store(files)
    of_text = source_of_text(everything, read_quotes(everything), article, source)
    if of_text is None or not is_text_of(article, of_text, everything):
        raise UsageError(f"{article.path} is the text of no source of these files: give the right one with --article.")
    quotes = {
        path: [quote for quote in read_quotes(graph) if quote.source in (None, of_text)]
        for path, graph in graphs.items()
    }
    locator = Locator(files)
    problems: list[str] = []
    new: dict[Path, str] = {}
    for path, graph in graphs.items():
        touched = _set_text(graph, of_text, article)
        for quote in quotes[path]:
            placed = place(article, quote)
            if isinstance(placed, str):
                _, line = locator.find(quote.passage, files=[path]) or (path, 1)
                problems.append(f"{file_name(path)}:{line}: {placed}")
            else:
                touched += _set_position(graph, quote, placed, article.section_at(placed[0]))
        new[path] = _rewritten(path, graph, touched)
    passages = sum(map(len, quotes.values()))
    if problems:
        return AnchorResult(problems, passages, [])
    changed = [path for path in files if read_text(path) != new[path]]
    for path in changed:
        replace_text(path, new[path])
    return AnchorResult([], passages, changed)


def _set_position(graph: ox.Store, quote: Quote, placed: tuple[int, int], section: str | None) -> list[ox.NamedNode]:
    """Replace the offsets and, where the text has headings, the section of a passage; the nodes that changed."""
    passage = ox.NamedNode(quote.passage)
    position = ox.NamedNode(quote.position or f"{quote.passage}-position")
    graph.extend([ox.Quad(passage, HAS_SELECTOR, position), ox.Quad(position, TYPE, POSITION_SELECTOR)])
    if section and section != quote.section:
        nodes = [passage, *objects(graph, passage, HAS_SELECTOR)]
        words = [text for node in nodes for name in (SECTION, _EXACT) for text in literals(graph, node, name)]
        _replace(graph, passage, SECTION, ox.Literal(section, language=words[0].language))
    for predicate, offset in zip((START, END), placed, strict=True):
        _replace(graph, position, predicate, ox.Literal(offset))
    return [passage, position]


def _set_text(graph: ox.Store, source: str, article: Article) -> list[ox.NamedNode]:
    """Replace digest and length of the text where the graph describes the source; the nodes that changed."""
    node = ox.NamedNode(source)
    if ox.Quad(node, TYPE, _SOURCE) not in graph:
        return []
    _replace(graph, node, TEXT_DIGEST, ox.Literal(article.digest))
    _replace(graph, node, TEXT_LENGTH, ox.Literal(len(article.text)))
    return [node]


def _replace(graph: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode, value: ox.Literal) -> None:
    for quad in list(graph.quads_for_pattern(node, predicate, None, None)):
        graph.remove(quad)
    graph.add(ox.Quad(node, predicate, value))


def _rewritten(path: Path, graph: ox.Store, nodes: Sequence[ox.NamedNode]) -> str:
    """The file's text in canonical form, with the statements of ``graph`` about ``nodes`` in their blocks.

    Only these blocks are replaced, so that every comment keeps its place before its block.
    Raises DataError where such a block leads to a node without an IRI.
    """
    statements: dict[str, str] = {}
    for node in nodes:
        quads = list(graph.quads_for_pattern(node, None, None, None))
        if any(isinstance(quad.object, ox.BlankNode) for quad in quads):
            raise DataError(
                f"{file_name(path)}: {short(node.value)} leads to a node without an IRI; give that node one."
            )
        statements[node.value] = "".join(f"{quad.triple} .\n" for quad in quads)
    text = read_text(path)
    touched = set(statements)
    parts: list[str] = []
    end = 0
    for block in outline(text).blocks:
        if block.subject in touched:
            parts += [text[end : block.start], statements.pop(block.subject, "")]
            end = block.end
    return canonical("".join([*parts, text[end:], "\n", *statements.values()]), path)
