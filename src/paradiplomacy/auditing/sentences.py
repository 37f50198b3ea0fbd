"""Splitting the article into sentences and list items.

The text came out of a paginated document: a line with author and title stands wherever a page
began, also in the middle of a sentence, and a paragraph may be cut in two there. Both are undone
here, so that a sentence is whole; a page header inside it is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.words import ABBREVIATIONS


@dataclass(frozen=True)
class Unit:
    """A stretch of the text, a "sentence" or a "list item"; offsets are code points, the end is exclusive.

    ``pieces`` are the parts of the stretch that belong to it: one, or several around a page break.
    """

    kind: str
    pieces: tuple[tuple[int, int], ...]
    text: str

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.pieces[-1][1]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the stretch from ``start`` to ``end`` shares a character with the unit."""
        return any(start < last and first < end for first, last in self.pieces)

    def ends(self) -> str:
        """The first five words and the last three, enough to find the unit."""
        words = self.text.replace("*", "").split()
        return " ".join(words) if len(words) <= 8 else " ".join([*words[:5], "…", *words[-3:]])


_BLOCK = re.compile(r"\S(?:.|\n(?![ \t]*\n))*")
_ITALIC_LINE = re.compile(r"\*[^*]+\*", re.DOTALL)
_LIST_MARK = re.compile(r"[-+•][ \t]+(?:(?:[a-z]|\d{1,2})[.)][ \t]+)?|(?:[a-z]|\d{1,2})[.)][ \t]+")
_LIST_START = re.compile(rf"^(?={_LIST_MARK.pattern})", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}[ \t]+(.*)|(\*\*[^*a-z]+\*\*)")

_CLOSERS = r"[*_”’\"')\]]*"
_CITATION = r"\([^()]*\b\d{4}[a-z]?\)"
_STOP = re.compile(rf"[.?!]{_CLOSERS}(?:\s+{_CITATION}\.?)?(?=\s|$)")
_NEXT_OPENS = re.compile(r"\s*[*_“‘\"'(\[]*[A-Z0-9À-Þ]")
_LAST_WORD = re.compile(r"[\w.]+$")


def prose(article: Article) -> list[Unit]:
    """The sentences and list items in their order, from the title up to the list of works or the end of the text."""
    text = article.text
    units: list[Unit] = []
    open_parts: list[tuple[int, int]] = []  # paragraphs, of which any may go on in the next one
    for kind, first, last in [*_blocks(text), ("", 0, 0)]:
        if kind == "sentence":
            open_parts.append((first, last))
            continue
        units += _sentences(text, open_parts, "sentence")
        open_parts = []
        if kind:
            units += _sentences(text, [(first, last)], kind)
    return [unit for unit in units if unit.start < article.end]


def _blocks(text: str) -> Iterator[tuple[str, int, int]]:
    """The stretches between blank lines with their kind, "" for a heading; each list item is one of its own."""
    spans = [match.span() for match in _BLOCK.finditer(text)]
    italic = [_squeezed(text[a:b]) for a, b in spans if _ITALIC_LINE.fullmatch(text, a, b)]
    headers = {words for words in italic if italic.count(words) > 1}
    for first, last in spans:
        last = first + len(text[first:last].rstrip())
        if _squeezed(text[first:last]) in headers:
            continue
        if _HEADING.fullmatch(text, first, last):
            yield "", first, last
        elif _LIST_MARK.match(text, first):
            starts = [match.start() for match in _LIST_START.finditer(text, first, last)]
            for here, following in zip(starts, [*starts[1:], last], strict=True):
                begin = here + len(_LIST_MARK.match(text, here)[0])  # type: ignore[index]
                yield "list item", begin, begin + len(text[begin:following].rstrip())
        else:
            yield "sentence", first, last


def _squeezed(text: str) -> str:
    """``text`` without white space: page headers are broken over lines in different ways."""
    return "".join(text.split())


def _sentences(text: str, parts: list[tuple[int, int]], kind: str) -> Iterator[Unit]:
    """Cut the stretches ``parts``, read as one, into sentences."""
    pieces: list[tuple[int, int]] = []

    def unit() -> Unit:
        return Unit(kind, tuple(pieces), " ".join(text[first:last] for first, last in pieces))

    for first, last in parts:
        begin = first
        for stop in _STOP.finditer(text, first, last):
            if _is_end(text, begin, stop, last):
                pieces.append((begin, stop.end()))
                yield unit()
                pieces.clear()
                begin = last - len(text[stop.end() : last].lstrip())
        if begin < last:
            pieces.append((begin, last))
    if pieces:
        yield unit()


def _is_end(text: str, begin: int, stop: re.Match[str], last: int) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation or before a small letter."""
    if text[stop.start()] == ".":
        word = _LAST_WORD.search(text[begin : stop.start()])
        initial = word and len(word[0]) == 1 and word[0].isalpha()
        if word and (initial or word[0].lower() in ABBREVIATIONS):
            return False
    return stop.end() >= last or bool(_NEXT_OPENS.match(text, stop.end(), last))
