"""An HTTP client with retries, pauses and credentials; each failure is an EndpointError of one sentence."""

from __future__ import annotations

import email.utils
import http.client
import os
import random
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from typing import IO

from paradiplomacy.errors import EndpointError, UsageError, printable, quoted
from paradiplomacy.sparql.http_opener import opener, without_query
from paradiplomacy.version import __version__

CONTACT_VARIABLE = "PARADIPLOMACY_CONTACT"
# The contact in the User-Agent when the user names none.
_NO_CONTACT = "knowledge graph of paradiplomacy; no contact given"
_BUSY = (429, 503)
#: The longest wait, in seconds, that a server may ask for; for a longer one the error names the seconds.
LONGEST_WAIT = 120.0
_MOST_WORDS = 2_000

Say = Callable[[str], None]


def user_agent(contact: str | None = None) -> str:
    """The User-Agent of this program; ``contact`` is an e-mail address or web page of the person who runs it.

    The default is the environment variable PARADIPLOMACY_CONTACT. Raises UsageError for characters that a header
    cannot hold.

    >>> user_agent("ana@example.org").endswith(" (ana@example.org)")
    True
    """
    given = (contact or os.environ.get(CONTACT_VARIABLE) or _NO_CONTACT).strip()
    if not (given.isascii() and given.isprintable()):
        raise UsageError(f"The contact {quoted(given)} must be plain ASCII on one line, such as an e-mail address.")
    return f"paradiplomacy/{__version__} ({given})"


def checked_address(url: str) -> str:
    """``url`` without fragment; raises UsageError unless it is an http or https address without a password in it."""
    try:
        parts = urllib.parse.urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError(f"{quoted(url)} is not an address; write it as https://HOST/PATH.") from None
    # The whole address is not repeated here: it may hold a password.
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"Leave user and password out of the address of {host}; give --user NAME, and the password "
            "in PARADIPLOMACY_PASSWORD or at the prompt."
        )
    if parts.scheme not in ("http", "https") or not host or not url.isascii() or re.search(r"[\s<>\"{}|\\^`]", url):
        raise UsageError(f"{quoted(url)} is not an http or https address; write it as https://HOST/PATH.")
    return urllib.parse.urlunsplit(parts._replace(fragment=""))


class Body:
    """The body of a response, read in pieces; reading raises EndpointError when the body breaks off.

    The RDF parser reads from it and may replace the error, so ``failure`` keeps it too.
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
            data = self._stream.read(size if size >= 0 else None)  # type: ignore[arg-type]
        except TimeoutError:
            raise self._fail(f"{self._address} sent next to nothing for {self._timeout:g} s; ask for less.") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise self._fail(f"{self._address} broke the connection in the middle of its answer; ask again.") from None
        if self._left is not None:
            self._left -= len(data)
            if not data and size != 0 and self._left > 0:
                raise self._fail(f"{self._address} ended its answer {self._left} bytes too early; ask again.")
        return data

    def readable(self) -> bool:
        """Always true; the RDF parser asks for it."""
        return True

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def __enter__(self) -> Body:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def _fail(self, sentence: str) -> EndpointError:
        self.failure = EndpointError(sentence)
        return self.failure


class Client:
    """A client of one server, with credentials, a timeout and retries.

    ``tries`` counts all attempts. Between two attempts the client waits as long as the server asks in Retry-After
    (seconds or a date), else a random time of about 1 s, 2 s, 4 s, so that many clients do not return at once.
    """

    def __init__(
        self,
        address: str,
        user: str | None = None,
        password: str | None = None,
        contact: str | None = None,
        timeout: float = 60.0,
        tries: int = 3,
        say: Say = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.agent = user_agent(contact)
        self.timeout, self.tries = timeout, tries
        self._user, self._say, self._sleep = user, say, sleep
        self._opener = opener(address, user, password)

    def open(self, request: urllib.request.Request, repeatable: bool = True, timeout: float | None = None) -> Body:
        """The body of the response to ``request``; raises EndpointError for every status other than success.

        After a refusal by a busy server (429, 503) every request is sent again. After a broken connection the server
        may have carried it out, so only a ``repeatable`` request is sent again.
        """
        request.add_header("User-Agent", self.agent)
        address = without_query(request.full_url)
        limit = self.timeout if timeout is None else timeout
        for attempt in range(1, self.tries + 1):
            last = attempt == self.tries
            try:
                with warnings.catch_warnings():
                    # urllib prints warnings about the headers of a server.
                    warnings.simplefilter("ignore", UserWarning)
                    response = self._opener.open(request, timeout=limit)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Body(response, address, headers, limit)
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in _BUSY or last:
                        raise self._refusal(address, error) from None
                    wait = _asked_wait(error.headers.get("Retry-After"))
                    if wait is not None and wait > LONGEST_WAIT:
                        raise EndpointError(
                            f"{address} is too busy ({error.code}) and asks to wait {wait:.0f} s; try again then."
                        ) from None
                status, why = error.code, f"is too busy ({error.code})"
            except (OSError, http.client.HTTPException, ValueError, LookupError) as error:
                # urllib raises the last two when it cannot read a header.
                may_pass = isinstance(_reason(error), ConnectionError | http.client.HTTPException)
                if last or not repeatable or not may_pass:
                    raise EndpointError(f"{address} {_unreachable(error, limit)}") from None
                refused = isinstance(_reason(error), ConnectionRefusedError)
                status, why, wait = None, "cannot be reached" if refused else "broke the connection", None
            pause = self.unasked_wait(status, attempt) if wait is None else wait
            self._say(f"{address} {why}; trying again in {pause:.1f} s ...")
            self._sleep(pause)
        raise AssertionError("the last try returns or raises")

    def unasked_wait(self, status: int | None, attempt: int) -> float:
        """The seconds to wait after try ``attempt`` when the server does not say how long.

        ``status`` is that of its refusal, None when the connection broke.
        """
        return float(2 ** (attempt - 1) * random.uniform(0.5, 1.5))

    def _refusal(self, address: str, error: urllib.error.HTTPError) -> EndpointError:
        code, words = error.code, _words(error)
        said = f": {words}" if words else ""
        verb = "refused this" if code < 500 else "failed"
        sentence = f"{verb} ({code}){said or '; it does not say why.'}"
        if code == 401:
            known = "does not accept this user and password; correct them."
            sentence = known if self._user else "wants a user; give --user."
        elif code == 403:
            sentence = (
                f"refuses this (403){said}. The user may lack the right to it; some servers also refuse programs that "
                f"name nobody to write to: give --contact or set {CONTACT_VARIABLE}."
            )
        elif code == 404:
            path = "Check the path; that of a SPARQL endpoint often ends in /sparql or /query."
            sentence = f"does not exist (404){said}. {path}"
        elif 300 <= code < 400:
            sentence = f"sends its callers in a circle ({code}); check the address."
        elif code in _BUSY:
            sentence = f"is still too busy ({code}) after {self.tries} tries{said}. Try again later."
        return EndpointError(f"{address} {sentence}", code)


def _asked_wait(header: str | None) -> float | None:
    """The seconds that Retry-After asks for; None when it is missing or unreadable."""
    text = (header or "").strip()
    if text.isdecimal():
        return float(text)
    try:
        then = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _reason(error: Exception) -> object:
    return error.reason if isinstance(error, urllib.error.URLError) else error


def _unreachable(error: Exception, timeout: float) -> str:
    reason = _reason(error)
    if isinstance(reason, TimeoutError):
        return f"did not answer within {timeout:g} s; ask for less, or try again later."
    if isinstance(reason, ssl.SSLError):
        return f"cannot show that it is what it claims ({_plain(reason)}); check the address."
    if isinstance(reason, ConnectionRefusedError):
        return "cannot be reached: no server listens there; start it, or check host and port."
    if isinstance(reason, http.client.HTTPException | ConnectionError):
        return "broke the connection without an answer; check the address, and the log of the server."
    if isinstance(error, ValueError) and "following scheme" in str(error):
        return "wants a way of signing in that is not Basic or Digest; use a store that allows one of them."
    if isinstance(error, ValueError | LookupError):
        return "sent a header that cannot be read; check the address, and the log of the server."
    return f"cannot be reached ({_plain(reason)}); check the address and the network."


def _plain(reason: object) -> str:
    text = str(getattr(reason, "strerror", None) or reason)
    return re.sub(r"^\[[^\]]*\]\s*|\s*\(_?\w+\.c:\d+\)$", "", text).strip(" .") or type(reason).__name__


def _words(error: urllib.error.HTTPError) -> str:
    """The reason that the server gives for its refusal, on one line; "" when it sent a web page."""
    if "html" in error.headers.get("Content-Type", ""):
        return ""
    try:
        text = error.read(_MOST_WORDS).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    line = " ".join(printable(text).split())
    return f"{line[:300]}…" if len(line) > 300 else line.rstrip(".")
