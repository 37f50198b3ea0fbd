"""The lists and the limits of the shapes: no class or property is left out, and nothing more than meant fits."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import URIRef
from support.patterns import FITTING, LIMITS, meant_misfits, misfits
from support.shape_cases import good_store, shapes
from support.shape_tables import TABLES, kept
from support.vocabulary_tools import own_classes, own_properties

from paradiplomacy.rdf.facts import members
from paradiplomacy.rdf.namespaces import PARA, SHAPES
from paradiplomacy.validation.shapes import sh

# Only derived, never written: the data assert what lies below them.
ABSTRACT = {URIRef(PARA + "Party"), URIRef(PARA + "Record")}


def psh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SHAPES + name)


def test_a_node_without_a_class_is_found_by_any_property_of_ours() -> None:
    targets = shapes().objects(psh("KnownType"), "targetSubjectsOf")
    assert {str(node).strip("<>") for node in targets} == set(map(str, own_properties()))


def test_every_concrete_class_is_known() -> None:
    [head] = shapes().objects(psh("KnownClass"), "in")
    assert {str(node).strip("<>") for node in members(shapes().store, head)} == set(map(str, own_classes() - ABSTRACT))


@pytest.mark.parametrize("shape", ["ReadableId", "NoBlankNode"])
def test_every_node_with_a_class_shape_has_its_name_checked(shape: str) -> None:
    data = good_store()
    others = [each for each in shapes().targeted() if each != psh(shape) and shapes().objects(each, "targetClass")]
    nodes = set().union(*(shapes().focus_nodes(data, each) for each in others))
    assert nodes
    assert nodes - shapes().focus_nodes(data, psh(shape)) == set()


def test_a_limit_lets_through_what_is_meant_and_nothing_else() -> None:
    limited = {quad.subject for name in LIMITS for quad in shapes().store.quads_for_pattern(None, sh(name), None, None)}
    assert {str(shape).strip("<>").removeprefix(SHAPES) for shape in limited} == set(FITTING)
    assert misfits(shapes().store) == meant_misfits()


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_what_is_asked_of_a_class_is_what_is_kept(table: str) -> None:
    """Written anew by ``python tests/support/shape_tables.py``."""
    assert len({row[0] for row in kept(table)}) > 20
    assert TABLES[table](shapes().store) == kept(table)
