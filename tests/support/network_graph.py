"""A small network of cities, in which each query on networks has something to find."""

from __future__ import annotations

from functools import cache

from support.query_engines import ROOT

from paradiplomacy.graph import Graph
from paradiplomacy.rdf.namespaces import ID, PARA, RDFS
from paradiplomacy.rdf.read import load_store

CITIES = {"ann": "east", "bob": "east", "cyd": None, "pia": "west", "quinn": "west", "dan": None, "eve": None}
#: Two parties, the cities under whose entry a source lists the tie, and those of an account of another source.
TIES = {
    "ann-bob": (("ann", "bob"), ("ann", "bob"), ()),
    "ann-pia": (("ann", "pia"), ("ann", "pia"), ()),
    "bob-pia": (("bob", "pia"), ("bob",), ()),
    "bob-quinn": (("bob", "quinn"), (), ()),
    "cyd-quinn": (("cyd", "quinn"), (), ("cyd",)),
    "dan-eve": (("dan", "eve"), (), ()),
}

#: Agreements of institutions, which are no ties of the cities.
DEALS = {"schools": ("ann", "pia"), "students": ("eve", "quinn"), "tests": ("ann", "quinn")}

#: The queries that ask of networks.
ON_NETWORKS = (
    "countries-most-linked", "hubs", "one-sided-ties", "partner-matches", "shared-partners", "two-hops",
)  # fmt: skip
#: What some cities and states are called, in different languages.
LABELS = """
id:ann rdfs:label "Ann"@en , "Ana"@id . id:bob rdfs:label "Bob"@id . id:pia rdfs:label "Pia"@en .
id:cyd rdfs:label "Cyd"@en .
id:east a para:State ; rdfs:label "east"@en , "timur"@id . id:west a para:State ; rdfs:label "barat"@id .
id:bob-pia rdfs:label "Bob-Pia"@en , "Bob-Pia "@id . id:ann-pia rdfs:label "Ann-Pia"@en .
"""


@cache
def network() -> Graph:
    """The graph of these cities."""
    lines = [f"PREFIX id: <{ID}>", f"PREFIX para: <{PARA}>", f"PREFIX rdfs: <{RDFS}>"]
    for city, state in CITIES.items():
        # A list of ties does not say that Dan and Eve are cities.
        kind = "" if city in {"dan", "eve"} else ", para:City"
        lines.append(f"id:{city} a para:SubnationalActor {kind} {f'; para:inState id:{state}' if state else ''} .")
    for tie, (parties, listed, elsewhere) in TIES.items():
        lines.append(f"id:{tie} a para:SisterCityAgreement .")
        lines += [f"id:{tie} para:party id:{city} ." for city in parties]
        lines += [f"id:{tie} para:listedBy id:{city} ." for city in listed]
        # An account repeats the parties and is no tie of its own.
        lines += [f"id:{tie}-x a para:Account ; para:accountOf id:{tie} ; para:party id:{city} ." for city in parties]
        lines += [f"id:{tie}-x para:listedBy id:{city} ." for city in elsewhere]
    lines.append(LABELS)
    for deal, parties in DEALS.items():
        lines.append(
            f"id:{deal} a para:InstitutionalAgreement ; para:party {' , '.join(f'id:{it}' for it in parties)} ."
        )
    store = load_store([ROOT / "ontology" / "paradiplomacy.ttl"])
    store.update(f"{' '.join(lines[:3])} INSERT DATA {{ {' '.join(lines[3:])} }}")
    return Graph(store)
