"""What the interface of the site says, in English and Indonesian: the tables of the folder ``messages``."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from paradiplomacy.rdf.read import read_text

LANGUAGES = ("en", "id")
FOLDER = Path(__file__).with_name("messages")


@cache
def messages() -> dict[str, dict[str, str]]:
    """Language → key → text. Each table has the columns ``key``, ``en`` and ``id``; a key stands in one of them."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for path in sorted(FOLDER.glob("*.csv")):
        for row in csv.DictReader(read_text(path).splitlines()):
            for language in LANGUAGES:
                if row["key"] in found[language]:
                    raise ValueError(f"{path.name}: the key {row['key']} stands twice")
                found[language][row["key"]] = row[language]
    return found
