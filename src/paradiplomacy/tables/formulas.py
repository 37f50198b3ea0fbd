"""Formulas of a workbook without a value: never computed, or with an error. A reader of values sees an empty cell."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from html import unescape
from pathlib import Path

#: What is raised for an archive that is damaged, locked, or packed in a way that Python does not know.
DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, ValueError, struct.error)
_SHEET = re.compile(r"<sheet\s[^>]*>")
_LINK = re.compile(r"<Relationship\s[^>]*>")
# Excel writes t="str" with an empty value for a formula whose value is an empty text, which is one.
_EMPTY = re.compile(
    r'<c r="([A-Z]+)(\d+)"(?![^>]*t="str")[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_ERROR = re.compile(r'<c r="([A-Z]+)(\d+)"[^>]*\st="e"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)


def without_value(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Sheet → row, column (both from 1) and error, or "", of each formula without a value in the .xlsx file ``path``.

    Raises one of ``DAMAGED``, or KeyError, for what is no such file.
    """
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/_rels/workbook.xml.rels").decode()
        targets = {_of(link, "Id"): _of(link, "Target") for link in _LINK.findall(text)}
        found = {}
        for sheet in _SHEET.findall(archive.read("xl/workbook.xml").decode()):
            target = targets.get(_of(sheet, "r:id"), "")
            inner = target[1:] if target.startswith("/") else f"xl/{target}"
            if inner in archive.namelist():
                cells = archive.read(inner).decode("utf-8", "replace")
                faults = [(*place, "") for place in _EMPTY.findall(cells)] + _ERROR.findall(cells)
                found[_of(sheet, "name")] = [(int(row), _number(letters), error) for letters, row, error in faults]
    return found


def _of(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(match[1]) if match else ""


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
