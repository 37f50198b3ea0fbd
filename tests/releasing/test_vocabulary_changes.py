"""rdf-construct, a tool of others, finds the changes of the vocabulary that the guard of a release finds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rdf_construct.diff import GraphDiff, compare_graphs
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from support.vocabulary_tools import core, own_terms

from paradiplomacy.rdf.namespaces import ID, PARA
from paradiplomacy.releasing.surface import Difference, difference, surface_of


def changed(seed: int) -> tuple[Graph, set[str]]:
    """The vocabulary with one term less, one more, one of another domain, and six told in other words: these."""
    chance = random.Random(seed)
    found = Graph() + core()
    gone, moved, *reworded = chance.sample(sorted(own_terms()), 8)
    found.remove((gone, None, None))
    found.set((moved, RDFS.domain, URIRef(f"{PARA}Nothing{seed}")))
    for term in reworded:
        found.set((term, RDFS.label, Literal(f"word {seed}", lang="en")))
    found.add((URIRef(f"{PARA}Kite{seed}"), RDF.type, OWL.Class))
    return found, {str(term) for term in reworded}


def told(new: Graph, folder: Path) -> Difference:
    """What the guard tells of two projects, the one with our vocabulary and the other with ``new``."""
    for name, graph in (("old", core()), ("new", new)):
        for part in ("ontology", "data", "queries"):
            (folder / name / part).mkdir(parents=True)
        graph.serialize(folder / name / "ontology" / "paradiplomacy.ttl", format="turtle")
        for file in ("ontology/schemes.ttl", "data/alda.ttl"):
            (folder / name / file).write_text(f"<{ID}alda> a <{PARA}City> .", encoding="utf-8")
    return difference(surface_of(folder / "old"), surface_of(folder / "new"))


def by_kind(found: GraphDiff) -> tuple[set[str], set[str], set[str]]:
    """The added, changed and removed terms of the vocabulary."""
    kinds = (found.added, found.modified, found.removed)
    added, modified, removed = ({str(it.uri) for it in kind if str(it.uri).startswith(PARA)} for kind in kinds)
    return added, modified, removed


@pytest.mark.parametrize("seed", range(5))
def test_both_name_the_same_terms(seed: int, tmp_path: Path) -> None:
    new, reworded = changed(seed)
    ours = told(new, tmp_path)
    added, modified, removed = by_kind(compare_graphs(core(), new))
    own = [{name.replace("para:", PARA) for name in kind["terms"]} for kind in (ours.added, ours.changed, ours.removed)]
    # Labels are no promise of a release.
    assert own == [added, modified - reworded, removed]
    assert [len(kind) for kind in own] == [1, 1, 1] and reworded <= modified


def test_neither_sees_a_change_where_there_is_none(tmp_path: Path) -> None:
    again = Graph().parse(data=core().serialize(format="nt"), format="nt")
    ours = told(again, tmp_path)
    assert not any(names for kind in (ours.added, ours.changed, ours.removed) for names in kind.values())
    assert compare_graphs(core(), again).is_identical
