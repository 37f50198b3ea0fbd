"""What the patterns of the shapes fit, and which properties a thing of each class may have, as tests compare them.

Run as a program, it writes the second anew, ``tests/cases/allowed-properties.csv``; read the difference.
"""

from __future__ import annotations

import csv
import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox
import shacl
from support.query_engines import ROOT
from support.shape_cases import good_quads, shapes

from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import ID, OWL, PARA, RDF, RDFS, SH, SHAPES, SKOS, prefixed
from paradiplomacy.rdf.read import load_store
from paradiplomacy.validation.shapes import sh

#: Class and property, one a line: each property that a closed shape allows.
ALLOWED = Path(__file__).parents[1] / "cases" / "allowed-properties.csv"
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

Misfits = set[tuple[str | None, str | None]]


def misfits(store: ox.Store) -> Misfits:
    """Shape and value of each value of ``FITTING`` that a pattern of the shapes in ``store`` refuses."""
    rules, data = [], []
    patterns = {quad.subject: quad.object for quad in store.quads_for_pattern(None, sh("pattern"), None, None)}
    for name, (fitting, others) in FITTING.items():
        shape, pattern = f"<{SHAPES}{name}>", patterns.get(ox.NamedNode(SHAPES + name), ox.Literal(""))
        rules.append(f"{shape} <{SH}targetSubjectsOf> <urn:{name}> .\n{shape} <{SH}path> <urn:{name}> .\n")
        rules.append(f"{shape} <{SH}pattern> {pattern} .\n")
        data += [f"<urn:x> <urn:{name}> {ox.Literal(value)} .\n" for value in fitting + others]
    report = shacl.Shapes.from_text("".join(rules), "ntriples").validate_text("".join(data), "ntriples")
    return {(result.source_shape, result.value) for result in report.results}


def meant_misfits() -> Misfits:
    """What ``misfits`` must give."""
    return {
        (f"<{SHAPES}{name}>", str(ox.Literal(value))) for name, (_, others) in FITTING.items() for value in others
    }


@cache
def _one_of_each() -> tuple[str, dict[str, tuple[str, str]]]:
    """A graph with a thing for each class and property, which has both, in N-Triples, and what each thing has."""
    given = load_store([ROOT / "ontology" / "paradiplomacy.ttl"])
    classes = {quad.subject for quad in given.quads_for_pattern(None, TYPE, ox.NamedNode(OWL + "Class"), None)}
    classes |= {node for shape in shapes().targeted() for node in shapes().objects(shape, "targetClass")}
    properties = {quad.predicate for quad in good_quads()}
    properties |= {
        quad.subject
        for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
        for quad in given.quads_for_pattern(None, TYPE, ox.NamedNode(OWL + kind), None)
    }
    lines = [f"{quad} .\n" for quad in given.quads_for_pattern(None, ox.NamedNode(f"{RDFS}subClassOf"), None, None)]
    asked = {}
    for one in sorted(classes, key=str):
        for name in sorted(properties, key=str):
            node = f"<{ID}thing-{len(asked)}>"
            asked[node] = (prefixed(one.value), prefixed(name.value))
            lines.append(f'{node} {TYPE} {one} .\n{node} {name} "x" .\n')
    return "".join(lines), asked


#: What a closed shape needs to be closed.
_CLOSING = {f"{RDF}{name}" for name in ("type", "first", "rest")}
_CLOSING |= {f"{SH}{name}" for name in ("closed", "ignoredProperties", "property", "path", "targetClass")}


def allowed(store: ox.Store) -> list[list[str]]:
    """Class and property of each pair that the closed shapes in ``store`` let pass; other classes are not listed."""
    text, asked = _one_of_each()
    closing = "".join(f"{quad} .\n" for quad in store if quad.predicate.value in _CLOSING)
    report = shacl.Shapes.from_text(closing, "ntriples").validate_text(text, "ntriples")
    refused = {asked[found.focus_node] for found in report.results}
    closed = {one for one, _ in refused}
    return sorted(list(pair) for pair in asked.values() if pair[0] in closed and pair not in refused)


def kept_allowed() -> list[list[str]]:
    """The pairs that ``ALLOWED`` keeps."""
    with ALLOWED.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


if __name__ == "__main__":
    with ALLOWED.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(allowed(shapes().store))
