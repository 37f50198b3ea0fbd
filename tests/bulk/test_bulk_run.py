"""Links become a valid graph: whole or not at all, and the same bytes each time."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from support import twinning_2016
from support.in_process import Run, run_command

from paradiplomacy.bulk import merge, shards, twinning
from paradiplomacy.bulk.run import Counts, bulk
from paradiplomacy.errors import DataError, UsageError
from paradiplomacy.graph import load
from paradiplomacy.rdf.namespaces import ID, PARA
from paradiplomacy.validation.validate import validate

# Surabaya and Busan, whose agreement the graph knows; a mutual tie, one of one side, one twice, one to itself.
NAMES = 'Q900001\tÅby "north"\nQ900002\tBé\nQ11462\tSurabaya\nQ16520\tBusan\nQ900005\tAlone\n'
LINKS = """\
Q900001\tQ900002
Q900002\tQ900001
Q900001\tQ11462
Q900001\tQ11462
Q900002\tQ900002
Q16520\tQ11462
Q900009\tQ900002
Q900009\tQ900001
"""
GRAPH = f"{ID}graph-twinning-2016"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process."""
    return partial(run_command, capsys)


@pytest.fixture
def tables(tmp_path: Path) -> list[Path]:
    """The two tables of a small world."""
    return _tables(tmp_path, NAMES, LINKS)


def _tables(folder: Path, names: str, links: str) -> list[Path]:
    (folder / "names.tsv").write_text(names, encoding="utf-8")
    (folder / "relations.tsv").write_text(links, encoding="utf-8")
    return [folder / "names.tsv", folder / "relations.tsv"]


def _values(path: Path, thing: str, term: str) -> list[str]:
    quads = ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)
    found = (q for q in quads if str(q.subject) == f"<{ID}{thing}>" and q.predicate.value == PARA + term)
    return sorted(getattr(q.object, "value", "").removeprefix(ID) for q in found)


def test_all_cases_are_counted(tables: list[Path], tmp_path: Path) -> None:
    made = bulk(tables, tmp_path / "w.nq", processes=1)
    triples = len((tmp_path / "w.nq").read_bytes().splitlines())
    assert made == Counts(8, 5, 1, 4, 1, 4, 1, 1, triples)


def test_a_tie_tells_who_lists_it(tables: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "w.nq"
    bulk(tables, out, processes=1)
    assert _values(out, "twinning-2016-q900001-q900002", "listedBy") == ["aby-north-q900001", "be-q900002"]
    assert _values(out, "twinning-2016-q11462-q900001", "listedBy") == ["aby-north-q900001"]
    assert _values(out, "twinning-2016-q11462-q900001", "party") == ["aby-north-q900001", "surabaya"]
    assert _values(out, "twinning-2016-q900002-q900009", "listedBy") == ["q900009"]
    assert b'"Q900009\\tQ900002"@zxx' in out.read_bytes()
    # A party without a name is supported by each link that gives its item.
    rows = ["twinning-2016-p-q900009-q900001", "twinning-2016-p-q900009-q900002"]
    assert _values(out, "q900009", "evidence") == rows


def test_a_tie_of_the_graph_gets_an_account(tables: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "w.nq"
    bulk(tables, out, processes=1)
    assert _values(out, "twinning-2016-q11462-q16520", "accountOf") == ["surabaya-busan"]
    assert _values(out, "twinning-2016-q11462-q16520", "listedBy") == ["busan"]


def test_the_graph_is_valid_and_sorted(tables: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "w.nq"
    bulk(tables, out, processes=1)
    lines = out.read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert {str(q.graph_name) for q in ox.parse(path=str(out), format=ox.RdfFormat.N_QUADS)} == {f"<{GRAPH}>"}
    assert [f"{each.shape} {each.focus}" for each in validate([out]).findings] == []


def test_what_the_shapes_refuse_is_not_written(
    tables: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = twinning.tie_blocks
    monkeypatch.setattr(shards, "tie_blocks", lambda *of: [block for block in real(*of) if "-quote> <" not in block])
    with pytest.raises(DataError, match="exact words"):
        bulk(tables, tmp_path / "w.nq", processes=1)
    assert not (tmp_path / "w.nq").exists()


@pytest.mark.parametrize("shard", [1, 2, 100])
def test_shards_and_processes_change_no_byte(
    tables: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shard: int
) -> None:
    bulk(tables, tmp_path / "one.nq", processes=1)
    monkeypatch.setattr(shards, "SHARD", shard)
    monkeypatch.setattr(merge, "MOST", 2)
    bulk(tables, tmp_path / "two.nq", processes=2)
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "two.nq").read_bytes()


def test_rows_that_cannot_be_read_are_named(tmp_path: Path, run: Run) -> None:
    files = _tables(tmp_path, "Q1\tA\nx\tB\n", "Q1\tQ2\nQ1\nQ1\tQ2\tQ3\nQ0\tQ1\n\n")
    with files[1].open("ab") as file:
        file.write(b"Q1\tQ\xff\n")
    status, printed, said = run("bulk", *files, "--mapping", "twinning", "--output", tmp_path / "w.nq")
    assert (status, printed) == (1, "")
    for part in (
        'names.tsv, line 2: "x" is no item of Wikidata',
        "relations.tsv, line 2: the row has 1 cell;",
        "relations.tsv, line 3: the row has 3 cells;",
        'relations.tsv, line 4: "Q0" is no item of Wikidata',
        "relations.tsv, line 5: the row has 1 cell;",
        "relations.tsv, line 6: the row is not in UTF-8",
    ):
        assert part in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["names.tsv", "relations.tsv"]


def test_only_the_two_tables_are_read(tables: list[Path], tmp_path: Path) -> None:
    other = tables[0].rename(tmp_path / "cities.tsv")
    with pytest.raises(UsageError, match="name it so"):
        bulk([other, tables[1]], tmp_path / "w.nq")
    with pytest.raises(UsageError, match=r"needs relations\.tsv"):
        bulk([], tmp_path / "w.nq")


@pytest.mark.parametrize("named", [False, True])
def test_the_store_answers_and_is_never_replaced(tables: list[Path], tmp_path: Path, run: Run, named: bool) -> None:
    words = ["bulk", *tables, "--mapping", "twinning", "--output", tmp_path / "w.nq", "--store", tmp_path / "store"]
    words += ["--graphs"] if named else []
    status, _, said = run(*words)
    assert (status, "1 accounts of agreements" in said) == (0, True)
    store = ox.Store.read_only(str(tmp_path / "store"))
    asked = {
        "{ id:be-q900002 ?p ?o }": True,
        "{ id:medan ?p ?o }": True,
        f"{{ GRAPH <{GRAPH}> {{ id:be-q900002 ?p ?o }} }}": named,
        "{ GRAPH id:graph-rakhmadi { id:medan ?p ?o } }": named,
    }
    for place, there in asked.items():
        assert bool(store.query(f"PREFIX id: <{ID}> ASK {place}")) is there, place
    assert {str(q.triple) for q in ox.parse(path=str(tmp_path / "w.nq"), format=ox.RdfFormat.N_QUADS)} <= {
        str(q.triple) for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    }
    status, _, said = run(*words)
    assert (status, "is there already" in said) == (2, True)


@pytest.mark.slow
def test_the_world_of_2016(tmp_path: Path) -> None:
    place = twinning_2016.folder()
    if not place:
        pytest.skip(twinning_2016.MISSING)
    made = bulk([place / "names.tsv", place / "relations.tsv"], tmp_path / "w.nq")
    pairs = {frozenset(link) for link in twinning_2016.read(place)[1] if len(set(link)) == 2}
    assert made.agreements + made.accounts == len(pairs)
    assert made.accounts == 2
    known = load(tmp_path / "w.nq", ours=True)
    assert len(known.query("sister-cities-of", city="Surabaya")) > 1
