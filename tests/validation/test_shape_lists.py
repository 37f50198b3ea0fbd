"""The lists and the patterns of the shapes: no class or property is left out, and nothing more than meant fits."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import shacl
from rdflib import URIRef
from support.shape_cases import good_store, shapes
from support.vocabulary_tools import own_classes, own_properties

from paradiplomacy.rdf.facts import members
from paradiplomacy.rdf.namespaces import ID, PARA, SH, SHAPES, SKOS
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


WIKIDATA = "http://www.wikidata.org/entity/"
DIGEST = "0123456789abcdef" * 4
# Of each shape with a pattern: values that fit, and values that would fit if the pattern were weaker.
FITTING = {
    "DurationValue": (["P1Y", "P1Y2M10D"], ["P", "1Y", "xP1Y", "P1Yx", "P1H", "PY", "-P1Y"]),
    "MonthValue": (["--01", "--12"], ["--00", "--13", "--1", "---01", "--01Z"]),
    "OurClassOrConcept": ([PARA + "City", SKOS + "Concept"], [
        "x" + PARA, "x" + SKOS + "Concept", SKOS + "ConceptScheme", SKOS, ID + "medan",
        PARA.replace(".", "-"), (SKOS + "Concept").replace("www.", "www-"), (SKOS + "Concept").replace("w3.", "w3-"),
    ]),
    "OurNamespace": ([ID + "medan"], ["x" + ID, ID.replace(".", "-"), "https://w3id.org/paradiplomacy"]),
    "OurVocabulary": ([PARA + "year"], ["x" + PARA, PARA.replace(".", "-"), ID + "medan", PARA[:-1]]),
    "edtf": (
        [*("1997?", "1985~", "1997%", "199X", "19XX", "2004-XX", "2004-06-XX", "2001-21", "1994/..", "../1994"),
         *("1997/", "/1997", "1984-06?/2004-08?", "2019-07/2019-09", "Y170000002")],
        [*("1997", "1997-09", "1997-09-24", "97?", "1997-13?", "1997-09-32?", "XXXX-09-12", "/", "../..", "1997??"),
         *("2001-25", "Y1997")],
    ),
    "ShortId": ([ID + "a", ID + "9-to-5"], ["x" + ID + "a", ID + "-a", ID + "a.", ID + "A", ID, ID + "a_b",
                                            (ID + "a").replace(".", "-")]),
    "WikidataAddress": ([WIKIDATA + "Q1", "https://m.wikidata.org/wiki/Q1"], ["http://wikidata-org/", "Q1"]),
    "WikidataEntity": ([WIKIDATA + "Q1", WIKIDATA + "P10"], [
        "x" + WIKIDATA + "Q1", WIKIDATA + "Q1x", WIKIDATA + "Q0", WIKIDATA + "Q", WIKIDATA + "L1",
        WIKIDATA.replace("www.", "www-") + "Q1", WIKIDATA.replace(".org", "-org") + "Q1",
    ]),
    "YearMonthValue": (["2012-01", "2012-12"], ["2012-00", "2012-13", "12012-01", "2012-011", "212-01", "x2012-01"]),
    "YearValue": (["2012"], ["12012", "x2012", "2012Z", "212", "2o12"]),
    "exact": (["one", " a b  c ", " ".join("x" * 15)], ["", "   ", " ".join("x" * 16)]),
    "label-form": (["a", "a b"], ["", " ", " a", "a ", "a\nb"]),
    "paraphrase": (["a", "a b"], ["", " ", " a", "a ", "a\nb", "a\rb"]),
    "textDigest": ([DIGEST], ["x" + DIGEST, DIGEST + "x", DIGEST[1:], "0" + DIGEST, DIGEST.upper(), "g" + DIGEST[1:]]),
}  # fmt: skip


def test_a_pattern_fits_what_is_meant_and_nothing_else() -> None:
    patterns = {quad.subject: quad.object for quad in shapes().store.quads_for_pattern(None, sh("pattern"), None, None)}
    assert {str(shape).strip("<>").removeprefix(SHAPES) for shape in patterns} == set(FITTING)
    rules, data = [], []
    for name, (fitting, others) in FITTING.items():
        rules.append(f"<{SHAPES}{name}> <{SH}targetSubjectsOf> <urn:{name}> .\n")
        rules.append(
            f"<{SHAPES}{name}> <{SH}path> <urn:{name}> .\n<{SHAPES}{name}> <{SH}pattern> {patterns[psh(name)]} .\n"
        )
        data += [f"<urn:x> <urn:{name}> {ox.Literal(value)} .\n" for value in fitting + others]
    report = shacl.Shapes.from_text("".join(rules), "ntriples").validate_text("".join(data), "ntriples")
    found = {(result.source_shape, result.value) for result in report.results}
    assert found == {
        (str(psh(name)), str(ox.Literal(value))) for name, (_, others) in FITTING.items() for value in others
    }
