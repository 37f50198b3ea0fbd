from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import UnreadableInput, UsageError
from paradiplomacy.server.store_folder import prepare


def test_a_store_is_built_once(data_file: Path, tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        prepare(tmp_path / "store", [data_file], said.append).lock.close()
    assert said == ["building the store ..."]


def test_a_store_is_built_again_when_its_files_changed(data_file: Path, tmp_path: Path) -> None:
    prepare(tmp_path / "store", [data_file]).lock.close()
    with data_file.open("a", encoding="utf-8") as file:
        file.write("<http://example.org/new> <http://example.org/p> 4 .\n".replace(" 4 ", ' "4" '))
    again = prepare(tmp_path / "store", [data_file])
    assert again.triples == 4
    again.lock.close()


def test_a_build_that_was_cut_off_is_done_again(data_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    prepare(folder, [data_file]).lock.close()
    (folder / "manifest.json").write_text('{"source": [', encoding="utf-8")
    store = prepare(folder, [data_file])
    assert store.triples == 3
    assert len(ox.Store.read_only(str(store.database))) == 3
    store.lock.close()


def test_a_folder_with_something_else_is_left_alone(data_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "precious"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(UsageError, match="not empty"):
        prepare(folder, [data_file])
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
    with pytest.raises(UsageError, match="is a file; name a folder"):
        prepare(folder / "letter.txt", [data_file])


def test_a_store_in_use_is_not_replaced(data_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.nt"
    other.write_text('<http://e.org/s> <http://e.org/p> "o" .\n', encoding="utf-8")
    used = prepare(tmp_path / "store", [data_file])
    with pytest.raises(UsageError, match="in use by another server"):
        prepare(tmp_path / "store", [other])
    # Another server on the same store is welcome.
    prepare(tmp_path / "store", [data_file]).lock.close()
    used.lock.close()
    prepare(tmp_path / "store", [other]).lock.close()


def test_graphs_are_kept_and_merged(tmp_path: Path) -> None:
    quads = tmp_path / "a.nq.gz"
    quads.write_bytes(gzip.compress(b'<http://e.org/s> <http://e.org/p> "1" <http://e.org/g> .\n'))
    triples = tmp_path / "b.ttl"
    triples.write_text('<http://e.org/s> <http://e.org/p> "2" .\n', encoding="utf-8")
    store = prepare(tmp_path / "store", [quads, triples])
    assert (store.triples, store.graphs) == (2, ["http://e.org/g"])
    store.lock.close()


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.nt", "b.nt", "c.nq", "d.nq")]
    for file in files:
        file.write_text('_:same <http://e.org/p> "o" .\n', encoding="utf-8")
    store = prepare(tmp_path / "store", files)
    assert store.triples == 4
    store.lock.close()


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    for name in ("x.nt", "x.nq"):
        file = tmp_path / name
        file.write_bytes(b'<http://e.org/s> <http://e.org/p> "\xe9" .\n')
        with pytest.raises(UnreadableInput, match="not UTF-8"):
            prepare(tmp_path / "store", [file])


@pytest.mark.parametrize("name", ["x.ttl", "x.rdf", "x.jsonld", "x.trig"])
def test_broken_files_are_named(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text("{ nonsense", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=name):
        prepare(tmp_path / "store", [file])


def test_the_release(tmp_path: Path) -> None:
    store = prepare(tmp_path / "store", None)
    assert store.triples > 5000
    assert "https://w3id.org/paradiplomacy/id/graph-rakhmadi" in store.graphs
    assert store.description()
    store.lock.close()
