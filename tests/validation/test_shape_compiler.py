"""Every constraint that has a form as a query finds what pySHACL finds; every other one is refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.both_engines import HEADER, MESSAGE, property_shape, same, shapes

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.convert import to_graph
from paradiplomacy.rdf.namespaces import SH
from paradiplomacy.rdf.read import load_store
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.validation.findings import Finding
from paradiplomacy.validation.shacl import shacl_findings
from paradiplomacy.validation.shape_compiler import CONSTRAINTS, compile_shapes
from paradiplomacy.validation.shape_queries import ShapeQueries
from paradiplomacy.validation.shape_targets import Classes

DATA = """
ex:Town rdfs:subClassOf ex:City . ex:Village rdfs:subClassOf ex:Town . ex:City rdfs:subClassOf ex:Place .
ex:a a ex:City ; ex:name "Alda"@en , "Aldo"@en , "Alda"@EN-gb , "plain" ; ex:size 5 , 7 ; ex:near ex:b , ex:c ;
   ex:from "2001-05-01"^^xsd:date ; ex:to "2001-04-01"^^xsd:date ; ex:code "A1" , [] ; ex:far ex:b .
ex:b a ex:Town ; ex:name "Brimo"@id ; ex:size "5"^^xsd:decimal , 5.5 , "x" , "1_0"^^xsd:integer ; ex:near ex:a ;
   ex:from 3 , 4 ; ex:to 4 , "4" ; ex:code "a1\\n" , "" , ex:a ; ex:far ex:a , ex:c .
ex:c a ex:Village , ex:Other ; ex:size 1 , 2 , 3 , 4 ; ex:near _:n , "Alda" ; ex:code "ab" , 12 ; ex:part ex:d .
ex:d ex:name "Deli"@id-x-lama , "Dili"@de ; ex:part ex:e ; ex:from "2001"^^xsd:gYear ; ex:to "2001-01-01"^^xsd:date .
ex:e ex:name "Ende"@id ; ex:part ex:f ; ex:size true , "maybe"^^xsd:boolean , "1e0"^^xsd:double .
_:n a ex:City ; ex:name "no id" ; ex:size 5 .
"""

# Constraints on the values of a path, each on all cities, towns and villages.
ON_PATHS = [
    "sh:path ex:size ; sh:datatype xsd:integer",
    "sh:path ex:size ; sh:datatype xsd:decimal",
    "sh:path ex:name ; sh:datatype rdf:langString",
    "sh:path ex:name ; sh:datatype xsd:string",
    "sh:path ex:size ; sh:datatype rdfs:Literal",
    "sh:path ex:from ; sh:datatype xsd:date",
    "sh:path ex:near ; sh:class ex:City",
    "sh:path ex:near ; sh:class ex:City , ex:Other",
    *(f"sh:path ex:near ; sh:nodeKind sh:{kind}" for kind in ("IRI", "Literal", "BlankNode", "BlankNodeOrIRI")),
    *(f"sh:path ex:near ; sh:nodeKind sh:{kind}" for kind in ("BlankNodeOrLiteral", "IRIOrLiteral")),
    *(f"sh:path ex:size ; sh:minCount {number}" for number in (0, 1, 2, 3, 4)),
    *(f"sh:path ex:size ; sh:maxCount {number}" for number in (0, 1, 2, 3)),
    'sh:path ex:code ; sh:pattern "^[A-Z][0-9]$"',
    'sh:path ex:code ; sh:pattern "^[A-Z][0-9]$" ; sh:flags "i"',
    'sh:path ex:code ; sh:pattern "^\\\\w+$" , "^\\\\S" ',
    "sh:path ex:code ; sh:minLength 2",
    "sh:path ex:code ; sh:minLength 0",
    "sh:path ex:code ; sh:maxLength 2",
    "sh:path ex:size ; sh:in ( 5 7 ex:a )",
    "sh:path ex:size ; sh:hasValue 5",
    "sh:path ex:near ; sh:hasValue ex:b , ex:c",
    'sh:path ex:name ; sh:languageIn ( "en" "id" )',
    'sh:path ex:name ; sh:languageIn ( "*" )',
    "sh:path ex:name ; sh:uniqueLang true",
    "sh:path ex:name ; sh:uniqueLang false",
    "sh:path ex:size ; sh:minInclusive 5",
    "sh:path ex:size ; sh:minExclusive 5.0",
    "sh:path ex:size ; sh:maxInclusive 5",
    "sh:path ex:size ; sh:maxExclusive 5",
    'sh:path ex:from ; sh:minInclusive "2001-05-01"^^xsd:date',
    "sh:path ex:near ; sh:disjoint ex:far",
    "sh:path ex:near ; sh:equals ex:far",
    "sh:path ex:from ; sh:lessThan ex:to",
    "sh:path ex:from ; sh:lessThanOrEquals ex:to",
    "sh:path ex:from ; sh:lessThan ex:to , ex:size",
    "sh:path ex:near ; sh:not [ sh:class ex:Town ]",
    'sh:path ex:code ; sh:not [ sh:pattern "[0-9]$" ]',
    "sh:path ex:size ; sh:not [ sh:datatype xsd:integer ]",
    "sh:path ex:size ; sh:not [ sh:minInclusive 5 ]",
    "sh:path ex:near ; sh:node [ sh:class ex:City ; sh:nodeKind sh:IRI ]",
    "sh:path ex:size ; sh:node [ sh:datatype xsd:integer ; sh:minInclusive 5 ]",
    "sh:path ex:size ; sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] )",
    "sh:path ex:size ; sh:and ( [ sh:datatype xsd:integer ] [ sh:maxInclusive 5 ] )",
    "sh:path ex:size ; sh:xone ( [ sh:datatype xsd:integer ] [ sh:minInclusive 5 ] [ sh:in ( 7 ) ] )",
    "sh:path ex:near ; sh:node [ sh:property [ sh:path ex:name ; sh:minCount 1 ] ]",
    "sh:path ex:near ; sh:node [ sh:property [ sh:path ex:size ; sh:maxCount 2 ] ]",
    "sh:path ex:near ; sh:node [ sh:property [ sh:path ex:size ; sh:datatype xsd:integer ] ]",
    "sh:path ex:near ; sh:node [ sh:property [ sh:path ex:name ; sh:uniqueLang true ] ]",
    "sh:path ex:near ; sh:node [ sh:property [ sh:path ex:from ; sh:lessThan ex:to ] ]",
    "sh:path ex:near ; sh:node [ sh:property [ sh:path ex:near ; sh:equals ex:far ] ]",
    "sh:path ex:near ; sh:node [ sh:closed true ; sh:ignoredProperties ( rdf:type ex:name ex:size ex:near ) ]",
    "sh:path ex:near ; sh:node [ sh:deactivated true ; sh:class ex:Nothing ]",
    "sh:path ex:size ; sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 2",
    "sh:path ex:size ; sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMaxCount 1",
    "sh:path ex:near ; sh:qualifiedValueShape [ sh:class ex:City ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1",
    "sh:path ex:near ; sh:qualifiedValueShape [ sh:class ex:City ] ; sh:qualifiedMaxCount 0",
    # In these, pySHACL is not asked about single values.
    *(
        f"sh:path ex:near ; sh:node [ sh:property [ sh:path ex:size ; sh:{word} 5 ] ]"
        for word in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
    ),
    *(
        f"sh:path ex:near ; sh:node [ sh:property [ sh:path ex:code ; {test} ] ]"
        for test in (
            'sh:pattern "^[A-Z]1$"',
            'sh:pattern "^[A-Z]1$" ; sh:flags "i"',
            "sh:maxLength 2",
            "sh:minLength 1",
        )
    ),
    "sh:path ( ex:near ex:name ) ; sh:maxCount 1",
    "sh:path ( ex:near ex:name ) ; sh:datatype rdf:langString",
    "sh:path [ sh:inversePath ex:near ] ; sh:class ex:Town",
    "sh:path [ sh:alternativePath ( ex:near ex:far ) ] ; sh:minCount 3",
    "sh:path [ sh:oneOrMorePath ex:part ] ; sh:maxCount 2",
    "sh:path [ sh:zeroOrMorePath ex:part ] ; sh:maxCount 3",
    "sh:path [ sh:zeroOrOnePath ex:part ] ; sh:nodeKind sh:BlankNode",
    "sh:path ex:size ; sh:deactivated true ; sh:minCount 9",
    "sh:path ex:size ; sh:maxCount 0 ; sh:severity sh:Warning",
    "sh:path ex:size ; sh:maxCount 0 ; sh:severity sh:Info",
    'sh:path ex:size ; sh:maxCount 0 ; sh:description "Remove it."@en',
]

# Constraints on a node as a whole.
ON_NODES = [
    "sh:nodeKind sh:IRI",
    "sh:class ex:Town",
    "sh:hasValue ex:a",
    "sh:in ( ex:a ex:b )",
    'sh:pattern "/[ab]$"',
    "sh:not [ sh:class ex:Town ]",
    "sh:or ( [ sh:class ex:Town ] [ sh:property [ sh:path ex:far ; sh:minCount 1 ] ] )",
    "sh:or ( [ sh:path ex:far ; sh:minCount 1 ] [ sh:path ex:part ; sh:hasValue ex:d ] )",
    "sh:xone ( [ sh:path ex:far ; sh:minCount 1 ] [ sh:path ex:size ; sh:maxCount 2 ] [ sh:class ex:Town ] )",
    "sh:node [ sh:property [ sh:path ex:near ; sh:node [ sh:class ex:City ] ] ]",
    "sh:closed true ; sh:property [ sh:path ex:name ] ; sh:ignoredProperties ( rdf:type ex:size ex:near )",
    "sh:closed true",
    "sh:closed false",
    "sh:property [ sh:path ex:name ; sh:minCount 1 ]",
]

TARGETS = [
    "sh:targetClass ex:City",
    "sh:targetClass ex:Town , ex:Other",
    "sh:targetNode ex:a , ex:b , ex:missing",
    "sh:targetSubjectsOf ex:part",
    "sh:targetObjectsOf ex:near",
    "sh:targetSubjectsOf ex:from , ex:part ; sh:targetClass ex:Village ; sh:targetNode ex:a",
]

REFUSED = {
    "sh:path ex:size ; sh:minCount 9": "sh:minCount 9",
    "sh:path ex:size ; sh:maxCount 4": "sh:maxCount 4",
    'sh:path ex:code ; sh:pattern "a(?=b)"': "ASSERT",
    'sh:path ex:code ; sh:pattern "(?i)a"': "flags",
    'sh:path ex:code ; sh:pattern "(a)\\\\1"': "GROUPREF",
    'sh:path ex:code ; sh:pattern "\\\\ba"': "AT_BOUNDARY",
    'sh:path ex:code ; sh:pattern "("': "regular expression",
    'sh:path ex:code ; sh:pattern "a" ; sh:flags "x"': "sh:flags",
    "sh:path ex:code ; sh:datatype xsd:hexBinary": "xsd:hexBinary",
    "sh:path ex:near ; sh:nodeKind sh:Class": "sh:nodeKind",
    "sh:path ex:near ; sh:in ( [] )": "blank node",
    "sh:path ex:near ; sh:property [ sh:path ex:name ; sh:minCount 1 ]": "inside a property shape",
    "sh:path ex:near ; sh:node ex:Shape": "refers to itself",
    "sh:path ex:near ; sh:node ex:NoShape": "is no shape",
    'sh:path ex:near ; sh:sparql [ sh:select "" ]': "sh:sparql",
    "sh:path ex:near ; sh:qualifiedValueShape [ sh:class ex:City ] ; sh:qualifiedMinCount 1 ; "
    "sh:qualifiedValueShapesDisjoint true": "sh:qualifiedValueShapesDisjoint",
    "sh:path ex:near ; sh:mincount 1": "sh:mincount",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    path = tmp_path_factory.mktemp("data") / "data.ttl"
    path.write_text(HEADER + DATA, encoding="utf-8")
    return load_store([path])


@pytest.mark.parametrize("constraint", ON_PATHS)
def test_a_constraint_on_a_path_finds_what_pyshacl_finds(constraint: str, data: ox.Store, tmp_path: Path) -> None:
    same(shapes(tmp_path, property_shape("sh:targetClass ex:Place", constraint)), data)


@pytest.mark.parametrize("constraint", ON_NODES)
def test_a_constraint_on_a_node_finds_what_pyshacl_finds(constraint: str, data: ox.Store, tmp_path: Path) -> None:
    same(shapes(tmp_path, f"ex:Shape a sh:NodeShape ; sh:targetClass ex:Place ; {constraint} ; {MESSAGE} .\n"), data)


@pytest.mark.parametrize("constraint", ["sh:path ex:size ; sh:datatype xsd:integer", "sh:path ex:name ; sh:minCount 2"])
@pytest.mark.parametrize("target", TARGETS)
def test_every_target_reaches_what_pyshacl_reaches(
    target: str, constraint: str, data: ox.Store, tmp_path: Path
) -> None:
    assert same(shapes(tmp_path, property_shape(target, constraint)), data)


def test_a_class_that_is_a_shape_is_its_own_target(data: ox.Store, tmp_path: Path) -> None:
    body = "ex:Town a rdfs:Class , sh:NodeShape ; sh:property ex:Path . ex:Path sh:path ex:code ; sh:maxCount 0 .\n"
    assert same(shapes(tmp_path, body), data) == 2


def test_two_shapes_with_one_property_shape_find_a_node_once(data: ox.Store, tmp_path: Path) -> None:
    body = "ex:One sh:targetClass ex:City ; sh:property ex:Path . ex:Two sh:targetNode ex:a ; sh:property ex:Path .\n"
    assert same(shapes(tmp_path, body + f"ex:Path sh:path ex:name ; sh:maxCount 0 ; {MESSAGE} ."), data) == 3


def test_the_table_is_not_idle(data: ox.Store, tmp_path: Path) -> None:
    """Nearly every line finds something and spares something, else it would prove nothing."""
    counts = [
        same(shapes(tmp_path, property_shape("sh:targetClass ex:Place", constraint)), data) for constraint in ON_PATHS
    ]
    assert sum(1 for count in counts if count) >= len(ON_PATHS) - 8


@pytest.mark.parametrize("parameter", sorted(str(parameter) for parameter in CONSTRAINTS))
def test_every_constraint_has_a_line_in_the_table(parameter: str) -> None:
    word = f"sh:{parameter.removeprefix(SH)} "
    assert any(word in f"{line} " for line in [*ON_PATHS, *ON_NODES])


@pytest.mark.parametrize("constraint", ON_PATHS)
def test_without_a_message_of_its_own_a_shape_has_that_of_pyshacl(
    constraint: str, data: ox.Store, tmp_path: Path
) -> None:
    known = shapes(tmp_path, property_shape("sh:targetClass ex:Place", constraint, message="rdfs:label 'x'"))

    def words(findings: Iterable[Finding]) -> list[tuple[object, ...]]:
        # pySHACL tells all that is said of a blank node, which takes the whole graph.
        named = [found for found in findings if not found.focus.startswith("_:") and found.value != "[…]"]
        return sorted((found.focus, found.value, found.component, sorted(found.messages.items())) for found in named)

    expected = shacl_findings(to_graph(data), known)
    assert words(ShapeQueries(Embedded(data), known).findings()) == words(expected)


@pytest.mark.parametrize(("constraint", "word"), REFUSED.items())
def test_what_has_no_form_as_a_query_is_refused(constraint: str, word: str, tmp_path: Path) -> None:
    known = shapes(tmp_path, property_shape("sh:targetClass ex:Place", constraint.replace("ex:Shape", "ex:Again")))
    if "ex:Shape" in constraint:
        known = shapes(
            tmp_path,
            property_shape("sh:targetClass ex:Place", "sh:path ex:near ; sh:node ex:Again")
            + "ex:Again sh:property [ sh:path ex:near ; sh:node ex:Again ] .\n",
        )
    with pytest.raises(UnreadableInput) as error:
        compile_shapes(known, Classes({}))
    assert word in str(error.value)
    assert str(error.value).endswith(".")


def test_subclasses_may_come_from_elsewhere(data: ox.Store, tmp_path: Path) -> None:
    """A store without the vocabulary does not know that a town is a city."""
    known = shapes(tmp_path, property_shape("sh:targetClass ex:Settlement", "sh:path ex:code ; sh:maxCount 0"))
    below = {"<http://example.org/Settlement>": {"<http://example.org/City>"}}
    assert not list(ShapeQueries(Embedded(data), known).findings())
    found = {finding.focus for finding in ShapeQueries(Embedded(data), known, below).findings()}
    assert found == {f"http://example.org/{name}" for name in "abc"}


class Unlearned(Embedded):
    """An endpoint to which some regular expressions say nothing."""

    def select(self, text: str) -> Answer:
        answer = super().select(text)
        return Answer(answer.variables, [[None] * len(answer.variables)], answer.kind) if "REGEX" in text else answer


def test_a_pattern_that_the_endpoint_cannot_read_is_told(data: ox.Store, tmp_path: Path) -> None:
    """In a FILTER it would find nothing, and that would look like a good graph."""
    known = shapes(tmp_path, property_shape("sh:targetClass ex:Place", 'sh:path ex:code ; sh:pattern "^A"'))
    with pytest.raises(UnreadableInput, match=r'cannot read the regular expression "\^A"'):
        ShapeQueries(Unlearned(data), known)
