"""A text and a graph that codes it, for the tests of the audit."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.audit_text import Case, good_case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """The case in which the audit finds nothing."""
    return good_case(tmp_path)
