"""The type of the fixture `command`: call it with the words of a `paradiplomacy` command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

Command = Callable[..., "subprocess.CompletedProcess[str]"]
