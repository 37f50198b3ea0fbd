"""Only regular files are read, and what a shell hands over; everything else is told at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.clone_command import Command

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf import read as module
from paradiplomacy.rdf.read import load_store, read_text, stream_quads

LINE = "<http://e/a> <http://e/b> 1 .\n"


def pipe(path: Path) -> None:
    os.mkfifo(path)


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), "is a pipe or a device and no file"),
    "a named pipe": (pipe, "is a pipe or a device and no file"),
    "a link to nothing": (lambda path: path.symlink_to("gone.txt"), "is a link to gone.txt, which does not exist"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "cannot be read: Too many levels of symbolic links"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x.ttl", ["validate"]),
        ("x.ttl", ["format"]),
        ("x.nt", ["query", "cities", "--data"]),
        ("x.rq", ["query"]),
        ("x.md", ["audit", "--article"]),
        ("x.nt", ["serve", "--port", "0", "--data"]),
    ],
    ids=["validate", "format", "data", "query", "article", "serve"],
)
def test_what_is_no_file_is_told_by_every_command(
    name: str, words: list[str], kind: str, command: Command, tmp_path: Path
) -> None:
    make, said = KINDS[kind]
    make(tmp_path / name)
    done = command(*words, name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{name} {said}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_told_by_every_reader(kind: str, tmp_path: Path) -> None:
    make, said = KINDS[kind]
    make(path := tmp_path / "x.nt")
    for read in (read_text, lambda path: load_store([path]), lambda path: list(stream_quads(path))):
        with pytest.raises(UnreadableInput, match=said):
            read(path)


def test_a_name_cannot_take_over_a_terminal(command: Command, tmp_path: Path) -> None:
    name = "a\x1b[31m.ttl"
    for words in (["validate"], ["format"]):
        assert command(*words, name).stderr.startswith("paradiplomacy: a [31m.ttl does not exist")
    (tmp_path / name).write_text(LINE, encoding="utf-8")
    assert command("format", name).stdout == "a [31m.ttl\n"


def test_standard_input_and_pipes_of_a_shell_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in ((0, "-"), (0, "/dev/stdin"), (None, "/dev/fd/{}")):
        reader, writer = os.pipe()
        os.write(writer, LINE.encode())
        os.close(writer)
        saved = os.dup(0)
        try:
            if number is not None:
                os.dup2(reader, number)
            assert len(load_store([name.format(reader)])) == 1
        finally:
            os.dup2(saved, 0)
            os.close(saved)
            os.close(reader)


def test_a_file_larger_than_the_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __enter__(self) -> Full:
            return self

        def __exit__(self, *error: object) -> None: ...

        def read(self) -> bytes:
            raise MemoryError

    monkeypatch.setattr(module, "open_file", lambda path: Full())
    with pytest.raises(UnreadableInput, match=r"x\.rq is too large for the memory"):
        read_text(tmp_path / "x.rq")
