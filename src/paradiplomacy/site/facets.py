"""By what the things of the graph can be chosen: kind, country, sector, decade, kind of assertion and source."""

from __future__ import annotations

import re
from collections import defaultdict

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import OA, PARA, PREFIXES
from paradiplomacy.site.record import Record
from paradiplomacy.site.site import Site

#: The facets in their order.
FACETS = ("kind", "country", "sector", "decade", "assertion", "source")
_BEFORE = f"PREFIX para: <{PARA}> PREFIX oa: <{OA}> PREFIX dcterms: <{PREFIXES['dcterms']}> "
# What leads from a record to another with the same parties, and from a record to a party or a place.
_OVER = "para:underAgreement|para:ofActivity|para:accountOf|para:instrument|^para:instrument|^para:memberGroup"
_TO = (
    "para:party|para:sender|para:receiver|para:participant|para:organizer|para:signatory|para:place|para:beneficiary"
    "|para:about|para:locatedIn"
)
_TIMES = (
    "para:year|para:yearMonth|para:startDate|para:sinceYear|para:signedOn|dcterms:issued|para:edtf"
    "|para:instrument/para:signedOn"
)
_QUERIES = {
    "country": f"?thing ({_OVER})?/({_TO})?/para:locatedIn?/para:inState ?value",
    "sector": "?thing para:sector ?value",
    "source": "?thing para:evidence/oa:hasSource ?value",
    "decade": f"?thing {_TIMES} ?value",
}
_YEAR = re.compile(r"(\d{3})\d")

Chosen = dict[str, list["ox.NamedNode | str"]]


def facets(site: Site) -> dict[ox.NamedNode, Chosen]:
    """Thing → facet → its values: nodes, and decades as the text of their first year."""
    found: dict[ox.NamedNode, dict[str, set[ox.NamedNode | str]]] = defaultdict(lambda: defaultdict(set))
    for facet, pattern in _QUERIES.items():
        rows = site.store.query(f"{_BEFORE}SELECT DISTINCT ?thing ?value WHERE {{ {pattern} }}")
        assert isinstance(rows, ox.QuerySolutions)
        for thing, value in rows:
            if isinstance(thing, ox.NamedNode) and isinstance(value, ox.NamedNode):
                found[thing][facet].add(value)
            elif isinstance(thing, ox.NamedNode) and isinstance(value, ox.Literal):
                found[thing][facet] |= {f"{match[1]}0" for match in [_YEAR.match(value.value)] if match}
    for thing in site.things:
        record = Record(site, thing)
        found[thing] |= {"kind": {record.kind} if record.kind else set()}
        found[thing] |= {"assertion": {record.assertion} if record.assertion else set()}
    return {
        thing: {facet: sorted(told[facet], key=str) for facet in FACETS if told.get(facet)}
        for thing, told in found.items()
    }
