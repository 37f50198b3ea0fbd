"""Every stored query answers in Apache Jena as it should, and every other query of ours is one to its parser."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
from support.invented_graph import invented
from support.jena import Jena
from support.query_engines import bound, expected, find, in_oxigraph, names, release

ROOT = Path(__file__).parents[2]
OTHERS = sorted(
    [
        *(ROOT / "queries" / "checks").glob("*.rq"),
        *(ROOT / "queries" / "wikidata").glob("*.rq"),
        *(ROOT / "queries" / "oecd").glob("*.rq"),
    ]
)


def test_the_stored_queries(jena: Jena, tmp_path: Path) -> None:
    """Known answers on the release; of the invented graph, which has every gap, those of the embedded store."""
    known = {}
    for place, graph in (("release", release()), ("invented", invented())):
        data = tmp_path / place / "graph.nt"
        data.parent.mkdir()
        graph.store.dump(data, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        for name in names():
            text = find(name).text if place == "release" else bound(name, lang="id")
            query = data.with_name(f"{name}.rq")
            query.write_text(text, encoding="utf-8")
            known[data, query] = expected(name) if place == "release" else in_oxigraph(text, graph.store)
    for ((data, query), wanted), answer in zip(known.items(), jena.answers(list(known)), strict=True):
        found = list(csv.reader(answer.splitlines(keepends=True)))
        # Numbers beside texts, as the invented graph has them, have no order in SPARQL.
        assert sorted(found) == sorted(wanted), query
        assert found == wanted or data.parent.name == "invented", query


def test_the_checks_and_the_queries_for_wikidata(jena: Jena, tmp_path: Path) -> None:
    broken = tmp_path / "broken.rq"
    broken.write_text(OTHERS[0].read_text(encoding="utf-8").rstrip() + " }", encoding="utf-8")
    parsed = jena.parses([broken, *OTHERS])
    assert [path.name for path, good in zip([broken, *OTHERS], parsed, strict=True) if not good] == ["broken.rq"]
