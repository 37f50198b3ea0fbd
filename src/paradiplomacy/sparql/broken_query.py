"""Say in one sentence what is wrong with a query that does not parse, and where."""

from __future__ import annotations

import re

import pyoxigraph as ox

from paradiplomacy.errors import quoted
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.sparql.text import blanked, position

_DECLARATION = re.compile(r"\bPREFIX\s+((?:[^\W\d_][\w.-]*)?):", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![\w.:%?$-])((?:[^\W\d_][\w.-]*)?):")
_FIRST_WORD = re.compile(r"\b(?!PREFIX\b|BASE\b)(?<!:)[A-Z]+\b(?!:)", re.IGNORECASE)
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


def sentence(text: str, where: str, error: SyntaxError, prefixes: dict[str, str]) -> str:
    """What is wrong with the query ``text``, which the engine refused with ``error``: file, line, column, reason.

    ``where`` names the query; ``prefixes`` are those known without being declared.
    """
    visible = blanked(text)
    first = _FIRST_WORD.search(_DECLARATION.sub("", visible))
    if first and first[0].upper() in _UPDATES:
        return (
            f"{where}: {first[0].upper()} would change the graph; "
            "only SELECT, ASK, CONSTRUCT and DESCRIBE are answered."
        )
    declared = set(_DECLARATION.findall(visible)) | set(prefixes)
    for match in _PREFIX.finditer(visible):
        if match[1] not in declared:
            line, column = position(text, match.start())
            return (
                f"{where}, line {line}, column {column}: the prefix {match[1]}: is not declared; "
                f"add PREFIX {match[1]}: <{PREFIXES.get(match[1], '…')}>"
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
