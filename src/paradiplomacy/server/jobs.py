"""The work of a worker: for each kind of job one function, from the job's details to a reply."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from paradiplomacy.errors import ParadiplomacyError, UsageError, suggestion
from paradiplomacy.names.resolve import class_of, languages, resolve
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.rdf.facts import TYPE, subjects
from paradiplomacy.rdf.namespaces import ID, PREFIXES
from paradiplomacy.rdf.read import FORMATS
from paradiplomacy.server.output import Output
from paradiplomacy.server.reconciliation.limits import CallError
from paradiplomacy.server.render import graph_bytes, holding
from paradiplomacy.server.store_folder import digest_of
from paradiplomacy.server.wire import Job, Reply
from paradiplomacy.sparql import writers
from paradiplomacy.sparql.broken_query import run_query
from paradiplomacy.sparql.dataset_clause import graphs_asked_for

if TYPE_CHECKING:
    from paradiplomacy.server.reconciliation.service import Service
    from paradiplomacy.site.site import Site

_ROWS_AT_ONCE = 200
_MOST_CHOICES = 100

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True)
class WorkerContext:
    """The store, the stored queries by name, the file for a large answer, the most rows of one, and the database.

    A folder of ``serve`` holds the database; that of another server need not have its digest, which only pages show.
    """

    store: ox.Store
    queries: Mapping[str, StoredQuery]
    file: Path
    max_rows: int
    database: Path

    @cached_property
    def site(self) -> Site:
        """The pages about this graph."""
        from paradiplomacy.site.site import Site

        return Site(self.store, digest=digest_of(self.database), live=True)

    @cached_property
    def reconciliation(self) -> Service:
        """The service that matches names; it keeps the names that it has read."""
        from paradiplomacy.server.reconciliation.service import Service

        return Service(self.store)


def answer(job: Job, context: WorkerContext) -> Reply:
    """The reply to ``job``; a mistake in the job itself becomes a refusal."""
    kinds: dict[str, Callable[..., Reply]] = {"query": _query, "stored": _stored, "thing": _thing, "page": _page}
    kinds |= {"choices": _choices, "reconcile": _reconcile}
    try:
        return kinds[job.kind](context, **job.details)
    except CallError as error:
        return Reply.refusal(error.status, str(error))
    except ParadiplomacyError as error:
        return Reply.refusal(403 if ": SERVICE asks" in str(error) else 400, str(error))
    except MemoryError:
        return Reply.refusal(503, "The query needs more memory than one query may have; ask for less.")


def _query(
    context: WorkerContext, text: str, forms: Mapping[str, tuple[str, str] | None], default: list[str], named: list[str]
) -> Reply:
    """A query of the protocol: ``forms`` gives format and type of results and graphs, the rest is the dataset."""
    try:
        graphs = [ox.NamedNode(iri) for iri in (*default, *named, *graphs_asked_for(text))]
    except ValueError as error:
        return Reply.refusal(400, f"The name of a graph is not an absolute IRI: {error}.")
    for graph in graphs:
        if not context.store.contains_named_graph(graph):
            known = [node.value for node in islice(context.store.named_graphs(), _MOST_CHOICES)]
            reason = f"This server does not hold the graph <{graph.value}>, and it fetches nothing"
            return Reply.refusal(403, f"{reason}; {suggestion(graph.value, known)}")
    dataset: dict[str, Any] = {}
    if default or named:
        both = len(default) + len(named)
        dataset = {"default_graph": graphs[: len(default)], "named_graphs": graphs[len(default) : both]}
    result = run_query(context.store, text, **dataset)
    kind = "graph" if isinstance(result, ox.QueryTriples) else "results"
    form = forms[kind]
    if form is None:
        what = "a graph" if kind == "graph" else "a table or a truth value"
        return Reply.refusal(406, f"The answer is {what}, which the server cannot write in a type that Accept names.")
    return _written(result, *form, context, title=context.site.text("answer.title", "en") if form[0] == "html" else "")


def _stored(context: WorkerContext, name: str, values: Mapping[str, str], form: tuple[str, str]) -> Reply:
    """A stored query with values for its parameters; the triples of a CONSTRUCT become rows."""
    query = context.queries[name]
    try:
        things = {
            name: resolve(value, context.store, name).value
            for name, value in values.items()
            if name in query.parameters and query.parameters[name].takes_thing and value
        }
    except UsageError as error:
        return Reply.refusal(404, str(error))
    bound = bind(query, {**values, **things}, context.store)
    result = run_query(context.store, query.text, query.where, bound=bound)
    parameters = f"?{urlencode(values)}" if values else ""
    lang = values.get("lang", "en") if values.get("lang") in query.summary else "en"
    title = query.question(lang)
    return _written(result, *form, context, lang, title=title, query=query, parameters=parameters)


def _thing(context: WorkerContext, iris: list[str], form: tuple[str, str], lang: str) -> Reply:
    """The first thing of ``iris`` that the graph knows, in a form of RDF, or where its page in the language is."""
    from paradiplomacy.site.record import Record

    for iri in iris:
        with suppress(ValueError):  # it is no IRI
            thing = ox.NamedNode(iri)
            if any(context.store.quads_for_pattern(thing, None, None, ox.DefaultGraph())):
                break
    else:
        return Reply.refusal(404, "The graph has no statement about a thing of this name.")
    name, media_type = form
    if name != "html":
        return Reply(200, media_type, graph_bytes(Record(context.site, thing).triples, name))
    path = context.site.path_of(thing, lang)
    if not path:
        return Reply.refusal(404, "This part of a passage has no page; ask for it as Turtle.")
    file, sign, fragment = path.partition(".html#")
    return Reply(303, media_type, headers={"Location": f"/{quote(file + '.html' * bool(sign))}{sign[-1:]}{fragment}"})


def _page(context: WorkerContext, path: str) -> Reply:
    """A file of the site."""
    from paradiplomacy.server.pages import page

    return page(context.site, path)


def _choices(context: WorkerContext) -> Reply:
    """The values of the parameters for the OpenAPI document: the ids of things of a class, and the languages."""
    found: dict[str, list[str]] = {"lang": languages(context.store)}
    for query in context.queries.values():
        for parameter in query.parameters.values():
            if parameter.takes_thing and parameter.name not in found:
                things = (thing.value for thing in subjects(context.store, TYPE, class_of(parameter.name)))
                known = [iri.removeprefix(ID) for iri in things if iri.startswith(ID)]
                found[parameter.name] = known if len(known) <= _MOST_CHOICES else []
    return Reply(200, "application/json", json.dumps(found).encode())


def _reconcile(context: WorkerContext, call: str, details: Mapping[str, Any]) -> Reply:
    """A call of the Reconciliation Service API."""
    found = context.reconciliation.answer(call, details)
    if isinstance(found, str):
        return Reply(200, "text/html; charset=utf-8", found.encode("utf-8", "replace"))
    return Reply(200, "application/json", json.dumps(found).encode())


def _written(
    result: Result, form: str, media_type: str, context: WorkerContext, lang: str = "en", **page: object
) -> Reply:
    """The answer in ``form``; ``page`` is what its page in the language shows beside the rows."""
    output = Output(context.file, context.max_rows)
    try:
        if isinstance(result, ox.QueryBoolean):
            output.write(writers.truth(bool(result), form).encode())
        elif isinstance(result, ox.QuerySolutions) or form == "html" or form in writers.WRITERS:
            names = [it.value for it in result.variables] if isinstance(result, ox.QuerySolutions) else ["s", "p", "o"]
            writer = _on_page(context, lang, names, page) if form == "html" else writers.WRITERS[form](names)
            output.write(writer.start.encode())
            rows = output.limited(holding(result, form))
            between = ""
            while batch := [writer.row(row) for row in islice(rows, _ROWS_AT_ONCE)]:
                output.write((between + writer.between.join(batch)).encode())
                between = writer.between
            cut = (
                f"<tr><td>{context.site.text('answer.cut', lang)}</td></tr>\n" if form == "html" and output.cut else ""
            )
            output.write((cut + writer.end).encode())
        else:
            file = cast(IO[bytes], output)  # the engine only calls write and flush
            triples = output.limited(holding(result, form))
            ox.serialize(triples, file, format=FORMATS[f".{form}"], prefixes=PREFIXES)
        body = output.close()
    except OSError as error:
        return Reply.refusal(503, f"The server cannot store so large an answer: {error.strerror or error}.")
    except (RuntimeError, ValueError) as error:
        return Reply.refusal(400, f"The engine cannot answer this query: {error}.")
    headers = {"X-Max-Rows": str(context.max_rows), "X-Truncated": "true" if output.cut else "false"}
    if not isinstance(result, ox.QueryBoolean):
        headers["X-Rows"] = str(output.rows)
    return Reply(200, media_type, body, headers, output.file)


def _on_page(context: WorkerContext, lang: str, names: list[str], page: Mapping[str, object]) -> writers.ResultForm:
    from paradiplomacy.server.pages import html_rows

    return html_rows(context.site, lang, names, **page)
