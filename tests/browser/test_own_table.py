"""A table of the reader is joined with the graph in the page: names in any language, ties, and who is not there."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import Visitor, serious
from support.sparql_page import SparqlPage

from paradiplomacy.names import spellings

if TYPE_CHECKING:
    from paradiplomacy.site.site import Site

TABLE = '''\
year;where;note
1997;KOTA MEDAN;"first; of all"
1998;광주;
1999;Atlantis;"he said ""no"""
2000;Surabaya, Indonesia;
'''


def dropped(page: SparqlPage, name: str, text: str) -> None:
    """Let a file fall on the page and wait for what the page makes of it."""
    page.page.evaluate(
        """([name, text]) => {
            const data = new DataTransfer();
            data.items.add(new File([text], name, { type: "text/csv" }));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        [name, text],
    )
    page.page.wait_for_selector("#own-result > *, #own-problem:not(:empty)")


@pytest.fixture
def opened(visit: Visitor, site: Path) -> SparqlPage:
    return SparqlPage(visit(site / "en" / "sparql.html"))


def matched(page: SparqlPage) -> list[list[str]]:
    found: list[list[str]] = page.page.eval_on_selector_all(
        "#own-matched tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found


def test_a_dropped_table_is_joined(opened: SparqlPage, release: Site) -> None:
    dropped(opened, "mine.csv", TABLE)
    assert opened.page.input_value("#own-column") == "1"
    rows = matched(opened)
    assert [row[0] for row in rows] == ["KOTA MEDAN", "광주", "Surabaya, Indonesia"]
    assert [row[1] for row in rows] == ["Medan", "Gwangju", "Surabaya"]
    own = "?tie para:party id:medan FILTER NOT EXISTS { ?tie a para:Account }"
    ties = release.graph.query(f"SELECT (COUNT(DISTINCT ?tie) AS ?n) WHERE {{ {own} }}")
    assert rows[0][2] == str(next(iter(ties))["n"]) != "0"
    assert "Gwangju" in rows[0][3]
    assert opened.text("#own-unmatched") == "Atlantis"
    assert opened.text("#own-result [role=status]") == "3 of 4 rows are in the graph."
    assert serious(opened.page) == []


def test_the_joined_table_is_saved_with_all_its_cells(opened: SparqlPage) -> None:
    dropped(opened, "mine.csv", TABLE)
    rows = list(csv.DictReader(io.StringIO(opened.saved("#own-download"))))
    assert [row["note"] for row in rows] == ["first; of all", "", 'he said "no"', ""]
    assert rows[0]["thing"] == "https://w3id.org/paradiplomacy/id/medan"
    assert rows[2] == {
        **{"year": "1999", "where": "Atlantis", "note": 'he said "no"'},
        **dict.fromkeys(("thing", "label", "agreements", "partners"), ""),
    }


def test_another_column_can_be_chosen_and_a_file_picked(opened: SparqlPage, tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text("\ufefffrom\tto\nMedan\tGwangju\nNowhere\tBusan\n", encoding="utf-8")
    opened.page.set_input_files("#own-file", table)
    opened.page.wait_for_selector("#own-matched")
    assert [row[0] for row in matched(opened)] == ["Gwangju", "Busan"]
    opened.page.select_option("#own-column", "0")
    opened.page.wait_for_selector("#own-unmatched")
    assert [row[0] for row in matched(opened)] == ["Medan"]


def test_a_table_without_rows_is_told(opened: SparqlPage) -> None:
    dropped(opened, "empty.csv", "city\n")
    assert opened.text("#own-problem").startswith("empty.csv has no row under its heading; give a CSV file")


def test_in_indonesian(visit: Visitor, site: Path) -> None:
    page = SparqlPage(visit(site / "id-ID" / "sparql.html"))
    dropped(page, "mine.csv", TABLE)
    assert page.text("#own-result [role=status]") == "3 dari 4 baris ada dalam graf."


def test_names_are_compared_as_the_package_does(opened: SparqlPage, release: Site) -> None:
    names = sorted(
        {row["name"] for row in release.graph.query("SELECT ?name WHERE { ?thing rdfs:label|skos:altLabel ?name }")}
        | {"Kota Administrasi  Jakarta", "CITY OF PERTH", "Ch’ŏngjin City", "Straße – Weg", "Perth (Australia)", "시"}
        | {"Ζάκυνθος", "Medan Street", "ﬁne", "Kab. Malang", "Łódź", "São Paulo", "Kota", "City"}
    )
    kinds = list(spellings.affixes())
    found = opened.page.evaluate(
        """([names, kinds, affixes]) => names.map((name) => [
            paradiplomacy.names.normal(name),
            ...kinds.map((kind) => paradiplomacy.names.bare(name, affixes[kind])),
        ])""",
        [names, kinds, spellings.affixes()],
    )
    assert len(names) > 500
    expected = [[spellings.normal(name), *(spellings.bare(name, kind) for kind in kinds)] for name in names]
    assert dict(zip(names, found, strict=True)) == dict(zip(names, expected, strict=True))
