"""The addresses of the Reconciliation Service API: what is asked in each, handed to a worker as a job.

``/reconcile`` speaks version 0.2, ``/reconcile/1.0-draft`` the draft of 1.0: their manifests contradict each other, so
that one address cannot give both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from paradiplomacy.errors import quoted
from paradiplomacy.server.protocol import FORM, Refused, by_name, parameters, read_text
from paradiplomacy.server.reconciliation.limits import PAGE
from paradiplomacy.server.respond import Asking
from paradiplomacy.server.shell import respond
from paradiplomacy.server.wire import Job, Reply

ROOT = "/reconcile"
DRAFT = f"{ROOT}/1.0-draft"
_JSON = "application/json"
_ONCE = ("queries", "extend", "id", "type", "prefix", "cursor", "offset", "limit")
_KINDS = ("entity", "property", "type")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")
_MOST_LANGUAGES = 5
_PROPOSALS = 50
_PREVIEW_POLICY = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'"

Endpoint = Callable[[Request], Awaitable[Response]]


class Reconcile:
    """Answers these addresses with the help of ``asking``; ``base`` gives the address of the server itself."""

    def __init__(self, asking: Asking, base: Callable[[Request], str], patience: float) -> None:
        self._asking, self._base, self._patience = asking, base, patience

    def routes(self) -> list[Route]:
        """The routes of both versions."""
        shared: list[tuple[str, Endpoint]] = [
            ("/extend/propose", self._propose),
            ("/preview", self._preview),
            *((f"/suggest/{kind}", partial(self._suggest, kind)) for kind in _KINDS),
        ]
        routes = [Route(root + path, _safely(call)) for root in (ROOT, DRAFT) for path, call in shared]
        return [
            *routes,
            Route(f"{ROOT}/flyout/entity", _safely(self._flyout)),
            Route(ROOT, _safely(self._root), methods=["GET", "POST"]),
            Route(DRAFT, _safely(partial(self._manifest, "1.0-draft"))),
            *(
                Route(f"{DRAFT}/{call}", _safely(partial(self._posted, call)), methods=["POST"])
                for call in ("match", "extend")
            ),
        ]

    async def _root(self, request: Request) -> Response:
        given = await self._given(request)
        if "query" in given:
            raise Refused(400, 'A single "query" was removed in version 0.2; send a batch as "queries".')
        if "queries" in given and "extend" in given:
            raise Refused(400, 'Send either "queries" or "extend".')
        for name, call in (("queries", "match"), ("extend", "extend")):
            if name in given:
                return await self._ask(request, call, version="0.2", text=given[name])
        if request.method == "POST":
            raise Refused(400, 'There is neither "queries" nor "extend".')
        return await self._manifest("0.2", request)

    async def _manifest(self, version: str, request: Request) -> Response:
        return await self._ask(request, "manifest", version=version, base=self._base(request))

    async def _posted(self, call: str, request: Request) -> Response:
        return await self._ask(request, call, version="1.0-draft", text=await self._body(request, _JSON))

    async def _propose(self, request: Request) -> Response:
        given = await self._given(request)
        limit = _number(given, "limit", _PROPOSALS)
        return await self._ask(request, "propose", type_=given.get("type", ""), limit=limit)

    async def _suggest(self, kind: str, request: Request) -> Response:
        given = await self._given(request)
        if "offset" in given and "cursor" in given:
            raise Refused(400, "Send either offset, as version 1.0 calls it, or cursor, as 0.2 does.")
        start, most = _number(given, "offset" if "offset" in given else "cursor", 0), _number(given, "limit", PAGE)
        types = [given["type"]] if given.get("type") and kind == "entity" else []
        details = {"kind": kind, "prefix": given.get("prefix", ""), "start": start, "most": most, "types": types}
        return await self._ask(request, "suggest", **details, strict=given.get("type_strict", "any"))

    async def _flyout(self, request: Request) -> Response:
        return await self._ask(request, "flyout", id_=_id(await self._given(request)))

    async def _preview(self, request: Request) -> Response:
        reply = await self._reply(request, "preview", id_=_id(await self._given(request)))
        # Other sites show it in a frame; there is nothing in it that a click could be stolen for.
        return respond(_with(reply, **{"Content-Security-Policy": _PREVIEW_POLICY}))

    async def _given(self, request: Request) -> dict[str, str]:
        """The parameters of the address and of a form, each once."""
        pairs = [*parameters(request.scope["query_string"])]
        if request.method == "POST":
            pairs += parameters.__wrapped__((await self._body(request, FORM)).encode())
        given = by_name(pairs, _ONCE)
        if "callback" in given:
            raise Refused(400, "This service does not speak JSONP; read it across origins by CORS.")
        return given

    async def _body(self, request: Request, wanted: str) -> str:
        _, text = await read_text(request, self._patience, "this", wanted)
        return text

    async def _ask(self, request: Request, call: str, **details: Any) -> Response:
        return respond(_with(await self._reply(request, call, **details)))

    async def _reply(self, request: Request, call: str, **details: Any) -> Reply:
        details["languages"] = _languages(request.headers.get("accept-language", ""))
        return _as_json(await self._asking.reply(request, Job("reconcile", {"call": call, "details": details})))


def _safely(call: Endpoint) -> Endpoint:
    """``call``, with a refusal in JSON as all else here."""

    async def endpoint(request: Request) -> Response:
        try:
            return await call(request)
        except Refused as refused:
            return respond(_with(_as_json(Reply.refusal(refused.status, str(refused), **refused.headers))))

    return endpoint


def _as_json(reply: Reply) -> Reply:
    """The reply, with its sentence as JSON when it is a refusal."""
    if reply.status == 200:
        return reply
    body = json.dumps({"error": reply.body.decode().strip()}, ensure_ascii=False).encode()
    return Reply(reply.status, _JSON, body, reply.headers)


def _with(reply: Reply, **headers: str) -> Reply:
    more = {"Vary": "Accept-Language", **reply.headers, **headers}
    return Reply(reply.status, reply.type, reply.body, more, reply.file)


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
        raise Refused(400, f"The parameter {name} is {quoted(value)}, which is not a whole number from 0 on.")
    return int(value)


def _id(given: dict[str, str]) -> str:
    if not given.get("id", "").strip():
        raise Refused(400, "There is no parameter named id.")
    return given["id"]
