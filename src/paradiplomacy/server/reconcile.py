"""The addresses of the Reconciliation Service API, version 0.2: each request becomes a job for a worker."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from paradiplomacy.errors import quoted
from paradiplomacy.server.protocol import FORM, by_name, parameters, read_text
from paradiplomacy.server.reconciliation.limits import PAGE
from paradiplomacy.server.respond import Responder, respond
from paradiplomacy.server.wire import Job, Reply

ROOT = "/reconcile"
_JSON = "application/json"
_ONCE = ("queries", "extend", "id", "type", "prefix", "cursor", "limit")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")
_MOST_LANGUAGES = 5
_PROPOSALS = 50
# Pages of other sites show the preview in a frame; nothing in it is worth a stolen click.
_PREVIEW_POLICY = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'"

# The name of a call and its details, for a worker.
Call = tuple[str, dict[str, Any]]
Reader = Callable[[dict[str, str], Request], Call]


class Reconciliation:
    """The addresses, answered by ``responder``; ``base`` gives the address of the server itself."""

    def __init__(self, responder: Responder, base: Callable[[Request], str], patience: float) -> None:
        self._responder, self._base, self._patience = responder, base, patience

    def routes(self) -> list[Route]:
        """The routes of all calls."""
        readers: dict[str, Reader] = {
            "/extend/propose": _propose,
            "/preview": lambda given, request: ("preview", {"id_": _id(given)}),
            "/flyout/entity": lambda given, request: ("flyout", {"id_": _id(given)}),
            **{f"/suggest/{kind}": partial(_suggest, kind) for kind in ("entity", "property", "type")},
        }
        return [
            Route(ROOT, partial(self._answer, self._root), methods=["GET", "POST"]),
            *(Route(ROOT + path, partial(self._answer, read)) for path, read in readers.items()),
        ]

    async def _answer(self, read: Reader, request: Request) -> Response:
        """The answer to the call that ``read`` makes of the parameters; refusals are in JSON, too."""
        try:
            call, details = read(await self._given(request), request)
        except HTTPException as error:
            return _respond(Reply.refusal(error.status_code, error.detail, **(error.headers or {})))
        details["languages"] = _languages(request.headers.get("accept-language", ""))
        response = _respond(await self._responder.reply(request, Job("reconcile", {"call": call, "details": details})))
        if call == "preview":
            response.headers["Content-Security-Policy"] = _PREVIEW_POLICY
        return response

    async def _given(self, request: Request) -> dict[str, str]:
        """The parameters of the address and of a form, each once."""
        pairs = [*parameters(request.scope["query_string"])]
        if request.method == "POST":
            text = await read_text(request, self._patience, "this", FORM)
            pairs += parameters.__wrapped__(text.encode())
        given = by_name(pairs, _ONCE)
        if "callback" in given:
            raise HTTPException(400, "This service does not speak JSONP; read it across origins by CORS.")
        return given

    def _root(self, given: dict[str, str], request: Request) -> Call:
        if "query" in given:
            raise HTTPException(400, 'A single "query" was removed in version 0.2; send a batch as "queries".')
        if "queries" in given and "extend" in given:
            raise HTTPException(400, 'Send either "queries" or "extend".')
        for name, call in (("queries", "match"), ("extend", "extend")):
            if name in given:
                return call, {"text": given[name]}
        if request.method == "POST":
            raise HTTPException(400, 'There is neither "queries" nor "extend".')
        return "manifest", {"base": self._base(request)}


def _propose(given: dict[str, str], request: Request) -> Call:
    return "propose", {"type_": given.get("type", ""), "limit": _number(given, "limit", _PROPOSALS)}


def _suggest(kind: str, given: dict[str, str], request: Request) -> Call:
    return "suggest", {
        "kind": kind,
        "prefix": given.get("prefix", ""),
        "start": _number(given, "cursor", 0),
        "most": _number(given, "limit", PAGE),
        "types": [given["type"]] if given.get("type") and kind == "entity" else [],
        "strict": given.get("type_strict", "any"),
    }


def _respond(reply: Reply) -> Response:
    body, type_ = reply.body, reply.type
    if reply.status != 200:
        body, type_ = json.dumps({"error": body.decode().strip()}, ensure_ascii=False).encode(), _JSON
    return respond(Reply(reply.status, type_, body, {"Vary": "Accept-Language", **reply.headers}))


def _languages(header: str) -> Sequence[str]:
    """The languages of Accept-Language, the best first."""
    liked: dict[str, float] = {}
    for part in header[:500].split(","):
        match = _LANGUAGE.fullmatch(part)
        if match and float(match[2] or 1) > 0:
            liked.setdefault(match[1].lower(), float(match[2] or 1))
    return sorted(liked, key=lambda tag: -liked[tag])[:_MOST_LANGUAGES]


def _number(given: dict[str, str], name: str, usual: int) -> int:
    value = given.get(name, "").strip() or str(usual)
    if not value.isdecimal() or len(value) > 9:
        raise HTTPException(400, f"The parameter {name} is {quoted(value)}, which is not a whole number from 0 on.")
    return int(value)


def _id(given: dict[str, str]) -> str:
    if not given.get("id", "").strip():
        raise HTTPException(400, "There is no parameter named id.")
    return given["id"]
