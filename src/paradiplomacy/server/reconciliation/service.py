"""The service on one graph: from the plain values of a call to an answer that can be written as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import install, quoted, suggestion
from paradiplomacy.names.labels import label_of
from paradiplomacy.rdf.facts import literals, objects
from paradiplomacy.rdf.namespaces import ID, OA, PARA, short
from paradiplomacy.server.pages import address_of
from paradiplomacy.server.reconciliation.completion import Suggester
from paradiplomacy.server.reconciliation.extend import PROPERTY_SETTINGS, extension
from paradiplomacy.server.reconciliation.index import Index, Thing
from paradiplomacy.server.reconciliation.limits import BATCH_SIZE, MOST_SUGGESTED, CallError
from paradiplomacy.server.reconciliation.ranking import Candidate, candidates
from paradiplomacy.server.reconciliation.requests import read_batch, read_values_call
from paradiplomacy.server.reconciliation.schema import Vocabulary
from paradiplomacy.site.site import environment
from paradiplomacy.version import __version__

_DEFAULT_TYPES = 12
_PREVIEW_TEXTS = 2
_PREVIEW_LANGUAGES = ("en", "id", "ko")


class Service:
    """Answers all calls on the graph ``store``, whose names it reads at the first call and keeps."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def answer(self, call: str, details: Mapping[str, Any]) -> object:
        """The answer to ``call``: JSON values, or for a preview a page as text; raises CallError for a refusal."""
        if find_spec("rapidfuzz") is None:
            raise CallError(f"reconcile needs rapidfuzz; run: {install('rapidfuzz')}", 501)
        calls: dict[str, Callable[..., object]] = {
            "manifest": self._manifest,
            "match": self._match,
            "extend": lambda text, languages: extension(read_values_call(text), self._index, languages),
            "propose": self._propose,
            "suggest": self._suggest,
            "flyout": lambda id_, languages: {"id": id_, "html": self._preview(id_, languages, "preview.html")},
            "preview": lambda id_, languages: self._preview(id_, languages, "preview_page.html"),
        }
        return calls[call](**details)

    def _manifest(self, base: str, languages: Sequence[str]) -> object:
        index, root = self._index, f"{base}/reconcile"
        preview_url = f"{root}/preview?id={{{{id}}}}"
        # Only things under id/ have a page of their own on the server; for others the preview serves as one.
        all_have_pages = all(thing.iri.startswith(ID) and "/" not in thing.id for thing in index.things)
        suggest = {
            kind: {"service_url": root, "service_path": f"/suggest/{kind}"} for kind in ("entity", "property", "type")
        }
        suggest["entity"]["flyout_service_path"] = "/flyout/entity?id=${id}"
        types = [iri for iri in index.vocabulary.types if iri in index.vocabulary.stated][:_DEFAULT_TYPES]
        return {
            "versions": ["0.2"],
            "name": f"paradiplomacy ({base.partition('://')[2]})",
            "documentation": f"{base}/",
            "serviceVersion": __version__,
            "defaultTypes": [index.vocabulary.reference(iri, languages) for iri in types],
            "batchSize": BATCH_SIZE,
            "identifierSpace": ID,
            "schemaSpace": PARA,
            "view": {"url": f"{base}/id/{{{{id}}}}" if all_have_pages else preview_url},
            "preview": {"url": preview_url, "width": 420, "height": 260},
            "suggest": suggest,
            "extend": {
                "propose_properties": {"service_url": root, "service_path": "/extend/propose"},
                "property_settings": PROPERTY_SETTINGS,
            },
        }

    def _match(self, text: str, languages: Sequence[str]) -> object:
        return {
            key: {"result": [self._as_json(candidate, languages) for candidate in candidates(query, self._index)]}
            for key, query in read_batch(text).items()
        }

    def _as_json(self, candidate: Candidate, languages: Sequence[str]) -> dict[str, Any]:
        thing = candidate.thing
        return {
            "id": thing.id,
            "name": thing.name(languages),
            "description": self._index.description(thing, languages),
            "type": [self._index.vocabulary.reference(kind, languages) for kind in thing.stated],
            "score": candidate.score,
            "match": candidate.match,
            "features": candidate.features,
        }

    def _propose(self, type_: str, limit: int, languages: Sequence[str]) -> object:
        properties = Suggester(self._index, languages).proposals(type_, limit)
        return {"type": type_, "limit": limit, "properties": properties}

    def _suggest(
        self, kind: str, prefix: str, start: int, most: int, types: Sequence[str], strict: str, languages: Sequence[str]
    ) -> object:
        suggester, page = Suggester(self._index, languages), slice(start, start + min(most, MOST_SUGGESTED))
        if kind == "entity":
            return {"result": suggester.entities(prefix, page, types, strict)}
        return {"result": (suggester.types if kind == "type" else suggester.properties)(prefix, page)}

    def _preview(self, id_: str, languages: Sequence[str], template: str) -> str:
        """The names, the classes, the paraphrases of the passages and their sources, by a template."""
        thing = self._thing(id_)
        node, name = ox.NamedNode(thing.iri), thing.name(languages)
        names = {name.text: name.language for name in thing.names if name.own and name.language in _PREVIEW_LANGUAGES}
        passages = objects(self._store, node, PARA + "evidence")[:50]
        texts = [text.value for one in passages for text in literals(self._store, one, PARA + "paraphrase")]
        sources = {source.value: source for one in passages for source in objects(self._store, one, OA + "hasSource")}
        return (
            environment()
            .get_template(template)
            .render(
                title=name,
                names=list({name: "", **names}.items())[:3],
                iri=thing.iri,
                address=address_of(node),
                description=self._index.description(thing, languages) or "A thing of the graph.",
                texts=list(dict.fromkeys(texts))[:_PREVIEW_TEXTS],
                sources=[label_of(self._store, sources[iri], *languages) for iri in sorted(sources)],
            )
        )

    def _thing(self, id_: str) -> Thing:
        thing = self._index.thing(id_)
        if thing is None:
            known = [short(thing.iri) for thing in self._index.things] if len(self._index.things) < 10_000 else []
            hint = suggestion(id_[:100], known) if known else "look it up under suggest/entity."
            raise CallError(f"{quoted(id_)} is the id of nothing in this graph; {hint}", 404)
        return thing

    @cached_property
    def _index(self) -> Index:
        return Index(self._store, Vocabulary(self._store))
