"""The tests of the tools for language agents need the official client."""

from __future__ import annotations

import pytest

pytest.importorskip("mcp", reason="the optional group mcp is not installed")
