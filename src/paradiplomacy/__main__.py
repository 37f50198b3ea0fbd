"""``python -m paradiplomacy`` is the same as the command ``paradiplomacy``."""

from __future__ import annotations

import sys

from paradiplomacy.commands.main import main

sys.exit(main())
