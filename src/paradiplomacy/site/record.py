"""All that a page tells of one thing, read from the graph once for every language and form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

import pyoxigraph as ox

from paradiplomacy.names.labels import labels_of
from paradiplomacy.publishing.citation import Citation, citation
from paradiplomacy.publishing.digest import record_digest
from paradiplomacy.rdf.facts import TYPE, Value, literals, objects, values
from paradiplomacy.rdf.namespaces import PARA, PREFIXES, SKOS, WIKIDATA, short
from paradiplomacy.site.addresses import name_of
from paradiplomacy.site.evidence import Card, card, cards
from paradiplomacy.site.gaps import not_coded, silences
from paradiplomacy.site.sentences import Sentence, sentences
from paradiplomacy.site.site import Site

#: The most things that are shown as pointing to one.
MOST_POINTING = 200
#: The most triples about one thing, and to one: a concept such as a sector may be named by millions of records.
MOST_TRIPLES = 10_000
_APART = frozenset(PARA + name for name in ("evidence", "silentOn"))
_LABELS = frozenset(PREFIXES[prefix] + name for prefix, name in (("rdfs", "label"), ("skos", "prefLabel")))
_KIND = ox.NamedNode(PARA + "assertionKind")
_GEO = PREFIXES["geo"]
_SELECTOR = PREFIXES["oa"] + "hasSelector"


@dataclass(frozen=True)
class Record:
    """A thing of the graph, as its pages tell it."""

    site: Site
    thing: ox.NamedNode

    @property
    def name(self) -> str:
        """Its short id."""
        return name_of(self.thing.value)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Its names by language."""
        return labels_of(self.site.facts, self.thing)

    def label(self, lang: str) -> str:
        """Its name in the language, else in another."""
        return self.site.label(self.thing, lang)

    def other_names(self, lang: str) -> list[tuple[str, str]]:
        """Language and name of its names in other languages that differ from that in ``lang``."""
        own = self.label(lang)
        return [(tag, name) for tag, name in sorted(self.labels.items()) if tag != lang and name != own]

    @cached_property
    def classes(self) -> list[ox.NamedNode]:
        """Its classes."""
        return objects(self.site.facts, self.thing, TYPE)

    @cached_property
    def kind(self) -> ox.NamedNode | None:
        """The class to show: the narrowest of the vocabulary that it has, by the vocabulary's own subclasses."""
        own = [it for it in self.classes if it.value.startswith(PARA)]
        wider = {up for it in own for up in objects(self.site.facts, it, PREFIXES["rdfs"] + "subClassOf")}
        return next((it for it in own if it not in wider), next(iter(self.classes), None))

    @cached_property
    def assertion(self) -> ox.NamedNode | None:
        """Whether the source states it, hedges it or expects it."""
        return next(iter(objects(self.site.facts, self.thing, _KIND)), None)

    @cached_property
    def facts(self) -> dict[ox.NamedNode, dict[Value, list[str]]]:
        """Property → value → the short names of the named graphs that say so, in a fixed order."""
        found: dict[ox.NamedNode, dict[Value, set[str]]] = defaultdict(lambda: defaultdict(set))
        for quad in self.site.store.quads_for_pattern(self.thing, None, None, None):
            if quad.predicate.value in _APART | _LABELS or quad.predicate == TYPE:
                continue
            graphs = found[quad.predicate][quad.object]
            if isinstance(quad.graph_name, ox.NamedNode):
                graphs.add(short(quad.graph_name.value).removeprefix("graph-"))
        return {
            predicate: {value: sorted(graphs) for value, graphs in sorted(told.items(), key=lambda it: str(it[0]))}
            for predicate, told in sorted(found.items(), key=lambda it: it[0].value)
        }

    def sentences(self, lang: str) -> list[Sentence]:
        """What it says, as sentences."""
        if lang not in self._sentences:
            names = frozenset(short(it.value) for it in self.classes)
            self._sentences[lang] = sentences(names, lambda name: values(self.site.facts, self.thing, name), lang)
        return self._sentences[lang]

    @cached_property
    def _sentences(self) -> dict[str, list[Sentence]]:
        return {}

    @cached_property
    def cards(self) -> list[Card]:
        """The words behind it."""
        return cards(self.site, self.thing)

    @cached_property
    def passages(self) -> list[Card]:
        """Where it is a source: all passages of it."""
        return [card(self.site, passage) for passage in self.site.passages_of.get(self.thing, ())]

    @cached_property
    def silences(self) -> list[ox.NamedNode]:
        """On what its source is silent."""
        return silences(self.site, self.thing)

    @cached_property
    def not_coded(self) -> list[ox.NamedNode]:
        """What nobody has coded of it."""
        return not_coded(self.site, self.thing)

    @cached_property
    def pointing(self) -> dict[ox.NamedNode, list[ox.NamedNode]]:
        """Property → the things that point here by it; not more than ``MOST_POINTING`` in all."""
        found: dict[ox.NamedNode, list[ox.NamedNode]] = defaultdict(list)
        quads = self.site.store.quads_for_pattern(None, None, self.thing, ox.DefaultGraph())
        known = ((it.predicate, it.subject) for it in quads if isinstance(it.subject, ox.NamedNode))
        # The passages of a source stand on its page anyway.
        shown = (it for it in known if it[1] not in self.site.passages and self.site.path_of(it[1], "en"))
        for predicate, subject in sorted(islice(shown, MOST_POINTING), key=lambda it: (it[0].value, it[1].value)):
            found[predicate].append(subject)
        return dict(found)

    @cached_property
    def items(self) -> list[str]:
        """The IRIs of the same thing in Wikidata."""
        matches = objects(self.site.facts, self.thing, SKOS + "exactMatch")
        return [it.value for it in matches if it.value.startswith(WIKIDATA)]

    @cached_property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, where the graph has them."""
        found = [literals(self.site.facts, self.thing, _GEO + name) for name in ("lat", "long")]
        return (float(found[0][0].value), float(found[1][0].value)) if all(found) else None

    def citation(self, lang: str) -> Citation:
        """How to cite it."""
        if lang not in self._citations:
            self._citations[lang] = citation(self.site.facts, self.thing, lang)
        return self._citations[lang]

    @cached_property
    def _citations(self) -> dict[str, Citation]:
        return {}

    @cached_property
    def digest(self) -> str:
        """The digest of the record's triples; "" where a term of RDF 1.2 has no place in N-Triples 1.1."""
        return record_digest(self.site.store, self.thing)

    @cached_property
    def triples(self) -> list[ox.Triple]:
        """Its triples, those of its passages with their quotes, and those that point to it, as far as they are few."""
        store, default = self.site.store, ox.DefaultGraph()
        about = [self.thing, *objects(self.site.facts, self.thing, PARA + "evidence")]
        about += [it for passage in list(about) for it in objects(self.site.facts, passage, _SELECTOR)]
        found = [store.quads_for_pattern(node, None, None, default) for node in about]
        found.append(store.quads_for_pattern(None, None, self.thing, default))
        sorted_ = (sorted((quad.triple for quad in islice(quads, MOST_TRIPLES)), key=str) for quads in found)
        return list(dict.fromkeys(chain.from_iterable(sorted_)))
