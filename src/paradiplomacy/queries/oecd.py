"""The OECD's questions on city-to-city partnerships, ``queries/oecd/questions.csv``, and what the graph can answer."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from paradiplomacy.queries.stored import StoredQuery, queries_apart
from paradiplomacy.rdf.read import read_text
from paradiplomacy.release import home
from paradiplomacy.sparql.answer import Answer, from_texts

FOLDER = "oecd"
#: What a question may be: the status → its words.
STATUSES = {
    "answerable": {"en": "answerable", "id": "dapat dijawab"},
    "sources-silent": {"en": "sources silent", "id": "sumber tidak menyebut"},
    "needs-other-data": {"en": "needs other data", "id": "perlu data lain"},
}
_HEADER = {
    "en": ["number", "principle", "question", "status", "query", "what is needed"],
    "id": ["nomor", "prinsip", "pertanyaan", "status", "kueri", "yang diperlukan"],
}


def queries() -> list[StoredQuery]:
    """The queries of ``queries/oecd/``, by name; each is called oecd/NAME."""
    return queries_apart(FOLDER)


def questions(folder: Path | None = None) -> list[dict[str, str]]:
    """The rows of the table of questions, by column; ``folder`` holds the stored queries, ours unless given."""
    path = (folder or home() / "queries") / FOLDER / "questions.csv"
    return list(csv.DictReader(io.StringIO(read_text(path))))


def listed(language: str, folder: Path | None = None) -> Answer:
    """The questions as a table in ``language`` (en, id): each with status, query and what is needed for more."""
    rows = [
        [
            row["number"],
            row[f"principle_{language}"],
            row[f"question_{language}"],
            STATUSES[row["status"]][language],
            row["query"],
            row[f"needed_{language}"],
        ]
        for row in questions(folder)
    ]
    return from_texts(_HEADER[language], rows)
