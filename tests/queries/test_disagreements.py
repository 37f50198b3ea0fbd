"""What the sources on our two pairs disagree on is in the graph, each value with its sources and its outcome."""

from __future__ import annotations

from functools import cache

import pytest
from support.query_engines import ROOT, Table, find, on_release

from paradiplomacy.adding.add import add
from paradiplomacy.rdf.namespaces import ID

#: Thing and question → value → outcome and sources.
TOLD = {
    ("surabaya-busan", "question-beginning"): {
        "source silent": ("silent", "rakhmadi"),
        "1994-08-24": ("in-conflict", "busan-city-hall"),
        "1994-11-10": ("in-conflict", "gnfi-2017"),
        "1994": ("confirmed", "antara-jatim-2013; gnfi-2017; liputan6-2019; surabaya-city-2003; upn-thesis"),
    },
    ("medan-gwangju-student-exchange", "question-since"): {
        "1999": ("majority", "jnnews-2007; rakhmadi"),
        "1997": ("in-conflict", "merdeka-2023"),
    },
    ("medan-students-gwangju", "question-stay"): {
        "about P7D": ("in-conflict", "rakhmadi"),
        "P14D": ("in-conflict", "jnnews-2007"),
    },
    ("medan-students-gwangju", "question-recurrence"): {
        "P1Y": ("in-conflict", "rakhmadi"),
        "P2Y": ("in-conflict", "jnnews-2007"),
    },
    ("medan-students-gwangju", "question-size"): {
        "at least 15": ("confirmed", "rakhmadi"),
        "about 20": ("confirmed", "jnnews-2007"),
    },
    ("jalan-medan", "question-length"): {
        "1.2": ("in-conflict", "jnnews-2007; rakhmadi"),
        "1.12": ("in-conflict", "gjdream-2008; jnnews-2008"),
    },
    ("jalan-medan", "question-time"): {
        "2009": ("in-conflict", "rakhmadi"),
        "2008-10-13": ("in-conflict", "jnnews-2008"),
        "2005": ("in-conflict", "asiae-2016; owra-2016"),
    },
    ("jalan-gwangju", "question-time"): {
        "source silent": ("silent", "rakhmadi"),
        "2005": ("in-conflict", "jnnews-2008; pagi-2016"),
        "2008": ("in-conflict", "asiae-2016"),
        "1995": ("in-conflict", "jnnews-2007"),
    },
    ("armadaberita-2023-students-gwangju", "question-stay"): {
        "P9D": ("in-conflict", "armadaberita-2023"),
        "P10D": ("in-conflict", "pijar-2023"),
    },
    ("jalan-surabaya", "question-time"): {
        "source silent": ("silent", "rakhmadi"),
        "2014": ("confirmed", "liputan6-2013; republika-2013"),
    },
}


@cache
def _agreement() -> Table:
    return on_release(find("sources-agree").text, "Oxigraph")


def told(thing: str, question: str) -> dict[str, tuple[str, str]]:
    """The values in the answer of ``sources-agree`` to a question on a thing, each with its outcome and its sources."""
    header, *cells = _agreement()
    rows = [dict(zip(header, row, strict=True)) for row in cells]
    return {
        row["value"]: (row["outcomeCode"].removeprefix(f"{ID}outcome-"), row["sources"])
        for row in rows
        if (row["thing"], row["questionCode"]) == (ID + thing, ID + question)
    }


@pytest.mark.parametrize(("thing", "question"), TOLD)
def test_each_source_has_its_say_and_none_wins(thing: str, question: str) -> None:
    assert told(thing, question) == TOLD[thing, question]


def test_the_graphs_of_the_other_sources_are_what_their_tables_make() -> None:
    folders = sorted(path.parent for path in ROOT.glob("data/*/raw"))
    assert len(folders) == 22
    added = add([folder / "raw" for folder in folders], ROOT, dry=True)
    assert (added.problems, added.files) == ([], {})
