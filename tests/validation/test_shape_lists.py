"""The shapes that speak of every class or property of the vocabulary leave none of them out."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node
from support.shape_cases import good_store
from support.vocabulary_tools import names, own_classes, own_properties

from paradiplomacy.rdf.convert import to_graph
from paradiplomacy.rdf.namespaces import PARA, SHAPES
from paradiplomacy.validation.shapes import Shapes, load_shapes

# Only derived, never written: the data assert what lies below them.
ABSTRACT = {URIRef(PARA + "Party"), URIRef(PARA + "Record")}


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


@pytest.fixture(scope="module")
def good() -> Graph:
    return to_graph(good_store())


def test_a_node_without_a_class_is_found_by_any_property_of_ours(shapes: Shapes) -> None:
    targets = set(shapes.graph.objects(psh("KnownType"), SH.targetSubjectsOf))
    assert names(targets) == names(own_properties())


def test_every_concrete_class_is_known(shapes: Shapes) -> None:
    head = shapes.graph.value(psh("KnownClass"), SH["in"])
    assert head is not None
    assert names(Collection(shapes.graph, head)) == names(own_classes() - ABSTRACT)


@pytest.mark.parametrize("shape", ["ReadableId", "NoBlankNode"])
def test_every_node_with_a_class_shape_has_its_name_checked(shape: str, shapes: Shapes, good: Graph) -> None:
    by_class = {found for found in shapes.targeted() if (found, SH.targetClass, None) in shapes.graph}
    nodes: set[Node] = set().union(*(shapes.focus_nodes(found, good) for found in by_class - {psh(shape)}))
    assert nodes
    assert names(nodes - shapes.focus_nodes(psh(shape), good)) == []


def psh(name: str) -> URIRef:
    return URIRef(SHAPES + name)
