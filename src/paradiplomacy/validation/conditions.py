"""Conditions of a SPARQL FILTER, each with its opposite, so that a query can ask for what fails.

No condition ever raises an error of SPARQL: what cannot be compared is simply not so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.namespaces import PREFIXES, prefixed

TRUE, FALSE = "true", "false"

_PREFIXED = re.compile(r"(?<![\w<:/#-])([a-z][a-z0-9]*):[A-Za-z0-9_]")
_LOCAL = re.compile(r"[a-z0-9]+:[A-Za-z0-9_][A-Za-z0-9_-]*")
_NOT_CODE = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>')


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that is so or not, as two expressions of SPARQL: `holds` and `fails`.

    Engines read some literals differently from pySHACL. `may_hold` and `may_fail` are true in every case in
    which pySHACL could say so; where they differ from the plain ones, or the plain ones are known to be
    stricter than pySHACL, the condition is `doubtful`. A `local` condition depends on one term alone.
    """

    holds: str
    fails: str
    may_hold: str
    may_fail: str
    local: bool = True
    doubtful: bool = False


def sure(holds: str, fails: str | None = None, local: bool = True) -> Condition:
    """A condition on which engines agree."""
    opposite = negated(holds) if fails is None else fails
    return Condition(holds, opposite, holds, opposite, local)


def opposite(condition: Condition) -> Condition:
    """What is so when the condition is not."""
    return Condition(
        condition.fails,
        condition.holds,
        condition.may_fail,
        condition.may_hold,
        condition.local,
        condition.doubtful,
    )


def all_of(parts: list[Condition]) -> Condition:
    """What is so when every part is."""
    return Condition(
        both(*(part.holds for part in parts)),
        either(*(part.fails for part in parts)),
        both(*(part.may_hold for part in parts)),
        either(*(part.may_fail for part in parts)),
        all(part.local for part in parts),
        any(part.doubtful for part in parts),
    )


def any_of(parts: list[Condition]) -> Condition:
    """What is so when one part is."""
    return opposite(all_of([opposite(part) for part in parts]))


def one_of(parts: list[Condition]) -> Condition:
    """What is so when exactly one part is."""
    others = [parts[:place] + parts[place + 1 :] for place in range(len(parts))]
    return any_of(
        [all_of([part, *map(opposite, rest)]) for part, rest in zip(parts, others, strict=True)],
    )


def exists(pattern: str) -> Condition:
    """That the graph has the pattern."""
    return sure(f"EXISTS {{ {pattern} }}", f"NOT EXISTS {{ {pattern} }}", local=False)


def both(*texts: str) -> str:
    """The expression that is true when all are.

    >>> both("?a", TRUE, "?b")
    '(?a && ?b)'
    """
    parts = [text for text in dict.fromkeys(texts) if text != TRUE]
    if FALSE in parts:
        return FALSE
    return f"({' && '.join(parts)})" if len(parts) > 1 else (parts or [TRUE])[0]


def either(*texts: str) -> str:
    """The expression that is true when one is.

    >>> either("?a", FALSE)
    '?a'
    """
    parts = [text for text in dict.fromkeys(texts) if text != FALSE]
    if TRUE in parts:
        return TRUE
    return f"({' || '.join(parts)})" if len(parts) > 1 else (parts or [FALSE])[0]


def negated(text: str) -> str:
    """The expression that is true when `text` is not.

    >>> negated(TRUE), negated("isIRI(?v)")
    ('false', '!(isIRI(?v))')
    """
    return {TRUE: FALSE, FALSE: TRUE}.get(text, f"!({text})")


def filtered(text: str) -> str:
    """The FILTER that keeps what the expression is true of; nothing where it always is.

    >>> filtered("isIRI(?v)"), filtered(TRUE)
    ('FILTER(isIRI(?v))', '')
    """
    return "" if text == TRUE else f"FILTER({text})"


def term(node: Node) -> str:
    """An RDF term as SPARQL writes it; raises UnreadableInput for a blank node, which a query cannot name."""
    if isinstance(node, URIRef):
        name = prefixed(str(node))
        return name if _LOCAL.fullmatch(name) else f"<{node}>"
    if isinstance(node, Literal):
        return text(str(node)) + (f"@{node.language}" if node.language else _datatype(node))
    raise UnreadableInput(f"a blank node cannot stand for a value in a query: {node}")


def text(string: str) -> str:
    """A string as SPARQL writes it.

    >>> text('a"b')
    '"a\\\\"b"'
    """
    escaped = string.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def same(variable: str, node: Node) -> str:
    """That the variable is this very term."""
    return f"sameTerm({variable}, {term(node)})"


def declared(query: str) -> str:
    """The query with the prefixes that it uses declared."""
    used = set(_PREFIXED.findall(_NOT_CODE.sub(" ", query)))
    lines = [f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in used]
    return "".join(lines) + query


def is_blank(node: Node | None) -> bool:
    """Whether it is a blank node."""
    return isinstance(node, BNode)


def _datatype(literal: Literal) -> str:
    return f"^^{term(literal.datatype)}" if literal.datatype else ""
