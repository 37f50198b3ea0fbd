"""Which graphs a query asks for by FROM and FROM NAMED, read from its text before the engine sees it."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from paradiplomacy.sparql.text import blanked

_NAME = r"[^\W\d_](?:[\w.-]*[\w-])?"
_WORDS = re.compile(r"[{}]|FROM|BASE|PREFIX", re.IGNORECASE)
_GAP = re.compile(r"(?:\s|#[^\r\n]*)*")
_NAMED = re.compile(r"NAMED", re.IGNORECASE)
_PREFIX = re.compile(rf"((?:{_NAME})?):")
_IRI = re.compile(r"<([^<>\"{}|^`\s]*)>")
_LOCAL = re.compile(r"(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[^\s\w])*")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)")


def graphs_asked_for(query: str) -> list[str]:
    """The IRIs of the dataset clauses of ``query``, made absolute, in their order; what cannot be read is left out.

    >>> graphs_asked_for("PREFIX e: <http://e/> SELECT * FROM e:a FROM NAMED <http://e/b> { ?from e:FROM '<x>' }")
    ['http://e/a', 'http://e/b']
    """
    if "from" not in query.lower():
        return []
    visible = blanked(query)
    base = ""
    prefixes: dict[str, str] = {}
    found: list[str] = []
    depth = 0
    for match in _WORDS.finditer(visible):
        word = match[0].upper()
        if word in "{}":
            depth += 1 if word == "{" else -1
        elif depth == 0 and _is_keyword(visible, match.start()):
            place = _after_gap(query, match.end())
            if word == "FROM":
                if named := _NAMED.match(query, place):
                    place = _after_gap(query, named.end())
                found += _iri(query, place, base, prefixes)
            elif word == "BASE":
                base = (_iri(query, place, base, {}) or [base])[0]
            elif prefix := _PREFIX.match(query, place):
                for iri in _iri(query, _after_gap(query, prefix.end()), base, {}):
                    prefixes[prefix[1]] = iri
    return found


def _iri(query: str, place: int, base: str, prefixes: dict[str, str]) -> list[str]:
    """The IRI that stands at ``place``, in full or by a prefix, as a list of one; else an empty list."""
    if iri := _IRI.match(query, place):
        return [urljoin(base, _unescaped(iri[1]))]
    prefix = _PREFIX.match(query, place)
    if prefix and prefix[1] in prefixes:
        local = _LOCAL.match(query, prefix.end())
        # A name does not end in a dot, unless the dot is escaped.
        text = re.sub(r"(?<!\\)\.+$", "", local[0]) if local else ""
        return [prefixes[prefix[1]] + _unescaped(text)]
    return []


def _after_gap(query: str, place: int) -> int:
    """Where the spaces and comments that start at ``place`` end."""
    gap = _GAP.match(query, place)
    return gap.end() if gap else place


def _is_keyword(visible: str, place: int) -> bool:
    """Whether the word at ``place`` is not the end of a variable or a part of a prefixed name."""
    before = visible[place - 1 : place] if place else " "
    return not (before.isalnum() or before in "_-:?$%\\.")


def _unescaped(text: str) -> str:
    def sign(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        if not code:
            return match[3]
        return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(sign, text)
