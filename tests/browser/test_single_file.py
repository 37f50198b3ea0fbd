"""One file holds the page of queries, its engine and the graph, and asks for nothing else."""

from __future__ import annotations

import csv
import importlib.util
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import twinning_2016
from support.browser import Visitor, serious
from support.clone_command import Command
from support.sparql_page import SparqlPage

from paradiplomacy.commands.main import main
from paradiplomacy.site import single_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from paradiplomacy.site.site import Site

Opened = Callable[[Path], SparqlPage]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a file without a network; it may ask for nothing but itself."""
    visitors: list[Visitor] = []

    def open_file(path: Path) -> SparqlPage:
        visitors.append(Visitor(browser, path.as_uri()))
        return SparqlPage(visitors[-1](path, offline=True))

    yield open_file
    for visitor in visitors:
        visitor.close()
    assert [problem for visitor in visitors for problem in visitor.problems] == []


@pytest.fixture(scope="module")
def single(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("single") / "graph.html"
    assert main(["publish", "--single-file", str(path)]) == 0
    return path


def test_it_answers_stored_queries_from_a_disk(opened: Opened, single: Path, release: Site) -> None:
    page = opened(single)
    print(f"{single.stat().st_size / 1e6:.1f} MB, first answer after {page.first_answer():.0f} ms")
    for name in ("hubs", "timeline", "silences"):
        assert page.choose(name).saved() == release.answer(release.stored[name], "en").to_csv()
    assert serious(page.page) == []


def test_a_thing_in_an_answer_is_described_in_the_page(opened: Opened, single: Path) -> None:
    page = opened(single).ask("SELECT ?x WHERE { VALUES ?x { id:medan } }")
    page.page.click("#result a")
    page.answered()
    assert ["rdfs:label", "Medan"] in page.rows()


def test_it_is_not_larger_than_a_letter_may_be(single: Path) -> None:
    assert single.stat().st_size < 6_000_000


def test_it_can_be_indonesian_and_hold_a_table_of_the_user(opened: Opened, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix id: <https://w3id.org/paradiplomacy/id/> .\n"
        'id:medan <http://www.w3.org/2004/02/skos/core#altLabel> "Deli Tua Nova"@id .\n',
        encoding="utf-8",
    )
    path = tmp_path / "graf.html"
    assert main(["publish", "--single-file", str(path), "--lang", "id", "--data", str(own)]) == 0
    page = opened(path)
    assert page.text("#run") == "Jalankan"
    assert page.ask('SELECT ?x WHERE { ?x skos:altLabel "Deli Tua Nova"@id }').rows() == [["medan"]]


@pytest.fixture(scope="module")
def world(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with the world's ties of 2016."""
    tables = twinning_2016.folder()
    if tables is None:
        pytest.skip(twinning_2016.MISSING)
    folder = tmp_path_factory.mktemp("world")
    ties, path = folder / "world.nq", folder / "world.html"
    words = [str(tables / "names.tsv"), str(tables / "relations.tsv"), "--mapping", "twinning", "--output", str(ties)]
    assert main(["bulk", *words]) == 0
    single_file.write(path, "en", data=[ties])
    return path


@pytest.mark.slow
def test_the_ties_of_the_world_fit_into_one_file(opened: Opened, world: Path) -> None:
    page = opened(world)
    print(f"{world.stat().st_size / 1e6:.1f} MB, first answer after {page.first_answer():.0f} ms")
    assert world.stat().st_size < 6_000_000
    ties = "SELECT (COUNT(DISTINCT ?tie) AS ?n) WHERE { ?tie a para:Agreement . GRAPH id:graph-world { ?tie ?p ?o } }"
    assert page.ask(ties).rows() == [["17399"]]
    assert page.ask(
        "SELECT (COUNT(*) AS ?n) WHERE { ?x a oa:TextQuoteSelector . GRAPH id:graph-world { ?x ?p ?o } }"
    ).rows() == [["0"]]
    assert "graph-world is here without its passages" in page.text("main")
    assert len(page.choose("hubs").rows()) >= 25


@pytest.mark.slow
def test_a_table_is_joined_with_the_ties_of_the_world(opened: Opened, world: Path, tmp_path: Path) -> None:
    table = tmp_path / "cities.csv"
    table.write_text("name,region\nSurabaya,Java\nKōchi,Shikoku\nperth,W\nNowhere,\n", encoding="utf-8")
    page = opened(world)
    page.page.set_input_files("#own-file", table)
    page.page.wait_for_selector("#own-unmatched")
    saved = list(csv.DictReader(io.StringIO(page.saved("#own-download"))))
    assert [row["region"] for row in saved] == ["Java", "Shikoku", "W", ""]
    assert int(saved[0]["agreements"]) > 10
    assert "Busan" in saved[0]["partners"]
    assert saved[3]["thing"] == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["out"], "--single-file writes one file and no folder; leave out DIR, --shards,"),
        (["--shards", "2"], "--single-file writes one file and no folder; leave out DIR, --shards,"),
        (["--no-site"], "leave out DIR, --shards, --no-site, --base-url, --keep and --article."),
        (["--article", "text.txt"], "--single-file writes one file and no folder; leave out DIR, --shards,"),
        (["--single-file", "page.txt"], '"page.txt" does not end in .html, by which a browser knows a page.'),
    ],
)
def test_a_wrong_use_is_told(command: Command, words: list[str], told: str) -> None:
    done = command("publish", "--single-file", "page.html", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_missing_package_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "jinja2" else find(name))
    assert main(["publish", "--single-file", str(tmp_path / "page.html")]) == 2
    told = capsys.readouterr().err
    assert "The page needs jinja2; run in the clone: " in told
    assert told.count("\n") == 1
