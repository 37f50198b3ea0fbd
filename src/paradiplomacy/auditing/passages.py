"""Checks of passages: well formed, in use, short, and where they say in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.quotes import (
    EVIDENCE,
    TEXT_DIGEST,
    TEXT_LENGTH,
    Quote,
    place,
    values,
)
from paradiplomacy.auditing.sentences import LISTED_WORKS, Unit, UnitKind, split
from paradiplomacy.rdf.namespaces import short

#: A quote is the fewest words that carry the fact; its text's licence may not allow more.
MOST_WORDS = 15

#: A heading or the title of a list may be quoted whole when it has fewer words than this.
FEW_WORDS = 6

WRITE_OFFSETS = "run `paradiplomacy audit --write-offsets`"

_HAS_WORD = re.compile(r"[^\W_]")
_EDGE = re.compile(r"^[\W_]+|(?:[\W_]|\([^()]*\d{4}[a-z]?\))+$")

#: Complaints about nodes: the node's IRI and a sentence.
Complaint = tuple[str, str]


def word_count(quote: str) -> int:
    """The number of words: what stands between white space and has a letter or digit.

    >>> word_count("Kota Air & Kota 2 (*baru*)")
    5
    """
    return sum(1 for word in quote.split() if _HAS_WORD.search(word))


def evidence(store: ox.Store) -> dict[str, list[str]]:
    """The passages that each thing names as its evidence: IRI → IRIs, both sorted."""
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, EVIDENCE, None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            found.setdefault(quad.subject.value, set()).add(quad.object.value)
    return {thing: sorted(found[thing]) for thing in sorted(found)}


def check_form(quotes: Iterable[Quote], used: Mapping[str, list[str]]) -> list[Complaint]:
    """Check what can be checked without the text; ``used`` is the evidence of each thing."""
    found: list[Complaint] = []
    known = {quote.passage: quote for quote in quotes}
    for quote in known.values():
        found += [(quote.passage, sentence) for sentence in _form(quote)]
    for passage in sorted(known.keys() - {name for names in used.values() for name in names}):
        text = "no record uses this passage: name it as para:evidence of one, or remove it."
        found.append((passage, text))
    for thing, names in used.items():
        for name in names:
            if name not in known:
                text = f"its para:evidence {short(name)} is no para:Passage: correct the name."
                found.append((thing, text))
    return found


def check_places(quotes: Iterable[Quote], article: Article) -> list[Complaint]:
    """Check that each quote stands in the text where it says, and is not a whole sentence."""
    found: list[Complaint] = []
    prose = _prose(article)
    for quote in quotes:
        if quote.exact is None or quote.span is None or quote.problem:
            continue  # reported by ``check_form``
        start = place(article, quote)
        if isinstance(start, str):
            found.append((quote.passage, start))
            continue
        end = start + len(quote.exact)
        if (start, end) != quote.span:
            text = f"the quote stands at {start}-{end}, not at {quote.start}-{quote.end}"
            found.append((quote.passage, f"{text}: {WRITE_OFFSETS}."))
        if (section := article.section_at(start)) != quote.section:
            text = f'its section is "{section}", not "{quote.section or ""}"'
            found.append((quote.passage, f"{text}: {WRITE_OFFSETS}."))
        for unit in prose:
            if _is_whole(unit, start, end):
                text = f"the quote holds a whole {unit.kind.value} ({unit.ends()}): shorten it."
                found.append((quote.passage, text))
    return found


def check_source(quotes: Iterable[Quote], store: ox.Store, article: Article) -> list[Complaint]:
    """Check that digest and length of the text stand on the source of the quotes."""
    found: list[Complaint] = []
    for source in sorted({quote.source for quote in quotes if quote.source}):
        for predicate, name, value in (
            (TEXT_DIGEST, "para:textDigest", article.digest),
            (TEXT_LENGTH, "para:textLength", str(len(article.text))),
        ):
            recorded = values(store, ox.NamedNode(source), predicate)
            if recorded != [value]:
                text = f"{name} is {', '.join(recorded) or 'missing'}, but {article.path.name} has {value}"
                advice = f"give the text that was coded, or {WRITE_OFFSETS}"
                found.append((source, f"{text}: {advice}."))
    return found


def _form(quote: Quote) -> list[str]:
    """Say what is wrong with a passage by itself."""
    found = [f"{quote.problem}."] if quote.problem else []
    if quote.source is None:
        found.append("the passage has no source: give it one oa:hasSource.")
    if quote.exact is None:
        return [*found, "the passage has no quote: give its quote selector one oa:exact."]
    if (words := word_count(quote.exact)) > MOST_WORDS:
        found.append(f"the quote has {words} words; shorten it to {MOST_WORDS} or split it.")
    if not words:
        found.append("the quote has no word in it; quote the words that carry the fact.")
    if quote.span is None or quote.position is None:
        return [*found, f"the passage has no position with oa:start and oa:end: {WRITE_OFFSETS}."]
    start, end = quote.span
    if start < 0 or end - start != len(quote.exact):
        found.append(
            f"the quote has {len(quote.exact)} characters, but its position is {start}-{end}: {WRITE_OFFSETS}."
        )
    return found


def _prose(article: Article) -> list[Unit]:
    """The units that may not be quoted whole.

    The title page and the list of works are left out: what is quoted there are titles.
    """
    starts = {heading.title: heading.start for heading in article.headings}
    first = article.headings[0].start if article.headings else 0
    units = split(article, first, starts.get(LISTED_WORKS))
    return [unit for unit in units if unit.kind is not UnitKind.PAGE_HEADER]


def _is_whole(unit: Unit, start: int, end: int) -> bool:
    """Whether the stretch holds all words of the unit, whatever marks stand around them."""
    if unit.kind in (UnitKind.HEADING, UnitKind.LIST_ITEM) and word_count(unit.text) < FEW_WORDS:
        return False
    first, last = unit.pieces[0], unit.pieces[-1]
    if start > last[1] or end < first[0]:
        return False  # most units are far away, and this is the quick answer
    core = _EDGE.sub("", unit.text)
    lead = unit.text.index(core)
    return start <= unit.start + lead and end >= unit.end - (len(unit.text) - lead - len(core))
