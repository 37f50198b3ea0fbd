"""Requests of the SPARQL 1.1 Protocol, as read: the query, and the dataset that the request itself names."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from paradiplomacy.server.settings import LONGEST_QUERY

FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_TYPES = (FORM, _DIRECT)
_READ_ONLY = "This endpoint only reads; it takes no update."
_CHARSETS = ("utf-8", "utf8", "us-ascii")
_MOST_PARAMETERS = 200
#: A percent sign that encodes nothing.
MALFORMED = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^";\s]+)', re.IGNORECASE)

Pairs = Sequence[tuple[str, str]]


async def read_query(request: Request, patience: float) -> dict[str, Any] | None:
    """The ``text`` of the query of ``request`` with its ``default`` and ``named`` graphs, if it names any.

    None for a GET without a query, which asks for the service description.
    Raises HTTPException when the request is not in one of the three forms of a query, or is an update.
    """
    pairs = [*parameters(request.scope["query_string"])]
    is_posted = request.method == "POST"
    if is_posted:
        header = request.headers.get("content-type", "")
        media_type, charset = _media_type(header), _CHARSET.search(header)
        if media_type == _UPDATE:
            raise HTTPException(403, _READ_ONLY)
        if media_type in _TYPES and charset and charset[1].lower().replace("_", "-") not in _CHARSETS:
            raise HTTPException(415, "Send the query in UTF-8.")
        text = await read_text(request, patience, "the query", *_TYPES)
        # In a thread and not from the cache, because the form may be long.
        read = asyncio.to_thread(parameters.__wrapped__, text.encode()) if media_type == FORM else None
        pairs += await read if read else [("query", text)]
    given: dict[str, list[str]] = {"query": [], "default-graph-uri": [], "named-graph-uri": []}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    if "update" in given:
        raise HTTPException(403, _READ_ONLY)
    if len(given["query"]) > 1:
        raise HTTPException(400, "There is more than one query, perhaps in the body and in the address; send one.")
    if not given["query"]:
        if is_posted:
            raise HTTPException(400, "There is no parameter named query.")
        return None
    # The engine would count the triples of a graph that is named twice twice.
    default = list(dict.fromkeys(given["default-graph-uri"]))
    return {"text": given["query"][0].removeprefix("\ufeff"), "default": default, "named": given["named-graph-uri"]}


# Decoding a query takes longer than finding its answer in the cache, and the same addresses come again and again.
@lru_cache(maxsize=256)
def parameters(encoded: bytes) -> Pairs:
    """The names and values of a query string or a form; raises HTTPException when they cannot be decoded."""
    if MALFORMED.search(encoded):
        raise HTTPException(400, "A parameter holds a % without two hexadecimal digits behind it; write it as %25.")
    try:
        text = encoded.decode("utf-8")
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS))
    except UnicodeDecodeError:
        raise HTTPException(400, "The parameters are not UTF-8.") from None
    except ValueError:
        raise HTTPException(400, f"There are more than {_MOST_PARAMETERS} parameters.") from None


def by_name(pairs: Pairs, once: Container[str] | None = None) -> dict[str, str]:
    """The values by their names; raises HTTPException when a name (of ``once``, if given) occurs twice."""
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given and (once is None or name in once):
            raise HTTPException(400, f"The parameter {name} is given twice; give it once.")
        given[name] = value
    return given


async def read_text(request: Request, patience: float, what: str, *types: str) -> str:
    """The body of ``request``, which is of one of ``types``, as text.

    Raises HTTPException for another type, a content encoding, or a body that is not UTF-8; ``what`` names the body.
    """
    if _media_type(request.headers.get("content-type", "")) not in types:
        raise HTTPException(415, f"Send {what} as {' or as '.join(types)}.", {"Accept-Post": ", ".join(types)})
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(415, f"Send {what} without a content encoding.")
    try:
        return (await _body(request, patience)).decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "The body is not UTF-8.") from None


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()


async def _body(request: Request, patience: float) -> bytearray:
    """The body; raises HTTPException when it is too long, at once, or too slow."""
    too_long = HTTPException(413, f"The query is longer than {LONGEST_QUERY} bytes.")
    if int(request.headers.get("content-length", 0)) > LONGEST_QUERY:
        raise too_long
    body = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for part in request.stream():
                body += part
                if len(body) > LONGEST_QUERY:
                    raise too_long
    except TimeoutError:
        raise HTTPException(408, "The body took too long to arrive.", {"Connection": "close"}) from None
    except ClientDisconnect:
        raise HTTPException(400, "The body ended too early.", {"Connection": "close"}) from None
    return body
