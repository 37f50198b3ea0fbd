"""The source text: reading it, finding words in it, and naming the section of an offset."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.release import home

#: Environment variable that names the file with the article's text.
ARTICLE_VARIABLE = "PARADIPLOMACY_ARTICLE"

#: Where the text is looked for when nothing names it: beside the repository.
BESIDE_THE_REPOSITORY = Path("..", "shared", "article.md")

#: Section of everything before the first section heading.
TITLE_PAGE = "Halaman judul"

_MARKDOWN_HEADING = re.compile(r"^(#{1,6})[ \t]+(?P<title>.+?)[ \t]*$", re.MULTILINE)
_BOLD_CAPITALS = re.compile(r"^\*\*(?P<title>[^*\n]+)\*\*[ \t]*$", re.MULTILINE)
_TWO_NAMES = re.compile(r"\w+-\w+")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Heading:
    """A heading of the text: its offsets (code points, end exclusive), words and section path."""

    start: int
    end: int
    title: str
    path: str


@dataclass(frozen=True)
class Article:
    """The text of a source with its digest; all offsets are Unicode code points."""

    path: Path
    text: str
    digest: str

    @classmethod
    def read(cls, path: Path) -> Article:
        """The article in ``path``; ``UnreadableInput`` when it is missing, empty or not UTF-8."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableInput(
                f"{path}: the article cannot be read ({error.strerror}); give its file with --article."
            ) from None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"{path}: the article is not UTF-8 (byte {error.start}); save it as UTF-8.") from None
        if not text.strip():
            raise UnreadableInput(f"{path}: the article is empty; give the file with its text.")
        return cls(path, text, hashlib.sha256(data).hexdigest())

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order of the text, the title page's left out."""
        return tuple(_headings(self.text))

    def section_at(self, offset: int) -> str:
        """The path ``Top / Heading`` of the section that holds ``offset``."""
        path = TITLE_PAGE
        for heading in self.headings:
            if heading.start > offset:
                break
            path = heading.path
        return path

    def find(self, exact: str, prefix: str = "", suffix: str = "") -> list[int]:
        """Every offset at which ``exact`` stands right between ``prefix`` and ``suffix``."""
        wanted = prefix + exact + suffix
        found = []
        at = self.text.find(wanted)
        while at >= 0:
            found.append(at + len(prefix))
            at = self.text.find(wanted, at + 1)
        return found

    def nearest(self, quote: str) -> tuple[int, str]:
        """Offset and words of the stretch of the text that is most like ``quote``.

        Only stretches with as many words as the quote are compared, so the answer stays short.
        """
        words = list(_WORD.finditer(self.text))
        size = max(1, min(len(quote.split()), len(words)))
        matcher = difflib.SequenceMatcher(autojunk=False, b=quote)
        best = (0.0, 0, "")
        for first, last in zip(words, words[size - 1 :], strict=False):
            stretch = self.text[first.start() : last.end()]
            matcher.set_seq1(stretch)
            if matcher.real_quick_ratio() <= best[0] or matcher.quick_ratio() <= best[0]:
                continue
            ratio = matcher.ratio()
            if ratio > best[0]:
                best = (ratio, first.start(), stretch)
        return best[1], best[2]


def find_article(given: Path | None = None, root: Path | None = None) -> Article | None:
    """Read the article: from ``given``, else the file that the environment names, else beside ``root``.

    ``root`` is the repository unless a test gives another. Where none of the three names a file, the
    answer is ``None``; a file that somebody named and that cannot be read is an ``UnreadableInput``.
    """
    named = given or os.environ.get(ARTICLE_VARIABLE)
    if named:
        return Article.read(Path(named))
    beside = (root or home()) / BESIDE_THE_REPOSITORY
    return Article.read(beside.resolve()) if beside.is_file() else None


def one_line(text: str) -> str:
    """``text`` on one line, with each line break made visible.

    >>> one_line("dua\\nbaris")
    'dua⏎baris'
    """
    return text.replace("\r", "").replace("\n", "⏎")


def strip_emphasis(title: str) -> str:
    """A heading's words without its asterisks.

    >>> strip_emphasis("***Kota** Kembar*")
    'Kota Kembar'
    """
    return title.replace("*", "").strip()


def _headings(text: str) -> list[Heading]:
    """Find the headings and give each its path.

    The levels of the Markdown are not to be trusted (a part's name and its sections stand at the
    same level), so a heading's words decide: one in capitals, or one that only joins two names
    with a hyphen, opens a part; every other one belongs to the part before it.
    """
    marks = [
        (match.start(), match.end(), strip_emphasis(match["title"]))
        for pattern in (_MARKDOWN_HEADING, _BOLD_CAPITALS)
        for match in pattern.finditer(text)
        if pattern is _MARKDOWN_HEADING or match["title"].isupper()
    ]
    found: list[Heading] = []
    top = ""
    for start, end, title in sorted(marks):
        if title.isupper() or _TWO_NAMES.fullmatch(title):
            top = title
            found.append(Heading(start, end, title, title))
        elif top:
            found.append(Heading(start, end, title, f"{top} / {title}"))
    return found
