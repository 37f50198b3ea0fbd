"""The SHACL constraints on one value alone, such as its datatype or its form, as conditions of SPARQL.

pySHACL, the reference, reads literals with Python: it takes "1_000" for an integer, lets `$` match before a
final line end, and orders what SPARQL cannot compare by the name of the datatype. Triple stores differ from
it and from each other in such corners. So each condition here also says in which values pySHACL may see it
differently (`Condition.may_hold`, `may_fail`); those few are shown to pySHACL itself (`shape_judge`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import _constants as _codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.validation.conditions import Condition, both, either, negated, same, sure, term, text

_DIGITS = "[0-9]{4}"
_MONTH = "(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
_MONTH_DAY = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{3}([0-9]{3})?)?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?"
_NUMBER = "([0-9]+([.][0-9]*)?|[.][0-9]+)"

# Lexical forms that every reader takes, for the datatypes whose form pySHACL looks at. A literal of another form
# may be good all the same ("1997-01-01Z", the 29th of February): pySHACL is asked.
FORMS = {
    XSD.integer: "[+-]?[0-9]+",
    XSD.decimal: f"[+-]?{_NUMBER}",
    XSD.double: f"[+-]?({_NUMBER}([eE][+-]?[0-9]+)?|INF)|NaN",
    XSD.float: f"[+-]?({_NUMBER}([eE][+-]?[0-9]+)?|INF)|NaN",
    XSD.boolean: "true|false|1|0",
    XSD.nonNegativeInteger: "[+]?[0-9]+",
    XSD.positiveInteger: "[+]?0*[1-9][0-9]*",
    XSD.date: f"([1-9][0-9]{{3}}|0[0-9]{{2}}[1-9])-{_MONTH_DAY}",
    XSD.dateTime: f"([1-9][0-9]{{3}}|0[0-9]{{2}}[1-9])-{_MONTH_DAY}T{_CLOCK}",
    XSD.time: _CLOCK,
    XSD.gYear: _DIGITS,
    XSD.gYearMonth: f"{_DIGITS}-{_MONTH}",
    XSD.gMonth: f"--{_MONTH}",
    XSD.gMonthDay: f"--{_MONTH}-{_DAY}",
    XSD.gDay: f"---{_DAY}",
    XSD.duration: "P([0-9]{1,5}Y)?([0-9]{1,5}M)?[0-9]{1,5}D|P([0-9]{1,5}Y)?[0-9]{1,5}M|P[0-9]{1,5}Y",
}
# pySHACL looks only at the name of these.
_ANY_FORM = {XSD.string, XSD.anyURI, XSD.language, XSD.normalizedString, XSD.token, XSD.NCName, XSD.Name}

# Virtuoso takes a blank node for an IRI too.
_IRI, _LITERAL, _BLANK = "(isIRI(?) && !isBlank(?))", "isLiteral(?)", "isBlank(?)"
_KINDS = {
    SH.IRI: (_IRI,),
    SH.Literal: (_LITERAL,),
    SH.BlankNode: (_BLANK,),
    SH.BlankNodeOrIRI: (_BLANK, _IRI),
    SH.BlankNodeOrLiteral: (_BLANK, _LITERAL),
    SH.IRIOrLiteral: (_IRI, _LITERAL),
}
_BOUNDS = {SH.minInclusive: ">=", SH.minExclusive: ">", SH.maxInclusive: "<=", SH.maxExclusive: "<"}

# Signs that engines class differently: control signs, and spaces other than the common one.
_ODD_SPACE = r"[\u0001-\u001F\u007F-\u00A0\u1680\u180E\u2000-\u200F\u2028-\u202F\u205F-\u2064\u3000\uFEFF]"
_NOT_ASCII = "[^ -~]"
# The parts of a regular expression that mean the same in Python, XPath, Rust, Java and PCRE.
_PLAIN = {"LITERAL", "NOT_LITERAL", "IN", "RANGE", "NEGATE", "MAX_REPEAT", "MIN_REPEAT", "BRANCH", "SUBPATTERN"}
_PLAIN |= {"AT_BEGINNING"}
_SPACES = {"AT_END", "ANY", "CATEGORY_SPACE", "CATEGORY_NOT_SPACE"}
_LETTERS = {"CATEGORY_DIGIT", "CATEGORY_NOT_DIGIT", "CATEGORY_WORD", "CATEGORY_NOT_WORD"}


def _datatype(graph: Graph, shape: Node, wanted: Node, value: str) -> Condition:
    if wanted == RDF.langString:
        return sure(f'(isLiteral({value}) && LANG({value}) != "")')
    if wanted == RDFS.Literal:
        return sure(f"isLiteral({value})")
    named = f"(isLiteral({value}) && DATATYPE({value}) = {term(wanted)})"
    if wanted in _ANY_FORM or not str(wanted).startswith((str(XSD), str(RDF), str(RDFS))):
        return sure(named)
    if wanted not in FORMS:
        raise UnreadableInput(f"sh:datatype {term(wanted)} is not one whose form can be looked at in a query")
    good = both(named, f"REGEX(STR({value}), {text(f'^({FORMS[URIRef(str(wanted))]})$')})")
    return Condition(good, negated(good), named, negated(good), doubtful=True)


def _node_kind(graph: Graph, shape: Node, wanted: Node, value: str) -> Condition:
    if wanted not in _KINDS:
        raise UnreadableInput(f"sh:nodeKind has no value {term(wanted)}")
    return sure(either(*(test.replace("?", value) for test in _KINDS[URIRef(str(wanted))])))


def _pattern(graph: Graph, shape: Node, wanted: Node, value: str) -> Condition:
    flags = "".join(sorted({str(flag) for flag in graph.objects(shape, SH.flags)})).lower()
    if set(flags) - set("im"):
        raise UnreadableInput(f"sh:flags {text(flags)} are not those that pySHACL knows, i and m")
    form = str(wanted)
    parts = pattern_parts(form)
    if odd := parts - _PLAIN - _SPACES - _LETTERS:
        raise UnreadableInput(f"sh:pattern {text(form)} uses what engines read differently: {', '.join(sorted(odd))}")
    given = f", {text(flags)}" if flags else ""
    good = f"(!isBlank({value}) && REGEX(STR({value}), {text(form)}{given}))"
    unsure = _NOT_ASCII if parts & _LETTERS or "i" in flags else _ODD_SPACE if parts & _SPACES else ""
    if not unsure:
        return sure(good)
    doubt = f'(!isBlank({value}) && REGEX(STR({value}), "{unsure}"))'
    return Condition(good, negated(good), either(good, doubt), either(negated(good), doubt), doubtful=True)


def pattern_parts(form: str) -> set[str]:
    r"""The kinds of parts of a regular expression, by the names of Python's own parser.

    >>> sorted(pattern_parts("^[a-z]\\d"))
    ['AT_BEGINNING', 'CATEGORY_DIGIT', 'IN', 'RANGE']
    """
    try:
        parsed = _parser.parse(form)
    except re.error as error:
        raise UnreadableInput(f"sh:pattern {text(form)} is not a regular expression: {error}") from error
    found = {"flags"} if parsed.state.flags & ~re.UNICODE else set()
    found |= {"named group"} if parsed.state.groupdict else set()

    def walk(part: Any) -> None:
        if isinstance(part, _codes._NamedIntConstant):
            found.add(part.name)
        elif isinstance(part, list | tuple | _parser.SubPattern):
            for inner in part:
                walk(inner)

    walk(parsed)
    # These only introduce what has a name of its own, or stand for a number.
    return found - {"AT", "CATEGORY", "MAXREPEAT"}


def _bound(graph: Graph, shape: Node, wanted: Node, value: str, sign: str) -> Condition:
    good = f"COALESCE({value} {sign} {term(wanted)}, false)"
    numeric = isinstance(wanted, Literal) and wanted.datatype in (XSD.integer, XSD.decimal, XSD.double)
    # Numbers are ordered alike everywhere; for the rest, rdflib has an order of its own.
    may_fail = negated(good) if numeric else "true"
    return Condition(good, negated(good), f"isLiteral({value})", may_fail, doubtful=True)


def _length(graph: Graph, shape: Node, wanted: Node, value: str, sign: str) -> Condition:
    if sign == ">=" and int(str(wanted)) == 0:
        return sure("true")
    return sure(f"(!isBlank({value}) && STRLEN(STR({value})) {sign} {int(str(wanted))})")


def _language_in(graph: Graph, shape: Node, wanted: Node, value: str) -> Condition:
    known = sorted({str(item).lower() for item in Collection(graph, wanted)})
    if "*" in known:
        return sure(f'(isLiteral({value}) && LANG({value}) != "")')
    listed = ", ".join(map(text, known))
    tag = f"LCASE(LANG({value}))"
    return sure(f'(isLiteral({value}) && ({tag} IN ({listed}) || STRBEFORE({tag}, "-") IN ({listed})))')


def _in(graph: Graph, shape: Node, wanted: Node, value: str) -> Condition:
    items = list(Collection(graph, wanted))
    if items and all(isinstance(item, URIRef) for item in items):
        return sure(f"{value} IN ({', '.join(map(term, items))})", f"{value} NOT IN ({', '.join(map(term, items))})")
    # IN would take 1 and 1.0 for the same.
    return sure(either(*(same(value, item) for item in items)))


def _has_value(graph: Graph, shape: Node, wanted: Node, value: str) -> Condition:
    return sure(same(value, wanted))


def _with(test: Callable[[Graph, Node, Node, str, str], Condition], sign: str) -> Test:
    return lambda graph, shape, wanted, value: test(graph, shape, wanted, value, sign)


Test = Callable[[Graph, Node, Node, str], Condition]

# The parameter → the function that makes the condition of: the shapes, the shape, the value of the parameter, and the
# variable that is tested.
VALUE_TESTS: dict[Node, Test] = {
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.pattern: _pattern,
    SH.languageIn: _language_in,
    SH["in"]: _in,
    SH.minLength: _with(_length, ">="),
    SH.maxLength: _with(_length, "<="),
    **{parameter: _with(_bound, sign) for parameter, sign in _BOUNDS.items()},
}
