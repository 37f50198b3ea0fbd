"""A small page about one thing, to be shown within another one."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import pyoxigraph as ox

from paradiplomacy.names.labels import label_of
from paradiplomacy.rdf.facts import literals, objects
from paradiplomacy.rdf.namespaces import ID, OA, PARA
from paradiplomacy.server.html import Markup, element, joined
from paradiplomacy.server.reconciliation.describing import Describing
from paradiplomacy.server.reconciliation.index import Names, Thing
from paradiplomacy.server.reconciliation.vocabulary import Terms

_EVIDENCE = ox.NamedNode(PARA + "evidence")
_PARAPHRASE = ox.NamedNode(PARA + "paraphrase")
_SOURCE = ox.NamedNode(OA + "hasSource")
_PASSAGES = 2
_SHOWN = ("en", "id", "ko")


class Preview:
    """Shows the things of ``names``."""

    def __init__(self, store: ox.Store, names: Names, terms: Terms, describing: Describing) -> None:
        self._store, self._names, self._terms, self._describing = store, names, terms, describing

    def page(self, thing: Thing, languages: Sequence[str]) -> str:
        """The whole page."""
        title = thing.name(languages)
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            f'{element("title", title)}<link rel="stylesheet" href="/style.css"></head>'
            f'<body class="small">{self.content(thing, languages)}</body></html>\n'
        )

    def content(self, thing: Thing, languages: Sequence[str]) -> Markup:
        """The names, the classes, what the sources say in our words, and which sources they are."""
        address = f"/id/{quote(thing.id)}" if thing.iri.startswith(ID) else thing.iri
        parts = [element("h2", _link(address, self._title(thing, languages)))]
        parts.append(element("p", self._describing.line(thing, languages) or "A thing of the graph."))
        passages = objects(self._store, ox.NamedNode(thing.iri), _EVIDENCE)[:50]
        texts = [text.value for passage in passages for text in literals(self._store, passage, _PARAPHRASE)]
        parts += [element("blockquote", text) for text in list(dict.fromkeys(texts))[:_PASSAGES]]
        sources = sorted({source for passage in passages for source in objects(self._store, passage, _SOURCE)}, key=str)
        if sources:
            names = (label_of(self._store, source, *languages) for source in sources[:3])
            more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
            parts.append(element("p", "Source: ", "; ".join(names), more, class_="other"))
        parts.append(element("p", thing.iri, class_="iri"))
        return joined(parts)

    def _title(self, thing: Thing, languages: Sequence[str]) -> Markup:
        by_text = {name.text: name.language for name in thing.names if name.own and name.language in _SHOWN}
        shown = {thing.name(languages): "", **by_text}
        return joined(
            (element("span", text, **({"lang": tag} if tag else {})) for text, tag in list(shown.items())[:3]), " / "
        )


def _link(address: str, text: Markup) -> Markup:
    """A link that opens outside of the frame in which the page may lie; only the text where it leads nowhere safe."""
    if not address.startswith(("/id/", "http://", "https://")):
        return text
    return element("a", text, href=address, target="_blank", rel="noopener")
