"""The opener of the HTTP client: http and https alone, no slow drip, no redirect of a POST, a password for one host."""

from __future__ import annotations

import http.client
import io
import socket
import time
import urllib.parse
import urllib.request
from functools import partial
from typing import IO, Any

from paradiplomacy.errors import EndpointError

# A server that sends fewer bytes than this while the client waits for the whole timeout is given up.
_LEAST = 1_000


def without_query(url: str) -> str:
    """``url`` for use in a sentence: without its query string, which may be long or secret."""
    return url.partition("?")[0]


class _Paced(io.RawIOBase):
    """What comes from ``sock``; reading raises TimeoutError when next to nothing comes within its timeout."""

    def __init__(self, sock: socket.socket) -> None:
        self._raw = sock.makefile("rb", buffering=0)
        self._limit = sock.gettimeout()
        self._waited, self._got = 0.0, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        start = time.monotonic()
        number = self._raw.readinto(buffer)
        self._waited += time.monotonic() - start
        self._got += number or 0
        if self._limit is not None and self._waited > self._limit:
            if number and self._got < _LEAST:
                raise TimeoutError
            self._waited, self._got = 0.0, 0
        return number

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(http.client.HTTPResponse):
    """A response whose status line, headers and body all have to come at some pace."""

    def __init__(self, sock: socket.socket, *rest: Any, **options: Any) -> None:
        super().__init__(sock, *rest, **options)
        self.fp.close()
        self.fp = io.BufferedReader(_Paced(sock))


def _connection(kind: type[http.client.HTTPConnection], *rest: Any, **options: Any) -> http.client.HTTPConnection:
    made = kind(*rest, **options)
    made.response_class = _Response
    return made


class _Http(urllib.request.HTTPSHandler):
    http_request = urllib.request.HTTPSHandler.https_request

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_connection, http.client.HTTPConnection), req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_connection, http.client.HTTPSConnection), req)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow redirects of GET and HEAD only; another method would become GET."""

    max_repeats = 2
    max_redirections = 5

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if req.get_method() not in ("GET", "HEAD") and newurl != req.full_url:
            raise EndpointError(
                f"{without_query(req.full_url)} has moved to {without_query(newurl)}; use that address.", status=code
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def opener(address: str, user: str | None, password: str | None) -> urllib.request.OpenerDirector:
    """An opener for http and https alone, so that no redirect can name a local file."""
    request = urllib.request
    handlers: list[urllib.request.BaseHandler] = [request.ProxyHandler(), _Http(), _Redirects()]
    handlers += [request.HTTPDefaultErrorHandler(), request.HTTPErrorProcessor()]
    if user is not None:
        # Both handlers send the password to this host and port only, also after a redirect.
        passwords = request.HTTPPasswordMgrWithPriorAuth()
        passwords.add_password(None, urllib.parse.urljoin(address, "/"), user, password or "")
        handlers += [request.HTTPDigestAuthHandler(passwords), request.HTTPBasicAuthHandler(passwords)]
    made = request.OpenerDirector()
    for handler in handlers:
        made.add_handler(handler)
    return made
