"""Names asked of an endpoint mean what they mean in the store that it stands for."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

import paradiplomacy
from paradiplomacy.errors import UsageError
from paradiplomacy.queries.lookup import bound_text
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.sparql.endpoint import Rows

QUERY = StoredQuery("q", None, "SELECT * { ?_city_iri ?_agreement_iri ?_thing_iri . ?s ?p ?_lang }")
VALUES = [
    {"city": "Alda"},
    {"city": "alda"},
    {"city": "ALDA"},
    {"city": "id:alda"},
    {"city": f"{ID}alda"},
    {"city": "알다"},
    {"city": "Old Alda"},
    {"city": "kota alda"},
    {"city": "Ａlda"},
    {"city": "Twin"},
    {"city": "norland"},
    {"city": "Norlandia"},
    {"city": "Ald"},
    {"city": "zzz"},
    {"city": 'x") } #'},
    {"city": ".*"},
    {"city": "…"},
    {"city": "<>"},
    {"city": "not an iri:"},
    {"agreement": "Alda - Corva"},
    {"agreement": "alda-brimo"},
    {"thing": "City"},
    {"thing": "Kite day"},
    {"thing": "Hari Layang-Layang"},
    {"lang": "id"},
    {"lang": "EN"},
    {"lang": "fr"},
    {"nonsense": "x"},
]


class Counted(Embedded):
    """Counts what is asked of it, and how many rows that gives."""

    asked = got = 0

    def rows(self, text: str) -> Rows:
        self.asked += 1
        rows = list(super().rows(text))
        self.got += len(rows)
        return Rows(super().rows(text).variables, iter(rows))


def outcome(text: object) -> str:
    try:
        return str(text() if callable(text) else text)
    except UsageError as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("values", VALUES, ids=[str(value) for value in VALUES])
def test_a_name_means_the_same_here_and_there(tiny_graph: paradiplomacy.Graph, values: dict[str, str]) -> None:
    there = Embedded(tiny_graph.store)
    here = outcome(lambda: bind(QUERY, values, tiny_graph.store))
    assert outcome(lambda: bound_text(QUERY, values, there)) == here


@pytest.mark.parametrize(
    "values",
    [
        *({"city": name} for name in ("Q5972", "Q884", "Q1", "부산", "Kota Medan")),
        *({"thing": name} for name in ("wd:Q884", "부산")),
        *({"agreement": name} for name in ("surabaya busan", "Surabaya–Busan")),
    ],
    ids=str,
)
def test_other_names_of_a_thing_mean_the_same_here_and_there(values: dict[str, str]) -> None:
    store = paradiplomacy.load().store
    here = outcome(lambda: bind(QUERY, values, store))
    assert outcome(lambda: bound_text(QUERY, values, Embedded(store))) == here
    assert ("UsageError" in here) == (values in ({"city": "Q884"}, {"city": "Q1"}))


def test_little_is_fetched_from_a_large_graph() -> None:
    store = ox.Store()
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    city = ox.NamedNode("https://w3id.org/paradiplomacy/ontology#City")
    for number in range(20_000):
        thing = ox.NamedNode(f"{ID}city-{number}")
        store.add(ox.Quad(thing, kind, city))
        store.add(ox.Quad(thing, label, ox.Literal(f"Town {number}", language="en")))
    for name in ("town 777", "city-777", f"{ID}city-777"):
        endpoint = Counted(store)
        assert f"<{ID}city-777>" in bound_text(QUERY, {"city": name}, endpoint)
        assert endpoint.asked <= 2
        # Names such as Town 1777 fit too, until they are compared here.
        assert endpoint.got <= 20
