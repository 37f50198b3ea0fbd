"""Where the statements, comments and prefixes of a Turtle text stand, in anyone's layout.

RDF parsers do not say where a triple stood. ``outline`` reads only as much Turtle as is needed to
know where statements begin and end: strings, comments, IRIs, prefixes and brackets. It expects
text that a real parser has accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
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
_DIRECTIVES = {"tag": ("@PREFIX", "@BASE"), "word": ("PREFIX", "BASE")}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Comment(NamedTuple):
    """A comment with its offset and line, and the line of the statement or directive that it stands in or beside."""

    text: str
    start: int
    line: int
    statement_line: int | None


@dataclass(slots=True)
class Block:
    """One statement of the file, from its subject to its dot, with the predicates of the subject.

    ``subject`` is an absolute IRI, ``_:label``, or "" for a node without a name.
    """

    subject: str
    start: int
    line: int
    end: int = 0
    predicates: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """What stands where in one Turtle file; ``directives`` are the offsets of PREFIX and BASE."""

    prefixes: dict[str, str] = field(default_factory=dict)
    used_prefixes: set[str] = field(default_factory=set)
    directives: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    base: str = ""

    def iri(self, word: str) -> str:
        """The absolute IRI that stands in angle brackets."""
        iri = _ESCAPE.sub(lambda code: chr(int(code[1] or code[2], 16)), word[1:-1])
        return urljoin(self.base, iri) if self.base else iri

    def name(self, kind: str, word: str) -> str:
        """The node that a token names, as in ``Block.subject``; notes the prefix that it uses."""
        if kind == "iri":
            return self.iri(word)
        if kind != "word" or ":" not in word:
            return ""
        if word.startswith("_:"):
            return word
        prefix, _, local = word.partition(":")
        self.used_prefixes.add(prefix)
        return self.prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)


def outline(text: str) -> Outline:
    """The directives, statements and comments of Turtle ``text``, each with its place.

    >>> found = outline('PREFIX x: <http://x/>\\n# a note\\nx:a x:b "c ; d . # e" .')
    >>> [(block.subject, block.line) for block in found.blocks], found.comments[0].text
    ([('http://x/a', 3)], '# a note')
    """
    found = Outline()
    block: Block | None = None
    directive = last = ""  # the keyword of the directive that is open, and its last word
    line, counted, begun, ended, depth, expects_predicate = 1, 0, 0, 0, 0, False
    for match in TOKEN.finditer(text):
        kind, word, start = match.lastgroup or "mark", match[0], match.start()
        if kind == "space":
            continue
        line += text.count("\n", counted, start)
        counted = start
        if kind == "comment":
            beside = begun if block or directive else line if ended == line else None
            found.comments.append(Comment(word.rstrip(), start, line, beside))
        elif directive:
            if kind == "iri" and directive.endswith("BASE"):
                found.base = found.iri(word)
            elif kind == "iri":
                found.prefixes[last.removesuffix(":")] = found.iri(word)
            if word == "." or (kind == "iri" and directive[0] != "@"):
                directive = ""
            last, ended = word, line
        elif block is None and word.upper() in _DIRECTIVES.get(kind, ()):
            directive, begun, ended = word.upper(), line, line
            found.directives.append(start)
        elif block is None:
            block = Block(found.name(kind, word), start, line)
            found.blocks.append(block)
            begun, depth, expects_predicate = line, word in ("[", "("), True
        elif kind == "mark":
            depth += (word in "[({") - (word in "])}")
            expects_predicate |= depth == 0 and word == ";"
            if depth == 0 and word == ".":
                block.end, block, ended = start + 1, None, line
        else:
            name = found.name(kind, word)
            if depth == 0 and expects_predicate:
                block.predicates.append(TYPE.value if word == "a" else name)
                expects_predicate = False
    return found
