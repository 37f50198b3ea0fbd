"""The comparison of sectors and agreements: in each cell one sign for each record, its form telling the kind."""

from __future__ import annotations

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Node
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.site.compare.cells import KINDS, Record, records
from paradiplomacy.site.figures import measure, shapes
from paradiplomacy.site.figures.drawing import Drawing
from paradiplomacy.site.figures.pen import ASSERTIONS, Pen, assertion, contested, first, rows
from paradiplomacy.site.figures.svg import lines, path, tag, text

_STEP = 20.0


def draw(pen: Pen) -> Drawing:
    """Each row of ``compare-sectors`` as a cell, under its sector; two cells beside each other where there is room."""
    against = contested(pen.site, pen.lang)
    marks, shown, kinds = [], set[Record](), set[str]()
    y = 0.0
    compared, notes = first(pen, rows(pen.site, "compare-sectors", pen.lang))
    sectors = dict.fromkeys((row["sectorConcept"], row["sector"]) for row in compared)
    for sector, name in sectors:
        own = [row for row in compared if row["sectorConcept"] == sector]
        node = ox.NamedNode(sector)
        y += pen.size * 1.9
        marks.append(
            tag("line", x1=0.0, x2=float(pen.width), y1=y - pen.size * 1.5, y2=y - pen.size * 1.5, class_="rule")
        )
        marks.append(pen.link(node, name, text(0, y, name, "strong")))
        columns = 2 if pen.is_wide else 1
        wide = (pen.width - 24 * (columns - 1)) / columns
        for start in range(0, len(own), columns):
            bottoms = []
            for place, row in enumerate(own[start : start + columns]):
                cell = records(pen.site, node, ox.NamedNode(row["pair"]))
                shown |= set(cell)
                kinds.add(row["status"])
                bottom, drawn = _cell(pen, row, cell, against, (place * (wide + 24), y + 4, wide))
                marks += drawn
                bottoms.append(bottom)
            y = max(bottoms) + 6
    return Drawing(marks, y, {it.node for it in shown}, _legend(pen, shown, kinds, against), _hatch(pen), notes)


def _cell(
    pen: Pen,
    row: dict[str, str],
    cell: list[Record],
    against: dict[Node, set[tuple[str, str]]],
    box: tuple[float, float, float],
) -> tuple[float, list[str]]:
    """The name of the agreement and its status, then a line of signs for each kind; gives where it ends."""
    x, y, wide = box
    pair = ox.NamedNode(row["pair"])
    colour = pen.colour(pair)
    head = measure.wrap(row["agreement"], wide, pen.size, bold=True)
    step = pen.size * 1.35
    y += step
    marks = [pen.link(pair, row["agreement"], lines(x, y, head, step, "own strong"), class_=colour)]
    y += step * (len(head) - 1)
    if not cell:
        return y + 28, [*marks, _empty(pen, row, x, y + 8, wide)]
    for words in measure.wrap(_summary(pen, row), wide, pen.size):
        y += step
        marks.append(text(x, y, words, "soft"))
    column = max(measure.width(pen.t(f"matrix.{kind}"), pen.size) for kind in KINDS) + 12
    for kind in KINDS:
        own = [it for it in cell if it.kind == kind]
        if not own:
            continue
        y += step + 2
        marks.append(text(x, y, pen.t(f"matrix.{kind}"), ""))
        per_line = max(1, int((wide - column) // _STEP))
        for place, record in enumerate(own):
            if place and place % per_line == 0:
                y += _STEP
            at = (x + column + place % per_line * _STEP + 8, y - pen.size * 0.36)
            marks.append(_sign(pen, record, colour, record.node in against, at))
    return y + 10, marks


def _sign(pen: Pen, record: Record, colour: str, is_contested: bool, at: tuple[float, float]) -> str:
    """The sign of a record, which leads to it."""
    name, how = pen.label(record.node), pen.label(record.assertion)
    shape = _shape(record.kind, assertion(record.assertion), *at) + (shapes.slash(*at) if is_contested else "")
    return pen.link(record.node, f"{name} ({how})", shape, class_=colour)


def _shape(kind: str, how: str, x: float, y: float) -> str:
    """A form for each kind: disc, small disc, triangle, square, and quotation bars for a sentence."""
    if kind == "activities":
        return tag("circle", cx=x, cy=y, r=7, class_=how)
    if kind == "parts":
        return tag("circle", cx=x, cy=y, r=4, class_=how)
    if kind == "delegations":
        return tag("path", d=path([(x - 7, y - 7), (x + 7, y), (x - 7, y + 7)], closed=True), class_=how)
    if kind == "commemorations":
        return tag("rect", x=x - 6, y=y - 6, width=12, height=12, class_=how)
    return tag("path", d=path([(x, y - 8), (x + 7, y), (x, y + 8), (x - 7, y)], closed=True), class_=how)


def _summary(pen: Pen, row: dict[str, str]) -> str:
    """The status of the cell, the earliest year, and how many sources state anything in it."""
    number = int(row["sources"])
    sources = [pen.t("matrix.source" if number == 1 else "matrix.sources", number=number)] if number else []
    return " · ".join([row["statusLabel"], pen.t("matrix.earliest", year=row["earliestDated"]), *sources])


def _empty(pen: Pen, row: dict[str, str], x: float, y: float, wide: float) -> str:
    """A cell without records: hatched where the source is silent, dotted where nobody has coded it."""
    is_silent = row["status"] == f"{ID}status-source-silent"
    fill = f"url(#matrix-{pen.form}-hatch)" if is_silent else None
    box = tag("rect", x=x, y=y, width=min(wide, 180), height=18, fill=fill, class_="silent" if is_silent else "uncoded")
    return box + text(x + min(wide, 180) + 8, y + 14, row["statusLabel"], "soft")


def _hatch(pen: Pen) -> str:
    return shapes.hatch(f"matrix-{pen.form}-hatch")


def _legend(
    pen: Pen, shown: set[Record], statuses: set[str], against: dict[Node, set[tuple[str, str]]]
) -> list[tuple[str, str]]:
    """How a sign tells the kind of assertion; the kinds of records stand beside their signs."""
    kinds = {assertion(it.assertion) for it in shown}
    entries = [(_shape("activities", kind, 11, 7), pen.t(f"matrix.{kind}")) for kind in ASSERTIONS if kind in kinds]
    if any(it.node in against for it in shown):
        entries.append((_shape("activities", "stated", 11, 7) + shapes.slash(11, 7), pen.t("matrix.contested")))
    if f"{ID}status-source-silent" in statuses:
        box = tag("rect", x=1, y=1, width=20, height=13, fill=f"url(#matrix-{pen.form}-hatch)", class_="silent")
        entries.append((box, pen.t("matrix.silent")))
    if f"{ID}status-not-coded" in statuses:
        entries.append((tag("rect", x=1, y=1, width=20, height=13, class_="uncoded"), pen.t("matrix.uncoded")))
    return entries
