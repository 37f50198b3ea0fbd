"""What a release promises, and how a difference is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.tiny_project import tiny_project

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.releasing.surface import Difference, Surface, difference, read_surface, surface_of

ROOT = Path(__file__).resolve().parents[2]


def test_it_holds_terms_things_and_columns(tmp_path: Path) -> None:
    assert surface_of(tiny_project(tmp_path / "project")) == Surface(
        terms={"para:Agreement": "a owl:Class", "para:party": "a owl:ObjectProperty; domain para:Agreement"},
        records={"id:alda-brimo": "para:Agreement"},
        columns={"parties": "agreement party"},
    )


def test_that_of_the_project_has_all_kinds_and_not_the_parts_of_a_passage() -> None:
    found = surface_of(ROOT)
    assert found.terms["para:SisterCityAgreement"] == "a owl:Class; under para:Agreement"
    assert found.records["id:medan-gwangju"] == "para:Agreement para:SisterCityAgreement"
    assert "city cityLabel" in found.columns["sister-cities-of"]
    assert any(name.startswith("oecd/") for name in found.columns)
    assert not any("Selector" in classes for classes in found.records.values())


def test_each_release_is_kept_as_it_is_written() -> None:
    kept = sorted((ROOT / "docs" / "releases").glob("*.json"))
    assert kept
    for path in kept:
        assert read_surface(path).to_json() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"terms": {}}', '{"terms": {}, "records": {}, "columns": {}, "x": 1}']
)
def test_what_is_not_such_a_file_is_told_with_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "0.1.0.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"0\.1\.0\.json"):
        read_surface(path)


def test_columns_are_compared_one_by_one_and_their_order_is_free() -> None:
    old, new = (Surface({}, {}, {"parties": columns}) for columns in ("agreement party", "who agreement"))
    found = difference(old, new)
    assert (found.added["columns"], found.removed["columns"]) == (["parties.who"], ["parties.party"])
    assert found.changed == {"terms": [], "records": [], "columns": []}


def test_names_are_told_up_to_a_number() -> None:
    names = [f"id:thing-{number:03}" for number in range(300)]
    lines = Difference({"records": names}, {"terms": ["para:party"]}, {}).lines()
    assert lines[0] == "- Terms: 1 changed (`para:party`)."
    assert lines[1].startswith("- Records and other things: 300 added (`id:thing-000`, ")
    assert "`id:thing-011` and 288 more)." in "".join(lines)
    assert "id:thing-012" not in "".join(lines)
    assert max(map(len, lines)) <= 150
    assert lines[-1] == "- Columns of stored queries: as before."
