"""The client for Wikidata's services, by the rules of their operators: a contact, one request at a time, pauses."""

from __future__ import annotations

import hashlib
import os
import random
import time
import urllib.parse
import urllib.request
from collections.abc import Callable

from paradiplomacy.errors import EndpointError, UsageError
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.answer_cache import AnswerCache
from paradiplomacy.sparql.http_client import CONTACT_VARIABLE, Body, Client, Say, checked_address
from paradiplomacy.sparql.remote import Remote

_PASSING = (500, 502, 504)
_PAUSE = 5.0
_BUSY = 429
_MINUTE = 60.0  # the wait that Wikidata asks for after a 429 without Retry-After


class WrongAnswerError(EndpointError):
    """A well-formed answer of an endpoint to something other than what it was asked."""


class WikidataClient(Client):
    """A client that repeats a request once after a server error, which is safe because it only reads.

    Raises UsageError for an address of Wikidata when no contact is given.
    """

    def __init__(
        self,
        address: str,
        contact: str | None = None,
        timeout: float = 60.0,
        say: Say = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = checked_address(address)
        host = urllib.parse.urlsplit(self.address).hostname or ""
        named = (contact or os.environ.get(CONTACT_VARIABLE, "")).strip()
        if (host == "wikidata.org" or host.endswith(".wikidata.org")) and not named:
            raise UsageError(
                "Wikidata wants to know whom it can write to about a program: give --contact with your e-mail address "
                f"or page, or set {CONTACT_VARIABLE}."
            )
        super().__init__(self.address, contact=contact, timeout=timeout, say=say, sleep=sleep)

    def open(self, request: urllib.request.Request, repeatable: bool = True, timeout: float | None = None) -> Body:
        """The body of the response; the request is sent a second time after a server error."""
        try:
            return super().open(request, repeatable, timeout)
        except EndpointError as error:
            if error.status not in _PASSING or not repeatable:
                raise
            self._say(f"{error} Trying once more ...")
        self._sleep(_PAUSE * random.uniform(0.5, 1.5))
        return super().open(request, repeatable, timeout)

    def unasked_wait(self, status: int | None, attempt: int) -> float:
        """The seconds to wait when the server names no time: a minute after a 429."""
        return _MINUTE if status == _BUSY else super().unasked_wait(status, attempt)


class WikidataEndpoint(Remote):
    """An endpoint whose answers may be kept; its identity, by which they are, includes a digest of its query string."""

    #: Where the answers to SELECT are kept, if they are, and how many of them were found there.
    cache: AnswerCache | None = None
    found = 0

    def __init__(self, client: WikidataClient) -> None:
        super().__init__(client.address, client=client)

    def select(self, text: str) -> Answer:
        """All rows of the SELECT ``text``, from the cache when they are there."""
        if self.cache is None:
            return super().select(text)
        answer, when = self.cache.get_or_ask(self.identity, text, lambda: self.rows(text).answer())
        self.found += when is not None
        return answer

    @property
    def identity(self) -> str:
        """The address, with a digest in place of its query string, which may be long or secret."""
        _, mark, rest = self.url.partition("?")
        digest = hashlib.sha256(rest.encode()).hexdigest()[:8]
        return f"{super().identity}?{digest}" if mark else super().identity


def connect_to_wikidata(address: str, contact: str | None = None, say: Say = lambda line: None) -> WikidataEndpoint:
    """The endpoint at ``address``: Wikidata's own, or a mirror of it."""
    return WikidataEndpoint(WikidataClient(address, contact, say=say))
