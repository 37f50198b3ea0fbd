"""``link check``: a right table passes, and every known way of taking one item for another is told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from support.in_process import Run

from paradiplomacy.graph import Graph, load
from paradiplomacy.linking.check import COLUMNS, LinkCheck, check_links, report
from paradiplomacy.linking.wikidata.client import WikidataClient
from paradiplomacy.release import home
from paradiplomacy.sparql.embedded import Embedded

TABLE = home() / "data" / "links" / "wikidata.sssom.tsv"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load()


def changed(tmp_path: Path, subject: str, item: str) -> Path:
    """Our table with another item for ``subject``."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = next(line.split("\t") for line in lines if line.startswith(f"id:{subject}\t"))
    other = [*cells[:3], f"wikidata:{item}", *cells[4:]]
    path = tmp_path / "links.tsv"
    text = "\n".join("\t".join(other) if line.split("\t") == cells else line for line in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def row_of(rows: list[LinkCheck], subject: str) -> LinkCheck:
    return next(row for row in rows if row.link.subject.endswith(f"/{subject}"))


def test_every_row_of_our_table_is_checked_and_right(endpoint: Embedded, graph: Graph) -> None:
    rows = check_links(endpoint, graph.store)
    assert len(rows) == sum(line.startswith("id:") for line in TABLE.read_text(encoding="utf-8").splitlines()) > 15
    assert [row.reason for row in rows if row.is_wrong] == []
    aspects = ("exists", "label", "class", "country", "distance")
    assert row_of(rows, "medan").aspects == dict.fromkeys(aspects, ("agrees", ""))
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    for row in rows:
        assert lines[row.link.row - 1].startswith(f"id:{row.link.subject.rpartition('/')[2]}\t")


def test_a_label_for_all_languages_counts(endpoint: Embedded, graph: Graph) -> None:
    seoul = row_of(check_links(endpoint, graph.store), "seoul")
    assert seoul.item.labels == {"mul": "Seoul", "ko": "서울특별시"}
    assert seoul.aspects["label"].verdict == "agrees"


@pytest.mark.parametrize(
    ("subject", "item", "aspect", "words"),
    [
        ("gwangju", "Q42069", "distance", "it lies 253 km from ours"),
        ("gwangju", "Q42069", "exists", "the Gwangju in Gyeonggi"),
        ("malang", "Q11095", "class", "it is a regency of Indonesia (kabupaten) (Q3191695)"),
        ("malang", "Q11095", "exists", "the regency of Malang, not the city"),
        ("gwangju", "Q6497681", "class", "it is a Wikimedia disambiguation page (Q4167410)"),
        ("gwangju", "Q6497681", "label", "none of our names is one of the item, which is called Buk-gu"),
        ("universitas-sumatera-utara", "Q1377349", "exists", "knows nothing of Q1377349: deleted, or never there"),
        ("medan", "Q99000001", "exists", "Q99000001 was merged into Q5972"),
        ("malay", "Q9237", "class", "it is no people but: Q34770"),
        ("universitas-brawijaya", "Q15292698", "exists", "Politeknik Negeri Malang"),
        ("seoul", "Q99000002", "country", "it lies in Q17, ours in South Korea (Q884)"),
        ("medan", "Q99000003", "class", "it is no city but: Q11424"),
        ("medan", "Q16520", "label", "which is called Busan"),
        ("medan", "Q16520", "country", "it lies in South Korea (Q884), ours in Indonesia (Q252)"),
        ("tri-rismaharini", "Q5972", "class", "it is no person but: city"),
    ],
)
def test_a_wrong_item_is_told(
    endpoint: Embedded, graph: Graph, tmp_path: Path, subject: str, item: str, aspect: str, words: str
) -> None:
    table = changed(tmp_path, subject, item)
    if item in TABLE.read_text(encoding="utf-8"):  # an item stands in the table once
        lines = table.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if f"\twikidata:{item}\t" not in line or line.startswith(f"id:{subject}\t")]
        table.write_text("\n".join(kept) + "\n", encoding="utf-8")
    rows = check_links(endpoint, graph.store, table)
    row = row_of(rows, subject)
    assert row.aspects[aspect].verdict == "WRONG"
    assert words in row.aspects[aspect].words
    assert [other.link.subject for other in rows if other.is_wrong] == [row.link.subject]


@pytest.mark.parametrize(("subject", "item"), [("gwangju", "Q42069"), ("malang", "Q11095")])
def test_the_traps_are_told_without_our_list_of_refused_items(
    endpoint: Embedded,
    graph: Graph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    subject: str,
    item: str,
) -> None:
    monkeypatch.setattr("paradiplomacy.linking.check.refused_items", lambda path: {})
    row = row_of(check_links(endpoint, graph.store, changed(tmp_path, subject, item)), subject)
    assert row.is_wrong
    assert "refused" not in row.reason


def test_a_place_that_was_dissolved_is_right_but_noted(endpoint: Embedded, graph: Graph, tmp_path: Path) -> None:
    rows = check_links(endpoint, graph.store, changed(tmp_path, "ichikawa", "Q99000004"))
    row = row_of(rows, "ichikawa")
    assert not row.is_wrong
    assert "it was dissolved (2005)" in row.reason


@pytest.mark.parametrize(
    ("item", "exists", "label", "words"),
    [
        ("Q99000005", "agrees", "not compared", "it has no name in our languages"),  # it has one in another
        ("Q99000006", "agrees", "agrees", ""),  # by an alias
        ("Q99000007", "agrees", "not compared", "it has no name in our languages"),
        ("Q99000008", "WRONG", "not compared", "Q99000008 was merged into Q99000001"),
    ],
)
def test_an_item_with_few_names_is_not_taken_for_a_deleted_one(
    endpoint: Embedded, graph: Graph, tmp_path: Path, item: str, exists: str, label: str, words: str
) -> None:
    rows = check_links(endpoint, graph.store, changed(tmp_path, "medan", item))
    row = row_of(rows, "medan")
    cells = dict(zip(COLUMNS, report([row])[0], strict=True))
    assert (cells["exists"], cells["label"], row.is_wrong) == (exists, label, exists == "WRONG")
    assert words in row.reason


def test_the_label_that_the_table_gives_a_wrong_item_does_not_speak_for_it(
    endpoint: Embedded, graph: Graph, tmp_path: Path
) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    row = "id:ichikawa\tIchikawa\tskos:exactMatch\twikidata:Q5972\tMedan\tsemapv:LexicalMatching\t0.8\tas written"
    table = tmp_path / "links.tsv"
    header = [line for line in lines if line.startswith(("#", "subject_id"))]
    table.write_text("\n".join([*header, row]) + "\n", encoding="utf-8")
    (found,) = check_links(endpoint, graph.store, table)
    assert found.aspects["label"].verdict == "WRONG"
    assert "none of our names is one of the item, which is called Kota Medan" in found.reason


def test_the_distance_can_be_set(endpoint: Embedded, graph: Graph) -> None:
    rows = check_links(endpoint, graph.store, distance=5)
    assert [row.link.subject.rpartition("/")[2] for row in rows if row.is_wrong] == ["busan"]


def test_the_command_reports_each_row(address: str, cache: Path, tmp_path: Path, run: Run) -> None:
    status, out, err = run("link", "check", "--endpoint", address, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (status, len(rows)) == (0, 20)
    assert err == "20 links checked, 0 wrong.\n"
    table = changed(tmp_path, "gwangju", "Q42069")
    status, out, err = run("link", "check", table, "--endpoint", address, "--format", "csv")
    (wrong,) = [row for row in csv.DictReader(io.StringIO(out)) if row["verdict"] == "WRONG"]
    assert (status, wrong["thing"], wrong["item"], wrong["label"]) == (1, "gwangju", "Q42069", "agrees")
    assert "it lies 253 km from ours" in wrong["reason"]
    assert not list(cache.rglob("*.json"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--distance", "0"], "--distance 0 is not more than 0."),
        (["none.tsv", "--endpoint", "http://127.0.0.1:9/sparql"], "none.tsv does not exist"),
        (["--endpoint", "ftp://127.0.0.1/"], "is not an http or https address"),
        (["--endpoint", "http://127.0.0.1:9/sparql"], "cannot be reached"),
        ([], "give --contact with your e-mail address or page"),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(
    words: list[str], sentence: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WikidataClient, "unasked_wait", lambda *arguments: 0.0)
    status, out, err = run("link", "check", *words)
    assert (status, out) == (2, "")
    assert sentence in err.splitlines()[-1]
    assert "Traceback" not in err
