"""AuditFinding the value of a literal in quoted words: numbers, dates, spans of time, names, titles.

The quotes are Indonesian or English; the words of both languages stand in ``words``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paradiplomacy.auditing.words import EACH, MONTHS, NUMBER_WORDS, ORDINAL_WORDS, UNITS, YEARLY, any_of
from paradiplomacy.rdf.namespaces import PARA, PREFIXES, XSD

#: Between the two days of a span: "3 sampai 8 November".
_UP_TO = r"(?:sampai(?: dengan)?|hingga|s\.d\.|dan|to|and|-)"
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?)?")


@dataclass(frozen=True)
class Literal:
    """A value as a record states it; ``property`` and ``datatype`` are IRIs."""

    property: str
    value: str
    datatype: str


def _iris(names: str) -> frozenset[str]:
    pairs = (name.split(":") for name in names.split())
    return frozenset(PREFIXES[prefix] + local for prefix, local in pairs)


#: Words of our own, or computed: nobody expects them in a quote.
OWN_WORDS = _iris(
    "rdfs:label rdfs:comment skos:prefLabel skos:altLabel skos:hiddenLabel skos:definition skos:scopeNote skos:note "
    "skos:example skos:notation dcterms:description dcterms:abstract dcterms:language dcterms:bibliographicCitation "
    "para:paraphrase para:section para:textDigest para:textLength"
)

#: Texts that stand in the source in these very words; capitals matter in a name only.
_NAME = PARA + "sourceName"
_TITLE = PREFIXES["dcterms"] + "title"
_VERBATIM = _iris("dcterms:identifier bibo:pages dcat:keyword")


def without_markup(text: str) -> str:
    """Quoted words without emphasis marks, odd white space and typographic variants.

    >>> without_markup("*Kota  Air*,\\n“1,2” km")
    'Kota Air, "1,2" km'
    """
    text = text.replace("*", "").replace("\\", "")
    text = re.sub("[‘’]", "'", re.sub("[“”]", '"', re.sub("[‐‑–—]", "-", text)))
    return " ".join(text.split())


def is_found(literal: Literal, quotes: Sequence[str]) -> bool | None:
    """Whether the value stands in the words of one of the quotes, or ``None``: no rule for it.

    Only a title may be put together from several quotes.

    >>> is_found(Literal(PARA + "signedOn", "1991-05-03", XSD + "date"), ["pada 3 Mei 1991"])
    True
    """
    words = [without_markup(quote) for quote in quotes]
    if literal.property == _TITLE:
        return _title_found(without_markup(literal.value), words)
    if literal.property == _NAME:
        return any(re.search(_verbatim(without_markup(literal.value)), quote) for quote in words)
    words = [quote.lower() for quote in words]
    if literal.property in _VERBATIM:
        return any(re.search(_verbatim(without_markup(literal.value).lower()), quote) for quote in words)
    make = _PATTERNS.get(literal.datatype.removeprefix(XSD))
    if make is None:
        return None
    if literal.property == PARA + "ordinal":
        make = _ordinal
    if literal.property == PARA + "recurrence":
        make = _recurrence
    pattern = make(literal.value)
    return pattern is not None and any(re.search(pattern, quote) for quote in words)


def _whole(pattern: str) -> str:
    """Let a pattern match whole words and numbers only: no 9 in "ke-9", no 70 in "70-an"."""
    return rf"(?<!\w)(?<![a-z]-)(?<!\d[.,])(?:{pattern})(?!\w|[.,]\d|-[a-z])"


def _verbatim(text: str) -> str:
    """A pattern for ``text`` as whole words; a hyphen may join it to its neighbours."""
    return rf"(?<!\w){re.escape(text)}(?!\w)"


def _title_found(title: str, quotes: Sequence[str]) -> bool:
    """Whether runs of at least two words of the quotes cover all words of the title."""
    wanted = _words(title)
    covered = [False] * len(wanted)
    for quote in quotes:
        offered = _words(quote)
        for i in range(len(wanted)):
            for j in range(len(offered)):
                size = 0
                while i + size < len(wanted) and j + size < len(offered) and wanted[i + size] == offered[j + size]:
                    size += 1
                if size >= min(2, len(wanted)):
                    covered[i : i + size] = [True] * size
    return bool(wanted) and all(covered)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w]+", text.lower())


def _integer(value: str) -> str | None:
    if not re.fullmatch(r"[+-]?\d+", value):
        return None
    number = int(value)
    spellings = [str(number), *NUMBER_WORDS.get(number, ())]
    if number >= 1000:
        spellings.append(re.escape(f"{number:,}".replace(",", ".")))
        spellings.append(f"{number:,}")
    return _whole(any_of(spellings))


def _ordinal(value: str) -> str | None:
    if not re.fullmatch(r"\d+", value):
        return None
    number = int(value)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    if number % 100 in (11, 12, 13):
        ending = "th"
    return _whole(any_of([f"ke-{number}", f"{number}{ending}", *ORDINAL_WORDS.get(number, ())]))


def _decimal(value: str) -> str | None:
    whole, _, fraction = value.partition(".")
    if not (whole + fraction).isdigit():
        return None
    fraction = fraction.rstrip("0")
    return _whole(f"{int(whole)}[.,]{fraction}0*" if fraction else f"{int(whole)}(?:[.,]0+)?")


def _date(value: str) -> str | None:
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    if not found or int(found[2]) not in MONTHS:
        return None
    year, month, day = found[1], any_of(MONTHS[int(found[2])]), f"0?{int(found[3])}(?:st|nd|rd|th)?"
    span = rf"(?: ?{_UP_TO} ?\d{{1,2}})?"
    forms = [
        rf"{day}{span} {month},?(?: pada)?(?: tahun)? {year}",
        rf"{month} {day}{span},? {year}",
        rf"{year},? {month} {day}",
        re.escape(value),
    ]
    return _whole(any_of(forms))


def _year(value: str) -> str | None:
    return _whole(value) if re.fullmatch(r"\d{4}", value) else None


def _year_month(value: str) -> str | None:
    found = re.fullmatch(r"(\d{4})-(\d\d)", value)
    if not found or int(found[2]) not in MONTHS:
        return None
    year, month = found[1], any_of(MONTHS[int(found[2])])
    return _whole(any_of([rf"{month},?(?: tahun)? {year}", rf"{year},? {month}"]))


def _month(value: str) -> str | None:
    found = re.fullmatch(r"--(\d\d)", value)
    return _whole(any_of(MONTHS[int(found[1])])) if found and int(found[1]) in MONTHS else None


def _duration(value: str) -> str | None:
    """Pattern of a duration of one unit; longer ones ("a year and a day") have none."""
    unit = _one_unit(value)
    if unit is None:
        return None
    number, letter = unit
    forms = _spans(number, letter)
    if letter == "D" and number % 7 == 0:
        forms += _spans(number // 7, "W")
    return _whole(any_of(forms))


def _recurrence(value: str) -> str | None:
    unit = _one_unit(value)
    if unit is None:
        return None
    number, letter = unit
    months = any_of(name for names in MONTHS.values() for name in names)
    spans = [*_spans(number, letter), *(UNITS[letter][0] if number == 1 else ())]
    forms = [rf"{any_of(EACH)} {any_of(spans)}(?:nya)?(?! {months}\b)"]
    if value == "P1Y":
        # What is done each July is done once a year.
        forms += [*YEARLY, rf"{any_of(EACH)} (?:bulan )?{months}"]
    return _whole(any_of(forms))


def _spans(number: int, letter: str) -> list[str]:
    words, single = UNITS[letter]
    forms = [f"{any_of([str(number), *NUMBER_WORDS.get(number, ())])} {any_of(words)}"]
    return forms + (list(single) if number == 1 else [])


def _one_unit(value: str) -> tuple[int, str] | None:
    found = _DURATION.fullmatch(value)
    parts = [(int(n), letter) for n, letter in zip(found.groups(), "YMDH", strict=True) if n] if found else []
    return parts[0] if len(parts) == 1 else None


_PATTERNS: dict[str, Callable[[str], str | None]] = {
    "integer": _integer,
    "nonNegativeInteger": _integer,
    "positiveInteger": _integer,
    "decimal": _decimal,
    "date": _date,
    "gYear": _year,
    "gYearMonth": _year_month,
    "gMonth": _month,
    "duration": _duration,
    "dayTimeDuration": _duration,
    "yearMonthDuration": _duration,
}
