"""What the patterns of the shapes must fit, and what they must refuse."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import shacl
from support.edtf import EDTF, NO_EDTF

from paradiplomacy.rdf.namespaces import ID, PARA, SH, SHAPES, SKOS
from paradiplomacy.validation.shapes import sh

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
    "edtf": (EDTF, NO_EDTF),
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


def misfits(store: ox.Store, some: Iterable[str] = FITTING) -> Misfits:
    """Shape and value of each value of ``FITTING`` that a pattern in ``store`` refuses, of all shapes or of some."""
    rules, data = [], []
    patterns = {quad.subject: quad.object for quad in store.quads_for_pattern(None, sh("pattern"), None, None)}
    for name in some:
        fitting, others = FITTING[name]
        shape, pattern = f"<{SHAPES}{name}>", patterns.get(ox.NamedNode(SHAPES + name), ox.Literal(""))
        rules.append(f"{shape} <{SH}targetSubjectsOf> <urn:{name}> .\n{shape} <{SH}path> <urn:{name}> .\n")
        rules.append(f"{shape} <{SH}pattern> {pattern} .\n")
        data += [f"<urn:x> <urn:{name}> {ox.Literal(value)} .\n" for value in fitting + others]
    report = shacl.Shapes.from_text("".join(rules), "ntriples").validate_text("".join(data), "ntriples")
    return {(result.source_shape, result.value) for result in report.results}


def meant_misfits(some: Iterable[str] = FITTING) -> Misfits:
    """What ``misfits`` must give."""
    return {(f"<{SHAPES}{name}>", str(ox.Literal(value))) for name in some for value in FITTING[name][1]}
