"""What the patterns, lengths and bounds of the shapes must let through, and what they must refuse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import pyoxigraph as ox
import shacl
from support.edtf import EDTF, NO_EDTF

from paradiplomacy.rdf.namespaces import ID, PARA, SH, SHAPES, SKOS, XSD
from paradiplomacy.validation.shapes import sh

WIKIDATA = "http://www.wikidata.org/entity/"
DIGEST = "0123456789abcdef" * 4
MONTHS = [f"{month:02}" for month in range(1, 13)]
SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"
LIMITS = ("pattern", "maxLength", "minInclusive", "maxInclusive", "minExclusive")


def numbers(*texts: str) -> list[Decimal]:
    """The decimals that the texts write."""
    return list(map(Decimal, texts))


# Of each shape with a limit: values that fit, and values that would fit if it were weaker. Numbers are decimals.
FITTING: dict[str, tuple[Sequence[str | Decimal], Sequence[str | Decimal]]] = {
    "CountFromZero": (numbers("0", "1"), numbers("-1")),
    "LatitudeValue": (numbers("-90", "90"), numbers("-90.1", "90.1")),
    "LongitudeValue": (numbers("-180", "180"), numbers("-180.1", "180.1")),
    "PositiveDecimal": (numbers("0.1"), numbers("0", "-0.1")),
    "PositiveInteger": (numbers("1"), numbers("0")),
    "DurationValue": (["P1Y", "P1Y2M10D"], ["P", "1Y", "xP1Y", "P1Yx", "P1H", "PY", "-P1Y"]),
    "MonthValue": ([f"--{month}" for month in MONTHS], ["--00", "--13", "--1", "---01", "--01Z"]),
    "OurClassOrConcept": ([PARA + "City", SKOS + "Concept"], [
        PARA[:-1], "x" + PARA, "x" + SKOS + "Concept", SKOS + "ConceptScheme", SKOS, ID + "medan",
        PARA.replace(".", "-"), (SKOS + "Concept").replace("www.", "www-"), (SKOS + "Concept").replace("w3.", "w3-"),
    ]),
    "OurNamespace": ([ID + "medan"], ["x" + ID, ID.replace(".", "-"), "https://w3id.org/paradiplomacy"]),
    "OurVocabulary": ([PARA + "year"], ["x" + PARA, PARA.replace(".", "-"), ID + "medan", PARA[:-1]]),
    "edtf": (EDTF, NO_EDTF),
    "ShortId": ([ID + "a", ID + "9-to-5", *(ID + sign + SIGNS for sign in SIGNS)], [
        "x" + ID + "a", ID + "-a", ID + "a.", ID + "A", ID, ID + "a_b", (ID + "a").replace(".", "-"),
    ]),
    "WikidataAddress": ([WIKIDATA + "Q1", "https://m.wikidata.org/wiki/Q1"], [
        "http://wikidata-org/", "http://ikidata.org/", "Q1",
    ]),
    "WikidataEntity": ([WIKIDATA + "Q1", WIKIDATA + "P10"], [
        "x" + WIKIDATA + "Q1", WIKIDATA + "Q1x", WIKIDATA + "Q0", WIKIDATA + "Q", WIKIDATA + "L1",
        WIKIDATA.replace("www.", "www-") + "Q1", WIKIDATA.replace(".org", "-org") + "Q1",
    ]),
    "YearMonthValue": ([f"2012-{month}" for month in MONTHS], [
        "2012-00", "2012-13", "12012-01", "2012-011", "212-01", "x2012-01",
    ]),
    "YearValue": (["2012"], ["12012", "x2012", "2012Z", "212", "2o12"]),
    "exact": (["one", " a b  c ", " ".join("x" * 15), "x" * 200], ["", "   ", " ".join("x" * 16), "x" * 201]),
    "label-form": (["a", "a b"], ["", " ", " a", "a ", "a\nb"]),
    "paraphrase": (["a", "a b"], ["", " ", " a", "a ", "a\nb", "a\rb"]),
    "prefix": (["x" * 60], ["x" * 61]),
    "suffix": (["x" * 60], ["x" * 61]),
    "textDigest": ([DIGEST], ["x" + DIGEST, DIGEST + "x", DIGEST[1:], "0" + DIGEST, DIGEST.upper(), "g" + DIGEST[1:]]),
}  # fmt: skip

Misfits = set[tuple[str | None, str | None]]


def misfits(store: ox.Store, some: Iterable[str] = FITTING) -> Misfits:
    """Shape and value of each value of ``FITTING`` that a limit in ``store`` refuses, of all shapes or of some."""
    rules, data = [], []
    for name in some:
        shape, property_ = f"<{SHAPES}{name}>", f"<urn:{name}>"
        rules.append(f"{shape} <{SH}targetSubjectsOf> {property_} .\n{shape} <{SH}path> {property_} .\n")
        for limit in LIMITS:
            rules += [f"{quad} .\n" for quad in store.quads_for_pattern(ox.NamedNode(SHAPES + name), sh(limit), None)]
        data += [f"<urn:x> {property_} {_literal(value)} .\n" for values in FITTING[name] for value in values]
    report = shacl.Shapes.from_text("".join(rules), "ntriples").validate_text("".join(data), "ntriples")
    return {(result.source_shape, result.value) for result in report.results}


def meant_misfits(some: Iterable[str] = FITTING) -> Misfits:
    """What ``misfits`` must give."""
    return {(f"<{SHAPES}{name}>", str(_literal(value))) for name in some for value in FITTING[name][1]}


def _literal(value: str | Decimal) -> ox.Literal:
    datatype = ox.NamedNode(XSD + ("string" if isinstance(value, str) else "decimal"))
    return ox.Literal(str(value), datatype=datatype)
