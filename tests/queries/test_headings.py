from __future__ import annotations

import csv
import re

from support.query_engines import ROOT, expected, names, release

from paradiplomacy.queries.headings import headings, set_headings
from paradiplomacy.queries.stored import find

WORDS = list(csv.DictReader((ROOT / "queries" / "headings.csv").open(encoding="utf-8", newline="")))


def test_every_column_has_a_heading_in_both_languages_and_every_heading_a_column() -> None:
    columns = {re.sub("Labels?$", "", column) for name in names() for column in expected(name)[0]}
    known = {row["column"] for row in WORDS}
    assert known == columns
    assert [row for row in WORDS if not (row["en"] and row["id"])] == []
    assert [row["column"] for row in WORDS] == sorted(known)


def test_no_table_has_the_same_heading_twice() -> None:
    for name in names():
        for language in ("en", "id"):
            found = headings(expected(name)[0], language)
            assert sorted(set(found)) == sorted(found), name


def test_a_table_has_headings_and_csv_the_names() -> None:
    answer = release().query("sister-cities-of", city="Medan", lang="id")
    assert answer.to_table(300).startswith("kota (id)  kota   kota kembar (id)  kota kembar  ")
    assert "| kota kembar |" in answer.to_markdown()
    for lang, word in (("en", "city"), ("id", "kota"), ("en", "city")):
        set_headings(answer, find("sister-cities-of"), lang)
        assert answer.headings[1] == word
    assert answer.to_csv().startswith("city,cityLabel,partner,partnerLabel,")
    assert release().query("SELECT ?city WHERE { ?city a para:City }").to_table().startswith("city\n")


def test_a_heading_says_what_its_column_holds() -> None:
    assert headings(expected("evidence")[0])[-2] == "position"
    assert headings(["start", "end"]) == ["start", "end"]  # of a year as of a day
    assert "hedged" in headings(expected("records-by-kind")[0])
