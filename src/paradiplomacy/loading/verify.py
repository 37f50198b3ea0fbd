"""Ask a store every stored query and compare its answers with the known ones, ``queries/expected/NAME.csv``.

Rows and their order must be the same. Stores differ in one thing without being wrong, and only that is levelled out:
how a number is spelt ("1.50", "1.5", "1.5E0"), for cells that the store itself calls numbers.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import EndpointError, UnreadableInput, quoted
from paradiplomacy.queries.lookup import bound_text
from paradiplomacy.queries.stored import stored_queries
from paradiplomacy.rdf.facts import lexical
from paradiplomacy.rdf.namespaces import XSD
from paradiplomacy.rdf.read import read_text
from paradiplomacy.release import home
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.endpoint import Endpoint
from paradiplomacy.sparql.http_client import Say

_NUMBERS = frozenset(XSD + name for name in ("decimal", "double", "float", "int", "integer", "long"))


def verify(endpoint: Endpoint, root: Path | None = None, say: Say = lambda line: None) -> dict[str, str]:
    """How the answer to each stored query of ``root`` (ours unless given) differs from the known one; "" when equal.

    Raises UnreadableInput when one has none. A query that the store refuses counts as a difference.
    """
    top = root or home()
    found: dict[str, str] = {}
    queries = stored_queries(top / "queries")
    say(f"asking {len(queries)} stored queries ...")
    for query in queries:
        path = top / "queries" / "expected" / f"{query.name}.csv"
        if not path.is_file():
            raise UnreadableInput(f"{path} is missing; restore it from the project.")
        try:
            found[query.name] = difference(endpoint.query(bound_text(query, {}, endpoint)), read_text(path))
        except EndpointError as error:
            found[query.name] = f"no answer: {error}"
    return found


def difference(answer: Answer, expected: str) -> str:
    """How ``answer`` differs from the CSV text ``expected``, as the end of a sentence; "" when it does not."""
    header, *rows = list(csv.reader(expected.splitlines(keepends=True)))
    if answer.variables != header:
        return f"the columns are {', '.join(answer.variables)} and should be {', '.join(header)}"
    got = [[lexical(term) for term in row] for row in answer.rows]
    if len(got) != len(rows):
        return f"{len(got)} rows instead of {len(rows)}"
    wrong = [
        (number, name, cell, other)
        for number, (wanted, given, terms) in enumerate(zip(rows, got, answer.rows, strict=True), 1)
        for name, cell, other, term in zip(header, wanted, given, terms, strict=True)
        if cell != other and not _is_same_number(cell, term) and _in_numbers(cell) != other
    ]
    if not wrong:
        return ""
    if sorted(got) == sorted(rows):
        return "the rows are the right ones, but in another order"
    number, name, cell, other = wrong[0]
    return f"row {number} has {quoted(other)} as {name} instead of {quoted(cell)}"


def _in_numbers(cell: str) -> str:
    """The cell with its durations as Virtuoso 7.2 writes them: days in seconds, years in months.

    >>> _in_numbers("about P7D"), _in_numbers("P2Y")
    ('about 604800', '24')
    """
    units = {"D": 86400, "M": 1, "Y": 12}
    return re.sub(r"\bP(\d+)([DMY])\b", lambda match: str(int(match[1]) * units[match[2]]), cell)


def _is_same_number(cell: str, term: object) -> bool:
    if not isinstance(term, ox.Literal) or term.datatype.value not in _NUMBERS:
        return False
    try:
        return Decimal(cell) == Decimal(term.value)
    except InvalidOperation:
        return False
