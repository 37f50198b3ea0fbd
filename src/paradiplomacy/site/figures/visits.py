"""Who visits whom: each delegation of a pair in the column of its direction, with one dot for each person."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Node
from paradiplomacy.site.figures import measure, shapes
from paradiplomacy.site.figures.drawing import Drawing
from paradiplomacy.site.figures.pen import Pen, assertion_called, contested, first, rows
from paradiplomacy.site.figures.svg import lines, number, path, tag, text

_PITCH = 6.0
# More dots than this could not be told from a bar.
_MOST_DOTS = 240


@dataclass(frozen=True)
class _Visit:
    """A delegation: from whom to whom, and its groups, each with its number of people, "" where none is stated."""

    node: ox.NamedNode
    pair: ox.NamedNode
    direction: tuple[str, str]
    name: str
    when: str
    how: str
    assertion: str
    groups: tuple[tuple[str, str], ...]


def draw(pen: Pen) -> Drawing:
    """All delegations: under each pair its directions, beside each other where there is room."""
    visits, notes = first(pen, _visits(pen))
    against = contested(pen.site, pen.lang)
    per_dot = 1 + max((int(people) for it in visits for people, _ in it.groups if people), default=0) // _MOST_DOTS
    columns = 2 if pen.is_wide else 1
    wide = (pen.width - 28 * (columns - 1)) / columns
    marks, y = [], 0.0
    for pair, own in groupby(sorted(visits, key=lambda it: it.pair.value), key=lambda it: it.pair):
        y += pen.size * 1.9
        rule = tag("line", x1=0.0, x2=float(pen.width), y1=y - pen.size * 1.5, y2=y - pen.size * 1.5, class_="rule")
        marks += [
            rule,
            pen.link(pair, pen.label(pair), text(0, y, pen.label(pair), "own strong"), class_=pen.colour(pair)),
        ]
        directions: dict[tuple[str, str], list[_Visit]] = {}
        for visit in own:
            directions.setdefault(visit.direction, []).append(visit)
        every = sorted(directions.items())
        for start in range(0, len(every), columns):
            bottoms = []
            for place, (direction, there) in enumerate(every[start : start + columns]):
                bottom, drawn = _column(pen, direction, there, against, per_dot, (place * (wide + 28), y + 4, wide))
                marks += drawn
                bottoms.append(bottom)
            y = max(bottoms) + 6
    records: set[Node] = {it.node for it in visits}
    unknown = f"visits-{pen.form}-hatch"
    return Drawing(marks, y, records, _legend(pen, visits, against, per_dot), shapes.hatch(unknown), notes)


def _visits(pen: Pen) -> list[_Visit]:
    found = []
    every = rows(pen.site, "delegations", pen.lang)
    for node, group in groupby(every, key=lambda row: row["delegation"]):
        own = list(group)
        row = own[0]
        found.append(
            _Visit(
                ox.NamedNode(node),
                ox.NamedNode(row["agreement"]),
                (row["senders"], row["receivers"]),
                row["delegationLabel"],
                row["when"],
                assertion_called(pen.site, row["assertion"], pen.lang),
                row["assertion"],
                tuple((it["people"], it["measure"]) for it in own),
            )
        )
    return found


def _column(
    pen: Pen,
    direction: tuple[str, str],
    visits: list[_Visit],
    against: dict[Node, set[tuple[str, str]]],
    per_dot: int,
    box: tuple[float, float, float],
) -> tuple[float, list[str]]:
    """The delegations of one direction below each other; gives where they end."""
    x, y, wide = box
    step = pen.size * 1.3
    marks = []
    head = measure.wrap(f"{direction[0]} → {direction[1]}", wide, pen.size, bold=True)
    y += step
    marks.append(lines(x, y, head, step, "strong"))
    y += step * (len(head) - 1) + 4
    for visit in visits:
        is_contested = visit.node in against
        words = measure.wrap(visit.name + (" ≠" if is_contested else ""), wide, pen.size)
        y += step
        label = lines(x, y, words, step)
        y += step * (len(words) - 1) + 12
        bottom, dots = _people(pen, visit, per_dot, (x, y, wide))
        said = f"{visit.name} ({visit.assertion}; {visit.when})"
        marks.append(pen.link(visit.node, said, label, dots, class_=pen.colour(visit.pair)))
        y = bottom + 10
    return y, marks


def _people(pen: Pen, visit: _Visit, per_dot: int, box: tuple[float, float, float]) -> tuple[float, str]:
    """The dots of each group, an arrow head after the last, and the numbers in words; gives where they end."""
    left, y, wide = box
    parts, x = [], left
    per_line = int(wide // _PITCH) - 4
    counts = [-(-int(people) // per_dot) if people else 0 for people, _ in visit.groups]
    for place, count in enumerate(counts):
        x += 6 if place else 0
        if not count:
            is_silent = visit.groups[place][1] == pen.t("silent")
            parts.append(_unknown(pen, x, y - 5, 36, is_silent))
            x += 36
        while count:
            here = min(count, max(1, per_line - int((x - left) / _PITCH)))
            parts.append(_dots(x + 3, y, here, visit.how))
            x, count = x + here * _PITCH, count - here
            if count:
                x, y = left, y + _PITCH + 4
    tip = x + 4
    parts.append(tag("path", d=path([(tip, y - 5), (tip + 7, y), (tip, y + 5)]), class_=f"head {visit.how}"))
    words = _words(pen, visit)
    said = measure.wrap(words, wide - (tip + 14 - left), pen.size)
    step = pen.size * 1.25
    if tip + 14 - left > wide / 2:
        said = measure.wrap(words, wide, pen.size)
        y += step
        parts.append(lines(left, y + 4, said, step, "soft"))
    else:
        parts.append(lines(tip + 14, y + pen.size * 0.36, said, step, "soft"))
    return y + step * (len(said) - 1), "".join(parts)


def _dots(x: float, y: float, count: int, how: str) -> str:
    """Dots in a row as one path; those that are not stated are rings."""
    if how == "stated":
        # A dash without length has round ends only, and the last one needs a little way to stand on.
        way = f"M{number(x)} {number(y)}h{number((count - 1) * _PITCH + 0.1)}"
        return tag("path", d=way, class_="dots", data_people=count)
    ring = "a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"
    ways = "".join(f"M{number(x + place * _PITCH - 2)} {number(y)}{ring}" for place in range(count))
    return tag("path", d=ways, class_=f"rings {how}", data_people=count)


def _unknown(pen: Pen, x: float, y: float, width: float, is_silent: bool) -> str:
    """What stands for a number that is not there: hatched where the source is silent, dotted where nobody coded it."""
    fill = f"url(#visits-{pen.form}-hatch)" if is_silent else None
    return tag("rect", x=x, y=y, width=width, height=10, rx=5, fill=fill, class_="silent" if is_silent else "uncoded")


def _words(pen: Pen, visit: _Visit) -> str:
    """How many went and when, or why that is not known."""
    numbers = [people if exact == pen.t("exact") else f"{exact} {people}" for people, exact in visit.groups if people]
    gaps = dict.fromkeys(exact for people, exact in visit.groups if not people)
    found = [pen.t("visits.people", number=" + ".join(numbers))] if numbers else []
    found += [pen.t("visits.number", gap=gap) for gap in gaps]
    is_gap = visit.when in (pen.t("silent"), pen.t("uncoded"))
    found.append(pen.t("visits.when", gap=visit.when) if is_gap else visit.when)
    return " · ".join(found if visit.how == "stated" else [*found, visit.assertion])


def _legend(
    pen: Pen, visits: list[_Visit], against: dict[Node, set[tuple[str, str]]], per_dot: int
) -> list[tuple[str, str]]:
    """What a dot is, how an assertion is told, and what is hatched."""
    kinds = {it.how for it in visits}
    words = pen.t("visits.dot") if per_dot == 1 else pen.t("visits.dots", number=per_dot)
    entries = [(_dots(4, 7, 3, "stated"), words)]
    entries += [(_dots(4, 7, 3, kind), pen.t(f"visits.{kind}")) for kind in ("hedged", "expected") if kind in kinds]
    gaps = {exact for it in visits for people, exact in it.groups if not people}
    entries += [(_unknown(pen, 1, 2, 20, it == pen.t("silent")), pen.t("visits.number", gap=it)) for it in sorted(gaps)]
    if any(it.node in against for it in visits):
        entries.append((text(6, 12, "≠", "strong"), pen.t("visits.contested")))
    return entries
