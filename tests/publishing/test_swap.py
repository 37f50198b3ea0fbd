"""A folder is replaced as a whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from paradiplomacy.errors import UnreadableInput, UsageError
from paradiplomacy.publishing.swap import replacing


def fill(target: Path, text: str) -> None:
    with replacing(target) as folder:
        (folder / "sub").mkdir()
        (folder / "sub" / "a.txt").write_text(text, encoding="utf-8")


def content(target: Path) -> dict[str, str]:
    return {
        path.relative_to(target).as_posix(): path.read_text(encoding="utf-8")
        for path in target.rglob("*")
        if path.is_file()
    }


def alone(target: Path) -> bool:
    return [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "place" / "dist"


def test_a_new_folder_is_made_with_its_sums(target: Path) -> None:
    fill(target, "one")
    digest = hashlib.sha256(b"one").hexdigest()
    assert content(target) == {"sub/a.txt": "one", "SHA256SUMS": f"{digest}  sub/a.txt\n"}
    assert alone(target)


def test_an_earlier_one_is_replaced_whole(target: Path) -> None:
    with replacing(target) as folder:
        (folder / "gone.txt").write_text("x", encoding="utf-8")
    fill(target, "two")
    assert content(target).keys() == {"sub/a.txt", "SHA256SUMS"}
    assert content(target)["sub/a.txt"] == "two"
    assert alone(target)


def test_an_empty_folder_may_be_used(target: Path) -> None:
    target.mkdir(parents=True)
    fill(target, "one")
    assert content(target)["sub/a.txt"] == "one"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_in_the_middle_leaves_the_earlier_one(target: Path, error: type[BaseException]) -> None:
    fill(target, "one")
    before = content(target)
    with pytest.raises(error), replacing(target) as folder:
        (folder / "a.txt").write_text("half", encoding="utf-8")
        raise error
    assert content(target) == before
    assert alone(target)


@pytest.mark.parametrize("failing", [1, 2])
@pytest.mark.parametrize("error", [OSError(5, "no luck"), KeyboardInterrupt()])
def test_a_failure_in_the_exchange_leaves_the_earlier_one(
    target: Path, monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException
) -> None:
    fill(target, "one")
    before = content(target)
    rename, count = Path.rename, 0

    def renaming(self: Path, other: Path) -> Path:
        nonlocal count
        count += 1
        if count == failing:
            raise error
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", renaming)
    with pytest.raises((UnreadableInput, KeyboardInterrupt)):
        fill(target, "two")
    assert content(target) == before
    assert alone(target)


def test_what_a_killed_run_had_moved_aside_is_put_back(target: Path) -> None:
    fill(target, "one")
    before = content(target)
    aside = target.parent / ".dist-killed"
    aside.mkdir()
    target.rename(aside / "old")
    with pytest.raises(ValueError), replacing(target):
        raise ValueError
    assert content(target) == before
    assert alone(target)


@pytest.mark.parametrize("name", ["mine.txt", "sub/mine.txt"])
def test_a_folder_with_files_of_someone_else_is_refused(target: Path, name: str) -> None:
    fill(target, "one")
    (target / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.txt, which publish did not write"):
        fill(target, "two")
    assert content(target)["sub/a.txt"] == "one"
    assert alone(target)


def test_a_file_in_the_place_of_the_folder_is_refused(target: Path) -> None:
    target.parent.mkdir()
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        fill(target, "one")
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_file_on_the_way_to_the_folder_is_told(target: Path) -> None:
    target.parent.write_text("mine", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"cannot be written \(.+\); it is as it was"):
        fill(target, "one")


def test_a_read_only_place_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(target, "one")

    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(UnreadableInput, match=r"cannot be written \(Permission denied\)"):
        fill(target, "two")
    assert content(target)["sub/a.txt"] == "one"


def test_a_full_disk_is_told(target: Path) -> None:
    fill(target, "one")
    with pytest.raises(UnreadableInput, match="No space"), replacing(target):
        raise OSError(28, "No space left on device")
    assert content(target)["sub/a.txt"] == "one"
    assert alone(target)
