"""Pages of each kind are valid HTML, by the checker of the W3C."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from support.published_site import KINDS, published_files
from support.servers import missing

VARIABLE = "PARADIPLOMACY_VNU"
#: What the paths of pages begin with in each language: all pages of the questions, and one of each other kind.
ROOMS = ("queries/", "sparql.html", *KINDS.values())


@pytest.mark.external
def test_the_pages_are_valid(tmp_path: Path) -> None:
    jar = Path(os.environ.get(VARIABLE, "")) / "build" / "dist" / "vnu.jar"
    java = shutil.which("java") or missing("java is not installed (Debian package default-jre-headless)")
    if not jar.is_file():
        missing(f"{VARIABLE} names no folder of the npm package vnu-jar (.ci/programs installs it)")
    pages = [path for path in published_files() if path.endswith(".html") and path.partition("/")[2].startswith(ROOMS)]
    assert all(sum(path.partition("/")[2].startswith(room) for path in pages) > 1 for room in ROOMS)
    assert len(pages) > 90
    for path in pages:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(published_files()[path].body())
    done = subprocess.run([java, "-jar", jar, "--errors-only", tmp_path], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
