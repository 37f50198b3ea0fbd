"""The messages of tables: each in both languages, with the same values."""

from __future__ import annotations

import csv
import string

from paradiplomacy.tables import problems


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_has_its_own_words_in_each_language_and_the_same_values() -> None:
    path = problems._CATALOGUE
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    assert len(rows) > 40
    for row in rows:
        assert row["en"] != row["id"], row["rule"]
        assert fields(row["en"]) == fields(row["id"]), row["rule"]
