"""Read a request of the SPARQL 1.1 Protocol: the query, and the dataset that the request itself names."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from paradiplomacy.server.settings import LONGEST_QUERY, MOST_DRAINED

FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_TYPES = (FORM, _DIRECT)
_READ_ONLY = "This endpoint only reads; it takes no update."
_MOST_PARAMETERS = 200
#: A percent sign that encodes nothing.
MALFORMED = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^";\s]+)', re.IGNORECASE)

Pairs = Sequence[tuple[str, str]]


class Refused(Exception):  # noqa: N818 - it says what happened
    """A request that is answered with an HTTP status and a sentence."""

    def __init__(self, status: int, sentence: str, **headers: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = headers


@dataclass(frozen=True)
class QueryRequest:
    """A query with the graphs that the request names for it: None where it names none of either kind."""

    text: str
    default: list[str] | None
    named: list[str] | None


async def read_query(request: Request, patience: float) -> QueryRequest | None:
    """The query of ``request``; None for a GET without one, which asks for the service description.

    Raises Refused when the request is none of the three ways of sending a query, or one of sending an update.
    """
    pairs: Pairs = parameters(request.scope["query_string"])
    if request.method == "POST":
        media_type, text = await _posted(request, patience)
        if media_type == _DIRECT:
            if any(name == "query" for name, _ in pairs):
                raise Refused(400, "The query stands in the body and in the address; send one of them.")
            pairs = [*pairs, ("query", text)]
        else:
            # In a thread, because to decode a long form takes a while; uncached, because it may be long.
            pairs = [*pairs, *await asyncio.to_thread(parameters.__wrapped__, text.encode())]
    return _from_pairs(pairs, request.method)


# The same addresses are asked for again and again, and to decode a query takes longer than to find its answer.
@lru_cache(maxsize=256)
def parameters(encoded: bytes) -> Pairs:
    """The names and values of a query string or a form; raises Refused when they cannot be decoded."""
    if MALFORMED.search(encoded):
        raise Refused(400, "A parameter holds a % that is not followed by two hexadecimal digits; write it as %25.")
    try:
        text = encoded.decode("utf-8")
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS))
    except UnicodeDecodeError:
        raise Refused(400, "The parameters are not UTF-8.") from None
    except ValueError:
        raise Refused(400, f"There are more than {_MOST_PARAMETERS} parameters.") from None


def by_name(pairs: Pairs, once: Container[str] | None = None) -> dict[str, str]:
    """The values by their names; raises Refused when a name (one of ``once``, where that is given) stands twice."""
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given and (once is None or name in once):
            raise Refused(400, f"The parameter {name} stands twice; give it once.")
        given[name] = value
    return given


def _from_pairs(pairs: Pairs, method: str) -> QueryRequest | None:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise Refused(403, _READ_ONLY)
    if len(queries) > 1:
        raise Refused(400, "There is more than one query; send one.")
    if not queries:
        if method == "POST":
            raise Refused(400, "There is no parameter named query.")
        return None
    # The engine would count the triples of a graph that is named twice twice.
    default = list(dict.fromkeys(value for name, value in pairs if name == "default-graph-uri"))
    named = [value for name, value in pairs if name == "named-graph-uri"]
    if not default and not named:
        return QueryRequest(queries[0], None, None)
    return QueryRequest(queries[0], default, named)


async def _posted(request: Request, patience: float) -> tuple[str, str]:
    header = request.headers.get("content-type", "")
    media_type = _media_type(header)
    if media_type == _UPDATE:
        raise Refused(403, _READ_ONLY)
    charset = _CHARSET.search(header) if media_type in _TYPES else None
    if charset and charset[1].lower().replace("_", "-") not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, "Send the query in UTF-8.")
    return await read_text(request, patience, "the query", *_TYPES)


async def read_text(request: Request, patience: float, what: str, *types: str) -> tuple[str, str]:
    """The media type of the body of ``request``, which is one of ``types``, and its text.

    Raises Refused, in whose sentence the body is called ``what``, for another type, an encoding, and what is no text.
    """
    media_type = _media_type(request.headers.get("content-type", ""))
    if media_type not in types:
        raise Refused(415, f"Send {what} as {' or as '.join(types)}.", Accept_Post=", ".join(types))
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused(415, f"Send {what} without a content encoding.")
    try:
        return media_type, (await _body(request, patience)).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "The body is not UTF-8.") from None


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()


async def _body(request: Request, patience: float) -> bytes:
    """The body, unless it is too long or too slow."""
    too_long = Refused(413, f"The query is longer than {LONGEST_QUERY} bytes.")
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > LONGEST_QUERY and "expect" in request.headers:
        raise too_long  # the client waits for leave to send it, so nothing is in the way of the answer
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(patience):
            async for part in request.stream():
                size += len(part)
                if size <= LONGEST_QUERY:
                    parts.append(part)
                elif size > MOST_DRAINED:
                    raise Refused(413, str(too_long), Connection="close")
    except TimeoutError:
        raise Refused(408, "The body took too long to arrive.", Connection="close") from None
    except ClientDisconnect:
        raise Refused(400, "The body ended too early.", Connection="close") from None
    if size > LONGEST_QUERY:
        raise too_long
    return b"".join(parts)
