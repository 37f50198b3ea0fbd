"""The site as ``publish`` writes it, with the files of a release; it is made page by page where a test reads one."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy.publishing import publish as module
from paradiplomacy.publishing.publish import publish
from paradiplomacy.site.build import files
from paradiplomacy.site.files import File
from paradiplomacy.site.publication import Publication
from paradiplomacy.site.release import site_of
from paradiplomacy.site.site import Site
from paradiplomacy.version import __version__

BASE = "https://example.org/graph"
VERSION = __version__
#: A page of each kind; the pages of SPARQL and of a comparison have tests of their own.
KINDS = {
    "home": "index.html",
    "records": "records.html",
    "agreement": "id/medan-gwangju.html",
    "city": "id/busan.html",
    "source": "id/rakhmadi.html",
    "concept": "id/sector-education.html",
    "street": "id/jalan-medan.html",
    "vocabulary": "vocabulary.html",
    "questions": "queries/index.html",
    "question": "queries/sources-agree.html",
    "compare": "compare.html",
    "data": "data.html",
}


@cache
def release() -> tuple[Path, dict[str, list[ox.Quad]]]:
    """The folder of the release of this clone, without a site, and its graphs."""
    folder = Path(tempfile.mkdtemp(prefix="paradiplomacy-release-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    told: dict[str, list[ox.Quad]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "validate", lambda *_: None)  # which other tests do
        publish(folder / "dist", more=lambda _folder, graphs, _answers: told.update(graphs))
    return folder / "dist", told


@cache
def published(base: str = BASE) -> Site:
    """The site of that release at the address ``base``."""
    folder, graphs = release()
    return site_of(graphs, publication=Publication(folder, VERSION, base))


@cache
def published_files(base: str = BASE) -> dict[str, File]:
    """Its files by their paths."""
    return files(published(base))


@cache
def text(path: str, base: str = BASE) -> str:
    """The text of one of them."""
    return published_files(base)[path].body().decode()
