"""What three engines of SHACL find in one graph, and where they may differ because one of them reads a literal wrongly.

Who is right where is written in docs/validation.md: ``shacl`` but for decimals of more than 18 digits, by the lexical
spaces of XML Schema, by which SHACL (4.1.2) tells a literal of its datatype from one that is ill-typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox
import shacl_rust
from support.shape_cases import findings, shapes

from paradiplomacy.rdf.namespaces import PREFIXES, SH, XSD
from paradiplomacy.rdf.write import serialised
from paradiplomacy.validation.engines import ENGINES
from paradiplomacy.validation.findings import Finding
from paradiplomacy.validation.shapes import Shapes

OA = PREFIXES["oa"]
LEXICAL = {"integer": r"[+-]?[0-9]+", "decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"}
#: What a value out of order is told by, in its own shape and in the one that refers to it.
BY_ORDER = {f"{SH}LessThanConstraintComponent", f"{SH}NodeConstraintComponent"}
#: What shacl-rust cannot judge: for it no literal fits a shape that another refers to.
BY_SHAPE = {
    f"{SH}{name}ConstraintComponent" for name in ("Node", "Or", "Not", "And", "QualifiedMinCount", "QualifiedMaxCount")
}

Told = tuple[object, ...]


def told(found: Iterable[Finding]) -> Counter[Told]:
    """All that findings tell but place and label; of a blank node the name does not count."""
    return Counter(
        (
            "_:" if each.focus.startswith("_:") else each.focus,
            *(each.shape, each.path, each.value, each.component, each.severity, each.predicate),
            *sorted(each.messages.items()),
        )
        for each in found
    )


def unexplained(found: Counter[Told], reference: Counter[Told], unordered: Iterable[str] = ()) -> list[Told]:
    """What only ``shacl``, or only pySHACL, finds, and is not one of the known differences.

    ``unordered`` are the focus nodes with a value that has no place in an order.
    """
    both = [(each, "shacl") for each in found - reference] + [(each, "pyshacl") for each in reference - found]
    return [(finder, *each) for each, finder in both if not _is_known(each, finder, unordered)]


def _is_known(each: Told, finder: str, unordered: Iterable[str]) -> bool:
    focus, _, _, value, component, *_ = map(str, each)
    if component in BY_ORDER and focus in unordered:
        return True  # rdflib orders such a value as text, SPARQL does not order it at all, so shacl is right
    if component == f"{SH}PatternConstraintComponent":
        # Python lets $ match before a last line end, and takes U+001C to U+001F for white space; shacl is right.
        return re.search(r"\\n|\\u001[C-F]", value) is not None
    if finder == "shacl":
        # Python reads " 5 ", 1_000, ٥ and 1e3, which are ill-typed, so shacl is right. But it cannot order a decimal of
        # more than 18 digits after the point, so that this breaks any bound: there pySHACL is right.
        return is_ill_typed(value) or re.fullmatch(r"-?\d*\.\d{19,}", value) is not None
    # Python has no year zero and none after 9999; XSD 1.1 has both, so shacl is right.
    return re.match(r'"(0000|\d{5,})-', value) is not None


def is_ill_typed(value: str) -> bool:
    """Whether the text of a value is no number in the lexical space of its datatype.

    >>> is_ill_typed('"1e3"^^xsd:decimal'), is_ill_typed('"+5"^^xsd:integer'), is_ill_typed("5")
    (True, False, False)
    """
    match = re.fullmatch(r'"(.*)"\^\^xsd:(integer|decimal)', value)
    return match is not None and re.fullmatch(LEXICAL[match[2]], match[1]) is None


def agree(store: ox.Store, known: Shapes | None = None) -> list[Finding]:
    """What the engines find; what pySHACL gives up over is taken out of the store first.

    These are blank nodes as positions, and NaN as a decimal, neither of which it can order.
    """
    for quad in list(store):
        unordered = quad.predicate.value in (f"{OA}start", f"{OA}end") and isinstance(quad.object, ox.BlankNode)
        if unordered or quad.object == ox.Literal("NaN", datatype=ox.NamedNode(f"{XSD}decimal")):
            store.remove(quad)
    found, reference = (findings(store, engine, known) for engine in ENGINES)
    values = (quad for end in ("start", "end") for quad in store.quads_for_pattern(None, ox.NamedNode(OA + end), None))
    no_order = {
        str(getattr(quad.subject, "value", ""))
        for quad in values
        if not re.fullmatch(r'"[+-]?\d+"\^\^<.*#integer>', str(quad.object))
    }
    assert unexplained(told(found), told(reference), no_order) == []
    return found


def third_opinion(store: ox.Store, found: Iterable[Finding], known: Shapes | None = None) -> list[Told]:
    """Where shacl-rust finds something else than ``found``: focus, shape and component, with both numbers of findings.

    Left out is what hangs on a shape that a shape refers to, which it judges wrongly for literals, and the order of
    ill-typed numbers, to which it gives one.
    """
    graphs = (store, (known or shapes()).store)
    texts = [serialised((quad.triple for quad in graph), ox.RdfFormat.N_TRIPLES).decode() for graph in graphs]
    results = shacl_rust.validate(*texts, data_format="nt", shapes_format="nt")["results"]
    keys = ("focusNode", "sourceShape", "sourceConstraintComponent", "value", "resultPath")
    # A property shape that two node shapes share reports a node of both twice.
    theirs = Counter(
        (focus, shape, component)
        for focus, shape, component, *_ in {
            tuple(str(result.get(key, "")).strip("<>") for key in keys) for result in results
        }
    )
    ours = Counter((each.focus, each.shape, each.component) for each in found)
    lenient = {
        (each.focus, each.shape, each.component)
        for each in found
        if each.component == f"{SH}LessThanConstraintComponent" and is_ill_typed(each.value)
    }
    judged = {
        key for key in (theirs.keys() | ours.keys()) - lenient if key[2] not in BY_SHAPE and not key[0].startswith("_:")
    }
    return sorted((*key, ours[key], theirs[key]) for key in judged if ours[key] != theirs[key])
