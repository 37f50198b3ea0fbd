"""The HTTP connection: uvicorn's own on h11, which a slow or greedy client cannot hold for long."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from paradiplomacy.server.settings import LONGEST_HEAD, MOST_CONNECTIONS


def _whole(status: str, sentence: str) -> bytes:
    body = sentence.encode() + b"\n"
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
    return f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


_BUSY = _whole("503 Service Unavailable", "Too many connections are open; try again in a few seconds.")
_TOO_SLOW = _whole("408 Request Timeout", "The request took too long to arrive.")
_TOO_LARGE = _whole("431 Request Header Fields Too Large", f"The headers are longer than {LONGEST_HEAD} bytes.")
_TOO_LONG = _whole("414 URI Too Long", f"The address is longer than {LONGEST_HEAD} bytes; send a long query by POST.")
_MALFORMED = _whole("400 Bad Request", "This is not a well-formed HTTP request.")
# How long what a client still sends is read and thrown away after its connection was given up.
_FAREWELL = 2.0


def guarded(patience: float) -> type[H11Protocol]:
    """The protocol class that gives a client ``patience`` seconds to send a request's head or take an answer."""

    class Guarded(H11Protocol):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._reading: asyncio.TimerHandle | None = None
            self._writing: asyncio.TimerHandle | None = None
            self._ended = False

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if len(self.connections) > 2 * MOST_CONNECTIONS:
                transport.abort()
            elif len(self.connections) > MOST_CONNECTIONS:
                self._end_with(_BUSY)
            else:
                self._reading = self.loop.call_later(patience, self._end_with, _TOO_SLOW)

        def data_received(self, data: bytes) -> None:
            if self._ended:
                return
            if self.conn.their_state is h11.IDLE and (excuse := _oversized(self.conn.trailing_data[0] + data)):
                self._end_with(excuse)
                return
            super().data_received(data)
            if self._ended or not self._is_owed_more():
                self._reading = self._reading if self._ended else _stopped(self._reading)
            elif self._reading is None:
                self._reading = self.loop.call_later(patience, self._end_with, _TOO_SLOW)

        def _is_owed_more(self) -> bool:
            """Whether the rest of a head is still to come, or of a body that was answered before its end."""
            if self.conn.their_state is h11.IDLE:
                return bool(self.conn.trailing_data[0])
            return self.conn.their_state is h11.SEND_BODY and self.cycle.response_complete

        def connection_lost(self, exc: Exception | None) -> None:
            self._reading, self._writing = _stopped(self._reading), _stopped(self._writing)
            super().connection_lost(exc)

        def pause_writing(self) -> None:
            super().pause_writing()
            # Closing would wait for the client to take what is left; it has had its time.
            self._writing = self._writing or self.loop.call_later(patience, self.transport.abort)

        def resume_writing(self) -> None:
            self._writing = _stopped(self._writing)
            super().resume_writing()

        def send_400_response(self, msg: str) -> None:
            self._end_with(_MALFORMED)

        def _end_with(self, answer: bytes) -> None:
            if self.transport.is_closing() or self._ended:
                return
            self._ended = True
            if self.cycle is None or self.cycle.response_complete:
                self.transport.write(answer)
            if self.transport.can_write_eof():
                self.transport.write_eof()
            # To close at once would reset the connection, and a client that is still sending would not see the answer.
            self._reading = self.loop.call_later(_FAREWELL, self.transport.abort)

    return Guarded


def _oversized(received: bytes) -> bytes | None:
    """The refusal of a request whose head is too long, as far as it was received; None when it is not."""
    if len(received) <= LONGEST_HEAD or -1 < received.find(b"\r\n\r\n") <= LONGEST_HEAD:
        return None
    return _TOO_LARGE if b"\n" in received[:LONGEST_HEAD] else _TOO_LONG


def _stopped(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """What a timer that is no longer wanted is replaced by: none."""
    if timer is not None:
        timer.cancel()
    return None
