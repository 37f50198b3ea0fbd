"""The page of the data and the versions that stay: what it says of a file is so, and its examples run."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.published_site import VERSION, published, published_files, release, text
from support.released_site import text as unpublished_text

from paradiplomacy.errors import DataError, UnreadableInput
from paradiplomacy.publishing.citation import cite
from paradiplomacy.site.addresses import FOLDERS
from paradiplomacy.site.data import LOADING
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.publication import FORMS, SUMS, Publication


def quads() -> bytes:
    return gzip.decompress((release()[0] / "paradiplomacy.nq.gz").read_bytes())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_download_has_its_size_and_sum(lang: str) -> None:
    page = text(f"{FOLDERS[lang]}/data.html")
    rows = re.findall(r'href="\.\./(v/[^"]+)" download>.*?class="number">(\d+)<.*?<code>([0-9a-f]{64})</code>', page)
    assert len(rows) == len(FORMS)
    for path, size, digest in rows:
        body = published_files()[path].body()
        assert (round(len(body) / 1000), hashlib.sha256(body).hexdigest()) == (int(size), digest)


def test_a_packed_file_is_that_of_the_release() -> None:
    for end in FORMS:
        packed = published_files()[f"v/{VERSION}/paradiplomacy.{end}.gz"].body()
        of_release = next(it for it in release()[0].iterdir() if it.name.removesuffix(".gz") == f"paradiplomacy.{end}")
        assert gzip.decompress(packed) == (
            gzip.decompress(of_release.read_bytes()) if of_release.suffix == ".gz" else of_release.read_bytes()
        )
    digest = hashlib.sha256(quads()).hexdigest()
    assert digest in text("en/data.html")


def test_the_sums_of_a_version_are_right() -> None:
    own = {path: it.body() for path, it in published_files().items() if path.startswith(f"v/{VERSION}/")}
    listed = own.pop(f"v/{VERSION}/{SUMS}").decode().splitlines()
    assert sorted(listed) == sorted(f"{hashlib.sha256(it).hexdigest()}  {path[8:]}" for path, it in own.items())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_how_to_cite(lang: str) -> None:
    page = html.unescape(text(f"{FOLDERS[lang]}/data.html"))
    assert cite(published().store, None, lang).strip() in page
    assert cite(published().store, None, lang, bibtex=True).strip() in page


@pytest.mark.parametrize("program", ["pyoxigraph", "rdflib"])
def test_the_examples_load_the_graph(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for end in FORMS:
        (tmp_path / f"paradiplomacy.{end}.gz").write_bytes(
            published_files()[f"v/{VERSION}/paradiplomacy.{end}.gz"].body()
        )
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(LOADING[program], names)
    [[number]] = names["rows"]
    assert int(number.value) > 10_000
    assert html.escape(LOADING[program], quote=False) in text("en/data.html").replace("&#34;", '"')


def test_the_dataset_is_told_to_search_engines() -> None:
    for path in ("en/data.html", "en/index.html"):
        [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text(path, ""), re.DOTALL)
        told = json.loads(found)
        assert told["@type"] == "Dataset"
        assert told["version"] == VERSION
        assert {it["contentUrl"] for it in told["distribution"]} == {
            f"../v/{VERSION}/paradiplomacy.{end}.gz" for end in FORMS
        }
    assert "https://example.org/graph/v/" in text("id-ID/data.html")


def test_without_a_release_it_names_no_file() -> None:
    page = unpublished_text("en/data.html")
    assert "paradiplomacy publish" in page
    assert '.gz"' not in page
    assert "void.ttl</a>" not in page


def test_earlier_versions_stay_as_they_are(tmp_path: Path) -> None:
    earlier = {f"site/v/0.0.9/{name}": f"old {name}".encode() for name in ("paradiplomacy.nq.gz", "void.ttl", SUMS)}
    for name, data in earlier.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    made = Publication(release()[0], VERSION, earlier=tmp_path)
    assert {f"site/{path}": data for path, data in made.files.items() if "0.0.9" in path} == earlier
    assert made.versions == [VERSION, "0.0.9"]
    assert Publication(release()[0], "0.0.10", earlier=tmp_path).versions == ["0.0.10", "0.0.9"]


def test_a_version_that_was_published_keeps_its_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "v" / VERSION
    folder.mkdir(parents=True)
    packed = gzip.compress(quads(), 1, mtime=0)
    (folder / "paradiplomacy.nq.gz").write_bytes(packed)
    made = Publication(release()[0], VERSION, earlier=tmp_path).files
    assert made == {f"v/{VERSION}/paradiplomacy.nq.gz": packed}


PACKED = gzip.compress(b"another graph", mtime=0)


@pytest.mark.parametrize(
    "data",
    [PACKED, b"no gzip", PACKED[:-9], PACKED[:10] + b"\xff" * 20],
    ids=["other", "broken", "cut off", "damaged"],
)
def test_a_version_never_gets_another_graph(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "v" / VERSION).mkdir(parents=True)
    (tmp_path / "v" / VERSION / "paradiplomacy.nq.gz").write_bytes(data)
    with pytest.raises(DataError, match=rf"holds version {re.escape(VERSION)} with another graph; .* new number"):
        _ = Publication(release()[0], VERSION, earlier=tmp_path).files


def test_a_folder_without_versions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="has no folder v with versions"):
        _ = Publication(release()[0], VERSION, earlier=tmp_path).files
