"""A small page about one thing, to be shown within another page."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from paradiplomacy.names.labels import label_of
from paradiplomacy.rdf.facts import literals, objects
from paradiplomacy.rdf.namespaces import OA, PARA
from paradiplomacy.server.reconciliation.index import Index, Thing
from paradiplomacy.server.render import address_of, rendered

_PASSAGES = 2
_LANGUAGES = ("en", "id", "ko")


def preview(thing: Thing, index: Index, languages: Sequence[str], template: str) -> str:
    """The names, the classes, the paraphrases of the passages and their sources, by a template."""
    store, node = index.store, ox.NamedNode(thing.iri)
    names = {name.text: name.language for name in thing.names if name.own and name.language in _LANGUAGES}
    passages = objects(store, node, PARA + "evidence")[:50]
    texts = [text.value for passage in passages for text in literals(store, passage, PARA + "paraphrase")]
    sources = {source.value: source for passage in passages for source in objects(store, passage, OA + "hasSource")}
    return rendered(
        template,
        title=thing.name(languages),
        names=list({thing.name(languages): "", **names}.items())[:3],
        iri=thing.iri,
        address=address_of(node),
        description=index.description(thing, languages) or "A thing of the graph.",
        texts=list(dict.fromkeys(texts))[:_PASSAGES],
        sources=[label_of(store, sources[iri], *languages) for iri in sorted(sources)],
    )
