"""The fast pass over large files gives the lines that the careful scanner gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy.rdf.namespaces import ID, PARA, RDFS
from paradiplomacy.rdf.turtle.locate import Locator
from paradiplomacy.rdf.turtle.locate_large import find_lines
from paradiplomacy.release import graph_files
from paradiplomacy.validation import placing
from paradiplomacy.validation.findings import Finding
from paradiplomacy.validation.input import read_input

NTRIPLES = f"""\
# a comment
<{ID}a> <{RDFS}label> "A"@en .
<{ID}b> <{RDFS}label> "B"@en .
<{ID}a> <{PARA}year> "1999" .
<{ID}a> <{PARA}year> "2000" .
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_in_n_triples_the_line_of_the_property_wins(tmp_path: Path) -> None:
    path = write(tmp_path, "graph.nt", NTRIPLES)
    wanted = [(f"{ID}a", f"{PARA}year"), (f"{ID}a", ""), (f"{ID}a", f"{PARA}party"), (f"{ID}b", ""), (f"{ID}c", "")]
    found = find_lines(path, wanted)
    assert found == {wanted[0]: 4, wanted[1]: 2, wanted[2]: 2, wanted[3]: 3}


@pytest.mark.parametrize("file", graph_files(), ids=lambda path: path.name)
def test_in_turtle_it_agrees_with_the_scanner(file: Path) -> None:
    locator = Locator([file])
    names = [name for name in locator._read(file) if name]
    assert names
    expected = {(name, ""): place[1] for name in names if (place := locator.find(name))}
    assert find_lines(file, expected) == expected


def test_a_large_file_is_not_scanned_and_its_findings_have_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "graph.nt", NTRIPLES)
    with read_input([path]) as given:
        findings = [Finding("violation", f"{ID}a", "", predicate=f"{PARA}year"), Finding("warning", f"{ID}b", "")]
        small = placing.placed(findings, given)
        monkeypatch.setattr(placing, "LARGE", 1)
        monkeypatch.setattr(Locator, "_read", lambda self, file: pytest.fail(f"{file} was scanned"))
        assert [(found.file, found.line) for found in placing.placed(findings, given)] == [(path, 4), (path, 3)][::-1]
        assert [found.labels for found in small] == [{"en": "B"}, {"en": "A"}]
