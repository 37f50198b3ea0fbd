"""The command ``link suggest``: from the user's table or the graph to rows for a person to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.fault_server import JSON, Reply, answering
from support.in_process import Run

from paradiplomacy.release import home


@pytest.fixture
def cities(tmp_path: Path) -> Path:
    path = tmp_path / "cities.csv"
    rows = ["city,state,with", "Gwangju,South Korea,Medan", "Surabaya,Indonesia,Busan", ",,", "Nowhere,,"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_the_command_seeks_the_places_of_a_table(address: str, cities: Path, tmp_path: Path, run: Run) -> None:
    output = tmp_path / "rows.tsv"
    columns = ["--column", "city", "--country", "state", "--partner", "with"]
    words = ["--csv", cities, *columns, "--endpoint", address]
    status, out, err = run("link", "suggest", *words, "--output", output, "--format", "csv", "--most", "1")
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "thing,name,item,itemLabel,confidence,support,reason"
    assert [line.split(",")[:6] for line in lines[1:]] == [
        ["row 2", "Gwangju", "Q41283", "Gwangju", "0.90", "good"],
        ["row 3", "Surabaya", "Q11462", "Surabaya", "0.90", "good"],
        ["row 5", "Nowhere", "", "", "", "none"],
    ]
    assert "3 names: 2 with a well supported candidate, 0 with a fairly supported one, 1 with none. None is" in err
    assert output.read_text(encoding="utf-8").count("\twikidata:Q") == 2
    assert run("link", "suggest", *words, "--format", "sssom", "--most", "1")[1] == output.read_text(encoding="utf-8")


def test_the_table_comes_back_with_item_grade_and_reason(address: str, cities: Path, tmp_path: Path, run: Run) -> None:
    before = cities.read_bytes()
    output = tmp_path / "with items.csv"
    words = ["--csv", cities, "--column", "city", "--country", "state", "--endpoint", address]
    status, _, _ = run("link", "suggest", *words, "--output-csv", output)
    assert (status, cities.read_bytes()) == (0, before)
    lines = output.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "city,state,with,item,grade,reason"
    assert lines[2].startswith("Surabaya,Indonesia,Busan,Q11462,fair,label Kota Surabaya@id; city of Indonesia")
    assert lines[3].startswith("Nowhere,,,,none,")
    cities.write_text(cities.read_text(encoding="utf-8") + ",Japan,\n", encoding="utf-8")
    assert "1 row without a name left out." in run("link", "suggest", *words)[2]


@pytest.mark.parametrize("option", ["--output", "--output-csv"])
def test_the_table_of_the_user_is_never_written_over(
    option: str, address: str, cities: Path, tmp_path: Path, run: Run
) -> None:
    before = cities.read_bytes()
    (tmp_path / "same.csv").hardlink_to(cities)
    words = ["--csv", cities, "--column", "city", "--endpoint", address]
    for name in (cities, tmp_path / "same.csv"):
        status, _, err = run("link", "suggest", *words, option, name)
        assert (status, cities.read_bytes()) == (2, before)
        assert "is an input, which the output would overwrite" in err
    status, _, err = run("link", "suggest", *words, "--output", tmp_path / "x", "--output-csv", tmp_path / "x")
    assert (status, (tmp_path / "x").exists()) == (2, False)


def test_rows_of_a_table_are_no_table_of_links(address: str, cities: Path, tmp_path: Path, run: Run) -> None:
    output = tmp_path / "rows.sssom.tsv"
    run("link", "suggest", "--csv", cities, "--column", "city", "--endpoint", address, "--output", output)
    status, _, err = run("link", "check", output, "--endpoint", address)
    assert status == 1
    assert "has no column subject_id: its rows are names of a table, which link suggest has compared" in err


def test_without_a_name_the_things_without_a_link_are_sought(address: str, run: Run) -> None:
    status, out, _ = run("link", "suggest", "--endpoint", address, "--format", "csv")
    names = {line.split(",")[0] for line in out.splitlines()[1:]}
    assert status == 0
    assert {"kesawan", "maimun-palace", "buk-gu-youth-center"} <= names
    assert not names & {"medan", "gwangju", "surabaya", "indonesia"}
    status, out, _ = run(
        "link", "suggest", "gwangju", "Kota Medan", "--endpoint", address, "--format", "csv", "--most", "1"
    )
    assert [line.split(",")[2] for line in out.splitlines()[1:]] == ["Q41283", "Q5972"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--csv", "cities.csv"], "With --csv FILE give --column NAME"),
        (["medan", "--csv", "cities.csv", "--column", "city"], "and no things of the graph"),
        (["--column", "city"], "belong to --csv FILE"),
        (["--output-csv", "x.csv"], "--encoding and --output-csv belong to --csv FILE"),
        (["--csv", "cities.csv", "--column", "city", "--encoding", "x"], "unknown encoding: x"),
        (["--csv", "cities.csv", "--column", "citty"], 'has no column "citty"; did you mean "city"?'),
        (["--csv", "cities.csv", "--column", "city", "--latitude", "state"], "Latitude and longitude go together"),
        (["--csv", "none.csv", "--column", "city"], "none.csv does not exist"),
        (["--csv", "cities.csv", "--column", "city", "--kind", "cty"], 'is not a kind of thing; did you mean "city"'),
        (["medann"], 'the nearest names are "Medan"'),
        (["medan", "--output", "."], ". is a folder; give the name of a file"),
        (["medan", "--most", "0"], "--most 0 is not at least 1"),
        (["medan", "--languages", "en;x"], "is not a list of tags"),
    ],
)
def test_wrong_usage_is_told(
    words: list[str], sentence: str, cities: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(cities.parent)
    status, out, err = run("link", "suggest", *words, "--endpoint", "http://127.0.0.1:9/sparql")
    assert (status, out) == (2, "")
    assert sentence in err


def test_tags_of_languages_may_be_written_large(address: str, run: Run) -> None:
    words = ["medan", "--endpoint", address, "--format", "csv", "--most", "1", "--languages"]
    assert run("link", "suggest", *words, "EN,Id")[:2] == run("link", "suggest", *words, "en,id")[:2]


def test_where_nothing_can_be_kept_a_run_that_stops_says_so(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("PARADIPLOMACY_CACHE", str(tmp_path / "file"))
    head = b'{"head": {"vars": ["name", "item", "kind"]}, "results": {"bindings": []}}'
    with answering(lambda number, request: Reply(403) if number else Reply(200, head, JSON)) as server:
        names = tmp_path / "names.csv"
        names.write_text("city\n" + "".join(f"Town {number}\n" for number in range(200)), encoding="utf-8")
        status, out, err = run("link", "suggest", "--csv", names, "--column", "city", "--endpoint", server.url)
    assert (status, out) == (2, "")
    assert "so no answer is kept" in err
    assert "goes on from there" not in err


def test_the_reviewed_table_is_never_written(address: str, run: Run) -> None:
    table = home() / "data" / "links" / "wikidata.sssom.tsv"
    before = table.read_bytes()
    for path in (table, table.with_name("new.tsv")):
        status, _, err = run("link", "suggest", "medan", "--endpoint", address, "--output", path)
        assert status == 2
        assert "lies among the project's own files" in err
    assert table.read_bytes() == before
    assert not table.with_name("new.tsv").exists()
