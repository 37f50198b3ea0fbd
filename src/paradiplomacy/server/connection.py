"""The HTTP connection: uvicorn's own on h11, guarded against slow and greedy clients."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from paradiplomacy.server.settings import LONGEST_HEAD, MOST_CONNECTIONS, MOST_DRAINED


def _response(status: str, sentence: str) -> bytes:
    body = sentence.encode() + b"\n"
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
    return f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


_BUSY = _response("503 Service Unavailable", "Too many connections are open; try again in a few seconds.")
_SLOW = _response("408 Request Timeout", "The request took too long to arrive.")
_LARGE = _response("431 Request Header Fields Too Large", f"The headers are longer than {LONGEST_HEAD} bytes.")
_LONG = _response("414 URI Too Long", f"The address is longer than {LONGEST_HEAD} bytes; send a long query by POST.")
_MALFORMED = _response("400 Bad Request", "This is not a well-formed HTTP request.")
_BARE_LINE_FEED = re.compile(rb"(?<!\r)\n")
# How long a client that was refused may still send, unread, before the connection is closed.
_FAREWELL = 2.0


def guarded_protocol(patience: float) -> type[H11Protocol]:
    """The protocol class that gives a client ``patience`` seconds to send a request's head or take an answer."""
    return type("Protocol", (_Protocol,), {"patience": patience})


class _Protocol(H11Protocol):
    """One connection, with timers for the head of a request and for an answer that the client does not take.

    It reads three attributes of uvicorn's protocol: ``conn`` (the state of h11), ``cycle`` (the last request and its
    answer) and ``connections``.
    """

    patience: float

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._reading, self._writing = _Timer(self.loop), _Timer(self.loop)
        self._ended, self._drained = False, 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._reading.start(self.patience, self._end_with, _SLOW)
        if len(self.connections) > 2 * MOST_CONNECTIONS:
            transport.abort()
        elif len(self.connections) > MOST_CONNECTIONS:
            self._end_with(_BUSY)

    def data_received(self, data: bytes) -> None:
        if self._ended:
            return
        if self.conn.their_state is h11.IDLE and (refusal := _oversized(self.conn.trailing_data[0] + data)):
            self._end_with(refusal)
            return
        super().data_received(data)
        state, rest = self.conn.their_state, self.conn.trailing_data[0]
        if state is h11.IDLE and rest:
            self._reading.start(self.patience, self._end_with, _SLOW)
        elif state is h11.SEND_BODY and _BARE_LINE_FEED.search(rest):
            self._end_with(_MALFORMED)  # h11 would wait for the end of the line of a chunk
        elif state is h11.SEND_BODY and self.cycle.response_complete:
            # The rest of a body that was answered before its end is read, so that the client sees the answer.
            self._drained += len(data)
            self._reading.start(self.patience, self.transport.abort)
            if self._drained > MOST_DRAINED:
                self.transport.abort()
        elif not self._ended:
            self._reading.stop()

    def connection_lost(self, exc: Exception | None) -> None:
        self._reading.stop()
        self._writing.stop()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        # Not closed, which would wait for the client to take the rest.
        self._writing.start(self.patience, self.transport.abort)

    def resume_writing(self) -> None:
        self._writing.stop()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        self._end_with(_MALFORMED)

    def _end_with(self, answer: bytes) -> None:
        if self.transport.is_closing() or self._ended:
            return
        self._ended = True
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            self.transport.write(answer)
        if self.cycle is not None:
            self.cycle.disconnected = True  # so that nothing follows this answer
            self.cycle.message_event.set()
        if self.transport.can_write_eof():
            self.transport.write_eof()
        # To close at once would reset the connection, and a client that is still sending would not see the answer.
        self._reading.stop()
        self._reading.start(_FAREWELL, self.transport.abort)


class _Timer:
    """A call to be made later; a second start before it changes nothing."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._handle: asyncio.TimerHandle | None = None

    def start(self, seconds: float, call: Callable[..., object], *arguments: object) -> None:
        self._handle = self._handle or self._loop.call_later(seconds, call, *arguments)

    def stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None


def _oversized(received: bytes) -> bytes | None:
    """The refusal of a request whose head, as far as it was received, is too long; None for a shorter one."""
    if len(received) <= LONGEST_HEAD or -1 < received.find(b"\r\n\r\n") <= LONGEST_HEAD:
        return None
    return _LARGE if b"\n" in received[:LONGEST_HEAD] else _LONG
