"""Blank nodes: named by content only, in time that grows with the graph, and refused where that cannot be done."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable
from itertools import permutations

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import NotRdf11, UnreadableInput
from paradiplomacy.rdf import blank_nodes
from paradiplomacy.rdf.blank_nodes import named
from paradiplomacy.rdf.turtle.longturtle import serialise


def links(pairs: Iterable[tuple[object, object]], more: str = "") -> str:
    return more + "".join(f"_:n{one} <urn:p> _:n{two} .\n" for one, two in pairs)


def ring(size: int, first: int = 0) -> list[tuple[object, object]]:
    return [(first + number, first + (number + 1) % size) for number in range(size)]


def parsed(text: str) -> list[ox.Quad]:
    return list(ox.parse(text, format=ox.RdfFormat.TURTLE))


GRAPHS = {
    "one ring": links(ring(6)),
    "two rings": links(ring(3) + ring(3, 10)),
    "rings that share a thing": links(ring(3) + ring(4, 10), "_:n0 <urn:q> <urn:x> . _:n10 <urn:q> <urn:x> .\n"),
    "each to each": links(list(permutations(range(7), 2))),
    "neighbours and their neighbours": links([(n, (n + step) % 12) for n in range(12) for step in (1, 3)]),
    "points alike": "[] a <urn:P> . [] a <urn:P> . [] <urn:has> [ <urn:v> 1 ] , [ <urn:v> 1 ] .",
    "users of one": links([(n, "hub") for n in range(5)], "_:n1 <urn:v> 1 . _:n2 <urn:v> 1 .\n"),
    "lists": "<urn:a> <urn:p> ( 1 [ <urn:q> _:s ] ( _:s ) ) . <urn:b> <urn:p> _:s , ( 1 ( 2 ) ) .",
    "itself": "_:a <urn:p> _:a . _:b <urn:p> _:b , _:a .",
    "a ladder": links(
        [(f"a{n}", f"b{n}") for n in range(5)] + [(f"{s}{n}", f"{s}{n + 1}") for n in range(4) for s in "ab"]
    ),
}


@pytest.mark.parametrize("case", GRAPHS)
def test_names_depend_on_content_only(case: str) -> None:
    expected = named(parsed(GRAPHS[case]))
    dataset = ox.Dataset(expected)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    same = ox.Dataset(parsed(GRAPHS[case]))
    same.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert set(dataset) == set(same)
    for seed in range(20):
        quads = parsed(GRAPHS[case])
        random.Random(seed).shuffle(quads)
        names: dict[str, ox.BlankNode] = {}

        def other(node: object, names: dict[str, ox.BlankNode] = names, seed: int = seed) -> object:
            fresh = ox.BlankNode(f"x{random.Random(f'{node}{seed}').random()}"[2:].replace(".", "y"))
            return names.setdefault(str(node), fresh) if isinstance(node, ox.BlankNode) else node

        renamed = [ox.Quad(other(q.subject), q.predicate, other(q.object)) for q in quads]  # type: ignore[arg-type]
        assert named(renamed) == expected


def test_graphs_that_differ_stay_different() -> None:
    assert named(parsed(GRAPHS["one ring"])) != named(parsed(GRAPHS["two rings"]))
    assert named(parsed("[] <urn:p> [] , [] .")) != named(parsed("[] <urn:p> [] ."))


def test_too_many_alike_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = links([(n, (n + step) % 40) for n in range(40) for step in (1, 3)])
    assert len(named(parsed(text))) == 80
    monkeypatch.setattr(blank_nodes, "MOST_STEPS", 10_000)
    with pytest.raises(UnreadableInput, match=r"^x\.ttl has too many blank nodes that are alike .*; give them IRIs\.$"):
        serialise(parsed(text), {}, "x.ttl")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .", "a triple inside a triple"),
        ('<urn:a> <urn:b> "x"@ar--rtl .', "--rtl"),
    ],
)
def test_what_rdf_11_does_not_have_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotRdf11, match=f"^The graph holds .*{said}.* which RDF 1.1 does not have"):
        named(parsed(text))


TALL: dict[str, Callable[[int], str]] = {
    "a list": lambda n: f"<urn:a> <urn:p> ( {'1 ' * n}) .",
    "nested nodes": lambda n: f"<urn:a> <urn:p> {'[ <urn:p> ' * n}1{' ]' * n} .",
    "nested lists": lambda n: f"<urn:a> <urn:p> {'( ' * n}1{' )' * n} .",
    "points alike": lambda n: "[] a <urn:P> ; <urn:v> 1 .\n" * n,
    "children alike": lambda n: f"<urn:a> <urn:p> {', '.join(['[ <urn:v> 1 ]'] * n)} .",
    "users of one": lambda n: "".join(
        f"[] <urn:at> _:x ; <urn:has> [ <urn:v> {k} ; <urn:of> _:x ] ." for k in range(n)
    ),
    "prefixes": lambda n: "".join(f"PREFIX p{k}: <http://x/{k}/>\np{k}:a p{k}:b {k} .\n" for k in range(n)),
}


@pytest.mark.parametrize("case", TALL)
def test_the_work_grows_with_the_graph(case: str) -> None:
    """Counted calls, not seconds: twice the graph, about twice the calls."""

    def calls(size: int) -> int:
        quads = parsed(TALL[case](size))
        prefixes = {f"p{k}": f"http://x/{k}/" for k in range(size)} if case == "prefixes" else {}
        count = 0

        def see(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(see)
        try:
            serialise(quads, prefixes)
        finally:
            sys.setprofile(None)
        return count

    serialise(parsed(TALL[case](3)), {})
    assert calls(400) < 2.6 * calls(200)
