"""The engine of ``validate`` finds what pySHACL finds, and says whatever it finds in the words of the shapes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from support.second_opinion import agree
from support.shape_cases import findings, good_quads, good_store, shape_cases, shapes

from paradiplomacy.errors import NotRdf11, UnreadableInput
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.validation.engines import ENGINES
from paradiplomacy.validation.input import empty_input
from paradiplomacy.validation.shapes import load_shapes
from paradiplomacy.validation.turtle_report import report_turtle
from paradiplomacy.validation.validate import validate

HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + "PREFIX ex: <http://example.org/>\n"
MESSAGE = 'sh:message "Something is wrong."@en , "Ada yang salah."@id'
DATA = """
ex:a a ex:City ; ex:name "Alda"@en ; ex:size 5 , "300"^^xsd:byte ; ex:near [ a ex:City ; ex:name "Nowhere"@en ] .
ex:b a ex:City ; ex:size "007"^^xsd:integer ; ex:near ex:a .
ex:c a ex:Village ; ex:near ex:b , "somewhere" . ex:Village rdfs:subClassOf ex:City .
"""


def parsed(body: str) -> ox.Store:
    store = ox.Store()
    store.load((HEADER + body).encode(), format=ox.RdfFormat.TURTLE)
    return store


def written(folder: Path, body: str, name: str = "shapes.ttl") -> Path:
    path = folder / name
    path.write_text(HEADER + body, encoding="utf-8")
    return path


SHAPES = {
    "an inverse path": ("sh:property [ sh:path [ sh:inversePath ex:near ] ; sh:minCount 1 ; MESSAGE ]", "^<", 1),
    "a sequence": ("sh:property [ sh:path ( ex:near ex:name ) ; sh:maxCount 0 ; MESSAGE ]", "/", 2),
    "alternatives": ("sh:property [ sh:path [ sh:alternativePath ( ex:near ex:name ) ] ; sh:maxCount 1 ]", "|", 2),
    "repeats": ("sh:property [ sh:path ( ex:near [ sh:zeroOrMorePath ex:near ] ) ; sh:maxCount 2 ]", "*", 1),
    "a closed shape": ("sh:closed true ; sh:ignoredProperties ( rdf:type ex:near ) ; MESSAGE", "", 5),
    "closed inside": ("sh:property [ sh:path ex:near ; sh:node [ sh:closed true ; sh:ignoredProperties "
                      "( rdf:type ex:name ) ] ; MESSAGE ]", "ex", 2),
    "a node": ("sh:nodeKind sh:IRI ; MESSAGE", "", 1),
    "no message": ("sh:property [ sh:path ex:size ; sh:minCount 1 ]", "size", 2),
}  # fmt: skip


@pytest.mark.parametrize("case", SHAPES)
def test_what_a_finding_tells(case: str, tmp_path: Path) -> None:
    constraint, path, number = SHAPES[case]
    body = f"ex:Shape a sh:NodeShape ; sh:targetClass ex:City ; {constraint.replace('MESSAGE', MESSAGE)} ."
    found = agree(parsed(DATA), load_shapes(written(tmp_path, body)))
    assert len(found) == number
    assert all(path in each.path for each in found)
    if "MESSAGE" in constraint:
        assert {each.message("id") for each in found} == {"Ada yang salah."}
    else:
        assert all(each.message("id").startswith("Ini melanggar sh:") for each in found)
    text = report_turtle(found)
    assert text.count("a sh:ValidationResult") == number
    assert "urn:x-paradiplomacy" not in text


def test_a_literal_is_judged_as_it_is_written(tmp_path: Path) -> None:
    body = "ex:Shape sh:targetClass ex:City ; sh:property ex:Size . ex:Size sh:path ex:size ; sh:datatype xsd:integer ."
    known = load_shapes(written(tmp_path, body))
    data = written(tmp_path, DATA, "data.ttl")
    for engine in ENGINES:
        values = [each.value for each in validate([data], known.path, engine=engine).findings]
        assert values == ['"300"^^xsd:byte']


def test_a_blank_node_keeps_the_name_that_the_store_knows(tmp_path: Path) -> None:
    known = load_shapes(written(tmp_path, "ex:Shape sh:targetClass ex:City ; sh:nodeKind sh:IRI ."))
    store = parsed(DATA)
    [found] = findings(store, known=known)
    near = ox.NamedNode("http://example.org/near")
    assert found.focus in {str(quad.object) for quad in store.quads_for_pattern(None, near, None, None)}


def test_a_triple_that_stands_twice_counts_once() -> None:
    """As in a file and its background, whose lines are not compared."""
    with empty_input() as given:
        given.add([*good_quads(), *good_quads()])
        from paradiplomacy.validation.engines import shape_findings

        assert shape_findings(given, shapes()) == []


BROKEN = {
    "sh:path 5 ; sh:minCount 1": "not a valid property path",
    "sh:path ex:p , ex:q ; sh:minCount 1": "sh:path stands twice",
    "sh:path ex:p ; sh:minCount 'one'": "sh:minCount",
    "sh:path ex:p ; sh:mincount 1": "sh:minCount is meant",
    "sh:path ex:p ; sh:sparql [ sh:select '' ]": "queries/checks/",
    "sh:path ex:p ; sh:pattern 5": "needs a text",
    "sh:path ex:p ; sh:pattern '[a'": "invalid sh:pattern",
    "sh:path ex:p ; sh:nodeKind sh:Class": "sh:nodeKind",
    "sh:path ex:p ; sh:class 'City'": "needs an IRI",
    "sh:path ex:p ; sh:node ex:Shape": "refers to itself",
    "sh:path ex:p ; sh:or ( [ sh:node ex:Shape ] )": "refers to itself",
    "sh:path ex:p ; sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l": "sh:in",
    "sh:path _:l ; sh:minCount 1 . _:l rdf:first ex:p ; rdf:rest _:l": "path",
    "sh:path _:p ; sh:minCount 1 . _:p sh:zeroOrMorePath _:p": "path",
}


@pytest.mark.parametrize(("constraint", "word"), BROKEN.items())
def test_shapes_that_no_engine_may_use_are_one_sentence(constraint: str, word: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"ex:Shape sh:targetClass ex:City ; sh:property ex:Path . ex:Path {constraint} .")
    for engine in ENGINES:
        with pytest.raises(UnreadableInput) as error:
            validate(shapes=path, engine=engine)
        sentence = str(error.value)
        assert word in sentence
        assert sentence.startswith(f"{path}: ") and sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("sh:lessThan ex:to", 'ex:from "2001-01-01"^^xsd:date ; ex:to []'),
        ("sh:minInclusive 0.0", 'ex:from "NaN"^^xsd:decimal'),
    ],
    ids=["a blank node", "no decimal"],
)
def test_where_pyshacl_gives_up_it_is_one_sentence(constraint: str, values: str, tmp_path: Path) -> None:
    """What has no order breaks the constraint, says SHACL."""
    body = f"ex:Shape sh:targetClass ex:City ; sh:property ex:P . ex:P sh:path ex:from ; {constraint} ; sh:name 'x' ."
    known = load_shapes(written(tmp_path, body))
    store = parsed(f"ex:a a ex:City ; {values} .")
    assert len(findings(store, known=known)) == 1
    with pytest.raises(UnreadableInput, match=r"pySHACL gives up: .*--engine shacl\.$"):
        findings(store, "pyshacl", known)


def test_where_shacl_is_wrong(tmp_path: Path) -> None:
    """When this fails, the engine is mended: drop the case, the filter above and the line in the documentation."""
    body = "ex:Shape sh:targetClass ex:City ; sh:property ex:P . ex:P sh:path ex:size ; sh:minExclusive 0.0 ."
    known = load_shapes(written(tmp_path, body))
    sizes = (f"ex:a a ex:City ; ex:size 1.{'3' * digits} ." for digits in (18, 19))
    assert [len(findings(parsed(size), known=known)) for size in sizes] == [0, 1]


@pytest.mark.parametrize(
    ("term", "said"),
    [("<<( ex:b ex:c ex:d )>>", "a triple inside a triple"), ('"x"@ar--rtl', 'the text "x" with a base')],
)
def test_what_rdf_11_does_not_have_is_refused_with_the_name_of_the_file(term: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"ex:a ex:says {term} .", "terms.ttl")
    for engine in ENGINES:
        with pytest.raises(NotRdf11, match=rf"terms\.ttl holds {said}"):
            validate([path], engine=engine)


def test_every_target_reaches_what_the_engine_reaches(tmp_path: Path) -> None:
    """The number of nodes in the report is our own count."""
    for target in ("sh:targetClass ex:City", "sh:targetNode ex:a , ex:gone", "sh:targetObjectsOf ex:near",
                   "sh:targetSubjectsOf ex:size", "a rdfs:Class , sh:NodeShape"):  # fmt: skip
        name = "ex:City" if "rdfs:Class" in target else "ex:Shape"
        known = load_shapes(written(tmp_path, f"{name} {target} ; sh:minLength 1000 ."))
        store = parsed(DATA)
        found = {each.focus for each in findings(store, known=known)} - {"http://example.org/gone"}
        reached = {
            getattr(node, "value", "") if isinstance(node, ox.NamedNode) else str(node)
            for node in known.focus_nodes(store)
        }
        assert found == reached


def test_the_cases_do_not_all_look_the_same() -> None:
    assert len({each.shape for case in shape_cases()[:40] for each in findings(case.patched())}) > 20
    assert findings(good_store()) == []
