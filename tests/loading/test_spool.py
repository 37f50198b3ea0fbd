"""Triples wait once each, in pieces of bounded size, and what shares a blank node stays together."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import NotRdf11
from paradiplomacy.loading.spool import Spool

P = ox.NamedNode("urn:p")


def ground(number: int) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"urn:{number}"), P, ox.Literal(f"value {number}\n\"'\\"))


def linked(one: int, other: int) -> ox.Quad:
    return ox.Quad(ox.BlankNode(f"b{one}"), P, ox.BlankNode(f"b{other}"))


def triples(text: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}


def nodes(triple: ox.Triple) -> list[ox.BlankNode]:
    return [node for node in (triple.subject, triple.object) if isinstance(node, ox.BlankNode)]


@pytest.mark.parametrize("size", [1, 100_000_000])
def test_each_triple_leaves_once(size: int) -> None:
    quads = [ground(number) for number in range(500)] + [linked(number, number + 1) for number in range(50)]
    shuffled = quads * 3
    random.Random(3).shuffle(shuffled)
    with Spool(size) as spool:
        spool.add(shuffled)
        assert spool.count() == 550
        pieces = list(spool.pieces(1000))
        assert list(spool.pieces(1000)) == pieces
    assert sum(number for _, number in pieces) == 550
    assert all(text.count("\n") == number for text, number in pieces)
    found = [triples(text) for text, _ in pieces]
    assert set().union(*found) == {quad.triple for quad in quads}
    assert sum(map(len, found)) == 550


def test_pieces_are_bounded_but_never_part_what_shares_a_blank_node() -> None:
    chains = [linked(10 * chain + step, 10 * chain + step + 1) for chain in range(20) for step in range(9)]
    random.Random(5).shuffle(chains)
    with Spool(1) as spool:
        spool.add([*(ground(number) for number in range(300)), *chains])
        pieces = [text for text, _ in spool.pieces(800)]
    assert len(pieces) > 5
    assert max(map(len, pieces)) <= 800
    homes = [
        {
            str(node)
            for triple in triples(text)
            for node in (triple.subject, triple.object)
            if str(node).startswith("_:")
        }
        for text in pieces
    ]
    assert sum(map(len, homes)) == len(set().union(*homes)) == 200


def test_pieces_are_filled_to_the_last_byte() -> None:
    with Spool(1) as spool:
        spool.add(ground(number) for number in range(10, 18))
        line = len(next(spool.pieces(1))[0])
        assert [number for _, number in spool.pieces(2 * line)] == [2, 2, 2, 2]


def test_a_chain_longer_than_a_piece_stays_whole() -> None:
    with Spool(1) as spool:
        spool.add(linked(number, number + 1) for number in range(100))
        assert [number for _, number in spool.pieces(50)] == [100]


def test_names_of_graphs_are_dropped_and_languages_are_kept() -> None:
    with Spool(1) as spool:
        spool.add([ox.Quad(ox.NamedNode("urn:a"), P, ox.Literal("x", language="ko"), ox.NamedNode("urn:g"))])
        assert [text for text, _ in spool.pieces()] == ['<urn:a> <urn:p> "x"@ko .\n']


def test_pieces_are_measured_in_bytes() -> None:
    with Spool(1) as spool:
        spool.add(ox.Quad(ox.NamedNode(f"urn:{number}"), P, ox.Literal("부산" * 20)) for number in range(100))
        assert max(len(text.encode()) for text, _ in spool.pieces(1000)) <= 1000


def test_terms_of_rdf_1_2_are_refused() -> None:
    directed = ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL)
    for term in (ox.Triple(P, P, P), directed):
        with Spool(1) as spool, pytest.raises(NotRdf11, match=r"inside a triple|base direction"):
            spool.add([ox.Quad(P, P, term)])


def test_nothing_is_left_on_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Spool(10_000_000) as spool:
        spool.add(ground(number) for number in range(100))
        # Not even now, when the process may be killed.
        assert not list(tmp_path.iterdir())
        assert spool.count() == 100
    assert not list(tmp_path.iterdir())
