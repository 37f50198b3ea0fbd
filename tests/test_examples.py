"""The scripts in examples/ run as they say."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from support.running_server import Server

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def run(name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run an example and demand that it succeeds."""
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name), *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_the_pairs_are_compared_in_pandas() -> None:
    pytest.importorskip("pandas")
    statuses, activities = run("compare_pairs.py").stdout.split("\n\n")
    assert "Surabaya-Busan sister-city cooperation" in statuses
    assert any(line.split() == ["education", "recorded", "recorded"] for line in statuses.splitlines())
    assert any(line.split() == ["education", "2", "6"] for line in activities.splitlines())


@pytest.mark.external
def test_the_graph_is_loaded_into_a_store_and_asked_there(tmp_path: Path) -> None:
    from support.servers import Oxigraph  # imported above, it would mark every test as external

    store = Oxigraph(tmp_path)
    try:
        done = run("load_into_a_store.py", store.query_url.removesuffix("query"))
    finally:
        store.stop()
    loaded, _, answer = done.stdout.partition("\n")
    assert loaded.startswith("the default graph holds ")
    assert len(list(csv.DictReader(io.StringIO(answer)))) > 2


def test_a_table_is_reconciled(server: Server) -> None:
    done = run("reconcile_csv.py", EXAMPLES / "cities.csv", server.base)
    found = {row["city"]: row["iri"].rpartition("/")[2] for row in csv.DictReader(io.StringIO(done.stdout))}
    assert found == {
        "Kota Surabaya": "surabaya",
        "광주광역시": "gwangju",
        "Busan": "busan",
        "Gwanju": "",
        "Atlantis": "",
    }
    assert "Gwanju: not matched; near it: Gwangju (gwangju)" in done.stderr
    assert "Atlantis: not matched; near it: nothing" in done.stderr
