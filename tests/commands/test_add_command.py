"""The command ``add``: what it prints, and its exit status."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.in_process import run_command

RAW = Path(__file__).parents[2] / "data" / "gjdream-2008" / "raw"


def test_it_adds_and_says_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "project"
    status, out, err = run_command(capsys, "add", RAW, "--to", project)
    assert (status, out) == (0, "") and "gjdream-2008: " in err and " added, 0 changed, 0 removed" in err
    status, out, err = run_command(capsys, "add", RAW, "--to", project, "--lang", "id")
    assert (status, out, err) == (0, "", "gjdream-2008: tidak ada yang berubah.\n")


def test_faults_are_printed_in_the_language_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = shutil.copytree(RAW, tmp_path / "tables")
    path = tables / "passages.csv"
    path.write_text(path.read_text("utf-8").replace(",ko,", ',"ko,'), "utf-8")
    status, out, err = run_command(capsys, "add", tables, "--to", tmp_path / "project", "--lang", "id")
    assert status == 1 and "passages.csv" in out and "Tanda kutip yang dibuka di sini" in out
    assert err == "Tidak ada yang ditulis.\n" and not (tmp_path / "project" / "data").exists()


def test_without_files_it_says_what_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run_command(capsys, "add")
    assert (status, out) == (2, "") and "Name the tables to add" in err
