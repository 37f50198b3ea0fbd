"""Write the small fonts of the figures, with the width of each letter, from the full ones of Noto Sans.

    pip install fonttools; python vendor/font.py FOLDER

FOLDER holds the files of FONTS, as in Debian's fonts-noto-core. The figures need Latin letters and a few signs only;
names in Hangul do not stand in them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "src" / "paradiplomacy" / "site" / "figures" / "fonts"
FONTS = ("NotoSans-Regular", "NotoSans-Bold", "NotoSansMath-Regular")
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”…·•×−")]
# Noto keeps these in a font of their own.
SIGNS = list(map(ord, "≠≥≈→←↔"))


def main(folder: Path) -> None:
    """Read the fonts in the folder and write them, cut down, beside the table of widths, in thousandths of an em."""
    widths: dict[str, dict[str, int]] = {}
    for name in FONTS:
        options = subset.Options()
        options.layout_features = ["kern"]
        options.hinting = False
        font = TTFont(folder / f"{name}.ttf", recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=SIGNS if "Math" in name else LETTERS)
        cutter.subset(font)
        font.save(TARGET / f"{name}.ttf")
        units, letters = font["head"].unitsPerEm, font.getBestCmap()
        own = {chr(code): font["hmtx"][glyph][0] * 1000 // units for code, glyph in sorted(letters.items())}
        for weight in ("Regular", "Bold"):
            if weight in name or "Math" in name:
                widths.setdefault(weight, {}).update(own)
    (TARGET / "widths.json").write_text(json.dumps(widths, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
