"""The whole path on real stores: load, every stored query, every check, names, labels and counts."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.clone_command import command_of
from support.invented_graph import invented
from support.query_engines import bound, in_oxigraph, names
from support.servers import Store
from support.shape_cases import check_cases, good_store

import paradiplomacy
from paradiplomacy.errors import EndpointError, UsageError
from paradiplomacy.loading.store_load import load_into_store
from paradiplomacy.loading.verify import verify
from paradiplomacy.publishing import void
from paradiplomacy.queries.lookup import bound_text
from paradiplomacy.queries.stored import find
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files, named_graphs
from paradiplomacy.sparql.remote import Remote
from paradiplomacy.validation.checks import findings_of, load_checks, run_check

GRAPH = "urn:test:release"
ROOT = Path(__file__).parents[2]


@cache
def release() -> paradiplomacy.Graph:
    return paradiplomacy.load()


@pytest.fixture(scope="module")
def loaded(request: pytest.FixtureRequest) -> Store:
    """A store that holds the release in one named graph, and each source in one of its own."""
    store: Store = request.getfixturevalue(request.param)
    said: list[str] = []
    load_into_store(store.endpoint(), store.graph_stores, {GRAPH: graph_files()}, replace=True, say=said.append)
    assert any("sent by Graph Store Protocol" in line for line in said)
    load_into_store(store.endpoint(), store.graph_stores, named_graphs(), replace=True)
    return store


#: What Virtuoso 7.2 does not answer, or otherwise, as docs/stores.md says: it joins two computed tables.
BEYOND_VIRTUOSO = {"sources-agree"}
#: What it has answered otherwise on the graph with every gap, with one plan and not with the next.
GAPS_IN_VIRTUOSO = {"city-profile", "compare-sectors", "timeline"}

#: A duration of one part, and how many months or seconds its unit is.
DURATION = re.compile(r"\bP(\d+)([YMD])\b")
IN_VIRTUOSO = {"Y": 12, "M": 1, "D": 86_400}

both = pytest.mark.parametrize("loaded", ["oxigraph", "virtuoso"], indirect=True)


@both
@pytest.mark.parametrize("per_source", [False, True], ids=["one graph", "per source"])
def test_every_stored_query_gives_its_known_answer(loaded: Store, tmp_path: Path, per_source: bool) -> None:
    graphs = list(named_graphs()) if per_source else [GRAPH]
    spared = BEYOND_VIRTUOSO if loaded.name.lower().startswith("virtuoso") else set()
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "expected").symlink_to(ROOT / "queries" / "expected")
    for name in set(names()) - spared:
        (tmp_path / "queries" / f"{name}.rq").symlink_to(ROOT / "queries" / f"{name}.rq")
    assert verify(loaded.endpoint(*graphs), tmp_path) == dict.fromkeys(sorted(set(names()) - spared), "")


@both
def test_every_branch_of_a_query_answers_as_in_the_embedded_store(loaded: Store, tmp_path: Path) -> None:
    """A store may take a gap for a fact, with one plan and not with another: the invented graph has every gap."""
    file = tmp_path / "invented.nt"
    invented().store.dump(file, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    load_into_store(loaded.endpoint(), loaded.graph_stores, {"urn:test:invented": [file]}, replace=True)
    spared = BEYOND_VIRTUOSO | GAPS_IN_VIRTUOSO if loaded.name.lower().startswith("virtuoso") else set()
    for name in sorted(set(names()) - spared):
        text = bound(name, lang="id")
        there = loaded.endpoint("urn:test:invented").select(text)
        rows = [[term.value if term else "" for term in row] for row in there.rows]  # type: ignore[union-attr]
        assert _alike(rows) == _alike(in_oxigraph(text, invented().store)[1:]), name
    loaded.endpoint().update("CLEAR SILENT GRAPH <urn:test:invented>")


def _alike(rows: list[list[str]]) -> list[list[str]]:
    """The rows in one order; Virtuoso 7.2 writes the duration P2Y as 24 months and P3D as 259200 seconds."""
    return sorted([DURATION.sub(lambda m: str(int(m[1]) * IN_VIRTUOSO[m[2]]), cell) for cell in row] for row in rows)


@pytest.mark.parametrize("loaded", ["oxigraph"], indirect=True)
def test_verify_sees_a_triple_that_is_missing(loaded: Store) -> None:
    endpoint = loaded.endpoint("urn:test:less")
    label = f"<{ID}medan> <http://www.w3.org/2000/01/rdf-schema#label> ?name"
    load_into_store(loaded.endpoint(), loaded.graph_stores, {"urn:test:less": graph_files()}, replace=True)
    endpoint.update(f"DELETE WHERE {{ GRAPH <urn:test:less> {{ {label} }} }}")
    assert any("Medan" in what for what in verify(endpoint).values())
    endpoint.update("CLEAR SILENT GRAPH <urn:test:less>")


@both
def test_every_check_finds_what_it_finds_in_the_embedded_store(loaded: Store, tmp_path: Path) -> None:
    file = tmp_path / "broken.nt"
    store = good_store()
    for case in check_cases():
        store.update(case.text)
    store.dump(file, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    load_into_store(loaded.endpoint(), loaded.graph_stores, {"urn:test:broken": [file]}, replace=True)
    silent = []
    for check in load_checks():
        answer = loaded.endpoint("urn:test:broken").query(check.query.text)
        here, there = run_check(check, store), findings_of(check, answer, store)
        assert sorted(map(str, there)) == sorted(map(str, here)), check.name
        silent += [] if here else [check.name]
    # Where one case hides another, a check may find nothing, but not most of them.
    assert len(silent) < len(check_cases()) / 3, silent
    loaded.endpoint().update("CLEAR SILENT GRAPH <urn:test:broken>")


@both
def test_parameters_take_the_names_of_the_graph_elsewhere(loaded: Store) -> None:
    endpoint = loaded.endpoint(GRAPH)
    for name, values in (
        ("sister-cities-of", {"city": "Medan"}),
        ("sister-cities-of", {"city": "kota surabaya", "lang": "id"}),
        ("activities", {"agreement": "medan-gwangju", "sector": "education"}),
        ("city-profile", {"city": "부산광역시"}),
    ):
        here = release().query(name, **values)
        assert len(here)
        assert endpoint.query(bound_text(find(name), values, endpoint)).to_csv() == here.to_csv()
    with pytest.raises(UsageError, match='nearest names are "Surabaya"'):
        bound_text(find("city-profile"), {"city": "Surabya"}, endpoint)


@both
def test_the_counts_of_void_are_those_of_the_release(loaded: Store) -> None:
    graphs = {name: list(load_store(paths)) for name, paths in named_graphs().items()}
    described = graphs[f"{ID}graph-dataset"]
    found = void.describe_endpoint(loaded.endpoint(GRAPH), described, loaded.endpoint())
    assert set(found) == set(void.describe(graphs, described))


@both
def test_the_commands_work_on_it(loaded: Store, tmp_path: Path) -> None:
    signed_in = ["--user", loaded.user] if loaded.user else []
    command = command_of(ROOT, tmp_path)

    def run(*words: str) -> str:
        done = command(*words, *signed_in, PARADIPLOMACY_PASSWORD=loaded.password or "")
        assert done.returncode == 0, done.stderr
        return done.stdout

    known = (ROOT / "queries" / "expected" / "commemorations.csv").read_bytes().decode()
    asked = ["--endpoint", loaded.query_url, "--graph", GRAPH]
    assert run("query", "commemorations", *asked, "--format", "csv") == known
    assert len(json.loads(run("query", "commemorations", *asked, "--format", "json"))["results"]["bindings"]) >= 5
    assert "void:triples" in run("void", *asked)
    url = loaded.query_url.removesuffix("-auth")
    # There --verify tells the queries of BEYOND_VIRTUOSO, and ends with 1.
    verified = [] if loaded.name.lower().startswith("virtuoso") else ["--verify"]
    told = run("load", url, "--graph", GRAPH, "--replace", *verified)
    assert f"<{GRAPH}> holds {len(release())} triples." in told
    assert not verified or "stored queries answered as they should" in told


def test_virtuoso_says_what_it_cannot_do(virtuoso: Store, tmp_path: Path) -> None:
    reader = Remote(virtuoso.query_url)
    with pytest.raises(EndpointError, match="wants a user; give --user"):
        reader.ask("ASK { }")
    many = tmp_path / "many.nt"
    many.write_text("".join(f"<urn:{n}> <urn:p> <urn:o> .\n" for n in range(10_001)), encoding="utf-8")
    load_into_store(virtuoso.endpoint(), virtuoso.graph_stores, {"urn:test:many": [many]}, replace=True)
    endpoint = virtuoso.endpoint("urn:test:many")
    with pytest.raises(EndpointError, match="cut its answer at 10000 rows, so none is used"):
        endpoint.select("SELECT ?s { ?s ?p ?o }")
    with pytest.raises(EndpointError, match="cuts a large graph without saying so"):
        endpoint.construct("CONSTRUCT WHERE { ?s ?p ?o }")
    assert len(endpoint.select("SELECT ?s { ?s ?p ?o } LIMIT 9999")) == 9999
    endpoint.update("CLEAR GRAPH <urn:test:many>")
