"""From what a user types (an IRI, a short id, a label, an item of Wikidata) to the IRI of a thing of the graph."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pyoxigraph as ox

from paradiplomacy.errors import UsageError, nearest, quoted
from paradiplomacy.names.spellings import bare
from paradiplomacy.names.spellings import normal as normal  # handed on to those who compare names
from paradiplomacy.rdf.facts import TYPE, subjects
from paradiplomacy.rdf.namespaces import ID, PARA, PREFIXES, RDFS, SKOS, WIKIDATA, short

if TYPE_CHECKING:
    from collections.abc import Callable

# A thing's own names win over its other names.
OWN_NAMES = (RDFS + "label", SKOS + "prefLabel")
OTHER_NAMES = (SKOS + "altLabel", PARA + "sourceName")
MATCH = ox.NamedNode(SKOS + "exactMatch")
_ITEM = re.compile(r"(?:wd:|https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/)?([Qq][1-9]\d*)")


def resolve(text: str, store: ox.Store, kind: str = "thing") -> ox.NamedNode:
    """The thing that ``text`` names: an IRI, a short id, a label in any language, in any case, or its Wikidata item.

    A label may lack what its kind adds to it ("부산" for "부산광역시"), and an id may be written in words.
    ``kind`` is the name of the parameter. When it is also the name of a class of the graph, in lower case
    ("city"), only the things of that class count, and a short id may leave it out (``education`` for
    ``sector-education``). Raises UsageError when nothing or more than one thing has that name.
    """
    if found := matching(text, store, kind):
        return _one(found, text)
    known = set(subjects(store, TYPE, class_of(kind)))
    raise UsageError(f"{quoted(text)} is not a known {kind.replace('_', ' ')}; {_hint(text, known, store)}")


def matching(text: str, store: ox.Store, kind: str = "thing") -> set[ox.NamedNode]:
    """All things that ``text`` names as well as each other, by the rules of ``resolve``; none when it names nothing.

    Raises UsageError for the IRI or the id of a thing of another kind.
    """
    known = set(subjects(store, TYPE, class_of(kind)))
    if item := item_named(text):
        linked = set(subjects(store, MATCH, item))
        if found := linked & known if known else linked:
            return found
    for node in candidates(text, kind):
        if _is_described(node, store):
            if known and node not in known:
                raise UsageError(f"{quoted(text)} is not {_a(kind)}; {_hint(text, known, store)}")
            return {node}
    forms: list[Callable[[str], str]] = [normal]
    forms += (partial(bare, kind=each) for each in ("city", "province") if kind in (each, "party", "thing"))
    for form in forms:
        key = form(text)
        for predicates in (OWN_NAMES, OTHER_NAMES):
            found = {node for name, node in _names(predicates, store, known) if form(name) == key}
            # A word such as "city" is also the label of a term of the vocabulary; things come first.
            if found := {node for node in found if node.value.startswith(ID)} or found:
                return found
    return set()


def item_named(text: str) -> ox.NamedNode | None:
    """The item of Wikidata that ``text`` names, by its number, prefixed name or address; None for another text.

    >>> item_named("https://www.wikidata.org/wiki/Q5983").value
    'http://www.wikidata.org/entity/Q5983'
    """
    match = _ITEM.fullmatch(text.strip().removeprefix("<").removesuffix(">"))
    return ox.NamedNode(WIKIDATA + match[1].upper()) if match else None


def languages(store: ox.Store) -> list[str]:
    """The languages in which the things of the graph have names, by their tags."""
    tags = {
        quad.object.language
        for predicate in OWN_NAMES
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
        if isinstance(quad.object, ox.Literal)
    }
    return sorted(tag for tag in tags if tag)


def candidates(text: str, kind: str) -> list[ox.NamedNode]:
    """The IRIs that ``text`` may stand for when it is an IRI or a short id, the likeliest first.

    >>> [node.value[-16:] for node in candidates("education", "sector")][2]
    'sector-education'
    """
    nodes = []
    for iri in _as_iris(text, kind):
        with suppress(ValueError):
            nodes.append(ox.NamedNode(iri))
    return nodes


def class_of(kind: str) -> ox.NamedNode:
    """The class whose things a parameter of that name takes, if the graph has things of it.

    >>> class_of("sister_city_agreement").value.rpartition("#")[2]
    'SisterCityAgreement'
    """
    name = "".join(part.capitalize() for part in kind.split("_"))
    # Where the parties of agreements between cities are meant, a list of ties may not say which of them are cities.
    return ox.NamedNode(PARA + ("SubnationalActor" if kind == "party" else name))


def _as_iris(text: str, kind: str) -> list[str]:
    text = text.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES:
        return [PREFIXES[prefix] + local]
    if colon:
        return [text]
    words = normal(text).replace(" ", "-")
    return [f"{ID}{text}", f"{ID}{text.casefold()}", f"{ID}{kind}-{text.casefold()}", f"{PARA}{text}", f"{ID}{words}"]


def _one(found: set[ox.NamedNode], text: str) -> ox.NamedNode:
    if len(found) == 1:
        return found.pop()
    ids = ", ".join(sorted(short(node.value) for node in found))
    raise UsageError(f"{quoted(text)} names several things; give the id of one of them: {ids}.")


def _is_described(node: ox.NamedNode, store: ox.Store) -> bool:
    patterns = ((node, None, None, None), (None, None, node, None))
    return any(True for pattern in patterns for _ in store.quads_for_pattern(*pattern))


def _names(predicates: tuple[str, ...], store: ox.Store, known: set[ox.NamedNode]) -> list[tuple[str, ox.NamedNode]]:
    return [
        (quad.object.value, quad.subject)
        for predicate in predicates
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
        if isinstance(quad.object, ox.Literal)
        and isinstance(quad.subject, ox.NamedNode)
        and (not known or quad.subject in known)
    ]


def _hint(text: str, known: set[ox.NamedNode], store: ox.Store) -> str:
    if item := item_named(text):
        return (
            f"nothing of that kind is linked to {short(item.value)}; the stored query wikidata-links lists the links."
        )
    pairs = _names(OWN_NAMES + OTHER_NAMES, store, known)
    named = [(name, node.value) for name, node in pairs if known or node.value.startswith(ID)]
    # Of an id and a label that differ only in case, the label, which comes last, is suggested.
    names = [*(short(iri) for _, iri in named if iri.startswith(ID)), *(name for name, _ in named)]
    close = nearest(text, names) if len(text) <= 200 else []
    if close:
        plural = "names are" if len(close) > 1 else "name is"
        return f"the nearest {plural} {', '.join(quoted(name) for name in close)}."
    ids = sorted(short(node.value) for node in known)
    if ids and len(ids) <= 20:
        return f"known are {', '.join(ids)}."
    return "no name is near to it; give an id, a label, or an IRI of the graph."


def _a(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind.replace('_', ' ')}"
