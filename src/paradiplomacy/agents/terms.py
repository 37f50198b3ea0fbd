"""From what an agent calls a property or a kind of thing to the term of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from paradiplomacy.errors import UsageError, quoted, suggestion
from paradiplomacy.names.labels import labels_of
from paradiplomacy.rdf.facts import TYPE, subjects
from paradiplomacy.rdf.namespaces import OWL, PARA, PREFIXES, RDF, short

OBJECT_PROPERTY = ox.NamedNode(OWL + "ObjectProperty")
_PROPERTIES = (OBJECT_PROPERTY, ox.NamedNode(OWL + "DatatypeProperty"), ox.NamedNode(OWL + "AnnotationProperty"))
_CLASSES = (ox.NamedNode(OWL + "Class"),)
# It is declared nowhere, and every thing has it.
_ALWAYS = (ox.NamedNode(RDF + "type"),)


def find_property(text: str, store: ox.Store) -> ox.NamedNode:
    """The property with the label, the local name or the IRI ``text``.

    Raises UsageError, with the nearest names, when there is none, and with their ids when there are several.
    """
    return _term(text, store, "property", [*_declared(store, _PROPERTIES), *_ALWAYS])


def find_kind(text: str, store: ox.Store) -> str:
    """The name of a parameter that takes things of the class ``text`` ("sister_city_agreement"); raises UsageError."""
    used = [cls for cls in _declared(store, _CLASSES) if cls.value.startswith(PARA) and any(_things(store, cls))]
    local = short(_term(text, store, "kind of thing", used).value)
    return re.sub(r"(?<!^)(?=[A-Z])", "_", local).lower()


def _things(store: ox.Store, cls: ox.NamedNode) -> Iterable[ox.Quad]:
    return store.quads_for_pattern(None, TYPE, cls, ox.DefaultGraph())


def _declared(store: ox.Store, classes: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
    return [term for cls in classes for term in subjects(store, TYPE, cls)]


def _term(text: str, store: ox.Store, what: str, known: list[ox.NamedNode]) -> ox.NamedNode:
    prefix, _, local = text.strip().strip("<>").partition(":")
    iri = PREFIXES.get(prefix, prefix + ":") + local
    names = {term: _names(store, term) for term in known}
    found = {term for term in known if term.value == iri}
    found = found or {term for term, own in names.items() if _key(text) in map(_key, own)}
    # Of a term of ours and one of another vocabulary with its name, ours is meant.
    found = {term for term in found if term.value.startswith(PARA)} or found
    if len(found) == 1:
        return found.pop()
    if found:
        ids = ", ".join(sorted(short(term.value) for term in found))
        raise UsageError(f"{quoted(text)} names several terms; give one of {ids}.")
    offered = suggestion(text[:200], [name for own in names.values() for name in own])
    raise UsageError(f"{quoted(text)} is not a known {what}; {offered}")


def _names(store: ox.Store, term: ox.NamedNode) -> list[str]:
    local = re.split(r"[#/:]", term.value)[-1]
    return list(dict.fromkeys([*labels_of(store, term).values(), short(term.value), local]))


def _key(text: str) -> str:
    """The form in which names are compared: "sinceYear", "since year" and "since-year" are one.

    >>> _key("since-year") == _key("sinceYear")
    True
    """
    return re.sub(r"[\W_]+", "", text.casefold())
