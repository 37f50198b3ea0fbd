"""The web application: which address is answered by what."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Triple
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from paradiplomacy.errors import suggestion
from paradiplomacy.queries.stored import stored_queries
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.server import media, pages
from paradiplomacy.server import service_description as describe
from paradiplomacy.server.documents import documents
from paradiplomacy.server.downloads import Downloads
from paradiplomacy.server.html import STYLE
from paradiplomacy.server.openapi import document
from paradiplomacy.server.pool import Pool
from paradiplomacy.server.protocol import Refused, by_name, parameters, read_query
from paradiplomacy.server.reconcile import Reconcile
from paradiplomacy.server.respond import Asking
from paradiplomacy.server.settings import Settings
from paradiplomacy.server.shell import Shell, respond
from paradiplomacy.server.store_folder import StoreFolder
from paradiplomacy.server.wire import Job, Reply

# The last part of an IRI under id/: no slash, and nothing else that means something in a path.
_NAME = re.compile(r"(?!\.)[\w.~-]{1,200}")


class Site:
    """What the addresses of one server answer."""

    def __init__(self, settings: Settings, store: StoreFolder, folder: Path, ready: Callable[[], None]) -> None:
        """``folder`` takes answers that are too large for memory; ``ready`` is called when requests are answered."""
        self._settings, self._store, self._ready = settings, store, ready
        self._pool = Pool(store.database, folder, settings)
        self._asking = Asking(self._pool)
        self._downloads = Downloads(store)
        self._reconcile = Reconcile(self._asking, self._base, settings.client_timeout)
        self._queries = {query.name: query for query in stored_queries()}
        self._documents = documents()
        self._described = store.description()

    def application(self) -> Shell:
        """The ASGI application."""
        names = sorted({path.partition(".")[0] for path in self._documents})
        reading = (
            ("/", self._front),
            ("/health", self._health),
            ("/style.css", self._style),
            ("/openapi.json", self._openapi),
            ("/.well-known/void", self._void),
            ("/queries", self._query_list),
            ("/queries/", self._query_list),
            ("/queries/{name}", self._stored_query),
            ("/id/{name:path}", self._thing),
            ("/download/{name}", self._download),
            *((f"/{name}", self._document) for name in names),
            *((f"/{path}", self._document_file) for path in self._documents),
        )
        # Routes are tried in this order.
        routes = [Route("/sparql", self._sparql, methods=["GET", "POST"])]
        routes += [Route(path, endpoint) for path, endpoint in reading]
        routes += self._reconcile.routes()
        app = Starlette(routes=routes, lifespan=self._lifespan)
        app.router.redirect_slashes = False
        app.add_exception_handler(HTTPException, _http_error)
        app.add_exception_handler(Refused, _refused)
        return Shell(app, {route.path for route in routes if "POST" in (route.methods or ())})

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        await self._pool.start()
        self._ready()
        try:
            yield
        finally:
            await self._downloads.stop()
            await self._pool.stop()

    async def _sparql(self, request: Request) -> Response:
        query = await read_query(request, self._settings.client_timeout)
        accept = _accept(request)
        graph = media.choose(accept, media.GRAPHS)
        if query is None:
            body = describe.service(self._base(request), self._store.triples, self._store.graphs)
            return _in_form(body, graph)
        results = media.choose(accept, media.RESULTS)
        if results is None and graph is None:
            raise Refused(406, _takes(*media.RESULTS, *media.GRAPHS))
        forms = {"results": _pair(results), "graph": _pair(graph)}
        details = {"text": query.text, "forms": forms, "default": query.default, "named": query.named}
        return await self._asking.respond(request, Job("query", details))

    async def _stored_query(self, request: Request) -> Response:
        name, _, end = request.path_params["name"].partition(".")
        query = self._queries.get(name)
        if query is None or end not in ("", "rq", "csv", "json"):
            raise Refused(404, f"There is no such stored query; {suggestion(name, self._queries)}")
        if end == "rq":
            return respond(Reply(200, "application/sparql-query", query.text.encode()))
        form = media.named(end, media.ROWS) or media.choose(_accept(request), media.ROWS)
        if form is None:
            raise Refused(406, _takes(*media.ROWS))
        values = by_name(parameters(request.scope["query_string"]))
        job = Job("stored", {"name": name, "values": values, "form": _pair(form)})
        return await self._asking.respond(request, job)

    async def _thing(self, request: Request) -> Response:
        name: str = request.path_params["name"]
        if not _NAME.fullmatch(name):
            raise Refused(404, "This is not the name of a thing of the graph.")
        stem, _, end = name.rpartition(".")
        form = media.named(end, media.PAGES) if stem else None
        if form is not None:
            return await self._asking.respond(request, _about(stem, form))
        form = media.choose(_accept(request), media.PAGES)
        if form is None:
            raise Refused(406, _takes(*media.PAGES))
        reply = await self._asking.reply(request, _about(name, media.named(form.name, media.PAGES) or form))
        return respond(reply) if reply.status != 200 else _see(f"/id/{quote(name)}.{form.name}")

    async def _document(self, request: Request) -> Response:
        form = media.choose(_accept(request), media.PAGES)
        if form is None:
            raise Refused(406, _takes(*media.PAGES))
        return _see(f"{request.url.path}.{form.name}")

    async def _document_file(self, request: Request) -> Response:
        return respond(self._documents[request.url.path[1:]])

    async def _query_list(self, request: Request) -> Response:
        form = media.choose(_accept(request), media.LISTS)
        if form is None:
            raise Refused(406, _takes(*media.LISTS))
        queries = list(self._queries.values())
        if form.name == "html":
            return respond(Reply(200, form.header, pages.listed(queries)))
        return respond(Reply(200, form.header, pages.listed_as_json(queries, self._base(request))))

    async def _openapi(self, request: Request) -> Response:
        reply = await self._asking.reply(request, Job("choices", {}))
        if reply.status != 200:
            return respond(reply)
        found = document(self._base(request), list(self._queries.values()), json.loads(reply.body))
        return respond(Reply(200, "application/json", json.dumps(found, ensure_ascii=False).encode()))

    async def _void(self, request: Request) -> Response:
        triples = describe.dataset(self._base(request), self._store.triples, self._described, f"{ID}dataset")
        return _in_form(triples, media.choose(_accept(request), media.GRAPHS))

    async def _download(self, request: Request) -> Response:
        return await self._downloads.get(request.path_params["name"])

    async def _front(self, request: Request) -> Response:
        body = pages.front(self._store.triples, self._queries.values())
        return respond(Reply(200, media.HTML.header, body))

    async def _health(self, request: Request) -> Response:
        body = json.dumps({"status": "ok", "triples": self._store.triples}).encode()
        return respond(Reply(200, "application/json", body))

    async def _style(self, request: Request) -> Response:
        return respond(Reply(200, "text/css; charset=utf-8", STYLE.encode()))

    def _base(self, request: Request) -> str:
        """The address of the server as its client sees it."""
        return self._settings.public_url or f"{request.url.scheme}://{request.url.netloc}"


def _accept(request: Request) -> str | None:
    """The header Accept, which may be spread over several lines."""
    lines = request.headers.getlist("accept")
    return ", ".join(lines) if lines else None


def _about(name: str, form: media.Form) -> Job:
    return Job("thing", {"iri": f"{ID}{name}", "form": [form.name, form.header]})


def _pair(form: media.Form | None) -> list[str] | None:
    return [form.name, form.header] if form else None


def _in_form(triples: Iterable[Triple], form: media.Form | None) -> Response:
    if form is None:
        raise Refused(406, _takes(*media.GRAPHS))
    return respond(Reply(200, form.header, describe.written(triples, form.name)))


def _see(address: str) -> Response:
    return RedirectResponse(address, 303, {"Vary": "Accept"})


def _takes(*forms: media.Form) -> str:
    types = ", ".join(dict.fromkeys(form.type for form in forms))
    return f"The server can write none of what Accept names; it can write {types}."


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentences = {404: "There is nothing at this address.", 405: "This address does not take this method."}
    sentence = sentences.get(error.status_code, error.detail)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] += ", OPTIONS"  # which is answered before any address is looked at
    return respond(Reply.refusal(error.status_code, sentence, **headers))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return respond(Reply.refusal(error.status, str(error), **error.headers))
