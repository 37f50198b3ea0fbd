"""The web application: the addresses and their answers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from paradiplomacy.errors import suggestion
from paradiplomacy.queries.stored import stored_queries
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.server import media
from paradiplomacy.server import service_description as describe
from paradiplomacy.server.downloads import Downloads
from paradiplomacy.server.middleware import Middleware
from paradiplomacy.server.openapi import document
from paradiplomacy.server.pool import Pool
from paradiplomacy.server.protocol import by_name, parameters, read_query
from paradiplomacy.server.reconcile import Reconciliation
from paradiplomacy.server.render import graph_bytes
from paradiplomacy.server.respond import VARY, Responder, respond
from paradiplomacy.server.settings import Settings
from paradiplomacy.server.store_folder import StoreFolder
from paradiplomacy.server.wire import Job, Reply
from paradiplomacy.site.addresses import FOLDERS
from paradiplomacy.site.messages import LANGUAGES

# The page that stands for each document, in the folder of a language.
_DOCUMENTS = dict.fromkeys(("ontology", "schemes", "shapes"), "vocabulary.html")
# Instead of Starlette's own words.
_SENTENCES = {
    "Not Found": "There is nothing at this address.",
    "Method Not Allowed": "This address does not take this method.",
}
_ELSEWHERE = "The SPARQL endpoint is {}/sparql, which only reads; send queries there."


class Application:
    """The addresses of one server and their answers."""

    def __init__(self, settings: Settings, store: StoreFolder, folder: Path, ready: Callable[[], None]) -> None:
        """``folder`` takes answers that are too large for memory; ``ready`` is called once requests are answered."""
        self._settings, self._store, self._ready = settings, store, ready
        self._pool = Pool(store.database, folder, settings)
        self._responder = Responder(self._pool)
        self._reconciliation = Reconciliation(self._responder, self._base, settings.client_timeout)
        self._queries = {query.name: query for query in stored_queries()}
        self._described = store.description()

    def asgi(self) -> Middleware:
        """The ASGI application."""
        # Routes are tried in this order.
        routes = [
            Route("/sparql", self._sparql, methods=["GET", "POST"]),
            Route("/", self._front),
            Route("/health", self._health),
            Route("/openapi.json", self._openapi),
            Route("/.well-known/void", self._void),
            Route("/void.ttl", self._void),
            Route("/queries", self._query_list),
            Route("/queries/", self._query_list),
            Route("/queries/{name}", self._stored_query),
            Route("/id/{name:path}", self._thing),
            Route("/download/{name}", Downloads(self._store).get),
            *self._reconciliation.routes(),
            Route("/{path:path}", self._page),
        ]
        app = Starlette(routes=routes, lifespan=self._lifespan, exception_handlers={HTTPException: _refused})
        app.router.redirect_slashes = False
        return Middleware(app, {route.path for route in routes if "POST" in (route.methods or ())})

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        await self._pool.start()
        self._ready()
        try:
            yield
        finally:
            await self._pool.stop()

    async def _sparql(self, request: Request) -> Response:
        query = await read_query(request, self._settings.client_timeout)
        accept = media.accepted(request)
        results, graph = media.choose(accept, media.RESULTS), media.choose(accept, media.GRAPH_ANSWERS)
        if query is None and graph == media.HTML:
            return _see("/")
        if query is None:
            return _graph(request, describe.service(self._base(request), self._store.triples, self._store.graphs))
        if results is None and graph is None:
            raise _not_acceptable(*media.RESULTS, *media.GRAPHS)
        forms = {"results": results and results.pair, "graph": graph and graph.pair}
        return await self._responder.respond(request, Job("query", {**query, "forms": forms}))

    async def _stored_query(self, request: Request) -> Response:
        name, _, end = request.path_params["name"].partition(".")
        query, form = self._queries.get(name), media.named(end, media.ROWS)
        if query is None or not (form or end in ("", "rq")):
            raise HTTPException(404, f"There is no such stored query; {suggestion(name, self._queries)}")
        if end == "rq":
            return respond(Reply(200, "application/sparql-query", query.text.encode()))
        values = by_name(parameters(request.scope["query_string"]))
        pair = (form or _format(request, media.ROWS)).pair
        return await self._responder.respond(request, Job("stored", {"name": name, "values": values, "form": pair}))

    async def _front(self, request: Request) -> Response:
        if {"query", "update"} & request.query_params.keys():
            raise HTTPException(400, _ELSEWHERE.format(self._base(request)))
        return await self._responder.respond(request, Job("page", {"path": "index.html"}))

    async def _thing(self, request: Request) -> Response:
        # The IRI holds the characters themselves, or is percent-encoded as the address is.
        names = (request.path_params["name"], request.scope["raw_path"].decode("ascii").removeprefix("/id/"))
        stems, _, (end, _) = zip(*(name.rpartition(".") for name in names), strict=True)
        lang, form = _language(request), media.named(end, media.PAGES)
        jobs = [_description(stems, form, lang)] if form else [Job("page", {"path": f"id/{names[0]}"})]
        for job in jobs:
            reply = await self._responder.reply(request, job)
            if reply.status != 404:
                return respond(reply, request)
        # Or the name itself ends as a form does.
        form = _format(request, media.PAGES)
        known = media.named(form.name, media.PAGES) or form
        reply = await self._responder.reply(request, _description(names, known, lang))
        return respond(reply, request) if reply.status != 200 else _see(f"/id/{quote(names[0])}.{form.name}")

    async def _page(self, request: Request) -> Response:
        path = request.path_params["path"]
        if path in _DOCUMENTS:
            form = _format(request, media.PAGES)
            return _see(
                f"/{FOLDERS[_language(request)]}/{_DOCUMENTS[path]}" if form == media.HTML else f"/{path}.{form.name}"
            )
        return await self._responder.respond(request, Job("page", {"path": path}))

    async def _query_list(self, request: Request) -> Response:
        queries = self._queries.values()
        if _format(request, media.LISTS) == media.HTML:
            return _see(f"/{FOLDERS[_language(request)]}/queries/index.html")
        entries = [
            {key: getattr(query, key) for key in ("name", "summary", "description", "tags")}
            | {"url": f"{self._base(request)}/queries/{query.name}"}
            | {"parameters": {name: parameter.default for name, parameter in query.parameters.items()}}
            for query in queries
        ]
        return JSONResponse({"queries": entries}, headers={"Vary": VARY})

    async def _openapi(self, request: Request) -> Response:
        reply = await self._responder.reply(request, Job("choices", {}))
        if reply.status != 200:
            return respond(reply, request)
        return JSONResponse(document(self._base(request), list(self._queries.values()), json.loads(reply.body)))

    async def _void(self, request: Request) -> Response:
        base = self._base(request)
        return _graph(request, describe.dataset(base, self._store.triples, self._described, f"{ID}dataset"))

    async def _health(self, request: Request) -> Response:
        return JSONResponse({"status": "ok", "triples": self._store.triples})

    def _base(self, request: Request) -> str:
        """The address of the server as its client sees it."""
        return self._settings.public_url or f"{request.url.scheme}://{request.url.netloc}"


def _format(request: Request, forms: tuple[media.Format, ...]) -> media.Format:
    """The format that the client prefers; raises HTTPException when it accepts none."""
    form = media.choose(media.accepted(request), forms)
    if form is None:
        raise _not_acceptable(*forms)
    return form


def _not_acceptable(*forms: media.Format) -> HTTPException:
    types = ", ".join(dict.fromkeys(form.type for form in forms))
    return HTTPException(406, f"Accept names no type that the server can write here; it can write {types}.")


def _description(names: Iterable[str], form: media.Format, lang: str) -> Job:
    return Job("thing", {"iris": [f"{ID}{name}" for name in names], "form": form.pair, "lang": lang})


def _language(request: Request) -> str:
    """The language of the pages that the client prefers."""
    return media.language(request.headers.get("accept-language"), LANGUAGES)


def _graph(request: Request, triples: list[ox.Triple]) -> Response:
    form = _format(request, media.GRAPHS)
    return respond(Reply(200, form.header, graph_bytes(triples, form.name)))


def _see(address: str) -> Response:
    return RedirectResponse(address, 303, {"Vary": VARY})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence, headers = _SENTENCES.get(error.detail, error.detail), dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] += ", OPTIONS"  # which the middleware answers
        sentence = _ELSEWHERE.format("") if request.url.path == "/" else sentence
    return respond(Reply.refusal(error.status_code, sentence, **headers), request)
