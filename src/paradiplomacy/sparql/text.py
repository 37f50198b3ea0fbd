"""The tokens of a SPARQL text, and what follows from them: form, prefixes, parameters, and what is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

# Past these the recursive parser of the engine runs out of stack, which would end the whole process.
_MOST_BRACES = 1000
_MOST_PARENTHESES = 5000
# Of each sign that chains or nests, outside strings and IRIs.
_MOST_SIGNS, _SIGNS = 2000, "![|/+-*.;<&^"
# No alternative can begin in the middle of another, so the time is linear. The dot of "." and keywords that stand
# side by side ("trueSERVICE", "FROMNAMED") stay in one word: the engine needs no space between them.
_TOKEN = re.compile(
    r"""
    (?P<comment>  \#[^\n\r]* )
  | (?P<string>   \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                | "(?:[^"\\\n]|\\[^\n])*" | '(?:[^'\\\n]|\\[^\n])*' )
  | (?P<iri>      <[^<>"{}|^`\x00-\x20]*> )
  | (?P<variable> [?$]\w+ )
  | (?P<name>     (?:\w[\w.-]*)?: (?:(?:[\w:%]|\\.)(?:[\w:.%-]|\\.)*)? )
  | (?P<word>     \w[\w.-]* )
  | (?P<escape>   \\. )
  | (?P<sign>     \S )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its ``kind``, ``text`` and place; a ``name`` is a prefixed name, with a prefix that may be empty."""

    kind: str
    text: str
    offset: int

    @property
    def keyword(self) -> str:
        """The word in capitals; empty for another kind of token."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def prefix(self) -> str:
        """What stands before the colon of a name."""
        return self.text.partition(":")[0]


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` without its comments; a sign that begins none is a token of the kind ``sign``.

    >>> [(token.kind, token.text) for token in tokens("ASK { ?s ex:p '?o' } # all")][1:5]
    [('sign', '{'), ('variable', '?s'), ('name', 'ex:p'), ('string', "'?o'")]
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "comment":
            yield Token(match.lastgroup, match[0], match.start())


def query_form(text: str) -> str:
    """The word that says what ``text`` is: SELECT, ASK, CONSTRUCT, DESCRIBE, that of an update, or "".

    >>> query_form("# ASK\\nPREFIX add: <urn:load> SELECT * {}")
    'SELECT'
    """
    for token in tokens(text):
        if token.kind not in ("name", "iri") and token.keyword not in ("PREFIX", "BASE"):
            return token.keyword
    return ""


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """Each prefix that ``text`` declares, with its namespace as written.

    >>> dict(declarations("PREFIX e: <http://e.org/> ASK {}"))
    {'e': 'http://e.org/'}
    """
    found = list(tokens(text))
    for word, name, iri in zip(found, found[1:], found[2:], strict=False):
        if word.keyword == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            yield name.prefix, iri.text[1:-1]


def holds_code(text: str) -> bool:
    """Whether ``text`` holds a code such as \\u0022, which some engines read before they look for a string's end."""
    return "\\u" in text or "\\U" in text


def split_at_parameters(query: str) -> list[str]:
    """``query`` cut at its parameters: every second piece, from the second on, is the name of one.

    A parameter is a variable whose name starts with an underscore, outside strings, comments and IRIs.

    >>> split_at_parameters('SELECT * { ?a ?_b "?_c" } # ?_d')
    ['SELECT * { ?a ', '_b', ' "?_c" } # ?_d']
    """
    pieces: list[str] = []
    done = 0
    for token in tokens(query):
        if token.kind == "variable" and token.text[1] == "_":
            pieces += (query[done : token.offset], token.text[1:])
            done = token.offset + len(token.text)
    return [*pieces, query[done:]]


def refusal(query: str) -> str | None:
    """Why ``query`` may not run on the embedded graph, as a sentence; None when it may.

    SERVICE is refused, because a query must not make this machine fetch anything. (An update is not a query,
    so the engine does not parse it.)
    """
    chained = any(query.count(sign) > _MOST_SIGNS for sign in _SIGNS)
    if (
        query.count("{") > _MOST_BRACES
        or query.count("(") > _MOST_PARENTHESES
        or (chained and _most_signs(query) > _MOST_SIGNS)
    ):
        return "the query is nested or chained too deeply to be answered; split it."
    token = keyword_token(query, "SERVICE")
    if token is None:
        return None
    line, _ = position(query, token.offset)
    return f"line {line}: SERVICE asks another server; the embedded graph fetches nothing, so remove it."


def _most_signs(query: str) -> int:
    found = Counter(token.text for token in tokens(query) if token.kind == "sign")
    # "1-1" is one word here.
    found["-"] += sum(token.text.count("-") for token in tokens(query) if token.kind == "word")
    return max(found[sign] for sign in _SIGNS)


def keyword_token(query: str, keyword: str) -> Token | None:
    """The first token in which the engine may read ``keyword``, which need not stand apart from its neighbours."""
    if keyword.lower() not in query.lower():
        return None
    for token in tokens(query):
        if token.kind in ("word", "name") and keyword in token.prefix.upper():
            return token
    return None


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a place in ``text``.

    >>> position("ab\\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
