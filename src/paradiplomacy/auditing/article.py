"""The source text: reading it, finding words in it, and naming the section of an offset."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.auditing.words import LISTED_WORKS
from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.read import file_bytes
from paradiplomacy.release import home

#: Environment variable that names the file with the article's text.
ARTICLE_VARIABLE = "PARADIPLOMACY_ARTICLE"

#: Where the text is looked for when nothing names it: beside the repository.
BESIDE_THE_REPOSITORY = Path("..", "shared", "article.md")

_HEADING = re.compile(r"^(?:(#{1,6})[ \t]+(?P<title>.+?)|\*\*(?P<bold>[^*\n]+)\*\*)[ \t]*$", re.MULTILINE)
_TWO_NAMES = re.compile(r"\w+-\w+")
_WORD = re.compile(r"\S+")


class Heading(NamedTuple):
    """A heading of the text: its offset, its words, and the path ``Top / Heading`` of its section."""

    start: int
    title: str
    path: str


@dataclass(frozen=True)
class Article:
    """The text of a source with its digest; all offsets are Unicode code points.

    An ``implied`` text was not named for this run; it counts only for the source that has its digest.
    """

    path: Path
    text: str
    digest: str
    implied: bool = False

    @classmethod
    def read(cls, path: Path, implied: bool = False) -> Article:
        """The article in ``path``; raises UnreadableInput when it is missing, empty or not UTF-8."""
        try:
            data = file_bytes(path)
        except UnreadableInput as error:
            raise UnreadableInput(
                f"{path}: the article cannot be read; give its file with --article. {error}"
            ) from None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"{path}: the article is not UTF-8 (byte {error.start}); save it as UTF-8.") from None
        if not text.strip():
            raise UnreadableInput(f"{path}: the article is empty; give the file with its text.")
        return cls(path, text, hashlib.sha256(data).hexdigest(), implied)

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings in order of the text, without those of the title page.

        Where a heading in capitals, or one that only joins two names with a hyphen, opens a part, the levels of
        Markdown are not believed: every other heading belongs to the part before it, and what stands before the first
        part is the title page. In other texts the levels decide.
        """
        marks = [
            (match.start(), len(match[1] or "##"), (match["title"] or match["bold"]).replace("*", "").strip())
            for match in _HEADING.finditer(self.text)
            if match["title"] or match["bold"].isupper()
        ]
        parts = {title for _, _, title in marks if title.isupper() or _TWO_NAMES.fullmatch(title)}
        path: dict[int, str] = {}
        found = []
        for start, level, title in marks:
            if parts:
                level = 1 if title in parts else 2
            path = {outer: name for outer, name in path.items() if outer < level} | {level: title}
            if not parts or 1 in path:
                found.append(Heading(start, title, " / ".join(path.values())))
        return found

    @cached_property
    def end(self) -> int:
        """Where the list of works begins, else the end of the text."""
        works = (heading.start for heading in self.headings if heading.title.lower() in LISTED_WORKS)
        return next(works, len(self.text))

    def section_at(self, offset: int) -> str | None:
        """The path of the section that holds ``offset``, or None before the first heading."""
        return next((heading.path for heading in reversed(self.headings) if heading.start <= offset), None)

    def line_at(self, offset: int) -> int:
        """The number of the line that holds ``offset``."""
        return self.text.count("\n", 0, offset) + 1

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
        """Offset and words of the stretch of the text, with as many words as ``quote``, that is most like it."""
        words = list(_WORD.finditer(self.text))
        size = max(1, min(len(quote.split()), len(words)))
        matcher = difflib.SequenceMatcher(autojunk=False, b=quote)
        best = (0.0, 0, "")
        for first, last in zip(words, words[size - 1 :], strict=False):
            stretch = self.text[first.start() : last.end()]
            matcher.set_seq1(stretch)
            if matcher.real_quick_ratio() > best[0] and matcher.quick_ratio() > best[0]:
                best = max(best, (matcher.ratio(), first.start(), stretch), key=lambda found: found[0])
        return best[1:]


def find_article(given: Path | None = None, root: Path | None = None) -> Article | None:
    """The article in ``given``, else in the file that the environment names, else beside ``root``; else None.

    ``root`` is the repository unless a test gives another. Raises UnreadableInput when a named file cannot be read.
    """
    named = given or os.environ.get(ARTICLE_VARIABLE)
    if named:
        return Article.read(Path(named), implied=given is None)
    beside = (root or home()) / BESIDE_THE_REPOSITORY
    return Article.read(beside.resolve(), implied=True) if beside.is_file() else None


def one_line(text: str) -> str:
    """``text`` on one line, with each line break made visible.

    >>> one_line("dua\\nbaris")
    'dua⏎baris'
    """
    return text.replace("\r", "").replace("\n", "⏎")
