"""Fetch from an endpoint the few names that the parameters of a query need, as a small store.

Names are then resolved as in the embedded graph, however large the graph elsewhere is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import pyoxigraph as ox

from paradiplomacy.errors import UsageError
from paradiplomacy.names.resolve import MATCH, OTHER_NAMES, OWN_NAMES, candidates, class_of, item_named, resolve
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import RDFS
from paradiplomacy.sparql.endpoint import Endpoint

_LABEL = ox.NamedNode(f"{RDFS}label")
_SOMETHING = ox.NamedNode("urn:x-paradiplomacy:something")
#: The most names that are fetched when the store finds none, to look for another spelling or the nearest name here.
_MOST_NAMES = 5_000


def bound_text(query: StoredQuery, values: Mapping[str, str], endpoint: Endpoint) -> str:
    """The text of ``query`` with its parameters bound, where names are those of the graph behind ``endpoint``.

    Raises UsageError as ``parameters.bind`` does, and EndpointError.
    """
    store = ox.Store()
    for name, parameter in query.parameters.items():
        value = values.get(name, parameter.default)
        if value is None:
            continue
        if parameter.takes_thing:
            _fetch_thing(value, name, endpoint, store)
        elif name == "lang" and name in values:
            _fetch_languages(endpoint, store)
    return bind(query, values, store)


def _fetch_thing(value: str, kind: str, endpoint: Endpoint, store: ox.Store) -> None:
    """Put into ``store`` what ``names.resolve`` has to know to find ``value``, first what is cheapest to ask."""
    cls = class_of(kind)
    has_kind = bool(endpoint.ask(f"ASK {{ ?thing a {cls} }}"))
    typed = f"?thing a {cls} ." if has_kind else ""
    if item := item_named(value):
        nodes = _things(endpoint, f"SELECT ?thing WHERE {{ ?thing {MATCH} {item} . {typed} }}")
        store.extend(quad for node in nodes for quad in (ox.Quad(node, MATCH, item), ox.Quad(node, TYPE, cls)))
        if nodes:
            return
    if things := " ".join(map(str, candidates(value, kind))):
        used = "{ ?thing ?p ?o } UNION { ?s ?p ?thing }"
        found = _things(endpoint, f"SELECT DISTINCT ?thing WHERE {{ VALUES ?thing {{ {things} }} {used} }}")
        # What is said of it does not matter here, only that something is.
        store.extend(ox.Quad(thing, TYPE, _SOMETHING) for thing in found)
        store.extend(ox.Quad(thing, TYPE, cls) for thing in found if endpoint.ask(f"ASK {{ {thing} a {cls} }}"))
    if has_kind:
        # Some thing of the class, so that ``resolve`` knows that the class restricts what counts.
        store.add(ox.Quad(_SOMETHING, TYPE, cls))
    properties = " ".join(f"<{iri}>" for iri in (*OWN_NAMES, *OTHER_NAMES))
    for condition in (f'FILTER(REGEX(STR(?name), "{_pattern(value)}", "i"))', ""):
        if _resolves(value, kind, store):
            break
        rows = endpoint.rows(
            f"SELECT DISTINCT ?thing ?property ?name WHERE {{ {typed} VALUES ?property {{ {properties} }} "
            f"?thing ?property ?name . FILTER(isIRI(?thing) && isLiteral(?name)) {condition} }} LIMIT {_MOST_NAMES}"
        )
        with rows:
            for row in rows:
                store.add(ox.Quad(*row))  # type: ignore[arg-type]
                if has_kind:
                    store.add(ox.Quad(row[0], TYPE, cls))  # type: ignore[arg-type]
    store.remove(ox.Quad(_SOMETHING, TYPE, cls))


def _things(endpoint: Endpoint, text: str) -> list[ox.NamedNode]:
    with endpoint.rows(text) as rows:
        return [thing for (thing,) in rows if isinstance(thing, ox.NamedNode)]


def _resolves(value: str, kind: str, store: ox.Store) -> bool:
    try:
        resolve(value, store, kind)
    except UsageError:
        return False
    return True


def _fetch_languages(endpoint: Endpoint, store: ox.Store) -> None:
    properties = " ".join(f"<{iri}>" for iri in OWN_NAMES)
    rows = endpoint.rows(
        f"SELECT DISTINCT (LANG(?name) AS ?tag) WHERE {{ VALUES ?property {{ {properties} }} ?thing ?property ?name }}"
    )
    with rows:
        tags = [tag.value for (tag,) in rows if isinstance(tag, ox.Literal) and tag.value]
    store.extend(ox.Quad(_LABEL, _LABEL, ox.Literal("label", language=tag)) for tag in tags)


def _pattern(value: str) -> str:
    """A regular expression that every spelling of a name fits; the exact comparison is done here, not there.

    >>> _pattern("Medan – Gwangju")
    '^[ ]*medan.*gwangju[ ]*$'
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", value).casefold())
    return f"^[ ]*{'.*'.join(words)}[ ]*$"
