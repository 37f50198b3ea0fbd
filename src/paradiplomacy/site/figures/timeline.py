"""The timeline: a line for each thing, under its pair; what sources date differently has several marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Node
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.site.figures import measure, shapes
from paradiplomacy.site.figures.drawing import Drawing
from paradiplomacy.site.figures.pen import Pen, agreements, assertion_called, contested, first, rows
from paradiplomacy.site.figures.svg import lines, tag, text
from paradiplomacy.site.figures.times import Span, span

_TIMES = {f"{ID}question-{it}" for it in ("time", "beginning", "since", "end", "recurrence")}


@dataclass(frozen=True)
class _Event:
    """A row of the timeline: when the sources say that the ``thing`` was, in ``words``, and ``how`` they say it."""

    thing: ox.NamedNode
    pair: ox.NamedNode
    name: str
    words: str
    kind: str
    assertion: str
    how: str
    when: Span | None
    month: int
    is_contested: bool

    @property
    def said(self) -> str:
        """What a screen reader says of its mark."""
        return f"{self.words}: {self.name} ({self.kind}, {self.assertion})"


@dataclass(frozen=True)
class _Scale:
    """The years between the two rims of the figure."""

    first: int
    last: int
    width: float

    def __call__(self, year: float) -> float:
        """Where a time lies."""
        return (year - self.first) / (self.last - self.first) * self.width


def draw(pen: Pen) -> Drawing:
    """All rows of the timeline: the years of each pair, then the months that come back each year."""
    events, notes = first(pen, _events(pen))
    dated = [it for it in events if it.when]
    scale = _scale(pen, [it.when for it in dated if it.when])
    y, marks = 18.0, []
    by_pair = sorted(dated, key=lambda it: it.pair.value)
    for pair, group in groupby(by_pair, key=lambda it: it.pair):
        y, part = _pair(pen, scale, pair, list(group), y)
        marks += part
    yearly = [it for it in events if it.month]
    bottom = y
    if yearly:
        y, part = _yearly(pen, yearly, y + 10)
        marks += part
    others = [it for it in events if not it.when and not it.month]
    if others:
        y, part = _others(pen, others, y)
        marks += part
    grid = _grid(pen, scale, bottom) if dated else []
    ids = {name: f"timeline-{pen.form}-{name}" for name in ("p1", "p2", "p3", "p4", "p5")}
    fades = "".join(shapes.fade(identifier, name) for name, identifier in ids.items())
    records: set[Node] = {it.thing for it in events}
    return Drawing([*grid, *marks], y, records, _legend(pen, events), fades, notes)


def _events(pen: Pen) -> list[_Event]:
    against = contested(pen.site, pen.lang)
    named = {pen.label(agreement): agreement for agreement in agreements(pen.site)}
    found = []
    for row in rows(pen.site, "timeline", pen.lang):
        thing = ox.NamedNode(row["thing"])
        said = {(question, value) for question, value in against.get(thing, ()) if question in _TIMES}
        is_contested = any(value == row["start"] or (not row["start"] and "recurrence" in q) for q, value in said)
        found.append(
            _Event(
                thing,
                named.get(row["pair"], thing),
                row["what"],
                row["when"],
                row["kind"],
                row["assertion"],
                assertion_called(pen.site, row["assertion"], pen.lang),
                span(row["start"], row["end"], row["precision"]),
                int(row["recurringMonth"] or 0),
                is_contested,
            )
        )
    return found


def _scale(pen: Pen, spans: list[Span]) -> _Scale:
    first = floor(min((it.start for it in spans), default=0))
    last = ceil(max((it.end or it.start + 1 for it in spans), default=1))
    return _Scale(first, last, pen.width)


def _pair(pen: Pen, scale: _Scale, pair: ox.NamedNode, events: list[_Event], y: float) -> tuple[float, list[str]]:
    """The lines of one pair under its name; gives where they end."""
    colour = pen.colour(pair)
    y += pen.size * 1.7
    head = measure.wrap(pen.label(pair), pen.width, pen.size, bold=True)
    marks = [pen.link(pair, pen.label(pair), lines(0, y, head, pen.size * 1.3, "own strong"), class_=colour)]
    y += pen.size * 1.3 * (len(head) - 1) + 10
    things: dict[ox.NamedNode, list[_Event]] = {}
    for event in events:
        things.setdefault(event.thing, []).append(event)
    for own in things.values():
        y, part = _thing(pen, scale, own, colour, y)
        marks += part
    return y + 8, marks


def _thing(pen: Pen, scale: _Scale, events: list[_Event], colour: str, y: float) -> tuple[float, list[str]]:
    """The marks of one thing, each with its link, and its name at the first that has room beside it."""
    name = events[0].name
    against = [it.words for it in events if it.is_contested]
    words = f"{name}: {' ≠ '.join(against)}" if len(against) > 1 else name
    boxes = [_extent(pen, scale, it) for it in events]
    rows_of = _levels(boxes)
    left, right = min(it[0] for it in boxes), max(it[1] for it in boxes)
    room = measure.width(words, pen.size)
    step, x, anchor, above = pen.size * 1.3, right + 8, "", []
    if not pen.is_wide or (right + 8 + room > pen.width and left - 8 < room):
        above, x = measure.wrap(words, pen.width, pen.size), 0.0
    elif right + 8 + room > pen.width:
        x, anchor = left - 8, "end"
    top = y + step * len(above) + (2 if above else 0)
    depth = 17.0
    middle = top + depth / 2
    label = lines(x, y + pen.size, above, step) if above else text(x, middle + pen.size * 0.35, words, anchor=anchor)
    marks = []
    for place, (event, (start, end), level) in enumerate(zip(events, boxes, rows_of, strict=True)):
        shape = _shape(pen, event, start, end, middle + level * depth, colour)
        marks.append(pen.link(event.thing, event.said, shape, label if not place else "", class_=colour))
    return top + depth * (max(rows_of) + 1) + (7 if above else 5), marks


def _extent(pen: Pen, scale: _Scale, event: _Event) -> tuple[float, float]:
    """From where to where a mark reaches; an open end fades over a fixed length, which is no time."""
    assert event.when is not None
    start = scale(event.when.start)
    if event.when.end is None:
        return start, start + (110 if pen.is_wide else 60)
    end = scale(event.when.end)
    if event.when.is_exact and end - start < 10:
        return (start + end) / 2 - 5, (start + end) / 2 + 5
    return start, max(end - 1, start + 6)


def _levels(boxes: list[tuple[float, float]]) -> list[int]:
    """Marks that would touch lie below each other."""
    ends: list[float] = []
    found = []
    for start, end in boxes:
        level = next((place for place, last in enumerate(ends) if last + 2 <= start), len(ends))
        ends[level : level + 1] = [end]
        found.append(level)
    return found


def _shape(pen: Pen, event: _Event, start: float, end: float, y: float, colour: str) -> str:
    assert event.when is not None
    if event.when.end is None:
        shape = shapes.open_end(start, end, y, f"timeline-{pen.form}-{colour or 'p1'}")
    elif event.when.is_exact and end - start <= 10:
        shape = tag("circle", cx=(start + end) / 2, cy=y, r=5, class_=event.how)
    elif event.when.is_vague:
        shape = shapes.vague(start, end, y, event.how)
    else:
        shape = tag("rect", x=start, y=y - 5, width=end - start, height=10, rx=2, class_=event.how)
    return shape + (
        shapes.slash((start + (start + 12 if event.when.end is None else end)) / 2, y) if event.is_contested else ""
    )


def _grid(pen: Pen, scale: _Scale, bottom: float) -> list[str]:
    """A line every five years, with its year at both ends."""
    step = 5 if pen.is_wide or scale.last - scale.first <= 35 else 10
    parts = []
    for year in range(-(-scale.first // step) * step, scale.last + 1, step):
        x = scale(year)
        parts.append(tag("line", x1=x, y1=18.0, x2=x, y2=bottom, class_="grid"))
        anchor = "end" if x > pen.width - 20 else "" if x < 20 else "middle"
        parts += [text(x, at, str(year), "axis", anchor) for at in (12, bottom + 12)]
    return [tag("g", *parts, aria_hidden="true")]


def _yearly(pen: Pen, events: list[_Event], y: float) -> tuple[float, list[str]]:
    """What comes back each year, on a strip of the twelve months."""
    y += pen.size * 2.2
    marks = [text(0, y, pen.t("timeline.yearly"), "strong")]
    initials = pen.t("timeline.months").split()
    cell = 20.0
    y += pen.size * 1.6
    for place, letter in enumerate(initials):
        marks.append(text(place * cell + cell / 2, y, letter, "axis", "middle"))
    y += 6
    for event in events:
        colour = pen.colour(event.pair)
        x = (event.month - 1) * cell + 1
        cells = [
            tag("rect", x=0, y=y + 4, width=12 * cell, height=6, rx=3, class_="land"),
            tag("rect", x=x, y=y, width=cell - 2, height=14, rx=2, class_=event.how),
            shapes.slash(x + cell / 2 - 1, y + 7) if event.is_contested else "",
        ]
        start = 12 * cell + 10 if pen.is_wide else 0.0
        wrapped = measure.wrap(event.name, pen.width - start, pen.size)
        at = y + 12 if pen.is_wide else y + 14 + pen.size * 1.2
        label = lines(start, at, wrapped, pen.size * 1.3)
        marks.append(pen.link(event.thing, event.said, *cells, label, class_=colour))
        y = max(y + 24, at + pen.size * 1.3 * (len(wrapped) - 1) + (10 if pen.is_wide else 14))
    return y, marks


def _others(pen: Pen, events: list[_Event], y: float) -> tuple[float, list[str]]:
    """Times that have no place on the line of years, such as one without a beginning, in words."""
    step, marks = pen.size * 1.4, []
    y += step
    for event in events:
        words = measure.wrap(f"{event.words}: {event.name}", pen.width, pen.size)
        y += step
        marks.append(pen.link(event.thing, event.said, lines(0, y, words, step), class_=pen.colour(event.pair)))
        y += step * (len(words) - 1)
    return y + 4, marks


def _legend(pen: Pen, events: list[_Event]) -> list[tuple[str, str]]:
    """What each form of a mark means; only the forms that are there."""
    spans = [it.when for it in events if it.when]
    kinds = {it.how for it in events}
    fade = f"timeline-{pen.form}-p1"
    every = [
        (any(it.is_exact for it in spans), tag("circle", cx=11, cy=7, r=5, class_="stated"), "day"),
        (any(not it.is_exact and it.end for it in spans), shapes.bar("stated"), "year"),
        (any(it.end is None for it in spans), tag("g", shapes.open_end(0, 22, 7, fade), class_="p1"), "open"),
        (any(it.is_vague for it in spans), shapes.vague(0, 22, 7, "stated"), "vague"),
        ("hedged" in kinds, shapes.bar("hedged"), "hedged"),
        ("expected" in kinds, shapes.bar("expected"), "expected"),
        (any(it.is_contested for it in events), shapes.bar("stated") + shapes.slash(11, 7), "contested"),
    ]
    return [(sample, pen.t(f"timeline.{key}")) for is_there, sample, key in every if is_there]
