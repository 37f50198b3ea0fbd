"""The passages of a graph: their quotes and positions, and the checks that they stand in the text as they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.auditing.article import Article, one_line
from paradiplomacy.auditing.sentences import Unit, prose
from paradiplomacy.errors import UsageError, suggestion
from paradiplomacy.rdf.facts import TYPE, Said, values
from paradiplomacy.rdf.namespaces import ID, OA, PARA, short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs

PASSAGE = ox.NamedNode(PARA + "Passage")
SECTION = ox.NamedNode(PARA + "section")
EVIDENCE = ox.NamedNode(PARA + "evidence")
TEXT_DIGEST = ox.NamedNode(PARA + "textDigest")
TEXT_LENGTH = ox.NamedNode(PARA + "textLength")
HAS_SELECTOR = ox.NamedNode(OA + "hasSelector")
SOURCE, EXACT, PREFIX, SUFFIX, START, END = (
    ox.NamedNode(OA + name) for name in ("hasSource", "exact", "prefix", "suffix", "start", "end")
)
POSITION_SELECTOR = ox.NamedNode(OA + "TextPositionSelector")

#: A line or the title of a list may be quoted whole when it has fewer words than this and no full stop.
FEW_WORDS = 6

WRITE_OFFSETS = "run `paradiplomacy audit --write-offsets`"

_WORD = re.compile(r"\S*[^\W_]\S*")  # what has a letter or digit
_EDGE = re.compile(r"^[\W_]+|(?:[\W_]|\([^()]*\d{4}[a-z]?\))+$")


class Complaint(NamedTuple):
    """What is wrong with a thing of the graph, in a sentence, and the property it is about, if it is about one.

    ``messages`` holds the sentence by language where there are others than English.
    """

    thing: str
    sentence: str
    property: str | None = None
    messages: Mapping[str, str] = {}


@dataclass(frozen=True)
class Quote:
    """One passage as the graph has it; what the graph lacks or has twice is ``None``.

    ``passage``, ``position`` and ``source`` are IRIs; ``problem`` says in words what is given twice.
    """

    passage: str
    exact: str | None
    prefix: str
    suffix: str
    position: str | None
    span: tuple[int, int] | None
    section: str | None
    source: str | None
    problem: str | None


def read_quotes(graph: Iterable[ox.Quad] | Said) -> list[Quote]:
    """Every passage of a graph (such as a store), in order of their IRIs."""
    said = Said.of(graph)
    passages = [node for node, told in said.items() if PASSAGE in told.get(TYPE, ()) and isinstance(node, ox.NamedNode)]
    return [_read_quote(said, passage) for passage in sorted(passages, key=lambda node: node.value)]


def source_of_text(store: ox.Store, quotes: Iterable[Quote], article: Article | None, name: str | None) -> str | None:
    """The source to look at: the one of the ``name``, else the one with the text's digest, else the only one.

    Raises UsageError for a name that no passage has as its source, and where a text could be of several sources.
    """
    sources = sorted({quote.source for quote in quotes if quote.source})
    if name:
        if found := [iri for iri in sources if name in (iri, short(iri))]:
            return found[0]
        raise UsageError(f'No passage has the source "{name}"; {suggestion(name, map(short, sources))}')
    if article is None:
        return None
    of_text = [iri for iri in sources if article.digest in _texts(store, ox.NamedNode(iri), TEXT_DIGEST)]
    if len(found := of_text or ([] if article.implied else sources)) > 1:
        names = ", ".join(map(short, sources))
        raise UsageError(f"The files hold passages of {len(sources)} sources ({names}); name the one with --source.")
    return found[0] if found else None


def is_text_of(article: Article, source: str, store: ox.Store) -> bool:
    """Whether the text is taken for that of the source: it was named for this run, or has the digest."""
    return not article.implied or article.digest in _texts(store, ox.NamedNode(source), TEXT_DIGEST)


def files_with_passages(root: Path | None = None) -> list[Path]:
    """The files of every folder of ``data/`` that has a passage; a source is one such folder.

    ``root`` is the folder that holds ``data/``, given only by tests.
    """
    graphs = (files for name, files in named_graphs(root).items() if name.startswith(ID))
    return [file for files in graphs if read_quotes(load_store(files)) for file in files]


def evidence(graph: Iterable[ox.Quad] | Said) -> dict[str, list[str]]:
    """The passages that each thing of a graph names as its evidence: IRI → IRIs, both sorted."""
    found = {
        thing.value: sorted({node.value for node in told[EVIDENCE] if isinstance(node, ox.NamedNode)})
        for thing, told in Said.of(graph).items()
        if EVIDENCE in told and isinstance(thing, ox.NamedNode)
    }
    return {thing: found[thing] for thing in sorted(found) if found[thing]}


def place(article: Article, quote: Quote) -> tuple[int, int] | str:
    """Where a quote begins and ends in the article, or a sentence that says why it has no place there."""
    if quote.problem or not quote.exact:
        return f"{quote.problem or 'the passage has no quote; give its quote selector one oa:exact'}."
    found = article.find(quote.exact, quote.prefix, quote.suffix)
    name = article.path.name
    if len(found) == 1:
        return found[0], found[0] + len(quote.exact)
    if found:
        return (
            f'"{one_line(quote.exact)}" occurs {len(found)} times in {name}; '
            "add an oa:prefix or oa:suffix that tells which one is meant."
        )
    if (quote.prefix or quote.suffix) and article.find(quote.exact):
        wanted = one_line(f"{quote.prefix}|{quote.exact}|{quote.suffix}")
        return f'"{wanted}" is not in {name}: correct the oa:prefix or oa:suffix.'
    offset, nearest = article.nearest(quote.exact)
    return (
        f'"{one_line(quote.exact)}" is not in {name}; '
        f'the nearest words are "{one_line(nearest)}" (line {article.line_at(offset)}).'
    )


def check_places(quotes: Iterable[Quote], article: Article) -> Iterator[Complaint]:
    """The quotes that do not stand in the text where they say, or are a whole sentence."""
    units = prose(article)
    for quote in quotes:
        placed = place(article, quote)
        if isinstance(placed, str):
            yield Complaint(quote.passage, placed)
            continue
        start, end = placed
        if placed != quote.span:
            text = f"not at {quote.span[0]}-{quote.span[1]}" if quote.span else "and the passage has no such position"
            yield Complaint(quote.passage, f"the quote stands at {start}-{end}, {text}: {WRITE_OFFSETS}.")
        if (section := article.section_at(start)) not in (None, quote.section):
            text = f'its section is "{section}", not "{quote.section or ""}"'
            yield Complaint(quote.passage, f"{text}: {WRITE_OFFSETS}.")
        for unit in units:
            if _is_whole(unit, start, end):
                text = f"the quote holds a whole {unit.kind} ({unit.ends()}): shorten it."
                yield Complaint(quote.passage, text)


def check_source(source: str, store: ox.Store, article: Article) -> Iterator[Complaint]:
    """Whether the source has the digest and length of the text."""
    for predicate, value in ((TEXT_DIGEST, article.digest), (TEXT_LENGTH, str(len(article.text)))):
        recorded = _texts(store, ox.NamedNode(source), predicate)
        if recorded != [value]:
            text = f"para:{short(predicate.value)} is {', '.join(recorded) or 'missing'}"
            advice = f"give the text that was coded, or {WRITE_OFFSETS}"
            yield Complaint(source, f"{text}, but {article.path.name} has {value}: {advice}.")


def _read_quote(said: Said, passage: ox.NamedNode) -> Quote:
    selectors = [ox.NamedNode(iri) for iri in said.texts(passage, HAS_SELECTOR)]
    problems: list[str] = []

    def one(nodes: list[ox.NamedNode], name: str, predicate: ox.NamedNode) -> str | None:
        found = [value for node in nodes for value in said.texts(node, predicate)]
        if len(found) > 1:
            problems.append(f"{name} is given {len(found)} times; keep one")
        return found[0] if len(found) == 1 else None

    exact = one(selectors, "oa:exact", EXACT)
    start, end = one(selectors, "oa:start", START) or "", one(selectors, "oa:end", END) or ""
    positions = [
        node.value
        for node in selectors
        if POSITION_SELECTOR in said.get(node, {}).get(TYPE, ()) or said.texts(node, START)
    ]
    if len(positions) > 1:
        problems.append(f"there are {len(positions)} position selectors; keep one")
    return Quote(
        passage=passage.value,
        exact=exact,
        prefix=one(selectors, "oa:prefix", PREFIX) or "",
        suffix=one(selectors, "oa:suffix", SUFFIX) or "",
        position=positions[0] if len(positions) == 1 else None,
        span=(int(start), int(end)) if start.isdecimal() and end.isdecimal() else None,
        section=one([passage], "para:section", SECTION),
        source=one([passage], "oa:hasSource", SOURCE),
        problem="; ".join(problems) or None,
    )


def _texts(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    """The IRIs and literals of ``node`` for ``predicate``, as sorted texts."""
    found = values(store, node, predicate)
    return sorted(value.value for value in found if isinstance(value, ox.NamedNode | ox.Literal))


def _is_whole(unit: Unit, start: int, end: int) -> bool:
    """Whether the stretch holds all words of the unit, whatever marks stand around them."""
    first, last = unit.pieces[0], unit.pieces[-1]
    if start > last[1] or end < first[0]:
        return False  # most units are far away, and this is the quick answer
    if len(_WORD.findall(unit.text)) < FEW_WORDS and not unit.text.endswith((".", "?", "!", ")")):
        return False
    core = _EDGE.sub("", unit.text)
    lead = unit.text.index(core)
    return start <= unit.start + lead and end >= unit.end - (len(unit.text) - lead - len(core))
