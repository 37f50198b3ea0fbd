from __future__ import annotations

import pytest

from paradiplomacy import DataError, ParadiplomacyError, UnreadableInput, UsageError
from paradiplomacy.errors import nearest, quoted, suggestion


@pytest.mark.parametrize(("kind", "status"), [(UsageError, 2), (UnreadableInput, 2), (DataError, 1)])
def test_exit_status(kind: type[ParadiplomacyError], status: int) -> None:
    assert kind("x").exit_status == status
    assert issubclass(kind, ParadiplomacyError)


def test_nearest_ignores_case_and_puts_the_best_first() -> None:
    assert nearest("alda", ["Aldo", "Zurp", "ALDA"]) == ["ALDA", "Aldo"]


def test_suggestion_without_a_near_name_lists_what_is_known() -> None:
    assert suggestion("zzz", ["csv", "json"]) == 'known are "csv", "json".'
    assert suggestion("zzz", []) == "none is known."
    many = [f"name{number:02}" for number in range(30)]
    assert suggestion("zzz", many).endswith('"name11" and others.')


def test_quoted_is_one_line_of_bearable_length() -> None:
    assert quoted("a\n\tb") == '"a b"'
    assert quoted("x" * 500) == '"' + "x" * 77 + '…"'
