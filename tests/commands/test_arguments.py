from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy.commands.arguments import output_file
from paradiplomacy.errors import UsageError
from paradiplomacy.release import home


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text("city\nMedan\n")
    return path


def test_an_output_may_be_new_or_an_old_file_that_is_no_input(table: Path) -> None:
    old = table.with_name("old.csv")
    old.write_text("old")
    assert output_file(old, [table]) == old
    assert output_file(str(table.with_name("new.csv")), [table]) == table.with_name("new.csv")
    assert output_file(None, [table]) is None


@pytest.mark.parametrize("alias", ["same", "dots", "symlink", "hardlink"])
def test_an_output_that_is_an_input_is_refused_under_every_name(table: Path, alias: str) -> None:
    other = table.with_name("other.csv")
    if alias == "symlink":
        other.symlink_to(table)
    elif alias == "hardlink":
        other.hardlink_to(table)
    else:
        other = table if alias == "same" else table.parent / ".." / table.parent.name / "in.csv"
    with pytest.raises(UsageError, match="is an input"):
        output_file(other, [table])


def test_an_input_that_does_not_exist_yet_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is an input"):
        output_file(tmp_path / "a.csv", [tmp_path / "a.csv"])


def test_a_folder_and_the_projects_own_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        output_file(tmp_path)
    for own in ("data/links/mine.tsv", "ontology/paradiplomacy.ttl", "queries/delegations.rq"):
        with pytest.raises(UsageError, match="the project's own files"):
            output_file(home() / own)
