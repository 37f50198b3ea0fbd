"""Run a query on a store, and say in one sentence what is wrong with one that does not parse, and where."""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput, UsageError, quoted
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.sparql.text import declarations, position, query_form, refusal, tokens

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


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
    if reason := refusal(text):
        raise UsageError(f"{where}: {reason}")
    try:
        return store.query(bound or text, prefixes=prefixes or {}, **options)
    except SyntaxError as error:
        raise UnreadableInput(sentence(text, where, error, prefixes or {})) from None
    except (RuntimeError, OSError, ValueError) as error:
        raise UsageError(f"{where}: the engine cannot answer this: {error}.") from None


def sentence(text: str, where: str, error: SyntaxError, prefixes: dict[str, str]) -> str:
    """What is wrong with the query ``text``, which the engine refused with ``error``: file, line, column, reason.

    ``where`` names the query; ``prefixes`` are those known without being declared.
    """
    form = query_form(text)
    if form in _UPDATES:
        return f"{where}: {form} would change the graph; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered."
    declared = {prefix for prefix, _ in declarations(text)} | set(prefixes)
    for token in tokens(text):
        # What begins with an underscore is the label of a blank node.
        if token.kind == "name" and not token.text.startswith("_") and token.prefix not in declared:
            line, column = position(text, token.offset)
            return (
                f"{where}, line {line}, column {column}: the prefix {token.prefix}: is not declared; "
                f"add PREFIX {token.prefix}: <{PREFIXES.get(token.prefix, '…')}>"
            )
    # Values were put into the text that failed; the user knows the text without them.
    try:
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
    return f"{where}, line {line}, column {column}: this is not valid SPARQL{why}; correct the query."
