"""The two engines of `validate` give one report, and the invented graphs of the benchmarks have known faults."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

import paradiplomacy.validation.validate
from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.release import home
from paradiplomacy.validation.validate import ENGINES, validate

FAULTS = 10


@pytest.fixture(scope="module")
def synthetic() -> ModuleType:
    """The module that makes invented graphs, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("synthetic", home() / "benchmarks" / "synthetic.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["synthetic"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def broken(synthetic: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the size of the release with one fault of each kind."""
    path = tmp_path_factory.mktemp("graph") / "broken.nt"
    path.write_text("".join(synthetic.lines(7000, faults=FAULTS)), encoding="utf-8")
    return path


def write(folder: Path, body: str) -> Path:
    path = folder / "graph.ttl"
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    path.write_text(prefixes + body, encoding="utf-8")
    return path


def test_both_engines_give_one_report(broken: Path) -> None:
    reports = [validate([broken], engine=engine) for engine in ("pyshacl", "sparql")]
    one, two = (report.to_json() for report in reports)
    assert one == two
    assert reports[0].lines("id") == reports[1].lines("id")
    assert reports[0].summary() == reports[1].summary()
    assert all(finding.line for finding in reports[1].findings)


def test_each_fault_makes_one_finding(broken: Path, synthetic: ModuleType) -> None:
    found = Counter(finding.shape for finding in validate([broken], engine="sparql").findings)
    assert found == Counter(synthetic.expected(FAULTS))
    assert len(found) == FAULTS


def test_an_invented_graph_without_faults_conforms(synthetic: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "good.nt"
    path.write_text("".join(synthetic.lines(3000)), encoding="utf-8")
    report = validate([path], engine="sparql")
    assert report.findings == []
    assert report.nodes > 400
    assert report.status(strict=True) == 0


def test_the_same_seed_gives_the_same_graph(synthetic: ModuleType) -> None:
    assert list(synthetic.lines(2000, 5)) == list(synthetic.lines(2000, 5)) != list(synthetic.lines(2000, 6))
    assert abs(len(list(synthetic.lines(20_000))) - 20_000) < 1_000


def test_too_many_faults_are_refused(synthetic: ModuleType) -> None:
    with pytest.raises(ValueError, match="too few for 50 faults"):
        list(synthetic.lines(1000, faults=50))


def test_a_large_graph_is_asked_by_queries(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "compile" not in validate([broken]).seconds
    monkeypatch.setattr(paradiplomacy.validation.validate, "LARGE", 1000)
    assert "compile" in validate([broken]).seconds


@pytest.mark.parametrize("engine", ENGINES)
def test_a_thing_of_an_unknown_class_is_named(engine: str, tmp_path: Path) -> None:
    body = 'id:a a para:State ; rdfs:label "A"@en , "A"@id ; para:silentOn para:evidence .\n'
    body += 'id:b a <https://example.org/Ship> ; rdfs:label "B" .\nid:c a owl:Class .\n'
    report = validate([write(tmp_path, body)], engine=engine)
    assert report.unreached == ["b (<https://example.org/Ship>)"]
    assert report.nodes == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_graph_of_unknown_classes_is_not_a_good_one(engine: str, tmp_path: Path) -> None:
    report = validate([write(tmp_path, "id:a a para:Stat .\n")], engine=engine)
    assert report.status() == 1
    assert "para:State" in report.summary()


def test_a_shape_without_a_form_as_a_query_is_told_in_one_sentence(tmp_path: Path) -> None:
    shape = "psh:S sh:targetClass para:State ; sh:property psh:P . psh:P sh:path rdfs:label ; sh:minCount 7 .\n"
    path = write(tmp_path, shape)
    assert validate(shapes=path, checks=[], engine="pyshacl").findings
    with pytest.raises(UnreadableInput, match=r"^psh:P: sh:minCount 7.*--engine pyshacl"):
        validate(shapes=path, checks=[], engine="sparql")


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "paradiplomacy", "validate", *words], capture_output=True, encoding="utf-8", check=False
    )


def test_the_command_takes_the_engine(broken: Path) -> None:
    done = command("--engine", "sparql", "--timing", str(broken))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == FAULTS + 1
    phases = ["imports", "parse", "compile", "shapes", "checks", "places", "all"]
    assert [line.split()[0] for line in done.stderr.splitlines()] == phases


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--engine", "sparq"), 'did you mean "sparql"?'),
        (("--endpoint", "http://127.0.0.1:9/", "graph.ttl"), "FILE and --endpoint exclude each other"),
        (("--endpoint", "http://127.0.0.1:9/", "--engine", "pyshacl"), "leave out --engine"),
        (("--graph", "urn:x"), "--graph belongs with --endpoint"),
        (("--user", "me"), "--user belongs with --endpoint"),
        (("--endpoint", "nowhere"), "nowhere"),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(words: tuple[str, ...], told: str) -> None:
    done = command(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
