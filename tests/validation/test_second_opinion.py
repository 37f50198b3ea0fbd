"""``shacl``, pySHACL and shacl-rust find the same in every case and in 1,000 graphs spoilt at random."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pyoxigraph as ox
import pytest
from support.mutations import mutated, spoilt_copies
from support.second_opinion import agree, third_opinion, told, unexplained
from support.shape_cases import GOOD, findings, good_quads, good_store, shape_cases, shapes, summary

from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files

PARTS = 40
#: The spoilt graphs are this many times so many.
RUNS, COPIES = 10, 100


@cache
def release_quads() -> tuple[ox.Quad, ...]:
    return tuple(load_store(graph_files()))


@cache
def own_quads() -> tuple[ox.Quad, ...]:
    """What good.ttl says of things that the shapes do not name, so that they may have any other name."""
    named = {term for quad in shapes().store for term in (quad.subject, quad.object)}
    return tuple(quad for quad in load_store([GOOD]) if quad.subject not in named)


def spoilt(seeds: range) -> ox.Store:
    """The good graph, and for each seed a spoilt copy of a tenth of its things."""
    store = good_store()
    store.extend(spoilt_copies(own_quads(), seeds))
    return store


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_case(part: int) -> None:
    """Several cases in one graph, because pySHACL takes 0.4 s for each; one that another hides gets its own graph."""
    cases = shape_cases()[part::PARTS]
    store = good_store()
    for case in cases:
        store.update(case.text)
    found = agree(store)
    assert third_opinion(store, found) == []
    seen = set(map(summary, found))
    for case in cases:
        assert case.expected in seen or list(map(summary, agree(case.patched()))) == [case.expected], case.path


@pytest.mark.slow
@pytest.mark.parametrize("run", range(RUNS))
def test_a_thousand_graphs_spoilt_at_random(run: int) -> None:
    """Many copies in one graph, because for pySHACL a graph costs as much as thirty copies."""
    seeds = range(run * COPIES, (run + 1) * COPIES)
    store = spoilt(seeds)
    found = agree(store)
    hit = {seed for each in found for seed in seeds if f"/c{seed}-" in each.focus}
    assert len(hit) > 0.9 * COPIES
    assert third_opinion(store, found) == []


def test_a_copy_is_judged_as_if_it_were_alone() -> None:
    def of(seed: int, store: ox.Store) -> Counter[tuple[object, ...]]:
        return told(each for each in findings(store) if f"/c{seed}-" in each.focus)

    together = spoilt(range(20))
    for seed in range(20):
        assert of(seed, together) == of(seed, spoilt(range(seed, seed + 1)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [100, 105])
def test_the_release_spoilt_at_random(seed: int) -> None:
    store = mutated(list(release_quads()), seed, 120)
    found = agree(store)
    assert len(found) > 50
    assert third_opinion(store, found) == []


def test_the_good_graph_and_the_release() -> None:
    for quads in (good_quads(), release_quads()):
        store = ox.Store()
        store.extend(quads)
        assert agree(store) == []
        assert third_opinion(store, []) == []


def test_a_difference_is_seen() -> None:
    found = findings(shape_cases()[0].patched())
    assert len(found) == 1
    assert [each[0] for each in unexplained(told(found), told([]))] == ["shacl"]
    assert [each[0] for each in unexplained(told([]), told(found))] == ["pyshacl"]
    closed = next(case for case in shape_cases() if case.expected[1] == "closed")
    [difference] = third_opinion(closed.patched(), [])
    assert difference[-2:] == (0, 1)


def test_where_shacl_rust_is_wrong() -> None:
    """No literal fits a shape that another shape refers to. When this fails, it is mended: let it judge these, too."""
    import shacl_rust

    prefixes = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX ex: <http://example.org/> "
    shape = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:size ; sh:node [ sh:minInclusive 1 ] ] ."
    assert not shacl_rust.conforms(prefixes + "ex:a ex:size 5 .", prefixes + shape)
