"""What stands above the columns of an answer that a person reads, in their language."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.release import home
from paradiplomacy.sparql.answer import Answer

_LABEL = re.compile("Labels?$")


def headings(variables: Sequence[str], language: str = "en") -> list[str]:
    """The headings of the columns ``variables``, from ``queries/headings.csv``; what is not there keeps its name.

    The column of a label has the heading of the thing; that of the thing itself says that it is the id.

    >>> headings(["city", "cityLabel", "mine"], "id")
    ['kota (id)', 'kota', 'mine']
    """
    known = words(language)
    return [
        known.get(name, known.get(_LABEL.sub("", name), name)) + (" (id)" if f"{name}Label" in variables else "")
        for name in variables
    ]


def words(language: str) -> dict[str, str]:
    """Column → its heading in the language: Indonesian for "id", else English.

    >>> words("id")["city"]
    'kota'
    """
    return _words(home() / "queries" / "headings.csv", "id" if language == "id" else "en")


def set_headings(answer: Answer, query: StoredQuery, language: str) -> None:
    """Give the answer of a stored query, or of a file with a summary as ours have, its headings."""
    if query.path and query.summary["en"]:
        answer.headings = headings(answer.variables, language)


@cache
def _words(path: Path, language: str) -> dict[str, str]:
    if not path.exists():  # a graph with queries of its own need not name its columns
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["column"]: row[language] for row in csv.DictReader(file)}
