"""Spellings of place names: the normal form for comparing two names, and the variants to search for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from paradiplomacy.rdf.namespaces import ANY_LANGUAGE

# What a language puts before or after a name of a kind; the first is tried first.
_AFFIXES = {
    "city": (
        ("id", "Kota {}"),
        ("id", "Kota Administrasi {}"),
        ("en", "{} City"),
        ("ko", "{}광역시"),
        ("ko", "{}특별시"),
        ("ko", "{}시"),
    ),
    "province": (("id", "Provinsi {}"), ("en", "{} Province")),
    "regency": (("id", "Kabupaten {}"), ("en", "{} Regency")),
}
# What people put there besides, which is only taken away.
_MORE = {
    "city": ("City of {}", "{} Metropolitan City", "Kotamadya {}", "Municipality of {}", "Stadt {}"),
    "province": ("Prov. {}", "Province of {}"),
    "regency": ("Kab. {}", "Kab {}", "Regency of {}"),
}
# The text before and after the name in each pattern, in lower case; the longest first, so that "Kota Administrasi" is
# removed as a whole.
_AROUND = {
    kind: [
        tuple(pattern.casefold().split("{}"))
        for pattern in sorted([*(own for _, own in _AFFIXES.get(kind, ())), *more], key=len, reverse=True)
    ]
    for kind, more in _MORE.items()
}
# Most names have none of them, which is seen at once.
_BEFORE, _AFTER = (
    {kind: tuple(filter(None, (pair[side] for pair in pairs))) for kind, pairs in _AROUND.items()} for side in (0, 1)
)
# "Jalan Medan" and "Medan Street" are one name; the word is a part of it.
_STREET = re.compile(r"(.+) street\b(.*)")
_BRACKETS = re.compile(r"\s*\([^()]*\)$")  # with an abbreviation or a place in them
_HANGUL = re.compile("[\uac00-\ud7a3]")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(map(ord, "’‘ʼ"), "'")


class Spelling(NamedTuple):
    """A name in a language, as it is looked up."""

    language: str
    name: str


def affixes() -> dict[str, list[tuple[str, ...]]]:
    """Kind → the pairs of text before and after a name that are taken away to compare it, the longest first.

    >>> ("kota administrasi ", "") in affixes()["city"]
    True
    """
    return _AROUND


@lru_cache(100_000)
def normal(name: str) -> str:
    """The form in which two spellings of a name are compared: case, spaces and kinds of dash do not count.

    >>> normal("Medan – Gwangju") == normal("medan-gwangju")
    True
    """
    text = unicodedata.normalize("NFKC", name).translate(_DASHES).casefold()
    return "-".join(part.strip() for part in " ".join(text.split()).split("-"))


def spellings(names: list[tuple[str, str]], kind: str, languages: tuple[str, ...]) -> list[Spelling]:
    """The forms under which a thing of ``kind`` is looked up, best first.

    They are "Kota X" before "X", both apostrophes, with usual capitals when it has only capitals or none, and last what
    is left without brackets, a comma and what follows, or a word such as "City". A name without a language is looked
    up in all of ``languages``, and every name under the label for all languages.

    >>> [form.name for form in spellings([("id", "Malang")], "city", ("id",))]
    ['Kota Malang', 'Kota Administrasi Malang', 'Malang', 'Malang']
    >>> [form.name for form in spellings([("en", "City of Malang, Indonesia")], "city", ("en",))][-2:]
    ['City of Malang', 'Malang']
    """
    longer: dict[Spelling, None] = {}
    plain: dict[Spelling, None] = {}
    for language, name in names:
        # Wikidata writes a letter with its marks as one character; files from some systems have two.
        spaced = unicodedata.normalize("NFC", " ".join(name.split()))
        other_apostrophe = spaced.replace("'", "’") if "'" in spaced else spaced.replace("’", "'")
        usual = spaced.title() if spaced.isupper() or spaced.islower() else spaced
        variants = dict.fromkeys((spaced, other_apostrophe, usual))
        for part in (_BRACKETS.sub("", usual), usual.partition(",")[0].strip()):
            variants |= dict.fromkeys(filter(None, (part, part[_bounds(part, kind)])))
        for tag in [language] if language else languages:
            patterns = [pattern for own, pattern in _AFFIXES.get(kind, ()) if own == tag]
            has_one = any(_length(spaced.casefold(), *pattern.casefold().split("{}")) for pattern in patterns)
            for variant in variants:
                # Korean forms are made of names in Hangul only, and the others only of the rest.
                fits = _is_hangul(variant) == (tag == "ko")
                if fits and not has_one and "," not in variant and _bounds(variant, kind) == slice(0, len(variant)):
                    longer |= dict.fromkeys(Spelling(tag, pattern.format(variant)) for pattern in patterns)
                plain[Spelling(tag, variant)] = None
        plain |= dict.fromkeys(Spelling(ANY_LANGUAGE, variant) for variant in variants)
    return [*sorted(longer, key=lambda form: form.language != "id"), *plain]


def kind_named(name: str, kind: str) -> str:
    """``kind``, but regency for a name that says so.

    >>> kind_named("Kab. Malang", "city"), kind_named("Kota Malang", "city")
    ('regency', 'city')
    """
    return "regency" if _bounds(name, "regency") != slice(0, len(name)) else kind


def is_same_name(name: str, other: str, kind: str = "") -> bool:
    """Whether two names differ only in case, spaces, accents, brackets, and words such as "Kota" or "City".

    >>> is_same_name("Kota Malang", "malang", "city"), is_same_name("Kabupaten Malang", "Malang", "city")
    (True, False)
    """
    return bare(name, kind) == bare(other, kind)


def shares_word(name: str, other: str) -> bool:
    """Whether a long word of one name begins with a long word of the other.

    >>> shares_word("Korean people", "Koreans"), shares_word("Ichikawa", "Medan")
    (True, False)
    """
    ours, theirs = (
        [word for word in bare(each).split() if len(word) >= (2 if _is_hangul(word) else 4)] for each in (name, other)
    )
    return any(one.startswith(two) or two.startswith(one) for one in ours for two in theirs)


@lru_cache(100_000)
def bare(name: str, kind: str = "") -> str:
    """The part of ``name`` by which it is compared.

    >>> bare("Ch’ŏngjin City", "city")
    "ch'ongjin"
    """
    text = _unmarked(name)
    text = text[_bounds(text, kind)]
    return _STREET.sub(r"jalan \1\2", text) if " street" in text else text


@lru_cache(100_000)
def _unmarked(name: str) -> str:
    """The normal form without brackets and the marks of letters."""
    text = _BRACKETS.sub("", normal(name)) or normal(name)
    if text.isascii() or _is_hangul(text):  # without its marks, Hangul would fall apart into letters
        return text
    marks = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in marks if not unicodedata.combining(sign))


def _bounds(name: str, kind: str) -> slice:
    """Where in ``name`` it stands without a word that its kind adds; the whole where there is none."""
    text = name.casefold()
    if len(text) == len(name) and text.startswith(_BEFORE.get(kind, ())) | text.endswith(_AFTER.get(kind, ())):
        for before, after in _AROUND.get(kind, ()):
            if _length(text, before, after) > 1:
                return slice(len(before), len(text) - len(after))
    return slice(0, len(name))


def _length(text: str, before: str, after: str) -> int:
    """How long what stands between ``before`` and ``after`` is; 0 where they do not stand around it."""
    return len(text) - len(before) - len(after) if text.startswith(before) and text.endswith(after) else 0


def _is_hangul(text: str) -> bool:
    return bool(_HANGUL.search(text))
