"""The words of the sources' languages by which numbers, times and kinds of assertion are recognised.

All are in small letters, Indonesian before English. Those of numbers and units are patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MONTHS: dict[int, tuple[str, ...]] = {
    1: ("januari", "january"),
    2: ("februari", "february"),
    3: ("maret", "march"),
    4: ("april",),
    5: ("mei", "may"),
    6: ("juni", "june"),
    7: ("juli", "july"),
    8: ("agustus", "august"),
    9: ("september",),
    10: ("oktober", "october"),
    11: ("november",),
    12: ("desember", "december"),
}

NUMBER_WORDS: dict[int, tuple[str, ...]] = {
    1: ("(?<!salah )satu", "sebuah", "one"),
    2: ("dua", "two"),
    3: ("tiga", "three"),
    4: ("empat", "four"),
    5: ("lima", "five"),
    6: ("enam", "six"),
    7: ("tujuh", "seven"),
    8: ("delapan", "eight"),
    9: ("sembilan", "nine"),
    10: ("sepuluh", "ten"),
    11: ("sebelas", "eleven"),
    12: ("dua belas", "twelve"),
}

ORDINAL_WORDS: dict[int, tuple[str, ...]] = {
    1: ("pertama", "kesatu", "first"),
    2: ("kedua", "second"),
    3: ("ketiga", "third"),
    4: ("keempat", "fourth"),
    5: ("kelima", "fifth"),
    6: ("keenam", "sixth"),
    7: ("ketujuh", "seventh"),
    8: ("kedelapan", "eighth"),
    9: ("kesembilan", "ninth"),
    10: ("kesepuluh", "tenth"),
}

#: Units of a duration: for each letter its words, and its words with "one" in them.
UNITS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Y": (("tahun", "years?"), ("setahun", "a year")),
    "M": (("bulan", "months?"), ("sebulan", "a month")),
    "W": (("minggu", "pekan", "weeks?"), ("seminggu", "sepekan", "a week")),
    "D": (("hari", "days?"), ("sehari", "a day")),
    "H": (("jam", "hours?"), ("sejam", "an hour")),
}

#: "each" of something, and what happens once a year.
EACH = ("setiap", "tiap", "tiap-tiap", "each", "every")
YEARLY = ("tahunan", "annual", "annually", "yearly")

#: A number is the least that is meant, or not the exact one.
AT_LEAST = (
    "setidaknya",
    "setidak-tidaknya",
    "sekurang-kurangnya",
    "minimal",
    "minimum",
    "paling sedikit",
    "lebih dari",
    "at least",
    "more than",
)
ABOUT = ("sekitar", "kurang lebih", "kira-kira", "hampir", "about", "approximately")

#: Something is hoped for, or meant to come about.
HOPE = (
    "diharapkan",
    "harapan",
    "berharap",
    "menginginkan",
    "keinginan",
    "bertujuan",
    "tujuan",
    "ditujukan",
    "guna",
    "agar",
    "supaya",
    "dalam rangka",
    "untuk",
    "demi",
    "aims",
    "in order to",
)
#: Of these, the ones that leave no doubt: a fact is not worded so.
PLAIN_HOPE = ("diharapkan",)

#: Something is possible or usual rather than said to be so.
HEDGE = (
    "dapat",
    "bisa",
    "mungkin",
    "kemungkinan",
    "mampu",
    "biasanya",
    "cenderung",
    "tampaknya",
    "jika",
    "apabila",
    "can",
    "may",
    "might",
)


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, which may be patterns themselves."""
    return "(?:" + "|".join(words) + ")"


def marker_in(text: str, markers: Iterable[str]) -> str | None:
    """The first of ``markers`` that stands in ``text`` as a whole word, else ``None``.

    >>> marker_in("Hal ini Diharapkan berhasil", HOPE)
    'diharapkan'
    """
    low = " ".join(text.lower().split())
    for marker in markers:
        if re.search(rf"(?<![\w-]){re.escape(marker)}(?![\w-])", low):
            return marker
    return None
