"""The map: a shape for each country, with its name and number at the end of a line."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from components.charts.map import Country, Map, shapes
from components.documents.pptx import paint, texts
from components.documents.pptx.place import Place

TEXT_SIZE, LABEL_WIDTH, GAP = 16, 230, 10
"""Points of the names; the width of their columns; between a name and its line."""
STEP = re.compile(r"([MlzZ])|(-?\d*\.?\d+) ?(-?\d*\.?\d+)")
"""A step of an outline: its letter, or how far right and down."""
UNITS = 10
"""Parts of a unit of the map: the file wants whole numbers."""


def add(tree: Any, place: Place, chart: Map) -> Any:
    """Add the countries that have an outline as one group; returns it."""
    group = tree.add_group_shape()
    wide, high = place.points
    scale = min(high / chart.height, (wide - 2 * LABEL_WIDTH) / chart.width)
    drawn = place.part((wide - scale * chart.width) / 2, 0, scale * chart.width, high)
    for country in chart.countries:
        _outline(group, drawn, country, drawn.pt(scale) / UNITS)
    across = sorted(chart.countries, key=lambda one: (one.x, one.y))
    half = -(-len(across) // 2)
    for column, x, align in (
        (across[:half], 0.0, PP_ALIGN.RIGHT),
        (across[half:], scale * chart.width, PP_ALIGN.LEFT),
    ):
        _labels(group, drawn, sorted(column, key=lambda one: one.y), x, align, scale)
    return group


def _labels(
    group: Any, drawn: Place, countries: Sequence[Country], x: float, align: PP_ALIGN, scale: float
) -> None:
    """Names and numbers beside the map from top to bottom, each with a line to its country."""
    room = drawn.points[1] / max(len(countries), 1)
    left = x + GAP if align == PP_ALIGN.LEFT else x - LABEL_WIDTH
    for at, country in enumerate(countries):
        box = drawn.part(left, at * room, LABEL_WIDTH - GAP, room)
        shape = group.shapes.add_textbox(box.left, box.top, box.width, box.height)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        paragraph = frame.paragraphs[0]
        paragraph.alignment = align
        texts.run(paragraph, f"{country.name}  ", drawn.pt(TEXT_SIZE), paint.INK)
        texts.run(paragraph, country.number, drawn.pt(TEXT_SIZE + 4), paint.INK, True)
        middle = shapes()["countries"][country.id]
        start = drawn.part(x, (at + 0.5) * room, 0, 0)
        end = drawn.part(scale * middle["x"], scale * middle["y"], 0, 0)
        line = group.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, start.left, start.top, end.left, end.top
        )
        line.line.width = drawn.pt(0.75)
        paint.colour(line.line.color, paint.MUTED)


def _outline(group: Any, drawn: Place, country: Country, scale: float) -> None:
    """Draw a country, the darker the more was reached there."""
    contours = list(_contours(shapes()["countries"][country.id]["d"]))
    xs, ys = zip(*itertools.chain(*contours), strict=True)
    left, top = min(xs), min(ys)
    # Only the corners: for each point of a shape, its builder looks at all of them again.
    builder = group.shapes.build_freeform(left, top, scale)
    shape = builder.add_line_segments([(max(xs), max(ys))]).convert_to_shape(drawn.left, drawn.top)
    [path] = shape._element.xpath(".//a:path")
    del path[:]
    for points in contours:
        (first_x, first_y), *others = points
        path.add_moveTo(first_x - left, first_y - top)
        for x, y in others:
            path.add_lnTo(x - left, y - top)
        path.add_close()
    shape.shadow.inherit, shape.line.width = False, drawn.pt(0.5)
    paint.fill(shape.fill, (*paint.TONES, paint.STRONG)[country.tone])
    paint.colour(shape.line.color, paint.MUTED)


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
