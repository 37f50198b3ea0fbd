"""Fixtures that several test files share: a tiny invented graph, a clone made of it, and the command."""

from __future__ import annotations

import gc
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.clone_command import Command, command_of

import paradiplomacy

if TYPE_CHECKING:
    from support.running_server import Server

# A shell has what it starts in the background ignore Ctrl-C, and so would the programs that tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

#: Modules that start programs beside Python; a test module that takes something from them is marked ``external``.
PROGRAMS = {"support.apache", "support.browser", "support.jena", "support.oxigraph_server", "support.servers"}
#: Test modules in which nearly every test waits for a clock, runs for long, or compares at length.
SLOW = {
    "adding/test_add.py",
    "agents/test_agent_limits.py",
    "bulk/test_bulk_cut.py",
    "bulk/test_bulk_run.py",
    "linking/test_link_suggest_2016.py",
    "ontology/test_inference.py",
    "ontology/test_ontology_dl.py",
    "publishing/test_publish.py",
    "publishing/test_shards.py",
    "server/test_hold.py",
    "server/test_run.py",
    "server/test_soak.py",
    "server/test_things.py",
    "test_benchmarks.py",
    "validation/test_shapes.py",
}
#: What takes longest is begun first, so that at the end no process is left alone with it.
FIRST = (
    "stores/",
    "browser/",
    "queries/test_queries.py",
    "validation/",
    "server/",
    "publishing/test_publish.py",
    "bulk/",
)
#: Its functions start no server and share little, so each may run in another process.
APART = "queries/test_queries.py"


def group(nodeid: str) -> str:
    """What has to run in one process: a file, where servers start once, and all tests of the stores or of the browser.

    Those of the stores load and clear the same stores, and those of the browser build the site once.
    """
    file, _, test = nodeid.partition("::")
    folder = "/".join(file.split("/")[:2])
    if folder in ("tests/browser", "tests/stores"):
        return folder
    return f"{file}::{test.partition('[')[0]}" if file == f"tests/{APART}" else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out whole groups. The mark ``xdist_group`` does not do it: pytest 9.2 ignores what xdist 3.8 makes of it."""
    from xdist.scheduler import LoadScopeScheduling

    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = group
    return scheduler


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ``-m "not slow and not external"`` leaves out, and put the longest first."""
    here = Path(__file__).parent
    gone = [name for name in sorted(SLOW) if not (here / name).exists()]
    if gone:
        raise pytest.UsageError(f"tests/conftest.py marks tests that are not there as slow: {', '.join(gone)}")
    for item in items:
        if not item.path.is_relative_to(here):
            continue
        if item.path.relative_to(here).as_posix() in SLOW:
            item.add_marker("slow")
        if isinstance(item, pytest.Function):
            used = {getattr(value, "__module__", None) for value in vars(item.module).values()}
            if used & PROGRAMS:
                item.add_marker("external")
    items.sort(key=lambda item: [not item.nodeid.startswith(f"tests/{name}") for name in FIRST])


def pytest_collection_finish() -> None:
    """Keep what was collected out of each later search for garbage, which rdflib and pySHACL often cause."""
    gc.collect()
    gc.freeze()


# They hold no doctests, and several of one name cannot be collected beside each other.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]

PREFIXES = """\
@prefix id: <https://w3id.org/paradiplomacy/id/> .
@prefix para: <https://w3id.org/paradiplomacy/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

TINY_ONTOLOGY = (
    PREFIXES
    + """
para:City rdfs:label "city"@en , "kota"@id .
para:State rdfs:label "state"@en , "negara"@id .
"""
)
TINY_SCHEMES = PREFIXES + 'id:sector-trade a para:Sector ; skos:prefLabel "commerce"@en , "niaga"@id .\n'
TINY_DATA = (
    PREFIXES
    + """
id:alda a para:SubnationalActor , para:City ;
    rdfs:label "Alda"@en , "Alda"@id , "알다"@ko ;
    skos:altLabel "Old Alda"@en ;
    para:sourceName "Kota Alda"@id .
id:brimo a para:SubnationalActor , para:City ;
    rdfs:label "Brimo"@en , "Brimo"@id ;
    skos:altLabel "Twin"@en .
id:corva a para:SubnationalActor , para:City ;
    rdfs:label "Corva"@en , "Korva"@id ;
    skos:altLabel "Twin"@en .
id:norland a para:State ;
    rdfs:label "Norland"@en , "Norlandia"@id .
id:kota-hall a para:Place ;
    rdfs:label "City"@en , "Kota"@id .
id:alda-brimo a para:Agreement ;
    rdfs:label "Alda–Brimo"@en , "Alda–Brimo"@id ;
    para:party id:alda , id:brimo .
id:alda-corva a para:Agreement ;
    rdfs:label "Alda–Corva"@en , "Alda–Korva"@id ;
    para:party id:alda , id:corva .
id:kite-day a para:Activity ;
    rdfs:label "Kite day"@en , "Hari layang-layang"@id ;
    para:underAgreement id:alda-brimo ;
    para:year "1999"^^xsd:gYear ;
    para:ordinal 2 .
"""
)

PARTIES = """\
#+ summary: Which cities are party to which agreement
#+ summary_id: Kota mana menjadi pihak dalam perjanjian mana
#+ description: One row for each agreement and party.
#+ description_id: Satu baris untuk setiap perjanjian dan pihak.
#+ method: GET
#+ tags: [tiny, parties]
#+ defaults:
#+   - lang: en
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?agreement ?party ?label WHERE {
  ?agreement para:party ?party .
  FILTER(?agreement = COALESCE(?_agreement_iri, ?agreement))
  ?party rdfs:label ?label .
  FILTER(lang(?label) = COALESCE(?_lang, "en"))
} ORDER BY ?agreement ?party
"""

CITIES = """\
#+ summary: Which cities are there
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
SELECT ?city WHERE {
  ?city a para:City .
  FILTER(?city = COALESCE(?_city_iri, ?city))
} ORDER BY ?city
"""


@pytest.fixture(scope="session")
def tiny_clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the project with a tiny invented graph and two stored queries: ``parties`` and ``cities``."""
    root = tmp_path_factory.mktemp("clone")
    files = {
        "ontology/paradiplomacy.ttl": TINY_ONTOLOGY,
        "ontology/schemes.ttl": TINY_SCHEMES,
        "data/gazette/parties.ttl": TINY_DATA,
        "queries/parties.rq": PARTIES,
        "queries/cities.rq": CITIES,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    package = Path(paradiplomacy.__file__).parent
    skipped = shutil.ignore_patterns("__pycache__", "_content")
    shutil.copytree(package, root / "src" / "paradiplomacy", ignore=skipped)
    return root


@pytest.fixture
def command(tiny_clone: Path, tmp_path: Path) -> Command:
    """Run ``paradiplomacy WORD...`` in this process, at home in the tiny clone and in an empty folder."""
    return command_of(tiny_clone, tmp_path)


@pytest.fixture(scope="session")
def tiny_graph(tiny_clone: Path) -> paradiplomacy.Graph:
    """The graph of the tiny clone with its stored queries."""
    from paradiplomacy.graph import Graph
    from paradiplomacy.rdf.read import load_store
    from paradiplomacy.release import graph_files

    return Graph(load_store(graph_files(tiny_clone)), tiny_clone / "queries")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The published graph served over HTTP, with the settings that a user gets."""
    from support.running_server import Server

    running = Server()
    yield running
    running.stop()
