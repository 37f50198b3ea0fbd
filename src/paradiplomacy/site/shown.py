"""How a page shows a literal: dates and lengths of time in words, other values as they are."""

from __future__ import annotations

import re

import pyoxigraph as ox
from markupsafe import Markup, escape

from paradiplomacy.rdf.namespaces import XSD

_MONTHS = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"],
    "id": ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober"],
}
_MONTHS["en"] += ["November", "December"]
_MONTHS["id"] += ["November", "Desember"]
_UNITS = {
    "en": {"Y": ("year", "years"), "M": ("month", "months"), "W": ("week", "weeks"), "D": ("day", "days")},
    "id": {"Y": ("tahun",) * 2, "M": ("bulan",) * 2, "W": ("minggu",) * 2, "D": ("hari",) * 2},
}
_EMPHASIS = re.compile(r"(?<![\w*])\*(?! )([^*]+)(?<! )\*(?![\w*])")
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?|--(\d\d)")
_DURATION = re.compile(r"P(?:\d+[YMWD])+")
_TIMES = frozenset(XSD + name for name in ("date", "gYearMonth", "gMonth"))


def emphasised(text: str) -> Markup:
    """A text as HTML in which what Markdown sets in italics is emphasised, as sources print it.

    >>> emphasised("the *Sister City* of <x>, 2 * 3")
    Markup('the <em>Sister City</em> of &lt;x&gt;, 2 * 3')
    """
    return Markup(_EMPHASIS.sub(r"<em>\1</em>", str(escape(text))))


def shown(literal: ox.Literal, lang: str) -> str:
    """The text of a literal for a reader of ``lang``.

    >>> shown(ox.Literal("1997-09-24", datatype=ox.NamedNode(XSD + "date")), "id")
    '24 September 1997'
    >>> shown(ox.Literal("P10D", datatype=ox.NamedNode(XSD + "duration")), "en")
    '10 days'
    """
    text, kind = literal.value, literal.datatype.value
    if kind in _TIMES and (found := _DATE.fullmatch(text)):
        year, month, day, lone = found.groups()
        name = _MONTHS[lang][int(month or lone) - 1]
        return " ".join(part for part in ((day or "").lstrip("0"), name, year or "") if part)
    if kind == XSD + "duration" and _DURATION.fullmatch(text):
        parts = re.findall(r"(\d+)([YMWD])", text)
        return " ".join(f"{number} {_UNITS[lang][unit][number != '1']}" for number, unit in parts)
    return text
