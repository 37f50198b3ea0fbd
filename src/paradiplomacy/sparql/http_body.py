"""The body of an HTTP answer, which must be read to its end or not be used."""

from __future__ import annotations

import http.client
from typing import IO

from paradiplomacy.errors import EndpointError


class Body:
    """The body of an answer, read piece by piece; every way in which it can break off is an EndpointError.

    The RDF library reads from it, and may wrap the error; so the error is also kept in ``failure``.
    """

    def __init__(self, stream: IO[bytes], address: str, headers: dict[str, str], timeout: float) -> None:
        self._stream, self._address, self._timeout = stream, address, timeout
        self.headers = headers
        self.type = headers.get("content-type", "").partition(";")[0].strip().lower()
        self.failure: EndpointError | None = None
        length = headers.get("content-length", "")
        self._left = int(length) if length.isdecimal() and "transfer-encoding" not in headers else None

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; empty at the end. Raises EndpointError when the end is missing."""
        try:
            data = self._stream.read(size) if size >= 0 else self._stream.read()
        except TimeoutError:
            raise self._fail(f"{self._address} sent nothing more for {self._timeout:g} s; ask for less.") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise self._fail(f"{self._address} broke the connection in the middle of its answer; ask again.") from None
        if self._left is not None:
            self._left -= len(data)
            if not data and size != 0 and self._left > 0:
                raise self._fail(f"{self._address} ended its answer {self._left} bytes too early; ask again.")
        return data

    def readable(self) -> bool:
        """Always true: the RDF library asks."""
        return True

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()

    def __enter__(self) -> Body:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def _fail(self, sentence: str) -> EndpointError:
        self.failure = EndpointError(sentence)
        return self.failure
