"""A picture of a figure, for places that do not take SVG."""

from __future__ import annotations

from paradiplomacy.errors import UsageError, install
from paradiplomacy.site.figures.measure import FONTS


def png(svg: str) -> bytes:
    """The SVG as PNG on its paper, in its own size; raises UsageError when resvg is not installed.

    It sees the fonts of this folder and no other, so that every machine gives the same bytes.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise UsageError(
            f"The pictures of the figures need the package resvg-py, which is not installed; run: {install('resvg-py')}"
        ) from None
    files = [str(path) for path in sorted(FONTS.glob("*.ttf"))]
    return svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=files, font_family="Noto Sans", languages=["en"]
    )
