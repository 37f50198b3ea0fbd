"""Where the statements, comments and prefixes of a Turtle text stand, in anyone's layout.

RDF parsers do not say where a triple stood. ``outline`` reads only as much Turtle as is needed to
know where statements begin and end: strings, comments, IRIs, prefixes and brackets. It expects
text that a real parser has accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from paradiplomacy.rdf.facts import TYPE

# Every loop is unrolled: of two neighbours, neither can begin with what the other may hold. So a text can be split in
# one way only, and the time grows with its length. Possessive quantifiers would be shorter, but before Python 3.11.5
# they match wrongly. A dot belongs to a name only when more of the name follows it; otherwise it ends the statement.
TOKEN = re.compile(
    r"""(?P<space>\s+|\A\ufeff)
      | (?P<comment>\#[^\r\n]*)
      | (?P<iri><[^<>\\\s]*(?:\\[uU][0-9A-Fa-f]{4}[^<>\\\s]*)*>)
      | (?P<string>\"{3}[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*\"{3}|'{3}[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'{3}
                 |"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|'[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*')
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<number>[+-]?(?:\d+(?:\.\d*)?[eE][+-]?\d+|\d*\.\d+(?:[eE][+-]?\d+)?|\d+))
      | (?P<word>(?!\.)(?:[^\s<>"'\#;,\[\](){}^@.\\]|\\.|\.+(?=[^\s<>"'\#;,\[\](){}^@.]))+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its text, offset and line, and whether it may be moved with what follows it.

    ``statement_line`` is the line of the statement or directive that it stands in or beside, if any.
    """

    text: str
    start: int
    line: int
    statement_line: int | None


@dataclass(slots=True)
class Block:
    """One statement of the file, from its subject to its dot.

    ``subject`` is an absolute IRI, ``_:label``, or "" for a node without a name;
    ``predicates`` holds the predicates of the subject with their lines.
    """

    subject: str
    start: int
    line: int
    end: int = 0
    predicates: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """What stands where in one Turtle file."""

    prefixes: dict[str, str] = field(default_factory=dict)
    used_prefixes: set[str] = field(default_factory=set)
    directives: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


def outline(text: str) -> Outline:
    """The directives, statements and comments of Turtle ``text``, each with its place.

    >>> found = outline('PREFIX x: <http://x/>\\n# a note\\nx:a x:b "c ; d . # e" .')
    >>> [(block.subject, block.line) for block in found.blocks], found.comments[0].text
    ([('http://x/a', 3)], '# a note')
    """
    scanner = _Scanner(text)
    scanner.run()
    return scanner.found


class _Scanner:
    """One pass over a text: a directive, a block or nothing is open at any time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Outline()
        self.base = ""
        self.depth = 0
        self.block: Block | None = None
        self.expects_predicate = False

    def run(self) -> None:
        tokens = self._tokens()
        end_line = 0  # the line on which the last statement ended
        for kind, word, start, line in tokens:
            if kind == "comment":
                open_line = self.block.line if self.block else end_line if end_line == line else None
                self.found.comments.append(Comment(word.rstrip(), start, line, open_line))
            elif self.block is None and _is_directive(kind, word):
                end_line = self._directive(word, start, line, tokens)
            elif self.block is None:
                self._open(kind, word, start, line)
            elif self._advance(kind, word, line):
                self.block.end = start + len(word)
                self.block = None
                end_line = line

    def _tokens(self) -> Iterator[tuple[str, str, int, int]]:
        line, counted = 1, 0
        for match in TOKEN.finditer(self.text):
            kind = match.lastgroup or "mark"
            if kind == "space":
                continue
            line += self.text.count("\n", counted, match.start())
            counted = match.start()
            yield kind, match.group(), match.start(), line

    def _directive(self, keyword: str, start: int, line: int, tokens: Iterator[tuple[str, str, int, int]]) -> int:
        """Read the rest of a directive; gives the line on which it ends."""
        name, end_line = "", line
        for kind, word, offset, here in tokens:
            end_line = here
            if kind == "comment":
                self.found.comments.append(Comment(word.rstrip(), offset, here, line))
            elif kind == "iri":
                if keyword.lower().endswith("base"):
                    self.base = self._iri(word)
                else:
                    self.found.prefixes[name.removesuffix(":")] = self._iri(word)
                if not keyword.startswith("@"):
                    break
            elif word == ".":
                break
            else:
                name = word
        self.found.directives.append((start, line))
        return end_line

    def _open(self, kind: str, word: str, start: int, line: int) -> None:
        self.block = Block(self._name(kind, word), start, line)
        self.found.blocks.append(self.block)
        self.depth = 1 if word in ("[", "(") else 0
        self.expects_predicate = True

    def _advance(self, kind: str, word: str, line: int) -> bool:
        """Take one token of the open block; says whether it ends the block."""
        assert self.block is not None
        if kind == "mark":
            if word in "[({":
                self.depth += 1
            elif word in "])}":
                self.depth -= 1
            elif self.depth == 0 and word == ";":
                self.expects_predicate = True
            return self.depth == 0 and word == "."
        name = self._name(kind, word)
        if self.depth == 0 and self.expects_predicate:
            self.block.predicates.append((TYPE.value if word == "a" else name, line))
            self.expects_predicate = False
        return False

    def _name(self, kind: str, word: str) -> str:
        if kind == "iri":
            return self._iri(word)
        if kind != "word" or ":" not in word:
            return ""
        if word.startswith("_:"):
            return word
        prefix, _, local = word.partition(":")
        self.found.used_prefixes.add(prefix)
        return self.found.prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)

    def _iri(self, word: str) -> str:
        iri = _ESCAPE.sub(lambda code: chr(int(code[1] or code[2], 16)), word[1:-1])
        return urljoin(self.base, iri) if self.base else iri


def _is_directive(kind: str, word: str) -> bool:
    return (kind == "tag" and word in ("@prefix", "@base")) or (kind == "word" and word.upper() in ("PREFIX", "BASE"))
