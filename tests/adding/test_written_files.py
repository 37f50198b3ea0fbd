"""Templates, exports and workbooks for a second coder: what is written, and that ``add`` takes it back."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from python_calamine import CalamineWorkbook

from paradiplomacy.adding.add import add
from paradiplomacy.adding.columns import columns, headers, sheets, table
from paradiplomacy.adding.export import tables
from paradiplomacy.adding.files import write_export, write_recode, write_template
from paradiplomacy.adding.rows import recognise
from paradiplomacy.adding.template import csvw, datapackage
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.namespaces import ID, PREFIXES
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home
from paradiplomacy.tables.problems import lines
from paradiplomacy.tables.read import read_sheets

RAKHMADI = sorted((home() / "data" / "rakhmadi").glob("*.ttl"))
#: What ``add`` says of the graph of a source; for the article it stands in data/dataset.ttl.
OF_GRAPH = (f"<{ID}dataset>", f"<{ID}graph-rakhmadi>")


def triples(store: ox.Store) -> set[tuple[str, str, str]]:
    found = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in store}
    return {triple for triple in found if triple[0] not in OF_GRAPH}


def test_the_article_comes_back_from_its_tables(tmp_path: Path) -> None:
    names = write_export(tmp_path / "tables", "rakhmadi")
    assert {"sources.csv", "passages.csv", "claims.csv", "waivers.csv"} <= set(names)
    added = add([tmp_path / "tables"], tmp_path / "empty")
    assert lines([each for each in added.problems if each.level == "error"]) == []
    made = load_store([tmp_path / "empty" / "data" / "rakhmadi" / "rakhmadi.ttl"])
    assert triples(made) == triples(load_store(RAKHMADI)) != set()


def test_what_no_column_holds_is_named() -> None:
    store = load_store(RAKHMADI)
    odd = ox.Quad(ox.NamedNode(ID + "jalan-medan"), ox.NamedNode("urn:odd"), ox.Literal("x"))
    store.add(odd)
    with pytest.raises(UsageError, match="commemorations holds jalan-medan <urn:odd>"):
        tables(store)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "forms"
    write_template(folder)
    return folder


def test_the_template_has_every_column_twice_over(template: Path) -> None:
    read, problems = read_sheets([template / f"{sheet}.csv" for sheet in sheets()])
    assert (problems, [sheet.header for sheet in read]) == ([], [list(columns(sheet)) for sheet in sheets()])
    assert all(not sheet.rows for sheet in read), "titles, help and examples are remarks"
    book, problems = read_sheets([template / "paradiplomacy.xlsx"])
    assert problems == [] and [sheet.name for sheet in book] == list(sheets())
    rows, _, problems = recognise(book)
    assert (rows, problems) == ([], [])
    assert all(len(sheet.header) == len(columns(sheet.name)) for sheet in book)


def test_its_examples_are_ours_and_would_be_taken(template: Path) -> None:
    text = (template / "commemorations.csv").read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    example = dict(zip(rows[0], next(row for row in rows if "jalan-medan" in row[0]), strict=True))
    assert (example["length_km"], example["date"], example["honours"]) == ("1.2", "2009", "medan")
    assert (
        sum(
            "example:" in line
            for sheet in sheets()
            for line in (template / f"{sheet}.csv").read_text("utf-8").splitlines()
        )
        > 20
    )


def test_the_workbook_has_lists_and_notes(template: Path) -> None:
    with zipfile.ZipFile(template / "paradiplomacy.xlsx") as archive:
        book = archive.read("xl/workbook.xml").decode()
        place = sheets().index("claims") + 1
        page = archive.read(f"xl/worksheets/sheet{place}.xml").decode()
        notes = archive.read("xl/comments1.xml").decode()
    assert 'name="_lists"' in book and 'state="hidden"' in book
    assert page.count("<dataValidation ") >= 3 and "_lists!" in page
    assert "Judul dalam bahasa asli sumber." in notes
    lists = CalamineWorkbook.from_path(template / "paradiplomacy.xlsx").get_sheet_by_name("_lists").to_python()
    assert any("hedged" in row for row in lists) and any("memorandum of understanding" in row for row in lists)


def test_the_descriptions_come_from_the_one_table(template: Path) -> None:
    told = json.loads((template / "csv-metadata.json").read_text("utf-8"))
    assert told == csvw() and told["@context"] == "http://www.w3.org/ns/csvw"
    for part in told["tables"]:
        names = [column["name"] for column in part["tableSchema"]["columns"]]
        with (template / part["url"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == names
    accounts = next(part for part in told["tables"] if part["url"] == "accounts.csv")
    since = next(column for column in accounts["tableSchema"]["columns"] if column["name"] == "since_year")
    assert (since["propertyUrl"], since["datatype"]) == (PREFIXES["para"] + "sinceYear", "gYear")
    package = json.loads((template / "datapackage.json").read_text("utf-8"))
    assert package == datapackage() and {each["name"] for each in package["resources"]} == set(sheets())
    assert all((template / each["path"]).is_file() and each["schema"]["fields"] for each in package["resources"])


def test_a_folder_with_anything_in_it_is_refused(template: Path) -> None:
    with pytest.raises(UsageError, match="not an empty folder"):
        write_template(template)


def test_every_title_is_plain_and_names_one_column_of_a_sheet() -> None:
    assert len(table()) > 100
    for sheet in sheets():
        names = [title for column in columns(sheet).values() for title in column.title.values()]
        assert len({*names}) >= len(columns(sheet)), sheet
        for column in columns(sheet).values():
            assert headers(sheet)[column.title["en"].casefold()] is column, (sheet, column.name)
            assert all(text.endswith(".") for text in column.help.values()), column.name


def test_a_second_coder_sees_the_source_and_not_what_was_coded(tmp_path: Path) -> None:
    target = tmp_path / "second.xlsx"
    write_recode(target, "merdeka-2023")
    book = CalamineWorkbook.from_path(target)
    [row] = [row for row in book.get_sheet_by_name("sources").to_python()[1:] if any(row)]
    assert "merdeka-2023" in row and "sudah terjalin" not in str(row)
    assert [any(row) for row in book.get_sheet_by_name("accounts").to_python()[1:]].count(True) == 0
    known = [row[0] for row in book.get_sheet_by_name("_known").to_python()]
    assert {"medan", "jalan-medan", "medan-gwangju-student-exchange"} <= set(known)
    assert "merdeka-2023-student-exchange" not in known
    with pytest.raises(UsageError, match=r"ends in \.xlsx"):
        write_recode(tmp_path / "second.csv", "merdeka-2023")
    with pytest.raises(UsageError, match='did you mean "merdeka-2023"'):
        write_recode(target, "merdeka-2024")
    shutil.rmtree(tmp_path)


def test_the_second_coding_is_taken_with_the_things_that_are_known(tmp_path: Path) -> None:
    target = tmp_path / "second.xlsx"
    write_recode(target, "rakhmadi")
    added = add([target], tmp_path / "second")
    assert lines([each for each in added.problems if each.level == "error"]) == []
    assert (tmp_path / "second" / "data" / "rakhmadi" / "rakhmadi.ttl").is_file()
