"""Run a query on a store, and say in one sentence what is wrong with one that does not parse, and where."""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput, UsageError, quoted
from paradiplomacy.rdf.mistakes import CURLY, Mistake, curly, relative, unbalanced
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.sparql.text import Token, declarations, position, query_form, refusal, tokens

_QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")

_SIGNS = {"AND": "&&", "OR": "||"}
# So few terms that no query has enough to fill a triple.
_OFF = -(10**9)


def run_query(
    store: ox.Store,
    text: str,
    where: str = "the query",
    prefixes: dict[str, str] | None = None,
    bound: str = "",
    **options: Any,
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The result of the query ``text`` on ``store``; ``bound`` is the text with the values of its parameters.

    Raises UnreadableInput for a broken query, UsageError for one that is refused or that the engine cannot answer;
    the sentence calls it ``where``.
    """
    # What a .rq file may begin with is no part of the query.
    text, bound = text.removeprefix("\ufeff"), bound.removeprefix("\ufeff")
    if reason := refusal(text):
        raise UsageError(f"{where}: {reason}")
    try:
        return store.query(bound or text, prefixes=prefixes or {}, **options)
    except SyntaxError as error:
        raise UnreadableInput(sentence(text, where, error, prefixes)) from None
    except (RuntimeError, OSError, ValueError) as error:
        raise UsageError(f"{where}: {unanswerable(error)}") from None


def unanswerable(error: Exception) -> str:
    """Why the engine cannot answer a valid query, as a sentence."""
    if function := re.fullmatch("The custom function (<.*>) is not supported", str(error)):
        return f"{function[1]} is a function that SPARQL does not have and this graph does not know; leave it out."
    return f"the engine cannot answer this: {error}."


def sentence(
    text: str, where: str, error: SyntaxError, prefixes: dict[str, str] | None = None, update: bool = False
) -> str:
    """What is wrong with the query ``text``, or the ``update``, which the engine refused with ``error``, and where.

    ``where`` names the query; ``prefixes`` are those known without being declared.
    """
    prefixes = prefixes or {}
    form = query_form(text)
    if form in _UPDATES and not update:
        return f"{where}: {form} would change the graph; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered."
    if form and form not in _QUERIES and not update:
        return f"{where}: {quoted(form)} begins no query of SPARQL; write SELECT, ASK, CONSTRUCT or DESCRIBE."
    if found := _mistake(text, prefixes):
        line, column = position(text, found[0])
        kind = "" if found[1].startswith("the prefix") else "this is not valid SPARQL: "
        return f"{where}, line {line}, column {column}: {kind}{found[1]}."
    # Values were put into the text that failed; the user knows the text without them.
    try:
        if not update:
            ox.Store().query(text, prefixes=prefixes)
    except SyntaxError as in_file:
        error = in_file
    place = re.match(r"error at (\d+):(\d+): (.*)", error.msg, re.DOTALL)
    if not place:
        return f"{where}: this is not valid SPARQL: {error.msg}"
    line, column = int(place[1]), int(place[2])
    lines = text.splitlines()
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    why = f" at {quoted(rest[:40])}" if rest else " because it ends too early"
    # Among the tokens that the parser expected there may be the rule that was broken, in words.
    rule = re.search(r"[A-Z][A-Za-z]+(?: [A-Za-z]+){2,}", place[3])
    if rule:
        why = f": {rule[0]}"
    what = "update" if update else "query"
    return f"{where}, line {line}, column {column}: this is not valid SPARQL{why}; correct the {what}."


def _mistake(text: str, prefixes: dict[str, str]) -> Mistake | None:
    """The first mistake that people often make in queries, its place and what to do; None for another one."""
    found = list(tokens(text))
    has_base = any(one.keyword == "BASE" for one in found)
    declared = {prefix for prefix, _ in declarations(text)} | set(prefixes)
    depth, row = 0, _Row()
    for number, token in enumerate(found):
        before, after = (found[at] if 0 <= at < len(found) else Token("", "", 0) for at in (number - 1, number + 1))
        sign = token.text if token.kind == "sign" else ""
        gap = re.sub(
            r"#[^\r\n]*", lambda comment: " " * len(comment[0]), text[before.offset + len(before.text) : token.offset]
        )
        if odd := CURLY.search(gap):
            return token.offset - len(gap) + odd.start(), curly(odd[0])
        depth += (sign in ("(", "[", "{") and 1) - (sign in (")", "]", "}") and 1)
        if sign and CURLY.match(sign):
            return token.offset, curly(sign)
        if sign in ('"', "'"):
            return token.offset, "the text that begins here does not end on its line; close it"
        if sign == "@" and after.keyword in ("PREFIX", "BASE"):
            return token.offset, f"SPARQL writes {after.keyword} without @ before it and without a dot behind it"
        if token.kind == "iri" and not has_base and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", token.text):
            return token.offset, relative(token.text[1:-1])
        if sign == "," and not depth and before.kind in ("variable", "sign"):
            return token.offset, "no comma stands between the variables of SELECT; write a space"
        if before.keyword in ("SELECT", "DISTINCT", "REDUCED") and token.keyword and after.text == "(" and not depth:
            return (
                token.offset,
                f"SELECT wants an expression in parentheses and with a name: ({token.text}(…) AS ?name)",
            )
        if sign == "=" and before.text == "=" and before.offset == token.offset - 1:
            return before.offset, "SPARQL writes = for what is equal, not =="
        if token.keyword in _SIGNS and depth:
            return token.offset, f"SPARQL writes {_SIGNS[token.keyword]} for {token.keyword}"
        # What begins with an underscore is the label of a blank node.
        if token.kind == "name" and not token.text.startswith("_") and token.prefix not in declared:
            known = PREFIXES.get(token.prefix, "…")
            return token.offset, f"the prefix {token.prefix}: is not declared; add PREFIX {token.prefix}: <{known}>"
        if row.is_full(token, before):
            return before.offset + len(before.text), f"a dot, ; or , is missing after {quoted(before.text)}"
        if sign == ";" and not depth and before.text == "}":
            return token.offset, "a query ends without a semicolon; remove it"
    return unbalanced((token.text, token.offset) for token in found if token.kind == "sign")


class _Row:
    """The terms of a triple in a pattern, as far as they follow each other without a path or a bracket."""

    def __init__(self) -> None:
        self.open: list[bool] = []
        self.values, self.terms = False, _OFF

    def is_full(self, token: Token, before: Token) -> bool:
        """Take one token; says whether it is one term too many."""
        if token.kind != "sign":
            self.values = token.keyword == "VALUES" or (self.values and token.kind != "word")
            term = token.kind != "word" or token.text in ("a", "true", "false") or token.text[0].isdecimal()
            if before.text not in ("@", "^"):  # the language or datatype of a text
                self.terms = self.terms + 1 if term else _OFF
        elif token.text in ("{", "(", "["):
            self.open.append(token.text == "{" and not self.values)
            self.terms = 0 if self.open[-1] else _OFF
        elif token.text in ("}", ")", "]"):
            self.open = self.open[:-1]
            self.terms = 0 if token.text == "}" and self.open[-1:] == [True] else _OFF
        elif token.text not in ("@", "^"):
            begun = {".": 0, ";": 1, ",": 2}.get(token.text, _OFF)
            self.terms = begun if self.open[-1:] == [True] else _OFF
        return self.terms > 3
