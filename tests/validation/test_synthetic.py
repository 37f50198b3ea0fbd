"""The invented graphs of the benchmarks have the faults that were put in, and no other."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from paradiplomacy.release import home
from paradiplomacy.validation.validate import validate

FAULTS = 10


@pytest.fixture(scope="module")
def synthetic() -> ModuleType:
    """The module that makes invented graphs, which is not part of the package."""
    spec = importlib.util.spec_from_file_location("synthetic", home() / "benchmarks" / "synthetic.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["synthetic"] = module
    spec.loader.exec_module(module)
    return module


def test_each_fault_makes_one_finding(synthetic: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "broken.nt"
    path.write_text("".join(synthetic.lines(7000, faults=FAULTS)), encoding="utf-8")
    report = validate([path])
    assert Counter(finding.shape for finding in report.findings) == Counter(synthetic.expected(FAULTS))
    assert all(finding.line for finding in report.findings)


def test_an_invented_graph_without_faults_conforms(synthetic: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "good.nt"
    path.write_text("".join(synthetic.lines(3000)), encoding="utf-8")
    report = validate([path])
    assert report.findings == []
    assert report.nodes > 400
    assert report.status(strict=True) == 0


def test_the_same_seed_gives_the_same_graph(synthetic: ModuleType) -> None:
    assert list(synthetic.lines(2000, 5)) == list(synthetic.lines(2000, 5)) != list(synthetic.lines(2000, 6))
    assert abs(len(list(synthetic.lines(20_000))) - 20_000) < 1_000


def test_too_many_faults_are_refused(synthetic: ModuleType) -> None:
    with pytest.raises(ValueError, match="too few for 50 faults"):
        list(synthetic.lines(1000, faults=50))
