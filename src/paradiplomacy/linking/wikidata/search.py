"""Wikidata's own search for items (wbsearchentities of its action API), for names that no item has exactly."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import EndpointError, quoted
from paradiplomacy.linking.wikidata.client import WikidataClient, WrongAnswerError
from paradiplomacy.linking.wikidata.vocabulary import is_item_id
from paradiplomacy.names.resolve import normal
from paradiplomacy.rdf.namespaces import WIKIDATA
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.answer_cache import AnswerCache
from paradiplomacy.sparql.http_opener import without_query

_MOST = 10


class Search:
    """The search at the address of ``client``, such as ``vocabulary.SEARCH``; ``cache`` keeps its answers, if given."""

    def __init__(self, client: WikidataClient, cache: AnswerCache | None = None) -> None:
        self.address = client.address
        self._client, self._cache = client, cache

    def find(self, name: str, language: str) -> list[tuple[str, str]]:
        """The items that the search finds for ``name``, best first, each with the label or alias that matched.

        Raises EndpointError when the search fails or answers with something else.
        """
        asked = {"action": "wbsearchentities", "format": "json", "formatversion": "2", "type": "item"}
        asked |= {"language": language, "uselang": language, "limit": str(_MOST), "search": name}
        question = urllib.parse.urlencode(dict(sorted(asked.items())))
        if self._cache:
            answer, _ = self._cache.get_or_ask(self.address, question, lambda: self._ask(question, name))
        else:
            answer = self._ask(question, name)
        return [(str(row["item"]).removeprefix(WIKIDATA), str(row["text"])) for row in answer]

    def _ask(self, question: str, name: str) -> Answer:
        request = urllib.request.Request(f"{self.address}?{question}", headers={"Accept": "application/json"})
        with self._client.open(request) as body:
            text, kind = body.read(), body.type
        try:
            return Answer(["item", "text"], _hits(json.loads(text), name), "select")
        except (ValueError, KeyError, TypeError, AttributeError):
            reason = "a web page" if "html" in kind else quoted(text[:60].decode("utf-8", "replace"))
            raise EndpointError(
                f"{without_query(self.address)} answered with {reason} instead of search results; "
                "check the address of the search."
            ) from None


def _hits(found: Any, name: str) -> list[tuple[ox.NamedNode, ox.Literal]]:
    """The items that the search found, with the label or alias that matched.

    Raises WrongAnswerError when the search says that it looked for something else; a mirror need not say it.
    """
    sought = found.get("searchinfo", {}).get("search")
    if sought is not None and normal(str(sought)) != normal(name):
        raise WrongAnswerError(
            f"Wikidata's search answers for {quoted(str(sought))}, but {quoted(name)} was asked for, so nothing of its "
            "answer is used; is something between here and the search?"
        )
    if "error" in found:
        words = str(found["error"].get("info") or found["error"]["code"])
        raise EndpointError(f"Wikidata's search refuses: {' '.join(words.split())}")
    hits = [(str(hit["id"]), hit.get("match", {}).get("text") or hit.get("label")) for hit in found["search"]]
    return [(ox.NamedNode(WIKIDATA + id_), ox.Literal(str(text or id_))) for id_, text in hits if is_item_id(id_)]
