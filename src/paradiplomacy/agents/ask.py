"""The tools that ask queries: the stored ones, the comparison of two agreements, and SPARQL."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from paradiplomacy.agents.told import Told, named, things_in
from paradiplomacy.agents.words import say
from paradiplomacy.errors import UsageError
from paradiplomacy.graph import Graph
from paradiplomacy.names.resolve import resolve
from paradiplomacy.publishing.comparison import table
from paradiplomacy.queries import oecd
from paradiplomacy.queries.stored import StoredQuery, find, stored_queries
from paradiplomacy.rdf.facts import Node
from paradiplomacy.rdf.namespaces import ID, PREFIXES
from paradiplomacy.server.jobs import WorkerContext
from paradiplomacy.server.jobs import answer as answer_job
from paradiplomacy.server.wire import Job
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.text import declarations, tokens

_ROWS_SHOWN = 20
_WIDTH = 100
# What a client keeps of an answer is dear, so a larger one is refused and not sent.
_MOST_BYTES = 1_000_000
_FORMS = {"results": ("json", "application/sparql-results+json"), "graph": ("ttl", "text/turtle")}


def compare(store: ox.Store, lang: str, agreement_a: str, agreement_b: str) -> Told:
    """Two sister-city agreements sector by sector: status, counts and years, and the words behind each cell."""
    pairs = [resolve(text, store, "sister_city_agreement") for text in (agreement_a, agreement_b)]
    if pairs[0] == pairs[1]:
        raise UsageError(f"Both names mean {pairs[0].value}; name two agreements.")
    graph = Graph(store)
    sectors, notes = (
        _together([graph.query(name, agreement=pair.value, lang=lang) for pair in pairs])
        for name in ("compare-sectors", "sector-evidence")
    )
    cells = [
        {**row, "words": [note for note in notes if _cell(note) == _cell(row)]}
        for row in sorted(sectors, key=lambda row: str(row["sectorConcept"]))
    ]
    data = {"agreements": [named(store, pair, lang) for pair in pairs], "sectors": cells}
    records = things_in(row[notes.variables.index("record")] for row in notes.rows)
    return Told(data, table(sectors, notes, _WIDTH, lang).rstrip(), [*pairs, *records])


def _together(answers: list[Answer]) -> Answer:
    """The rows of two answers of one query."""
    return Answer(answers[0].variables, [row for answer in answers for row in answer.rows], "select")


def _cell(row: Mapping[str, Any]) -> tuple[Any, Any]:
    return row["sector"], row["agreement"]


def stored_query(
    store: ox.Store, lang: str, most_rows: int, name: str = "", parameters: Mapping[str, str] | None = None
) -> Told:
    """The answer of the stored query ``name``; without a name, the list of the queries with their parameters."""
    if not name:
        return _listed(lang)
    query = find(name)
    values = dict(parameters or {})
    if "lang" in query.parameters:
        values.setdefault("lang", lang)
    answer = Graph(store).query(query, **values)
    rows = list(answer)[:most_rows]
    is_cut = len(answer) > most_rows
    shown = Answer(answer.variables, answer.rows[:_ROWS_SHOWN], answer.kind)
    shown.headings = answer.headings
    note = f"; {say('cut', lang)}" if is_cut else ""
    text = f"{query.question(lang)}\n{say('answers', lang)}: {len(answer)}{note}.\n{shown.to_markdown()}".rstrip()
    data = {"query": _query(query, lang), "columns": answer.variables, "rows": rows, "truncated": is_cut}
    return Told(data, text, things_in(term for row in answer.rows[:most_rows] for term in row))


def _listed(lang: str) -> Told:
    queries = [_query(query, lang) for query in [*stored_queries(), *oecd.queries()]]
    lines = [f"- {each['name']} ({', '.join(each['parameters']) or '–'}): {each['question']}" for each in queries]
    return Told({"queries": queries}, "\n".join(lines))


def _query(query: StoredQuery, lang: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "question": query.question(lang),
        "description": query.explanation(lang),
        "parameters": {
            name: {"takes": "thing" if parameter.takes_thing else "word", "default": parameter.default}
            for name, parameter in query.parameters.items()
        },
    }


def sparql(context: WorkerContext, lang: str, query: str) -> Told:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE, within the limits; raises UsageError when it is refused."""
    declared = {prefix for prefix, _ in declarations(query)}
    # On the first line, so that the line of a mistake is still the right one.
    known = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if name not in declared)
    asked = {"text": known + query, "forms": _FORMS, "default": [], "named": []}
    reply = answer_job(Job("query", asked), context)
    body = reply.body if reply.file is None else context.file.read_bytes()
    context.file.unlink(missing_ok=True)
    if reply.status != 200:
        raise UsageError(body.decode().strip())
    if len(body) > _MOST_BYTES:
        raise UsageError(f"The answer has {len(body)} bytes and more than {_MOST_BYTES} are not sent; ask for less.")
    is_cut = reply.headers["X-Truncated"] == "true"
    note = [f"({say('cut', lang)})"] if is_cut else []
    if reply.type.startswith("text/turtle"):
        things = things_in(
            term for it in ox.parse(body, format=ox.RdfFormat.TURTLE) for term in (it.subject, it.object)
        )
        turtle = body.decode()
        return Told({"turtle": turtle, "truncated": is_cut}, "\n".join([turtle.strip(), *note]), things)
    results = json.loads(body)
    asked_about = _named_in(query)
    rows = results.get("results", {}).get("bindings", [])
    terms = [term["value"] for row in rows for term in row.values() if term["type"] == "uri"]
    lines = ["\t".join(f"{name}={term['value']}" for name, term in row.items()) for row in rows[:_ROWS_SHOWN]]
    lines = lines if "results" in results else [str(results["boolean"]).lower()]
    count = [f"{say('answers', lang)}: {len(rows)}."] if "results" in results else []
    told = {"results": results, "truncated": is_cut}
    return Told(told, "\n".join([*count, *lines, *note]), [*things_in(map(ox.NamedNode, terms)), *asked_about])


def _named_in(query: str) -> list[Node]:
    """The things that a query names; an ASK has no others."""
    iris = (token.text[1:-1] if token.kind == "iri" else token.text for token in tokens(query))
    return things_in(
        ox.NamedNode(ID + iri[3:]) if iri.startswith("id:") else ox.NamedNode(iri)
        for iri in iris
        if re.match("id:.|https?://", iri)
    )
