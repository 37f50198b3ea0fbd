"""Every stored query gives its known answer in Apache Jena, and every other query of ours is one to its parser."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from support.jena import Jena

from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files

ROOT = Path(__file__).parents[2]
STORED = sorted((ROOT / "queries").glob("*.rq"))
OTHERS = sorted(
    [
        *(ROOT / "queries" / "checks").glob("*.rq"),
        *(ROOT / "queries" / "wikidata").glob("*.rq"),
        *(ROOT / "queries" / "oecd").glob("*.rq"),
    ]
)


def test_the_stored_queries(jena: Jena, tmp_path: Path) -> None:
    data = tmp_path / "release.nt"
    load_store(graph_files()).dump(data, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    for query, answer in zip(STORED, jena.answers(data, STORED), strict=True):
        known = (ROOT / "queries" / "expected" / f"{query.stem}.csv").read_text(encoding="utf-8")
        assert answer.splitlines() == known.splitlines(), query.name


def test_the_checks_and_the_queries_for_wikidata(jena: Jena, tmp_path: Path) -> None:
    broken = tmp_path / "broken.rq"
    broken.write_text(OTHERS[0].read_text(encoding="utf-8").rstrip() + " }", encoding="utf-8")
    parsed = jena.parses([broken, *OTHERS])
    assert [path.name for path, good in zip([broken, *OTHERS], parsed, strict=True) if not good] == ["broken.rq"]
