"""EDTF level 1 without plain dates, read by a grammar of its own, and texts that fit it or nearly do.

The grammar is that of the Library of Congress, https://www.loc.gov/standards/datetime/ (level 1): qualified times,
unspecified digits, seasons, long years, open intervals.
"""

from __future__ import annotations

import re

_YEAR, _MONTH, _DAY = "-?[0-9]{4}", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_PLAIN = re.compile(f"{_YEAR}(-{_MONTH}(-{_DAY})?)?", re.ASCII)
_SEASON = re.compile(f"{_YEAR}-2[1-4]", re.ASCII)
_UNSPECIFIED = [re.compile(each, re.ASCII) for each in (
    "-?[0-9]{3}X", "-?[0-9]{2}XX", f"{_YEAR}-XX", f"{_YEAR}-XX-XX", f"{_YEAR}-{_MONTH}-XX",
)]  # fmt: skip
_LONG = re.compile("Y-?[0-9]{5,}", re.ASCII)


def is_edtf(text: str) -> bool:
    """Whether ``text`` is a time that XSD cannot say.

    >>> [is_edtf(text) for text in ("1997?", "1997", "1994/..", "../..")]
    [True, False, True, False]
    """
    if "/" in text:
        first, _, last = text.partition("/")
        return ((_is_side(first) and last in ("", "..")) or (first in ("", "..") and _is_side(last))) or (
            _is_side(first) and _is_side(last)
        )
    bare = text[:-1] if text[-1:] in ("?", "~", "%") else text
    if any(each.fullmatch(bare) for each in _UNSPECIFIED):
        return True
    if bare != text:
        return bool(_PLAIN.fullmatch(bare) or _SEASON.fullmatch(bare))
    return bool(_SEASON.fullmatch(text) or _LONG.fullmatch(text))


def _is_side(text: str) -> bool:
    """Whether ``text`` can begin or end an interval."""
    bare = text[:-1] if text[-1:] in ("?", "~", "%") else text
    return any(each.fullmatch(bare) for each in (_PLAIN, _SEASON, *_UNSPECIFIED))


_DATES = [
    "1997",
    "-0044",
    "1997-09",
    "1997-11",
    "1997-12",
    "1997-09-24",
    "1997-10-05",
    "1997-01-31",
    "1997-01-30",
    "1997-06",
    "1997-06-07",
    "2001-21",
]
_DATES += [
    "2001-22",
    "2001-23",
    "2001-24",
    "199X",
    "19XX",
    "-199X",
    "2004-XX",
    "2004-XX-XX",
    "2004-06-XX",
    "-2004-11-XX",
    "-0044-03-15",
]
_SEEDS = [*_DATES, *(date + sign for date in _DATES for sign in "?~%")]
_SEEDS += [f"{date}{end}" for date in _DATES for end in ("/", "?/..", "~/", "%/2004", "/199X~", "/199X")]
_SEEDS += [f"{start}/{date}" for date in _DATES for start in ("", "..", "19XX%")]
_SEEDS += [f"{start}/1997-06{sign}" for start in ("", "..", "19XX") for sign in ("", *"?~%")]
_SEEDS += ["Y170000002", "Y-17000", "Y12345", "/", "../..", "/..", "Y17000/2004", "1/2/3", "2001-21-05", "2001-21-05?"]


def _near(text: str) -> list[str]:
    """The text without each of its signs, with each sign twice, and with each replaced by another of its kind."""
    found = [f"x{text}", f"{text}x"]
    for place, sign in enumerate(text):
        others = "049X" if sign.isdigit() else "0-?" if sign != "X" else "x"
        found += [text[:place] + other + text[place + 1 :] for other in ("", sign + sign, *others)]
    return found


_ALL = sorted({text for seed in _SEEDS for text in (seed, *_near(seed))} - {""})
EDTF = [text for text in _ALL if is_edtf(text)]
NO_EDTF = [text for text in _ALL if not is_edtf(text)]
