"""Ask Wikidata in the way that its operators want: who asks, one question at a time, no haste."""

from __future__ import annotations

import os
import random
import time
import urllib.parse
from typing import TYPE_CHECKING

from paradiplomacy.endpoints.http_body import Body
from paradiplomacy.endpoints.http_client import CONTACT_VARIABLE, Client
from paradiplomacy.errors import EndpointError, UsageError

if TYPE_CHECKING:
    import urllib.request
    from collections.abc import Callable

    from paradiplomacy.endpoints.http_client import Say
    from paradiplomacy.endpoints.remote import Remote

TIMEOUT = 60.0  # the query service of Wikidata ends a query after so long
_PASSING = (500, 502, 504)
_PAUSE = 5.0


class WikidataClient(Client):
    """A client that asks once more when the server failed; what is asked here changes nothing there.

    Raises UsageError for an address of Wikidata when nobody said whom its operators can write to.
    """

    def __init__(
        self,
        address: str,
        contact: str | None = None,
        timeout: float = TIMEOUT,
        say: Say = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        host = urllib.parse.urlsplit(address).hostname or ""
        named = (contact or os.environ.get(CONTACT_VARIABLE, "")).strip()
        if (host == "wikidata.org" or host.endswith(".wikidata.org")) and not named:
            raise UsageError(
                "Wikidata wants to know whom it can write to about a program: give --contact with your e-mail address "
                f"or page, or set {CONTACT_VARIABLE}."
            )
        super().__init__(address, contact=contact, timeout=timeout, say=say, sleep=sleep)
        self._tell, self._pause = say, sleep

    def open(self, request: urllib.request.Request, repeatable: bool = True, timeout: float | None = None) -> Body:
        """As of every client, but a second time when the server failed at the first."""
        try:
            return super().open(request, repeatable, timeout)
        except EndpointError as error:
            if error.status not in _PASSING or not repeatable:
                raise
            self._tell(f"{error} Trying once more ...")
        self._pause(_PAUSE * random.uniform(0.5, 1.5))
        return super().open(request, repeatable, timeout)


def connect(
    address: str,
    contact: str | None = None,
    timeout: float = TIMEOUT,
    say: Say = lambda line: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Remote:
    """The endpoint at ``address``: Wikidata's own, or a mirror of it."""
    from paradiplomacy.endpoints.http_client import checked_address
    from paradiplomacy.endpoints.remote import Remote

    return Remote(address, client=WikidataClient(checked_address(address), contact, timeout, say, sleep))
