"""Finding the value of a literal in quoted words: numbers, dates, spans of time, names, titles.

The quotes are Indonesian, English or Korean; the words of these languages stand in ``words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import pyoxigraph as ox

from paradiplomacy.auditing.words import EACH, LETTER, MONTHS, NUMBER_WORDS, ORDINAL_WORDS, UNITS, YEARLY, any_of
from paradiplomacy.rdf.namespaces import PARA, PREFIXES, XSD

#: Between the two days of a span: "3 sampai 8 November".
_UP_TO = r"(?:sampai(?: dengan)?|hingga|s\.d\.|dan|to|and|-)"
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?)?")


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


# A value stands on a line before the words in which it is looked for, and a pattern takes from there what it needs: a
# pattern for each name and each day would have to be compiled for each, which takes longer than the search.
_VALUE = r"(?P<value>(?P<century>\d\d)(?P<year>\d\d)-\d\d-0?(?P<day>[1-9]\d?)|.*)"
_AS_IT_IS = re.compile(rf"(?P<value>.*)\n.*?(?<!{LETTER})(?P=value)(?!{LETTER})")
_MARKUP = str.maketrans("‐‑–—“”‘’", "----\"\"''", "*\\")


def without_markup(text: str) -> str:
    """Quoted words without emphasis marks, odd white space and typographic variants.

    >>> without_markup("*Kota  Air*,\\n“1,2” km")
    'Kota Air, "1,2" km'
    """
    return " ".join(text.translate(_MARKUP).split())


def is_found(prop: str, literal: ox.Literal, quotes: Sequence[str]) -> bool | None:
    """Whether the value of the property stands in the words of one of the quotes, or None: no rule for it.

    Only a title may be put together from several quotes.

    >>> day = ox.Literal("1991-05-03", datatype=ox.NamedNode(XSD + "date"))
    >>> is_found(PARA + "signedOn", day, ["pada 3 Mei 1991"])
    True
    """
    value = without_markup(literal.value)
    words = [without_markup(quote) for quote in quotes]
    if prop == _TITLE:
        return _title_found(value, words)
    if prop != _NAME:
        value, words = value.lower(), [quote.lower() for quote in words]
    if prop == _NAME or prop in _VERBATIM:
        # A hyphen may join the words to their neighbours.
        return any(_AS_IT_IS.match(f"{value}\n{quote}") for quote in words)
    make = _BY_DATATYPE.get(literal.datatype.value.removeprefix(XSD))
    if make is None:
        return None
    pattern = _BY_PROPERTY.get(prop, make)(literal.value)
    if pattern is None:
        return False
    # Whole words and numbers only: no 9 in "ke-9", no 70 in "70-an".
    whole = rf"{_VALUE}\n.*?(?<!{LETTER})(?<![a-z]-)(?<!\d[.,])(?:{pattern})(?!{LETTER}|[.,]\d|-[a-z])"
    return any(re.match(whole, f"{literal.value}\n{quote}") for quote in words)


def _title_found(title: str, quotes: Sequence[str]) -> bool:
    """Whether runs of at least two words of the quotes cover all words of the title."""
    wanted = _words(title)
    size = min(2, len(wanted))
    runs = {tuple(words[at : at + size]) for words in map(_words, quotes) for at in range(len(words))}
    starts = (at for at in range(len(wanted) - size + 1) if tuple(wanted[at : at + size]) in runs)
    covered = {at + more for at in starts for more in range(size)}
    return bool(wanted) and len(covered) == len(wanted)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _integer(value: str) -> str | None:
    if not re.fullmatch(r"[+-]?\d+", value):
        return None
    number = int(value)
    spellings = [str(number), *NUMBER_WORDS.get(number, ())]
    if number >= 1000:
        spellings += [f"{number:,}", re.escape(f"{number:,}".replace(",", "."))]
    return any_of(spellings)


def _ordinal(value: str) -> str | None:
    if not re.fullmatch(r"\d+", value):
        return None
    number = int(value)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return any_of([f"ke-{number}", f"{number}{ending}", f"{number}주년", f"제{number}", *ORDINAL_WORDS.get(number, ())])


def _decimal(value: str) -> str | None:
    whole, _, fraction = value.partition(".")
    if not (whole + fraction).isdigit():
        return None
    fraction = fraction.rstrip("0")
    return f"{int(whole)}[.,]{fraction}0*" if fraction else f"{int(whole)}(?:[.,]0+)?"


def _date(value: str) -> str | None:
    found = re.fullmatch(r"\d{4}-(\d\d)-\d\d", value)
    return _day(int(found[1])) if found and int(found[1]) in MONTHS else None


@cache
def _day(number: int) -> str:
    """The pattern of the day that ``_VALUE`` holds, in the month of that number."""
    year, month, day = "(?P=century)(?P=year)", any_of(MONTHS[number]), "0?(?P=day)(?:st|nd|rd|th)?"
    span = rf"(?: ?{_UP_TO} ?\d{{1,2}})?"
    forms = [
        rf"{day}{span} {month},?(?: pada)?(?: tahun)? {year}",
        rf"{month} {day}{span},? {year}",
        rf"{year},? {month} {day}",
        rf"(?:(?P=century))?(?P=year)년 ?{number}월 ?(?P=day)일",
        "(?P=value)",
    ]
    return any_of(forms)


def _month(value: str) -> str | None:
    """The pattern of a month, of a year or of every year."""
    found = re.fullmatch(r"(?:(\d{4})|-)-(\d\d)", value)
    if not found or int(found[2]) not in MONTHS:
        return None
    year, month = found[1], any_of(MONTHS[int(found[2])])
    korean = f"{int(found[2])}월"
    if not year:
        return any_of([month, korean])
    return any_of([rf"{month},?(?: tahun)? {year}", rf"{year},? {month}", f"{_korean_year(year)} ?{korean}"])


def _year(value: str) -> str | None:
    return any_of([value, _korean_year(value)]) if re.fullmatch(r"\d{4}", value) else None


def _korean_year(year: str) -> str:
    """Korean newspapers write 97년 for 1997년."""
    return f"(?:{year[:2]})?{year[2:]}년"


def _kilometres(value: str) -> str | None:
    """A length in kilometres, which the source may give in metres.

    >>> bool(re.search(_kilometres("1.12") or "", "1,120m"))
    True
    """
    number = _decimal(value)
    metres = _integer(str(round(float(value) * 1000))) if number else None
    return any_of([rf"{number}(?: ?km)?", rf"{metres} ?(?:m|met(?:er|re)s?)"]) if number else None


def _duration(value: str) -> str | None:
    """Pattern of a duration of one unit; longer ones ("a year and a day") have none."""
    unit = _one_unit(value)
    if unit is None:
        return None
    number, letter = unit
    weeks = _spans(number // 7, "W") if letter == "D" and number % 7 == 0 else []
    return any_of([*_spans(number, letter), *weeks])


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
    return any_of(forms)


def _spans(number: int, letter: str) -> list[str]:
    words, single = UNITS[letter]
    forms = [f"{any_of([str(number), *NUMBER_WORDS.get(number, ())])} ?{any_of(words)}"]
    return forms + (list(single) if number == 1 else [])


def _one_unit(value: str) -> tuple[int, str] | None:
    found = _DURATION.fullmatch(value)
    parts = [(int(n), letter) for n, letter in zip(found.groups(), "YMDH", strict=True) if n] if found else []
    return parts[0] if len(parts) == 1 else None


#: Each makes the pattern of a value, or None for a value that is not of the datatype.
_Make = Callable[[str], str | None]
_BY_PROPERTY: dict[str, _Make] = {
    PARA + "ordinal": _ordinal,
    PARA + "recurrence": _recurrence,
    PARA + "lengthInKilometres": _kilometres,
    PARA + "approximateLengthInKilometres": _kilometres,
}
_BY_DATATYPE: dict[str, _Make] = {
    **dict.fromkeys(("integer", "nonNegativeInteger", "positiveInteger"), _integer),
    **dict.fromkeys(("gYearMonth", "gMonth"), _month),
    **dict.fromkeys(("duration", "dayTimeDuration", "yearMonthDuration"), _duration),
    "decimal": _decimal,
    "date": _date,
    "gYear": _year,
}
