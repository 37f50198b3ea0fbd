"""Where the mistake stands in a text that does not parse, and what to do; the parser only says where it gave up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paradiplomacy.errors import printable, quoted
from paradiplomacy.rdf.refused import xml_error
from paradiplomacy.rdf.turtle.outline import TOKEN

Mistake = tuple[int, str]
#: Quotation marks and spaces of a word processor, which no syntax knows.
CURLY = re.compile("[\u2018-\u201f\u00ab\u00bb\u00a0\u2000-\u200f\u202f\u2060\u3000\ufeff]")
# So much before the place where the parser gave up is looked at.
_WINDOW = 1_000_000
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def curly(sign: str) -> str:
    """What to say of a sign that ``CURLY`` finds."""
    if not sign.isprintable():
        return f"a space of a word processor (U+{ord(sign):04X}) stands here; write a plain space"
    return f"{sign} is a quotation mark of a word processor; write \" or '"


def relative(iri: str, advice: str = "add BASE <https://…/> at the top") -> str:
    """What to say of a relative IRI without a base."""
    return f"{quoted(f'<{iri}>')} is a relative IRI, and there is no base; write the whole IRI, or {advice}"


def unbalanced(tokens: Iterable[tuple[str, int]]) -> Mistake | None:
    """The bracket that has no partner among ``tokens``, which are given with their offsets, and what to say of it.

    >>> unbalanced([("{", 0), ("(", 2), ("}", 9)])
    (2, '( is not closed before the next }; add )')
    """
    waiting: list[tuple[str, int]] = []
    for sign, offset in tokens:
        if sign in _CLOSING:
            waiting.append((sign, offset))
        elif sign in _CLOSING.values():
            if not waiting:
                return offset, f"{sign} closes nothing; remove it"
            opening, start = waiting.pop()
            if _CLOSING[opening] != sign:
                return start, f"{opening} is not closed before the next {sign}; add {_CLOSING[opening]}"
    if waiting:
        opening, start = waiting[-1]
        return start, f"{opening} is never closed; add {_CLOSING[opening]}"
    return None


def explained(path: object, form: str, error: SyntaxError, text: str) -> str:
    """The sentence on ``text``, the content of ``path``, which the parser of ``form`` refused with ``error``."""
    prefix, _, rest = error.msg.partition(": ")
    said = (rest if prefix.startswith("Parser error") else error.msg).rstrip(".")
    reason = re.sub(r"[ \n]+", " ", said)
    if "LoadDocumentCallback" in reason:
        return f"{path}: the JSON-LD names a remote @context, which is never fetched; write the context into the file."
    start: int | None = None
    told = reason
    if error.lineno:
        lines = text.split("\n", error.lineno - 1)
        start = sum(len(line) + 1 for line in lines[:-1]) + (error.offset or 1) - 1
    if form == "RDF/XML":
        start, told = _in_xml(text, reason)
    elif form == "JSON-LD" and start is not None:
        start, told = _in_json(text, start, reason)
    elif start is not None:
        start, told = _in_turtle(text, start, reason, form in ("N-Triples", "N-Quads"))
    place = ""
    if start is not None:
        line = text.count("\n", 0, start) + 1
        place = f", line {line}, column {start - text.rfind(chr(10), 0, start)}"
    advice = "; correct the file" if told == reason else ""
    told = told[:1].lower() + told[1:] if told[1:2].islower() else told
    return printable(f"{path}{place}: this is not valid {form}: {told}{advice}.")


def _in_xml(text: str, reason: str) -> tuple[int | None, str]:
    from xml.parsers import expat

    if found := re.search("parsing IRI '([^']*)': No scheme", reason):
        place = re.search(rf"""["']{re.escape(found[1])}["']""", text)
        return place.start() + 1 if place else None, relative(found[1], "add xml:base to the first element")
    if error := xml_error(text.encode()):
        start = sum(len(line) + 1 for line in text.split("\n")[: error.lineno - 1]) + error.offset
        if mark := CURLY.search(text, start, start + 2):
            return mark.start(), curly(mark[0])
        return start, f"{expat.ErrorString(error.code)} ({reason})"
    if found := re.search(r"Unknown prefix ([^:\s]*:)", reason):
        place = re.search(rf"[\s</]{re.escape(found[1])}", text)
        return place.start() + 1 if place else None, reason
    return None, reason


def _in_json(text: str, start: int, reason: str) -> Mistake:
    if mark := CURLY.search(text, start, start + 1):
        return start, curly(mark[0])
    if "must be followed by a comma" in reason:
        return len(text[:start].rstrip()), "a comma or a closing bracket is missing"
    return start, reason


def _in_turtle(text: str, start: int, reason: str, by_line: bool) -> Mistake:
    """The place of the mistake in Turtle, TriG or N-Triples, and its name; the parser gave up at ``start``.

    ``by_line`` is for the forms that have no base and no signs but the dot.
    """
    iri = re.compile(r"<([^<>\s]*)>").search(text, start)
    if "No scheme found" in reason and iri:
        return iri.start(), relative(iri[1], "").removesuffix(", or ") if by_line else relative(iri[1])
    if odd := re.fullmatch("(?i)(invalid IRI code point) '(.)'", reason):
        return start, f"{odd[1]} U+{ord(odd[2]):04X}; take it out, or write it as %…"
    if start < len(text) and CURLY.match(text[start]):
        return start, curly(text[start])
    at_end = "nexpected end" in reason
    if at_end and text[start : start + 1] in ("'", '"', "<"):
        return start, f"the {'IRI' if text[start] == '<' else 'text'} that begins here does not end; close it"
    begin = text.rfind("\n", 0, start - _WINDOW) + 1 if start > _WINDOW else 0
    found = [match for match in TOKEN.finditer(text, begin, start) if match.lastgroup not in ("space", "comment")]
    marks = [(match[0], match.start()) for match in found if match.lastgroup == "mark"]
    before, sign = found[-1] if found else None, text[start : start + 1]
    if at_end or sign == "." or "should end with" in reason:
        # The brackets of the last statement only: whatever stands before it has been read.
        if not begin and (wrong := unbalanced(marks)):
            return wrong
        if sign == "." and before and before[0] in (",", ";"):
            return before.start(), f"nothing follows the {before[0]}; remove it, or write what is missing"
        if sign == "." and re.search(r"(?i)(^|\n)[ \t]*(PREFIX|BASE)\b[^\n]*$", text[:start]):
            return start, "PREFIX and BASE end without a dot; remove it, or write @prefix"
    if before and (re.search("dot is expected|'.' is expected|followed by a dot", reason) or at_end):
        alone = by_line or (before.lastgroup == "iri" and "@prefix" in text[:start].rpartition("\n")[0][-300:])
        ways = "" if alone else ", ; or ,"
        return before.end(), f"a dot{ways} is missing after {quoted(before[0])}"
    return start, reason
