"""The outermost layer: refuses malformed addresses, answers OPTIONS, and gives every answer the same safe headers."""

from __future__ import annotations

import asyncio
import re
import sys
import traceback
from collections.abc import Container
from urllib.parse import unquote_to_bytes

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paradiplomacy.server.protocol import MALFORMED
from paradiplomacy.server.respond import respond
from paradiplomacy.server.wire import Reply

_HOST = re.compile(rb"[A-Za-z0-9._~-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
# Pages of other sites may read here, as nothing can be changed and no answer depends on who asks. Starlette's own
# CORSMiddleware would leave these headers out without an Origin, and a shared cache then give that answer to a browser.
_READING = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"X-Rows, X-Max-Rows, X-Truncated, Retry-After"),
)
_SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
    *_READING,
)
# Some browsers do not know the star, and none lets it stand for Authorization; YASGUI and Comunica send the others.
_ALLOWED = "*, Accept, Accept-Language, Authorization, Content-Type, User-Agent, X-Requested-With"
_PREFLIGHT = {"Access-Control-Allow-Headers": _ALLOWED, "Access-Control-Max-Age": "86400"}


class Middleware:
    """Wraps the application ``app``; the addresses in ``posted`` take POST, too."""

    def __init__(self, app: ASGIApp, posted: Container[str]) -> None:
        self._app, self._posted = app, posted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request by ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_safely(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                own = list(message.get("headers", ()))
                given = {name for name, _ in own}
                message["headers"] = [*own, *(header for header in _SAFE if header[0] not in given)]
            await send(message)

        try:
            problem = _problem(scope)
            if problem:
                # The connection ends here, because it is uncertain where the next request begins.
                await respond(Reply.refusal(400, problem, Connection="close"))(scope, receive, send_safely)
            elif scope["method"] == "OPTIONS":
                await _preflight(scope["path"] in self._posted)(scope, receive, send_safely)
            else:
                await self._app(scope, receive, send_safely)
        except asyncio.CancelledError:
            if started:
                raise
            # Only the end of the server cancels a request.
            await respond(Reply.refusal(503, "The server is stopping; try again later."))(scope, receive, send_safely)
        except Exception:
            traceback.print_exc(file=sys.stderr)
            if started:
                raise  # uvicorn closes the connection, so that half an answer does not look whole
            await respond(Reply.refusal(500, "The server failed; its log says why."))(scope, receive, send_safely)


def _preflight(takes_post: bool) -> Response:
    """The answer to a browser that asks for the methods which pages of other sites may use."""
    methods = "GET, HEAD, POST" if takes_post else "GET, HEAD"
    headers = {"Allow": f"{methods}, OPTIONS", "Access-Control-Allow-Methods": methods, **_PREFLIGHT}
    return Response(status_code=204, headers=headers)


def _problem(scope: Scope) -> str | None:
    """The sentence that says what is wrong with the address or the headers of a request; None when they are right."""
    path, names = scope["raw_path"], {name for name, _ in scope["headers"]}
    if MALFORMED.search(path):
        return "The address holds a % that is not followed by two hexadecimal digits; write it as %25."
    if b"%00" in path:
        return "The address holds a null byte."
    if not all(_HOST.fullmatch(value) for name, value in scope["headers"] if name == b"host"):
        return "The header Host is not the name of a server."
    # A proxy that goes by the other one would take the rest of the body for another request.
    if {b"content-length", b"transfer-encoding"} <= names:
        return "The request gives the length of its body in two ways."
    try:
        unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        return "The address holds percent-encoded bytes that are not UTF-8."
    return None
