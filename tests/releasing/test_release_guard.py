"""The guard of a release: it refuses whatever should not go out, and leaves the clone as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.tiny_project import DAY, MISCHIEF, commit, git, tiny_project

from paradiplomacy.releasing.guard import main
from paradiplomacy.releasing.surface import read_surface, surface_of

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_project(tmp_path_factory.mktemp("tiny") / "project")


@pytest.fixture
def clone(project: Path, tmp_path: Path) -> Path:
    return shutil.copytree(project, tmp_path / "project")


def state(root: Path) -> tuple[str, str, str, dict[str, bytes]]:
    """The last commit, the tags, what is not committed, and the bytes of all files outside of git's own folder."""
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }
    return git(root, "rev-parse", "HEAD"), git(root, "tag"), git(root, "status", "--porcelain"), files


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def refused(root: Path, capsys: Capture, version: str = "0.2.0") -> str:
    """What the guard says when it refuses, after which all is as before."""
    before = state(root)
    assert main([version], root) == 1
    out, told = capsys.readouterr()
    assert state(root) == before
    assert out == ""
    assert all(line.startswith("release: ") for line in told.splitlines())
    return told


def test_a_release_writes_the_version_and_what_differs_and_is_tagged(clone: Path, capsys: Capture) -> None:
    change(clone, "data/a/parties.ttl", "para:party id:alda .", "para:party id:alda .\nid:brimo a para:Agreement .")
    commit(clone)
    before = state(clone)
    assert main(["0.2.0", "--dry-run"], clone) == 0
    planned = capsys.readouterr()
    assert "it would change CHANGELOG.md, CITATION.cff, data/dataset.ttl, docs/releases/0.2.0.json" in planned.err
    assert state(clone) == before
    assert main(["0.2.0"], clone) == 0
    assert capsys.readouterr().out == planned.out
    assert git(clone, "status", "--porcelain") == ""
    assert git(clone, "log", "-1", "--format=%s%d").strip() == "Release 0.2.0 (HEAD -> main, tag: v0.2.0)"
    assert git(clone, "cat-file", "-t", "v0.2.0").strip() == "tag"
    assert git(clone, "diff", "--name-only", "HEAD~1").split() == [
        *("CHANGELOG.md", "CITATION.cff", "data/dataset.ttl", "docs/releases/0.2.0.json"),
        *(f"ontology/{name}.ttl" for name in ("alignments", "paradiplomacy", "schemes", "shapes")),
        *("pyproject.toml", "src/paradiplomacy/version.py"),
    ]
    # Neither the old version nor its day is left anywhere else.
    assert git(clone, "grep", "-l", f"{DAY}\\|0\\.1\\.0") == "CHANGELOG.md\n"
    assert read_surface(clone / "docs" / "releases" / "0.2.0.json") == surface_of(clone)
    section = (clone / "CHANGELOG.md").read_text(encoding="utf-8").partition("## [0.2.0] - ")[2].partition("\n## ")[0]
    assert section[10:] == (
        "\n\n### What changed\n\n- Terms: as before.\n- Records and other things: 1 added (`id:brimo`).\n"
        "- Columns of stored queries: as before.\n\n### Data\n\n- A second city.\n"
    )
    # The next one finds nothing new to tell.
    assert refused(clone, capsys, "0.2.1").startswith("release: CHANGELOG.md: nothing stands under Unreleased")


CHANGES: dict[str, tuple[str, str, str]] = {
    "a term is removed": ("ontology/paradiplomacy.ttl", "para:Agreement a owl:Class .", ""),
    "a term has another domain": ("ontology/paradiplomacy.ttl", "rdfs:domain", "rdfs:range"),
    "a term is added": ("ontology/paradiplomacy.ttl", "para:Agreement a", "para:State a owl:Class . para:Agreement a"),
    "a record has another name": ("data/a/parties.ttl", "id:alda-brimo", "id:alda-corva"),
    "a record is of another class": ("data/a/parties.ttl", "a para:Agreement", "a para:State"),
    "a column is gone": ("queries/parties.rq", "?agreement ?party {", "?party {"),
    "a column is new": ("queries/parties.rq", "?agreement ?party {", "?agreement ?party ?label {"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_patch_neither_adds_nor_changes(clone: Path, capsys: Capture, case: str) -> None:
    change(clone, *CHANGES[case])
    commit(clone)
    told = refused(clone, capsys, "0.1.1")
    assert "0.1.1 is a patch release, and what differs from 0.1.0 asks for a minor one, 0.2.0" in told


@pytest.mark.parametrize("case", CHANGES)
def test_after_1_0_a_minor_release_takes_nothing_away(clone: Path, capsys: Capture, case: str) -> None:
    (clone / "docs/releases/0.1.0.json").rename(clone / "docs/releases/1.0.0.json")
    change(clone, *CHANGES[case])
    commit(clone)
    # All files still say 0.1.0, so it is refused in any case.
    told = refused(clone, capsys, "1.1.0")
    breaks = case not in ("a term is added", "a column is new")
    sentence = "1.1.0 is a minor release, and what differs from 1.0.0 asks for a major one, 2.0.0"
    assert (sentence in told) == breaks
    assert "asks for a" not in refused(clone, capsys, "2.0.0")


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "0.1.2", "0.2.1", "0.3.0", "2.0.0"])
def test_a_version_follows_the_last_one(clone: Path, capsys: Capture, version: str) -> None:
    told = refused(clone, capsys, version)
    assert told == f"release: {version} does not follow the last release, 0.1.0; choose one of 0.1.1, 0.2.0, 1.0.0.\n"


@pytest.mark.parametrize("name", ["CHANGELOG.md", "stray.txt", "docs/new/stray.txt"])
def test_what_is_not_committed_is_told(clone: Path, capsys: Capture, name: str) -> None:
    (clone / name).parent.mkdir(exist_ok=True)
    with (clone / name).open("a", encoding="utf-8") as file:
        file.write("more")
    told = refused(clone, capsys)
    assert told == f"release: {name}: not as the last commit has it; commit it or take it away.\n"


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("pyproject.toml", 7),
        ("CITATION.cff", 2),
        ("src/paradiplomacy/version.py", 1),
        ("data/dataset.ttl", 9),
        *((f"ontology/{name}.ttl", 10) for name in ("alignments", "paradiplomacy", "schemes", "shapes")),
    ],
)
def test_a_version_that_does_not_agree_is_told_with_its_line(
    clone: Path, capsys: Capture, file: str, line: int
) -> None:
    change(clone, file, "0.1.0", "0.0.9")
    commit(clone)
    told = refused(clone, capsys)
    assert f"release: {file}, line {line}: the version is 0.0.9, and the last release is 0.1.0; correct it.\n" in told
    assert told.count(file) == told.count("\n")


def test_a_file_without_its_version_is_told(clone: Path, capsys: Capture) -> None:
    change(clone, "src/paradiplomacy/version.py", "__version__", "other")
    change(clone, "CHANGELOG.md", "## [0.1.0]", "## [0.0.9]")
    commit(clone)
    told = refused(clone, capsys)
    assert "version.py, line 1: no version is written here" in told
    assert "CHANGELOG.md: the newest release is 0.0.9, and not 0.1.0" in told


def test_a_tag_is_never_made_again(clone: Path, capsys: Capture) -> None:
    git(clone, "tag", "v0.2.0")
    assert "The tag v0.2.0 is there already" in refused(clone, capsys)


@pytest.mark.parametrize("old", ["\n### Data\n\n- A second city.\n", "## [Unreleased]"])
def test_a_release_says_what_it_brings(clone: Path, capsys: Capture, old: str) -> None:
    change(clone, "CHANGELOG.md", old, "")
    commit(clone)
    assert "CHANGELOG.md: nothing stands under Unreleased" in refused(clone, capsys)


MISCHIEFS = {
    "write('order.txt', ' '.join({'a', 'b', 'c', 'd', 'e'}))": "dist/order.txt has other bytes in a second build.",
    "write('place.txt', str(top))": "dist/place.txt has other bytes in a second build.",
    "Path(sys.argv[2], 'void.ttl').unlink()": "void.ttl is missing from the release.",
}


def test_two_builds_are_the_same_and_whole(clone: Path, capsys: Capture) -> None:
    change(clone, "src/paradiplomacy/__main__.py", MISCHIEF, "; ".join(MISCHIEFS))
    change(clone, "src/paradiplomacy/__main__.py", 'print("version", __version__)', 'print("version 7")')
    commit(clone)
    told = refused(clone, capsys)
    for sentence in (*MISCHIEFS.values(), "The package cites another version than 0.2.0: version 7"):
        assert f"release: {sentence}\n" in told


def test_a_build_that_fails_is_told_with_its_last_words(clone: Path, capsys: Capture) -> None:
    change(clone, "src/paradiplomacy/__main__.py", MISCHIEF, "raise SystemExit('no room')")
    commit(clone)
    assert refused(clone, capsys).endswith("release: paradiplomacy publish failed: no room\n")


def hook(clone: Path) -> None:
    path = clone / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\necho not today >&2\nexit 1\n", encoding="utf-8")
    path.chmod(0o755)


def no_room_for_the_tag(clone: Path) -> None:
    folder = clone / ".git" / "refs" / "tags" / "v0.2.0"
    folder.mkdir(parents=True)
    (folder / "x.lock").touch()


@pytest.mark.parametrize("prevent", [hook, no_room_for_the_tag])
def test_what_git_refuses_is_taken_back(clone: Path, capsys: Capture, prevent: Callable[[Path], None]) -> None:
    prevent(clone)
    before = state(clone)
    assert main(["0.2.0"], clone) == 2
    assert "failed: " in capsys.readouterr().err
    assert state(clone) == before


def test_a_clone_that_changes_meanwhile_is_not_released(clone: Path, capsys: Capture) -> None:
    change(clone, "src/paradiplomacy/__main__.py", MISCHIEF, f"Path({str(clone)!r}, 'stray.txt').touch()")
    commit(clone)
    assert main(["0.2.0"], clone) == 1
    assert "The clone changed while the release was built" in capsys.readouterr().err
    assert git(clone, "status", "--porcelain") == "?? stray.txt\n"
    assert git(clone, "tag") == ""


@pytest.mark.parametrize("words", [[], ["0.2"], ["v0.2.0"], ["0.02.0"], ["0.2.0", "--force"], ["0.2.0", "0.3.0"]])
def test_wrong_usage_is_one_sentence(clone: Path, capsys: Capture, words: list[str]) -> None:
    assert main(words, clone) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_that_is_no_clone_is_told(tmp_path: Path, capsys: Capture) -> None:
    assert main(["0.2.0"], tmp_path) == 2
    assert "git rev-parse failed: " in capsys.readouterr().err
