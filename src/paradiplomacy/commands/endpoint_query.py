"""Answer a query through an endpoint, as ``paradiplomacy query --endpoint`` does; large answers pass row by row."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from paradiplomacy.queries.lookup import bound_text
from paradiplomacy.sparql.connect import connect
from paradiplomacy.sparql.endpoint import query_form

if TYPE_CHECKING:
    from paradiplomacy.queries.stored import StoredQuery
    from paradiplomacy.sparql.answer import Answer
    from paradiplomacy.sparql.endpoint import Endpoint, Rows

#: The options of the command that only make sense with --endpoint.
OPTIONS = ("user", "contact", "timeout")
_STREAMED = ("csv", "json")


def answer(query: StoredQuery, values: Mapping[str, str], endpoint: Endpoint) -> Answer:
    """The answer of ``query`` with the parameters ``values``, whose names are those of the graph elsewhere."""
    return endpoint.query(bound_text(query, values, endpoint))


def run(
    query: StoredQuery, url: str, graphs: Sequence[str], options: Mapping[str, str], form: str | None
) -> Answer | None:
    """Answer ``query`` at ``url``; None when the rows were already written to stdout, in ``form`` csv or json.

    ``options`` holds those of OPTIONS and, under the other names, the parameters of the query.
    """
    values = {name: value for name, value in options.items() if name not in OPTIONS}
    endpoint = connect(
        url,
        user=options.get("user"),
        graphs=graphs,
        contact=options.get("contact"),
        timeout=options.get("timeout"),
        say=lambda line: print(f"paradiplomacy: {line}", file=sys.stderr),
    )
    text = bound_text(query, values, endpoint)
    if form in _STREAMED and query_form(text) == "SELECT":
        with endpoint.rows(text) as rows:
            _write(rows, form)
        return None
    return endpoint.query(text)


def _write(rows: Rows, form: str) -> None:
    from paradiplomacy.sparql.writers import WRITERS

    writer = WRITERS[form](rows.variables)
    sys.stdout.write(writer.start)
    count = 0
    for row in rows:
        sys.stdout.write((writer.between if count else "") + writer.row(row))
        count += 1
    sys.stdout.write(writer.end)
    if not count:
        print("paradiplomacy: no row answers this query.", file=sys.stderr)
