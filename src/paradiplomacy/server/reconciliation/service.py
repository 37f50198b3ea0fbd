"""The service on one graph: each call with plain values, to an answer that can be written as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import quoted, suggestion
from paradiplomacy.rdf.namespaces import ID, short
from paradiplomacy.server.reconciliation.describing import Describing
from paradiplomacy.server.reconciliation.extend import Extend
from paradiplomacy.server.reconciliation.index import Names, Thing
from paradiplomacy.server.reconciliation.limits import Refusal
from paradiplomacy.server.reconciliation.manifest import manifest
from paradiplomacy.server.reconciliation.preview import Preview
from paradiplomacy.server.reconciliation.ranking import Candidate, Ranking
from paradiplomacy.server.reconciliation.requests import Query, read_batch, read_queries, read_wanted
from paradiplomacy.server.reconciliation.suggest import Suggest, page_of
from paradiplomacy.server.reconciliation.vocabulary import Terms


class Service:
    """Answers all calls on the graph ``store``, whose names it reads at the first call and keeps."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._terms = Terms(store)

    def answer(self, call: str, details: Mapping[str, Any]) -> object:
        """The answer to ``call``: JSON values, or for a preview a page as text.

        Raises Refusal when the call cannot be answered, and UsageError as the graph's own names do.
        """
        if find_spec("rapidfuzz") is None:
            raise Refusal('reconcile needs rapidfuzz; run in the clone: pip install -e ".[serve]"', 501)
        calls: dict[str, Callable[..., object]] = {
            "manifest": self._manifest,
            "match": self._match,
            "extend": self._extend,
            "propose": self._propose,
            "suggest": self._suggested,
            "flyout": self._flyout,
            "preview": self._previewed,
        }
        return calls[call](**details)

    def _manifest(self, version: str, base: str, languages: Sequence[str]) -> object:
        only_ours = all(thing.iri.startswith(ID) and "/" not in thing.id for thing in self._names.things)
        return manifest(version, base, only_ours, self._terms, self._describing, languages)

    def _match(self, version: str, text: str, languages: Sequence[str]) -> object:
        if version == "0.2":
            return {key: {"result": self._found(query, languages)} for key, query in read_batch(text).items()}
        return {"results": [{"candidates": self._found(query, languages)} for query in read_queries(text)]}

    def _found(self, query: Query, languages: Sequence[str]) -> list[dict[str, Any]]:
        return [self._shown(candidate, languages) for candidate in self._ranking.candidates(query)]

    def _shown(self, candidate: Candidate, languages: Sequence[str]) -> dict[str, Any]:
        thing = candidate.thing
        return {
            "id": thing.id,
            "name": thing.name(languages),
            "description": self._describing.line(thing, languages),
            "type": [self._describing.type(kind, languages) for kind in thing.stated],
            "score": candidate.score,
            "match": candidate.match,
            "features": [feature._asdict() for feature in candidate.features],
        }

    def _extend(self, version: str, text: str, languages: Sequence[str]) -> object:
        return self._extending.values(read_wanted(text), languages, version != "0.2")

    def _propose(self, type_: str, limit: int, languages: Sequence[str]) -> object:
        properties = self._suggest.proposals(type_, limit, languages)
        return {"type": type_, "limit": limit, "properties": properties}

    def _suggested(
        self, kind: str, prefix: str, start: int, most: int, types: Sequence[str], strict: str, languages: Sequence[str]
    ) -> object:
        if kind == "entity":
            return {"result": self._suggest.entities(prefix, page_of(start, most), languages, types, strict)}
        found = self._suggest.types if kind == "type" else self._suggest.properties
        return {"result": found(prefix, page_of(start, most), languages)}

    def _flyout(self, id_: str, languages: Sequence[str]) -> object:
        return {"id": id_, "html": self._previewing.content(self._thing(id_), languages)}

    def _previewed(self, id_: str, languages: Sequence[str]) -> object:
        return self._previewing.page(self._thing(id_), languages)

    def _thing(self, id_: str) -> Thing:
        thing = self._names.thing(id_)
        if thing is None:
            known = [short(thing.iri) for thing in self._names.things] if len(self._names.things) < 10_000 else []
            hint = suggestion(id_[:100], known) if known else "look it up under suggest/entity."
            raise Refusal(f"{quoted(id_)} is the id of nothing in this graph; {hint}", 404)
        return thing

    @cached_property
    def _names(self) -> Names:
        return Names(self._store, self._terms)

    @cached_property
    def _describing(self) -> Describing:
        return Describing(self._store, self._names, self._terms)

    @cached_property
    def _ranking(self) -> Ranking:
        return Ranking(self._store, self._names, self._terms)

    @cached_property
    def _suggest(self) -> Suggest:
        return Suggest(self._names, self._terms, self._describing)

    @cached_property
    def _extending(self) -> Extend:
        return Extend(self._store, self._names, self._terms, self._describing)

    @cached_property
    def _previewing(self) -> Preview:
        return Preview(self._store, self._names, self._terms, self._describing)
