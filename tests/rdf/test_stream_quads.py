"""Large files are read as small ones are, and say the same when they are bad."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf import read as module
from paradiplomacy.rdf.read import load_store, stream_quads

LINE = '<urn:a> <urn:b> "x" .\n'


@pytest.fixture(params=["small", "large", "streamed"])
def read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
    """How the number of quads of a file is found: by each of the ways to read one."""
    if request.param == "large":
        monkeypatch.setattr(module, "_LARGE", 1)
    if request.param == "streamed":
        return lambda path: sum(1 for _ in stream_quads(path))
    return lambda path: len(load_store([path]))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (LINE.encode() + b"<urn:a> nonsense\n", "line 2"),
        (LINE.encode() + '<urn:a> <urn:b> "é" .\n'.encode("latin-1"), "not UTF-8"),
        (b"# nothing\n", "holds no triple"),
        (b"", "is empty"),
        (LINE.encode() + b'<urn:a> <urn:b> "' + b"x" * 17_000_000 + b'" .\n', "more than 16 MB"),
    ],
    ids=["nonsense", "latin-1", "no-triple", "empty", "huge-value"],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_bad_file_has_its_sentence(read: object, packed: bool, data: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / f"bad.nt{'.gz' * packed}"
    path.write_bytes(gzip.compress(data) if packed else data)
    assert callable(read)
    with pytest.raises(UnreadableInput, match=told):
        read(path)


def test_files_that_are_no_files(read: object, tmp_path: Path) -> None:
    assert callable(read)
    (tmp_path / "folder.nt").mkdir()
    with pytest.raises(UnreadableInput, match="is a folder"):
        read(tmp_path / "folder.nt")
    with pytest.raises(UnreadableInput, match="does not exist"):
        read(tmp_path / "none.nt")
    (tmp_path / "file.xyz").write_text(LINE, encoding="utf-8")
    with pytest.raises(UnreadableInput, match="does not tell which form"):
        read(tmp_path / "file.xyz")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_good_file_is_read_with_or_without_a_mark(read: object, packed: bool, mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"good.ttl{'.GZ' * packed}"
    data = mark + b'<urn:a> <urn:b> "x" , [ <urn:c> 1 ] .'
    path.write_bytes(gzip.compress(data) if packed else data)
    assert callable(read)
    assert read(path) == 3


@pytest.mark.parametrize(
    "data", [b"<urn:a> <urn:b> 1 .", gzip.compress(b"<urn:a> <urn:b> 1 .")[:-9], b""], ids=["plain", "cut off", "empty"]
)
def test_what_is_not_packed_as_its_name_says_is_told(read: object, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl.gz"
    path.write_bytes(data)
    assert callable(read)
    with pytest.raises(UnreadableInput, match=r"bad\.ttl\.gz (is not gzip, or is cut off|is empty)"):
        read(path)
    path.rename(tmp_path / "bad.gz")
    with pytest.raises(UnreadableInput, match="a name without extension does not tell which form"):
        read(tmp_path / "bad.gz")


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    names = []
    for name in ("one.nt", "two.nt"):
        (tmp_path / name).write_text("_:b <urn:p> <urn:o> .\n", encoding="utf-8")
        names += [str(quad.subject) for quad in stream_quads(tmp_path / name)]
    assert len(set(names)) == 2
