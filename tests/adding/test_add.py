"""Sources added from tables: what is written, what is refused, and what a second run does."""

from __future__ import annotations

import csv
import io
import sys
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy.adding.add import Added, add
from paradiplomacy.adding.columns import as_words, classes, sheets
from paradiplomacy.adding.known import Known
from paradiplomacy.adding.rows import Row, name_rows
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import turtle
from paradiplomacy.tables.problems import Place, lines

RELEASE = Path(__file__).parents[2]
SOURCE = {
    "id": "gazette",
    "label_en": "City gazette",
    "label_id": "Warta kota",
    "title_en": "City gazette",
    "source_kind": "news",
    "language": "en",
    "publisher": "Busan",
    "page": "https://example.org/gazette",
}
VISIT = {
    "class": "Event",
    "label_en": "visit of teachers",
    "label_id": "kunjungan guru",
    "agreement": "surabaya-busan",
    "sector": "source silent",
    "participant": "Surabaya; Q16520",
    "date": "24 September 1997",
    "assertion": "stated",
    "source": "gazette[12]",
    "quote": "teachers came on 24 September 1997",
    "paraphrase_en": "Teachers came on 24 September 1997.",
    "paraphrase_id": "Guru datang pada 24 September 1997.",
}


def write(folder: Path, **sheets: list[dict[str, str]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in sheets.items():
        text = io.StringIO(newline="")
        header = list(dict.fromkeys(column for row in rows for column in row))
        writer = csv.DictWriter(text, header)
        writer.writeheader()
        writer.writerows(rows)
        (folder / f"{name}.csv").write_text(text.getvalue(), "utf-8")
    return folder


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return write(tmp_path / "tables", sources=[SOURCE], activities=[VISIT])


def told(added: Added, language: str = "en") -> str:
    return "\n".join(lines(added.problems, language))


def snapshot(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_table_becomes_a_source(tables: Path, tmp_path: Path) -> None:
    added = add([tables], tmp_path / "project")
    assert (added.failed, told(added)) == (False, "")
    files = snapshot(tmp_path / "project")
    assert sorted(files) == [
        "data/gazette/etc/ids.csv",
        "data/gazette/gazette.ttl",
        "data/gazette/raw/activities.csv",
        "data/gazette/raw/sources.csv",
    ]
    text = files["data/gazette/gazette.ttl"].decode()
    for said in (
        'para:startDate "1997-09-24"^^xsd:date',
        'bibo:pages "12"',
        "para:silentOn para:sector",
        'oa:exact "teachers came on 24 September 1997"@en',
        "void:subset id:graph-gazette",
        "dcterms:publisher id:busan",
    ):
        assert said in text
    assert text.endswith(turtle(load_store([tmp_path / "project/data/gazette/gazette.ttl"])))


def test_a_second_run_changes_nothing_and_an_edit_is_told(tables: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    add([tables], root)
    before = snapshot(root)
    again = add([tables], root)
    assert (again.files, again.changes) == ({}, {"gazette": ([], [], [])})
    assert not add([root / "data/gazette/raw"], root).files
    assert snapshot(root) == before
    write(tables, activities=[VISIT | {"date": "September 1997"}, VISIT | {"label_en": "visit of cooks"}])
    come, changed, gone = add([tables], root).changes["gazette"]
    assert (come, changed, gone) == (["gazette-visit-of-cooks"], ["gazette-visit-of-teachers"], [])


def test_an_id_stays_when_its_label_is_edited(tables: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    add([tables], root)
    write(tables, activities=[VISIT | {"label_en": "a visit of some teachers"}])
    added = add([tables], root)
    assert added.changes["gazette"] == ([], ["gazette-visit-of-teachers"], [])
    assert not add([tables], root).files


def test_the_order_of_rows_does_not_matter_for_the_graph(tmp_path: Path) -> None:
    rows = [VISIT, VISIT | {"label_en": "visit of cooks", "quote": "cooks came on 24 September 1997"}]
    made = []
    for number, activities in enumerate((rows, rows[::-1])):
        folder = write(tmp_path / f"t{number}", sources=[SOURCE], activities=activities)
        added = add([folder], tmp_path / "p", dry=True)
        made.append(added.files["gazette"]["gazette.ttl"])
    assert made[0] == made[1]


def test_a_dry_run_writes_nothing(tables: Path, tmp_path: Path) -> None:
    added = add([tables], tmp_path / "project", dry=True)
    assert ("activities", "visit of teachers", "gazette-visit-of-teachers") in added.new
    assert not (tmp_path / "project").exists()


@pytest.mark.parametrize(
    ("edit", "cell", "words"),
    [
        ({"date": "1997-02-30"}, "G2", "1997-02-30 is not on the calendar"),
        ({"date": "24/9/1997"}, "G2", "two ways"),
        ({"date": "25 September 1997"}, "G2", "1997-09-25"),
        (
            {"end_date": "1997-09-20", "quote": "from 24 September 1997 to 20 September 1997"},
            "row 2",
            "before it starts",
        ),
        ({"participant": "Surabaia"}, "F2", 'Did you mean "Surabaya"'),
        ({"participant": "Surabaya; Kota Surabaya"}, "F2", "are the same thing (surabaya)"),
        ({"assertion": "sure"}, "H2", "not one of the values"),
        ({"quote": " ".join(["24 September 1997"] * 6)}, "J2", "18 words"),
        ({"source": "gazette[12"}, "I2", "no source with a page"),
        ({"class": "Evnt"}, "A2", 'Did you mean "Event"'),
        ({"paraphrase_en": ""}, "K2", '"paraphrase_en" is empty'),
        ({"datum": "1997"}, "M1", 'The column "datum"'),
    ],
)
def test_each_fault_has_its_cell_and_nothing_is_written(
    edit: dict[str, str], cell: str, words: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "tables", sources=[SOURCE], activities=[VISIT | edit])
    added = add([folder], tmp_path / "project")
    assert added.failed
    assert any(words in line and cell in line for line in told(added).splitlines()), told(added)
    assert not (tmp_path / "project/data").exists()
    assert told(added, "id")


def test_faults_are_told_together(tmp_path: Path) -> None:
    bad = [VISIT | {"label_en": f"visit {number}", "date": "1997-02-30"} for number in range(3)]
    folder = write(tmp_path / "tables", sources=[SOURCE], activities=[*bad, VISIT | {"sector": "sport of kings"}])
    found = told(add([folder], tmp_path / "project"))
    assert "cell G2, G3, G4: 1997-02-30 is not on the calendar" in found
    assert "E5" in found


def test_all_that_is_wrong_with_a_row_without_a_source_is_told_at_once(tmp_path: Path) -> None:
    late = {**VISIT, "date": "1997-02-30", "participant": "Surabaia", "quote": " ".join(["word"] * 16), "sector": ""}
    del late["source"]
    two = [SOURCE, SOURCE | {"id": "almanac", "label_en": "Almanac", "label_id": "Almanak"}]
    found = told(add([write(tmp_path / "tables", sources=two, activities=[late])], tmp_path / "project"))
    for words in (
        "not said which source",
        "1997-02-30 is not",
        'Did you mean "Surabaya"',
        "16 words",
        '"sector" is empty',
    ):
        assert words in found, found


@pytest.mark.parametrize(
    ("edit", "english", "indonesian"),
    [
        ({"date": "1998"}, "year 1998: it is not in the words", "year 1998: tidak ada dalam kata-kata kutipannya ("),
        ({"assertion": "expected"}, 'no word such as "', 'tidak ada kata seperti "'),
        (
            {"quote": "guru diharapkan datang 24 September 1997"},
            'quotes say "diharapkan"',
            'kutipannya menyebut "diharapkan"',
        ),
    ],
)
def test_what_its_quotes_do_not_say_is_told_in_both_languages(
    edit: dict[str, str], english: str, indonesian: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "tables", sources=[SOURCE], activities=[VISIT | edit])
    added = add([folder], tmp_path / "project")
    assert english in told(added)
    assert "or waive it in waivers.csv with the reason." in told(added)
    assert indonesian in told(added, "id")
    assert "correct it" not in told(added, "id")


def test_near_names_are_looked_for_only_so_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paradiplomacy.adding.known.MOST_COMPARED", 1)
    visits = [VISIT | {"label_en": f"visit {name}", "participant": name} for name in ("Surabaia", "Gwanju", "Surabaia")]
    found = add([write(tmp_path / "tables", sources=[SOURCE], activities=visits)], tmp_path / "project").problems
    near = {each.place.row: bool(each.near) for each in found if each.rule == "unknown-thing"}
    assert near == {2: True, 3: False, 4: True}


def work(folder: Path, number: int, edit: dict[str, str]) -> int:
    """How many calls it takes to add so many rows."""
    names = [f"{number}{'abcdefghij'[number % 10] * 3}" for number in range(number)]
    visits = [
        VISIT
        | {"label_en": f"visit {name}", "label_id": f"kunjungan {name}", "quote": f"{name} came on 24 September 1997"}
        | {column: text.format(name) for column, text in edit.items()}
        for name in names
    ]
    tables = write(folder / f"tables{number}", sources=[SOURCE, SOURCE | {"id": "almanac"}], activities=visits)
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1

    threading.setprofile(count)
    sys.setprofile(count)
    try:
        add([tables], folder / "project", dry=True, draft=True)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "edit", [{}, {"participant": "nowhere {}"}, {"sector": "sport of {}"}, {"source": ""}, {"date": "1998"}]
)
def test_the_work_grows_with_the_rows_and_no_faster(
    edit: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paradiplomacy.adding.known.MOST_COMPARED", 1)
    none, some, many = (work(tmp_path, number, edit) for number in (1, 40, 160))
    assert (many - none) / (some - none) < 4.4


def test_a_kind_may_be_written_as_words() -> None:
    for sheet in sheets():
        for name in classes(sheet):
            for text in (name, as_words(name), as_words(name).replace(" ", "-", 1), as_words(name).upper()):
                row = Row(sheet, Place(Path("x.csv")), {"class": text, "label_en": "x", "id": "x"})
                known = Known(ox.Store())
                assert name_rows([row], known, {}) == []
                assert row.types[-1].endswith(f"#{name}") or sheet == "concepts"


def test_an_id_stands_once(tmp_path: Path) -> None:
    folder = write(tmp_path / "tables", sources=[SOURCE], activities=[VISIT | {"id": "x"}, VISIT | {"id": "x"}])
    assert "The id x stands in row 2 of the sheet activities too" in told(add([folder], tmp_path / "project"))


def test_a_known_party_under_another_spelling_is_asked_about(tmp_path: Path) -> None:
    party = {"class": "City", "label_en": "Kota Surabaya", "label_id": "Kota Surabaya", "source": "gazette"}
    folder = write(tmp_path / "tables", sources=[SOURCE], parties=[party])
    added = add([folder], tmp_path / "project")
    assert '"Kota Surabaya" is much like surabaya' in told(added)


def test_a_city_is_not_its_own_twin(tmp_path: Path) -> None:
    twin = {
        **{name: VISIT[name] for name in ("assertion", "source", "quote", "paraphrase_en", "paraphrase_id")},
        **{"class": "SisterCityAgreement", "label_en": "tie", "label_id": "ikatan", "party": "Surabaya; Kota Surabaya"},
    }
    folder = write(tmp_path / "tables", sources=[SOURCE], agreements=[twin])
    assert "are the same thing (surabaya)" in told(add([folder], tmp_path / "project"))


def test_drafts_are_kept_apart(tmp_path: Path) -> None:
    root, late = tmp_path / "project", VISIT | {"label_en": "visit of cooks", "date": "some day"}
    folder = write(tmp_path / "tables", sources=[SOURCE], activities=[VISIT, late])
    added = add([folder], root, draft=True)
    assert (added.failed, added.drafts) == (False, 1)
    assert '"some day" is no date' in told(added)
    assert 'some day"" is no date' in (root / "data/gazette/etc/lacks.csv").read_text("utf-8")
    assert "some day" in (root / "data/gazette/etc/draft/activities.csv").read_text("utf-8")
    assert "cooks" not in (root / "data/gazette/gazette.ttl").read_text("utf-8")
    write(folder, activities=[VISIT, late | {"date": "1997"}])
    assert add([folder], root, draft=True).changes["gazette"][0] == ["gazette-visit-of-cooks"]
    assert not (root / "data/gazette/etc/draft").exists()


def test_a_source_that_is_not_from_tables_stays(tmp_path: Path) -> None:
    folder = write(tmp_path / "tables", sources=[SOURCE | {"id": "rakhmadi"}])
    root = tmp_path / "project"
    (root / "data/rakhmadi").mkdir(parents=True)
    (root / "data/rakhmadi/source.ttl").write_text("", "utf-8")
    added = add([folder], root)
    assert "rakhmadi was not made from tables" in told(added)


def test_a_table_without_rows_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "tables", sources=[])
    (folder / "sources.csv").write_text("id,label_en\n", "utf-8")
    with pytest.raises(UsageError, match="no row below its header"):
        add([folder], tmp_path / "project")


def test_a_name_that_was_decided_is_taken(tmp_path: Path) -> None:
    root, names = tmp_path / "project", "name,id\nSurabaia,surabaya\n"
    (root / "data/gazette/etc").mkdir(parents=True)
    (root / "data/gazette/etc/names.csv").write_text(names, "utf-8")
    folder = write(tmp_path / "tables", sources=[SOURCE], activities=[VISIT | {"participant": "Surabaia; Busan"}])
    assert told(add([folder], root)) == ""
    assert (root / "data/gazette/etc/names.csv").read_text("utf-8") == names
    assert not add([folder], root).files
