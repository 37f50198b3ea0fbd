"""The classes and properties of a graph: their short ids, their names, and which class is broader than which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

import pyoxigraph as ox

from paradiplomacy.errors import ParadiplomacyError, quoted, suggestion
from paradiplomacy.names.labels import in_language, labels_of, texts_of
from paradiplomacy.names.resolve import candidates
from paradiplomacy.rdf.facts import TYPE, objects, subjects
from paradiplomacy.rdf.namespaces import DCTERMS, OA, OWL, PARA, PREFIXES, RDF, RDFS, SH, SKOS, short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home
from paradiplomacy.server.reconciliation.limits import CallError

_BROADER = ox.NamedNode(RDFS + "subClassOf")
_RANGE = ox.NamedNode(RDFS + "range")
_DEFINED = tuple(map(ox.NamedNode, (SKOS + "definition", RDFS + "comment", DCTERMS + "description")))
# Terms of vocabularies and places in texts do not occur in tables.
_MACHINERY = (OWL, RDF, RDFS, SH, OA, PREFIXES["void"], SKOS + "ConceptScheme")
_PROPERTIES = tuple(OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
# Which classes of ours are offered first.
_FIRST = ("City", "Province", "SubnationalActor", "State", "Organization", "Person", "Agreement", "SisterCityAgreement")
_USED = "SELECT ?type ?property (COUNT(*) AS ?n) WHERE { ?s a ?type ; ?property ?o } GROUP BY ?type ?property"


class Vocabulary:
    """The classes and properties that the graph ``store`` uses, together with those of our own vocabulary."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        try:
            self._own = load_store([home() / "ontology" / "paradiplomacy.ttl"])
        except ParadiplomacyError:
            self._own = ox.Store()
        self._counts: Counter[str] = Counter()
        #: The classes that the graph itself states of its things.
        self.stated: set[str] = set()
        self._names: dict[str, dict[str, str]] = {}
        self.labels = cache(self._labels)
        self.with_broader = cache(self._with_broader)

    def count(self, stated: Iterable[str], types: Iterable[str]) -> None:
        """Count one more thing with ``types``, of which the graph itself states ``stated``."""
        self.stated.update(stated)
        self._counts.update(types)

    def name(self, iri: str, languages: Sequence[str] = ()) -> str:
        """The name of the term, in the first of ``languages`` that has one, else its id."""
        return in_language(self.labels(iri), *languages) or short(iri)

    def reference(self, iri: str, languages: Sequence[str] = ()) -> dict[str, str]:
        """The id and the name of the term, as answers refer to it."""
        return {"id": short(iri), "name": self.name(iri, languages)}

    def _labels(self, iri: str) -> dict[str, str]:
        """The names of the term by language."""
        return labels_of(self._store, ox.NamedNode(iri)) or labels_of(self._own, ox.NamedNode(iri))

    def definition(self, iri: str, languages: Sequence[str] = ()) -> str:
        """The definition of the term, or an empty text."""
        node = ox.NamedNode(iri)
        return in_language(texts_of(self._store, node, _DEFINED) or texts_of(self._own, node, _DEFINED), *languages)

    def is_machinery(self, iri: str) -> bool:
        """Whether the type is one for vocabularies, descriptions or places in texts."""
        return iri.startswith(_MACHINERY)

    def _with_broader(self, iri: str) -> frozenset[str]:
        """The class and all broader ones."""
        found, todo = {iri}, [iri]
        while todo:
            broader = self._objects(todo.pop(), _BROADER)
            todo += broader - found
            found |= broader
        return frozenset(found)

    def range(self, iri: str) -> str | None:
        """The class of the values of a property; None when it is unknown or the graph has no thing of it."""
        return next((found for found in sorted(self._objects(iri, _RANGE)) if found in self.types), None)

    def type_named(self, text: str) -> str:
        """The IRI of the class that ``text`` names by id, IRI or name; raises CallError with the nearest name."""
        return self._named(text, self.types, "type")

    def property_named(self, text: str) -> str:
        """The IRI of the property that ``text`` names; raises CallError with the nearest name."""
        return self._named(text, self.properties, "property")

    @cached_property
    def types(self) -> dict[str, int]:
        """The classes of the graph's things, each with their number, the most useful first."""
        first = {PARA + name: place for place, name in enumerate(_FIRST)}
        order = sorted(self._counts, key=lambda iri: (first.get(iri, len(first)), -self._counts[iri], iri))
        return {iri: self._counts[iri] for iri in order}

    @cached_property
    def used(self) -> dict[str, Counter[str]]:
        """The properties of the things of each class, each with the number of statements."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        solutions = self._store.query(_USED)
        assert isinstance(solutions, ox.QuerySolutions)
        for kind, predicate, number in solutions:
            assert isinstance(number, ox.Literal)
            if isinstance(kind, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and predicate != TYPE:
                for broader in () if self.is_machinery(kind.value) else self.with_broader(kind.value):
                    found[broader][predicate.value] += int(number.value)
        return dict(found)

    @cached_property
    def properties(self) -> dict[str, int]:
        """The properties of the things of the graph and of our vocabulary, each with the number of statements."""
        counts: Counter[str] = Counter()
        for used in self.used.values():
            counts |= used
        for property_ in (node for kind in _PROPERTIES for node in subjects(self._own, TYPE, ox.NamedNode(kind))):
            if property_.value.startswith(PARA):
                counts.setdefault(property_.value, 0)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def _named(self, text: str, known: Mapping[str, int], kind: str) -> str:
        if kind not in self._names:
            # An id wins over a name.
            labels = {label.casefold(): iri for iri in known for label in self.labels(iri).values()}
            ids = {short(iri): iri for iri in known}
            self._names[kind] = labels | {id_.casefold(): iri for id_, iri in ids.items()} | ids
        names, bare = self._names[kind], text.strip().removeprefix("<").removesuffix(">")
        iris = (names.get(bare, ""), names.get(bare.casefold(), ""), *(node.value for node in candidates(bare, kind)))
        for iri in iris:
            if iri in known:
                return iri
        hint = suggestion(bare[:100], (short(iri) for iri in known))
        raise CallError(f"{quoted(bare)} is not a {kind} of this graph; {hint}")

    def _objects(self, iri: str, predicate: ox.NamedNode) -> set[str]:
        return {
            node.value for store in (self._store, self._own) for node in objects(store, ox.NamedNode(iri), predicate)
        }
