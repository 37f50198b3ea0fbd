"""The words in ``words.toml``, by which numbers, times and kinds of assertion are recognised in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _by_number(name: str) -> dict[int, list[str]]:
    return {int(number): words for number, words in _WORDS[name].items()}


MONTHS = _by_number("months")
NUMBER_WORDS = _by_number("numbers")
ORDINAL_WORDS = _by_number("ordinals")
#: Units of a duration: for each letter its words, and its words with "one" in them.
UNITS: dict[str, tuple[list[str], list[str]]] = {
    letter: (unit["words"], unit["one"]) for letter, unit in _WORDS["units"].items()
}
EACH: list[str] = _WORDS["each"]
YEARLY: list[str] = _WORDS["yearly"]
AT_LEAST: list[str] = _WORDS["at_least"]
ABOUT: list[str] = _WORDS["about"]
HOPE: list[str] = _WORDS["hope"]
PLAIN_HOPE: list[str] = _WORDS["plain_hope"]
HEDGE: list[str] = _WORDS["hedge"]
LISTED_WORKS: list[str] = _WORDS["listed_works"]
ABBREVIATIONS = frozenset(_WORDS["abbreviations"])


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, which may be patterns themselves."""
    return "(?:" + "|".join(words) + ")"


#: A letter or digit that has to be parted from a word before and after it; Korean writes endings and counters together.
LETTER = "[^\\W\uac00-\ud7a3]"


def marker_in(text: str, markers: Iterable[str]) -> str | None:
    """The first of ``markers`` that ``text`` has as a whole word, a Korean one also within a word; else None.

    >>> marker_in("Hal ini Diharapkan berhasil", HOPE)
    'diharapkan'
    """
    low = " ".join(text.lower().split())
    return next((word for word in markers if re.search(_whole(word), low)), None)


def _whole(word: str) -> str:
    korean = not re.match(LETTER, word)
    return re.escape(word) if korean else rf"(?<![\w-]){re.escape(word)}(?![\w-])"
