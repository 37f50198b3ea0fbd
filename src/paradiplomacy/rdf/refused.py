"""Find files that would end or flood the process, and XML that the parser takes though it is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmap import mmap
    from xml.parsers import expat

# Far below what the stack of the parser holds.
_DEEPEST = 500
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_TRIPLE = re.compile(
    rb""""{3}.*?"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|\#[^\n]*|<<|>>""", re.DOTALL
)
_PIECE = 1_000_000


def too_deep(data: bytes | mmap, json: bool) -> bool:
    """Whether objects and arrays of JSON, else triple terms, are nested too deeply in ``data``.

    >>> too_deep(b"[" * 501, True), too_deep(b"[]" * 501, True)
    (True, False)
    """
    # Few files hold so many, and to look for them is fast.
    if next(islice(re.finditer(rb"[{\[]" if json else b"<<", data), _DEEPEST, None), None) is None:
        return False
    depth = 0
    for match in (_JSON if json else _TRIPLE).finditer(data):
        sign = match[0]
        depth += (sign in (b"{", b"[", b"<<")) - (sign in (b"}", b"]", b">>") and depth > 0)
        if depth > _DEEPEST:
            return True
    return False


def xml_error(data: bytes | mmap) -> expat.ExpatError | None:
    """Why ``data``, in UTF-8, is not well-formed XML; also where its entities multiply without end."""
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8")
    try:
        for piece in _pieces(data):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        return error
    return None


def _pieces(data: bytes | mmap) -> Iterator[bytes]:
    for start in range(0, len(data), _PIECE):
        yield data[start : start + _PIECE]
