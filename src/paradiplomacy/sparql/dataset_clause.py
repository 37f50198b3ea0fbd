"""Which graphs a query asks for by FROM and FROM NAMED, read from its text before the engine sees it."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from paradiplomacy.sparql.text import Token, tokens

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)")


def graphs_asked_for(query: str) -> list[str]:
    """The IRIs of the dataset clauses of ``query``, made absolute, in their order; what cannot be read is left out.

    >>> graphs_asked_for("PREFIX e: <http://e/> SELECT * FROM e:a FROM NAMED <http://e/b> { ?from e:FROM '<x>' }")
    ['http://e/a', 'http://e/b']
    """
    if "from" not in query.lower():
        return []
    base = before = ""
    prefixes: dict[str, str] = {}
    found: list[str] = []
    depth = 0
    declared: str | None = None
    for token in tokens(query):
        if token.text in ("{", "}"):
            depth += 1 if token.text == "{" else -1
        elif depth == 0 and before == "PREFIX" and token.kind == "name":
            declared, before = token.prefix, "PREFIX:"
            continue
        elif depth == 0 and token.kind in ("iri", "name"):
            iri = _iri(token, base, prefixes)
            if iri is not None and before in ("FROM", "FROM NAMED", "FROMNAMED"):
                found.append(iri)
            elif iri is not None and before == "BASE":
                base = iri
            elif iri is not None and before == "PREFIX:" and declared is not None:
                prefixes[declared] = iri
        before = f"FROM {token.keyword}" if before == "FROM" and token.keyword else token.keyword
    return found


def _iri(token: Token, base: str, prefixes: dict[str, str]) -> str | None:
    """The IRI that ``token`` stands for; None for an undeclared prefix."""
    if token.kind == "iri":
        return urljoin(base, _unescaped(token.text[1:-1]))
    if token.prefix not in prefixes:
        return None
    # A name does not end in a dot, unless the dot is escaped.
    local = re.sub(r"(?<!\\)\.+$", "", token.text.partition(":")[2])
    return prefixes[token.prefix] + _unescaped(local)


def _unescaped(text: str) -> str:
    def sign(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        if not code:
            return match[3]
        return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(sign, text)
