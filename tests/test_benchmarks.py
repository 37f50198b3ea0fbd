"""The benchmarks still run: in a small size, where only their own checks of the answers count and no time does."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from paradiplomacy.release import home

SAME = r"the faults and nothing else, in both \(1: yes\) +1\.00 +>= 1 +met\n"
SMALL = {
    "add": (("--rows", "30", "--steps", "2"), r"  300 .*changes nothing \(1: yes\) +1\.00 +>= 1 +met\n"),
    "against_maplib": ((), "maplib is not here|the same triples in both .* met"),
    "load": (("--most", "10000", "--rounds", "1"), "10,000 triples into disk"),
    "reconcile": (("--places", "200", "--queries", "30"), r"as they are +100\.0%.*over HTTP"),
    "site": (("--things", "300", "--sample", "50"), r"for a file\nwithout evidence: 2,000 things, 0 files of theirs\n"),
    "validation": (("--triples", "7000", "--faults", "10", "--large", "0"), SAME),
    "world": (
        ("--invented", "60", "--part", "10", "--copies", "2"),
        r"findings in both +0\.00 .*2 times the links: memory",
    ),
}


@pytest.mark.parametrize("name", SMALL)
def test_a_benchmark_runs_to_its_end(name: str) -> None:
    words, told = SMALL[name]
    program = home() / "benchmarks" / f"{name}.py"
    done = subprocess.run([sys.executable, str(program), *words], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1)  # 1: a goal for speed was missed, as it may be here
    assert "Traceback" not in done.stderr
    assert re.search(told, done.stdout, re.DOTALL)
