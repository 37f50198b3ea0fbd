"""Wikidata's own search for items (wbsearchentities of its action API), for names that no item bears exactly."""

from __future__ import annotations

import json
import time
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING

import pyoxigraph as ox

from paradiplomacy.errors import EndpointError, quoted
from paradiplomacy.linking.wikidata.client import TIMEOUT, WikidataClient, WrongAnswerError
from paradiplomacy.linking.wikidata.vocabulary import is_item_id
from paradiplomacy.names.resolve import normal
from paradiplomacy.rdf.namespaces import WIKIDATA
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.http_client import checked_address, without_query

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paradiplomacy.sparql.answer_cache import AnswerCache
    from paradiplomacy.sparql.http_client import Say

_MOST = 10


class Search:
    """The search at ``address``, such as ``terms.SEARCH``; its answers are kept on ``shelf`` if one is given."""

    def __init__(
        self,
        address: str,
        contact: str | None = None,
        shelf: AnswerCache | None = None,
        timeout: float = TIMEOUT,
        say: Say = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = checked_address(address)
        self._client = WikidataClient(self.address, contact, timeout, say, sleep)
        self._shelf = shelf

    def find(self, name: str, language: str) -> list[tuple[str, str]]:
        """The items that the search finds for ``name``, best first, each with the label or alias that matched.

        Raises EndpointError when the search fails or answers with something else.
        """
        query = {
            "action": "wbsearchentities",
            "format": "json",
            "formatversion": "2",
            "language": language,
            "limit": str(_MOST),
            "search": name,
            "type": "item",
            "uselang": language,
        }
        question = urllib.parse.urlencode(query)
        if self._shelf:
            answer, _ = self._shelf.get_or_ask(self.address, question, lambda: self._ask(question, name))
        else:
            answer = self._ask(question, name)
        return [(str(row["item"]).removeprefix(WIKIDATA), str(row["text"])) for row in answer]

    def _ask(self, question: str, name: str) -> Answer:
        request = urllib.request.Request(f"{self.address}?{question}", headers={"Accept": "application/json"})
        found = self._read(request, name)
        rows = [(ox.NamedNode(WIKIDATA + item), ox.Literal(text)) for item, text in found]
        return Answer(["item", "text"], rows, "select")

    def _read(self, request: urllib.request.Request, name: str) -> list[tuple[str, str]]:
        with self._client.open(request) as body:
            text = body.read()
            kind = body.type
        try:
            found = json.loads(text)
            _check_asked(found, name)
            return [_hit(hit) for hit in _found(found)]
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        reason = "a web page" if "html" in kind else f"{quoted(text[:60].decode('utf-8', 'replace'))}"
        raise EndpointError(
            f"{without_query(self.address)} answered with {reason} instead of search results; "
            "check the address of the search."
        )


def _check_asked(answer: Any, name: str) -> None:
    """Raise WrongAnswerError when the search says that it looked for something else; a mirror need not say it."""
    sought = answer.get("searchinfo", {}).get("search")
    if sought is not None and normal(str(sought)) != normal(name):
        raise WrongAnswerError(
            f"Wikidata's search answers for {quoted(str(sought))}, but {quoted(name)} was asked for, so nothing of its "
            "answer is used; is something between here and the search?"
        )


def _found(answer: Any) -> list[Any]:
    if "error" in answer:
        words = str(answer["error"].get("info") or answer["error"]["code"])
        raise EndpointError(f"Wikidata's search refuses: {' '.join(words.split())}")
    hits = answer["search"]
    return [hit for hit in hits if is_item_id(str(hit["id"]))]


def _hit(hit: Any) -> tuple[str, str]:
    text = hit.get("match", {}).get("text") or hit.get("label") or hit["id"]
    return str(hit["id"]), str(text)
