"""Spellings of place names: the normal form for comparing two names, and the variants to search for."""

from __future__ import annotations

import re
import unicodedata
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
}
# The text before and after the name in each pattern, in lower case; the longest first, so that "Kota Administrasi" is
# removed as a whole.
_AROUND = {
    kind: [tuple(pattern.casefold().split("{}")) for _, pattern in sorted(affixes, key=lambda pair: -len(pair[1]))]
    for kind, affixes in _AFFIXES.items()
}
_BRACKETS = re.compile(r"\s*\([^()]*\)$")  # with an abbreviation or a place in them
_HANGUL = range(0xAC00, 0xD7A4)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(map(ord, "’‘ʼ"), "'")


class Spelling(NamedTuple):
    """A name in a language, as it is looked up."""

    language: str
    name: str


def normal(name: str) -> str:
    """The form in which two spellings of a name are compared: case, spaces and kinds of dash do not count.

    >>> normal("Medan – Gwangju") == normal("medan-gwangju")
    True
    """
    text = unicodedata.normalize("NFKC", name).translate(_DASHES).casefold()
    return "-".join(part.strip() for part in " ".join(text.split()).split("-"))


def spellings(names: list[tuple[str, str]], kind: str, languages: tuple[str, ...]) -> list[Spelling]:
    """The forms under which a thing of ``kind`` is looked up, best first.

    They are "Kota X" before "X", both apostrophes, the name without brackets at its end, and with usual capitals
    when it has only capitals or none. A name without a language is looked up in all of ``languages``, and every
    name under the label for all languages.

    >>> [form.name for form in spellings([("id", "Malang")], "city", ("id",))]
    ['Kota Malang', 'Kota Administrasi Malang', 'Malang', 'Malang']
    """
    longer: dict[Spelling, None] = {}
    plain: dict[Spelling, None] = {}
    for language, name in names:
        # Wikidata writes a letter with its marks as one character; files from some systems have two.
        spaced = unicodedata.normalize("NFC", " ".join(name.split()))
        other_apostrophe = spaced.replace("'", "’") if "'" in spaced else spaced.replace("’", "'")
        usual = spaced.title() if spaced.isupper() or spaced.islower() else spaced
        variants = dict.fromkeys((spaced, other_apostrophe, _BRACKETS.sub("", spaced) or spaced, usual))
        for tag in [language] if language else languages:
            patterns = [pattern for own, pattern in _AFFIXES.get(kind, ()) if own == tag]
            for variant in variants:
                # Korean forms are made of names in Hangul only, and the others only of the rest.
                fits = _is_hangul(variant) == (tag == "ko")
                if fits and not any(_has_affix(variant, pattern) for pattern in patterns):
                    longer |= dict.fromkeys(Spelling(tag, pattern.format(variant)) for pattern in patterns)
                plain[Spelling(tag, variant)] = None
        plain |= dict.fromkeys(Spelling(ANY_LANGUAGE, variant) for variant in variants)
    return [*sorted(longer, key=lambda form: form.language != "id"), *plain]


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


def bare(name: str, kind: str = "") -> str:
    """The part of ``name`` by which it is compared.

    >>> bare("Ch’ŏngjin City", "city")
    "ch'ongjin"
    """
    text = _BRACKETS.sub("", normal(name)) or normal(name)
    if not _is_hangul(text):  # without its marks, Hangul would fall apart into letters
        marks = unicodedata.normalize("NFD", text)
        text = "".join(sign for sign in marks if not unicodedata.combining(sign))
    for before, after in _AROUND.get(kind, ()):
        if len(text) > len(before) + len(after) + 1 and text.startswith(before) and text.endswith(after):
            text = text[len(before) : len(text) - len(after)]
            break
    return text


def _has_affix(name: str, pattern: str) -> bool:
    before, after = pattern.casefold().split("{}")
    return name.casefold().startswith(before) and name.casefold().endswith(after)


def _is_hangul(text: str) -> bool:
    return any(ord(sign) in _HANGUL for sign in text)
