"""Drawings of native shapes: a map, a shape a country, named at the end of a line; marks."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from components.charts import theme
from components.charts.map import Country, Map, shapes
from components.charts.slide_figures import BESIDE, UNDER, Marks
from components.documents.deck.slide import Group, Line, Number
from components.documents.pptx import paint, texts
from components.documents.pptx.native_tables import GAP, HERO_SHARES
from components.documents.pptx.place import Place

LABEL_WIDTH, LABEL_GAP = 250, 10
"""Points of the columns of names, and between a name and its line."""
KEY, KEY_WIDTH, SAMPLE = 30, 110, "M0 0l30 0 0 16-30 0z"
"""Points of the line of the key, and of a tone in it with its words; the outline of the tone."""
STEP = re.compile(r"([MlzZ])|(-?\d*\.?\d+) ?(-?\d*\.?\d+)")
"""A step of an outline: its letter, or how far right and down."""
UNITS = 10
"""Parts of a unit of the map: the file wants whole numbers."""
TOP = 22
"""Points from the top of a group to its digits, beside which its marks are."""
INK = 0.78
"""Share of the room of a mark that is its side."""


class Outline(NamedTuple):
    """An outline: its corner, width and height in units of the map, and its path in XML."""

    corner: tuple[float, float]
    size: tuple[float, float]
    path: Markup


class Label(NamedTuple):
    """A name and a number in their place, and the line from there to the country, if any."""

    name: str
    number: str
    place: Place
    align: str
    line: Place | None
    flipped: bool


def map_xml(place: Place, chart: Map, language: str) -> Markup:
    """The map in XML: its key, outlines of countries, the darker the more was reached, labels."""
    wide, high = place.points
    high -= KEY
    scale = min(high / chart.height, (wide - 2 * LABEL_WIDTH) / chart.width)
    across = scale * chart.width
    drawn = place.part((wide - across) / 2, KEY, across, high)
    land = shapes()["countries"]
    parts = [(drawn, scale, one.name, land[one.id]["d"], one.tone) for one in chart.countries]
    parts.append((drawn, scale, "", shapes()["disputed"], 0))
    labels = []
    for at, one in enumerate(chart.key):
        sample = place.part((wide - len(chart.key) * KEY_WIDTH) / 2 + at * KEY_WIDTH, 0, wide, KEY)
        parts.append((sample, 1, one.word, SAMPLE, int(one.look[-1])))
        labels.append(Label(one.word, "", sample.part(40, 0, KEY_WIDTH, 16), "l", None, False))
    outlines = []
    for within, large, name, path, tone in parts:
        shape, paper = outline(path), paint.TONES[tone]
        at = within.part(*(large * side for side in (*shape.corner, *shape.size)))
        outlines.append({"name": name, "place": at, "path": shape.path, "paper": paper})
    shown = sorted(chart.countries, key=lambda one: (one.x, one.y))
    half = -(-len(shown) // 2)
    labels += _labels(drawn, shown[:half], 0, "r", scale)
    labels += _labels(drawn, shown[half:], across, "l", scale)
    return texts.written("map.xml", lang=language, place=place, outlines=outlines, labels=labels)


def _labels(
    drawn: Place, countries: Sequence[Country], x: float, align: str, scale: float
) -> Iterator[Label]:
    """Names and numbers beside the map, each with a line to its country, which cross no other."""
    room = drawn.points[1] / max(len(countries), 1)
    left = x + LABEL_GAP if align == "l" else x - LABEL_WIDTH
    middles = [(one.lead or (one.x, one.y), one) for one in countries]
    for at, (middle, one) in enumerate(sorted(middles, key=lambda each: each[0][1])):
        (end_x, end_y), y = (scale * side for side in middle), (at + 0.5) * room
        line = drawn.part(min(x, end_x), min(y, end_y), abs(x - end_x), abs(y - end_y))
        box = drawn.part(left, at * room, LABEL_WIDTH - LABEL_GAP, room)
        yield Label(one.name, one.number, box, align, line, (end_x > x) != (end_y > y))


@functools.lru_cache(maxsize=64)
def outline(path: str) -> Outline:
    """An outline of SVG as a native one."""
    contours = list(_contours(path))
    xs, ys = ([point[side] for points in contours for point in points] for side in (0, 1))
    left, top = min(xs), min(ys)
    wide, high = max(xs) - left, max(ys) - top
    steps = []
    for points in contours:
        for at, (x, y) in enumerate(points):
            step = "lnTo" if at else "moveTo"
            steps.append(f'<a:{step}><a:pt x="{x - left}" y="{y - top}"/></a:{step}>')
        steps.append("<a:close/>")
    path = Markup(f'<a:path w="{wide}" h="{high}">{"".join(steps)}</a:path>')
    return Outline((left / UNITS, top / UNITS), (wide / UNITS, high / UNITS), path)


def _contours(outline: str) -> Iterator[list[tuple[int, int]]]:
    """The points of each part of an outline of SVG: a move to a place, then relative lines."""
    for part in outline.replace("z", "Z").split("Z"):
        points, x, y = [], 0.0, 0.0
        for _, right, down in STEP.findall(part):
            if right:
                x, y = x + float(right), y + float(down)
                points.append((round(x * UNITS), round(y * UNITS)))
        if points:
            yield points


def rooms(place: Place, items: Sequence[Number | Group | Line]) -> Iterator[tuple[Marks, Place]]:
    """The marks of a slide and where they stand: beside a number, or under the big one."""
    wide, high = place.points
    columns, left = sum(one.columns for one in items if isinstance(one, Group)), 0.0
    for one in items:
        if isinstance(one, Number) and one.marks.states:
            yield (
                one.marks,
                place.part(0, high - UNDER, HERO_SHARES[0] * wide - GAP, UNDER),
            )
        if isinstance(one, Group):
            each = one.columns * wide / columns
            beside = texts.width(one.number, texts.KEY_SIZE, bold=True) + GAP
            if one.marks.states:
                yield (
                    one.marks,
                    place.part(left + beside, TOP, each - beside - GAP, BESIDE),
                )
            left += each


def marks_xml(place: Place, marks: Marks) -> Markup:
    """Marks in XML, row by row, in the middle of the height of their place."""
    across, size = marks.fitted(*place.points)
    number, at, shapes = sum(n for _, n in marks.states), 0, []
    top, side = (place.points[1] - -(-number // across) * size) / 2, INK * size
    for state, n in marks.states:
        squares = ((one % across * size, one // across * size) for one in range(at, at + n))
        steps = f"l{side:.1f} 0 0 {side:.1f} -{side:.1f} 0z"
        drawn = outline("".join(f"M{x:.1f} {y:.1f}{steps}" for x, y in squares))
        (x, y), look = drawn.corner, paint.look(theme.look(state))
        shapes.append((place.part(x, top + y, *drawn.size), state, drawn.path, look))
        at += n
    return texts.written("marks.xml", place=place, shapes=shapes)
