"""The map as native shapes: one for each country, its name and number at the end of a line."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from components.charts.map import Country, Map, shapes
from components.documents.pptx import paint, texts
from components.documents.pptx.place import Place

LABEL_WIDTH, GAP = 250, 10
"""Points of the columns of names, and between a name and its line."""
KEY, KEY_WIDTH, SAMPLE = 30, 110, "M0 0l30 0 0 16-30 0z"
"""Points of the line of the key, and of a tone in it with its words; the outline of the tone."""
STEP = re.compile(r"([MlzZ])|(-?\d*\.?\d+) ?(-?\d*\.?\d+)")
"""A step of an outline: its letter, or how far right and down."""
UNITS = 10
"""Parts of a unit of the map: the file wants whole numbers."""


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


def xml(place: Place, chart: Map, language: str) -> Markup:
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
    left = x + GAP if align == "l" else x - LABEL_WIDTH
    middles = [(one.lead or (one.x, one.y), one) for one in countries]
    for at, (middle, one) in enumerate(sorted(middles, key=lambda each: each[0][1])):
        (end_x, end_y), y = (scale * side for side in middle), (at + 0.5) * room
        line = drawn.part(min(x, end_x), min(y, end_y), abs(x - end_x), abs(y - end_y))
        box = drawn.part(left, at * room, LABEL_WIDTH - GAP, room)
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
