"""Every file of ours is read by parsers that other people wrote, with the number of triples that we see in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.jena import Jena
from support.servers import missing, program

from paradiplomacy.rdf import write as serialise
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs

ROOT = Path(__file__).parents[2]
TURTLE = sorted([*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "data").rglob("*.ttl")])
QUERIES = sorted((ROOT / "queries").rglob("*.rq"))
FORMS = {"nt": ox.RdfFormat.N_TRIPLES, "nq": ox.RdfFormat.N_QUADS, "ttl": ox.RdfFormat.TURTLE}
N3_VARIABLE = "PARADIPLOMACY_N3"

_COUNT_BY_N3 = """
const fs = require("fs"), N3 = require(process.argv[2]);
for (const file of process.argv.slice(3)) {
  const quads = new N3.Parser().parse(fs.readFileSync(file, "utf8"));
  console.log(new N3.Store(quads).size);
}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, int]:
    """All Turtle files and the release in three forms, with their numbers of triples."""
    folder = tmp_path_factory.mktemp("release")
    graphs = {name: list(load_store(paths)) for name, paths in named_graphs().items()}
    whole = [quad for quads in graphs.values() for quad in quads]
    release = {"nt": serialise.ntriples(whole), "nq": serialise.nquads(graphs), "ttl": serialise.turtle(whole)}
    for form, text in release.items():
        (folder / f"release.{form}").write_text(text, encoding="utf-8")
    found = [*TURTLE, *sorted(folder.iterdir())]
    assert len(TURTLE) > 10
    return {path: len(set(ox.parse(path=path, format=FORMS[path.suffix[1:]]))) for path in found}


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in words], capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_rapper(files: dict[Path, int]) -> None:
    rapper = program("rapper", "raptor2-utils")
    names = {"nt": "ntriples", "nq": "nquads", "ttl": "turtle"}
    for path, number in files.items():
        done = run(rapper, "-c", "-i", names[path.suffix[1:]], path)
        assert done.returncode == 0, done.stderr
        assert "Warning" not in done.stderr, done.stderr
        assert f"returned {number} triples" in done.stderr


def test_serdi(files: dict[Path, int]) -> None:
    serdi = program("serdi", "serdi")
    names = {"nt": "ntriples", "nq": "nquads", "ttl": "turtle"}
    for path, number in files.items():
        done = run(serdi, "-i", names[path.suffix[1:]], "-o", "nquads", path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n") == number


def test_n3_js(files: dict[Path, int], tmp_path: Path) -> None:
    module = os.environ.get(N3_VARIABLE)
    if not module:
        missing(f"{N3_VARIABLE} does not say where the npm package n3 is installed")
    node = shutil.which("node")
    if node is None:
        missing("node is not installed")
    script = tmp_path / "count.js"
    script.write_text(_COUNT_BY_N3, encoding="utf-8")
    done = run(node, script, module, *files)
    assert done.returncode == 0, done.stderr
    assert [int(line) for line in done.stdout.split()] == list(files.values())


def test_jena(files: dict[Path, int], jena: Jena) -> None:
    done = jena.run("riotcmd.riot", "--count", "--strict", "--check", *files)
    assert done.returncode == 0, done.stderr
    assert "WARN" not in done.stderr
    assert "ERROR" not in done.stderr
    counted = dict(re.findall(r"/([^/\s]+) : (?:Triples|Quads) = ([\d,]+)", done.stdout + done.stderr))
    by_name = {path.name: number for path, number in files.items()}
    for name, number in counted.items():
        if name in by_name and list(by_name).count(name) == 1 and name not in ("source.ttl",):
            assert int(number.replace(",", "")) == by_name[name], name
    whole = re.search(r"Total.*?([\d,]+) (?:Triples|Tuples|Quads|Triples/Quads)", done.stdout + done.stderr)
    assert counted or whole


@cache
def parsed_by_roqet(text: str) -> str:
    """What roqet complains about in a query, "" for nothing.

    Its grammar is a draft of SPARQL 1.1 without NOT EXISTS and without property paths. So those stand here as what it
    does know: an OPTIONAL, and the first property of the path. All else it has to read as it is.
    """
    roqet = program("roqet", "rasqal-utils")
    known = re.sub(r"FILTER\s+NOT\s+EXISTS", "OPTIONAL", text)
    known = re.sub(r"FILTER\s+EXISTS", "OPTIONAL", known)
    known = re.sub(_PATH, _first_step, known)
    done = run(roqet, "-q", "-i", "sparql11-query", "-n", "-e", known)
    # It warns (status 2) of variables that are used once, which is no fault.
    return "" if done.returncode in (0, 2) and "Error" not in done.stderr else done.stderr


_STEP = r"\^?\(?\^?(?:[a-z]+:[\w-]+|(?<=\s)a)\)?[*+?]?"
_PATH = re.compile(
    rf"(?<![\w<:?$])(?:\()?{_STEP}(?:[/|]\^?{_STEP})+\)?[*+?]?|(?<=\s)\^[a-z]+:[\w-]+|[a-z]+:[\w-]+[*+](?=\s)"
)


def _first_step(path: re.Match[str]) -> str:
    found = re.search(r"[a-z]+:[\w-]+", path[0])
    return found[0] if found else path[0]


@pytest.mark.parametrize("path", QUERIES, ids=[str(path.relative_to(ROOT / "queries")) for path in QUERIES])
def test_roqet_parses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not parsed_by_roqet(text), parsed_by_roqet(text)
    # The same query with a brace too many is no query.
    assert parsed_by_roqet(text.rstrip() + " }")
