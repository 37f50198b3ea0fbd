"""The queries on networks of cities, on a small one in which each has something to find."""

from __future__ import annotations

import pytest
from support.network_graph import network as small_network
from support.query_engines import ENGINES, find, in_oxigraph, in_rdflib

from paradiplomacy.graph import Graph
from paradiplomacy.queries.parameters import bind
from paradiplomacy.rdf.namespaces import ID


@pytest.fixture(scope="module")
def network() -> Graph:
    return small_network()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def rows(graph: Graph, engine: str, name: str, **values: str) -> list[str]:
    """The columns that hold an id or a number, or words where the id is missing."""
    text = bind(find(name), values, graph.store)
    table = in_rdflib(text, graph.rdflib()) if engine == "rdflib" else in_oxigraph(text, graph.store)
    kept = [at for at, column in enumerate(table[0]) if column.removesuffix("Label") not in table[0][:at]]
    return sorted(" ".join(row[at].removeprefix(ID) or "-" for at in kept) for row in table[1:])


def test_hubs_count_ties_and_neither_accounts_nor_bodies(network: Graph, engine: str) -> None:
    found = rows(network, engine, "hubs")
    assert [row.replace(ID, "") for row in found] == [
        "ann east 2",
        "bob east 3",
        "cyd not coded 1",
        "dan not coded 1",
        "eve not coded 1",
        "pia west 2",
        "quinn west 2",
    ]


def test_countries_are_counted_where_they_are_recorded(network: Graph, engine: str) -> None:
    found = [row.replace(ID, "") for row in rows(network, engine, "countries-most-linked")]
    assert found == ["east east 1", "east west 3", "not coded not coded 1", "west not coded 1"]


def test_partners_are_shared_or_reached_through_one(network: Graph, engine: str) -> None:
    assert rows(network, engine, "shared-partners", party="ann") == ["ann bob pia", "ann pia bob", "ann quinn bob"]
    assert rows(network, engine, "shared-partners", party="dan") == ["dan - eve"]
    # Who is a partner already is not reached.
    assert rows(network, engine, "two-hops", party="ann") == ["ann quinn 1"]
    assert rows(network, engine, "two-hops", party="cyd") == ["cyd bob 1"]
    assert rows(network, engine, "two-hops", party="quinn") == ["quinn - 1", "quinn ann 1", "quinn pia 1"]
    assert rows(network, engine, "two-hops", party="dan") == ["dan - 1"]


def test_a_tie_that_one_side_lists_names_both_sides(network: Graph, engine: str) -> None:
    assert rows(network, engine, "one-sided-ties") == [
        "bob-pia pia bob",
        "bob-quinn bob -",
        "bob-quinn quinn -",
        "cyd-quinn quinn cyd",
        "dan-eve dan -",
        "dan-eve eve -",
    ]
    assert rows(network, engine, "one-sided-ties", party="bob") == ["bob-pia pia bob", "bob-quinn bob -"]


def test_a_match_has_a_partner_in_the_same_state_and_as_many_agreements(network: Graph, engine: str) -> None:
    ann = [row.replace(ID, "") for row in rows(network, engine, "partner-matches", party="ann")]
    assert ann == ["ann pia east 2", "ann quinn east 2"]
    pia = [row.replace(ID, "") for row in rows(network, engine, "partner-matches", party="pia")]
    assert pia == ["pia ann east 2", "pia quinn east 2"]
    assert rows(network, engine, "partner-matches", party="dan") == ["dan - not coded 1"]
