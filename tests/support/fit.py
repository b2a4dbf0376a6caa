"""Whether everything on a slide fits, measured independently of the deck."""

import math
import re
from functools import cache
from pathlib import Path

from PIL import ImageFont
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

OURS = Path(__file__).parents[2] / "components" / "assets" / "fonts"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
NOTO, WIDEST = "Noto Sans", "DejaVu Sans"
FILES = {
    NOTO: (OURS / "noto-sans-regular.ttf", OURS / "noto-sans-bold.ttf"),
    WIDEST: (DEJAVU / "DejaVuSans.ttf", DEJAVU / "DejaVuSans-Bold.ttf"),
}
"""Typeface to its files, regular and bold: ours, and its widest substitute."""
LINE = {NOTO: 1.362, WIDEST: 1.164}
"""Height of a line, as a share of the size."""
TYPEFACES = [name for name, files in FILES.items() if all(file.exists() for file in files)]
LEGEND_MARK = {"barChart": 25, "lineChart": 45}
"""Points that the mark of a name takes in a legend."""


def box(shape):
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def apart(one, other):
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@cache
def typeface(name, bold):
    """A typeface to measure with, not the one that the deck loads."""
    return ImageFont.truetype(str(FILES[name][bold]), 64)


def width(text, size, face, bold=False):
    """Points of width of a text on one line."""
    return typeface(face, bold).getlength(text) * size / 64


def lines(text, size, room, bold, face):
    """Lines of a text as an office programme breaks it: at blanks, and inside too wide words."""
    count, line = 1, ""
    for word in re.split(r"[ \n]+", text):
        for piece in [word] if width(word, size, face, bold) <= room else list(word):
            joint = " " if line and piece == word else ""
            if line and width(f"{line}{joint}{piece}", size, face, bold) > room:
                count, line = count + 1, piece
            else:
                line = f"{line}{joint}{piece}"
    return count


def height(frame, room, face):
    """Points of height that a text frame takes at a width of `room` points."""
    taken = 0.0
    for paragraph in frame.paragraphs:
        if paragraph.runs:
            size = max(run.font.size.pt for run in paragraph.runs)
            indent = Emu(
                int(paragraph._p.pPr.get("marL", 0)) if paragraph._p.pPr is not None else 0
            ).pt
            bold = any(run.font.bold for run in paragraph.runs)
            spacing = paragraph.line_spacing if isinstance(paragraph.line_spacing, float) else 1
            taken += (
                lines(paragraph.text, size, room - indent, bold, face) * size * LINE[face] * spacing
            )
            taken += paragraph.space_after.pt if paragraph.space_after else 0
    return taken


def check_that_everything_fits(presentation):
    """In our own typeface, and in its widest substitute."""
    for face in TYPEFACES:
        check(presentation, face)


def check(presentation, face):
    width, depth = presentation.slide_width, presentation.slide_height
    for slide in presentation.slides:
        shapes = [shape for shape in slide.shapes if shape.shape_type != MSO_SHAPE_TYPE.LINE]
        for at, shape in enumerate(shapes):
            left, top, right, bottom = box(shape)
            assert 0 <= left < right <= width and 0 <= top < bottom <= depth
            for other in shapes[at + 1 :]:
                inside_the_timeline = shape.has_chart and not other.is_placeholder
                assert apart(box(shape), box(other)) or inside_the_timeline, (
                    shape.name,
                    other.name,
                )
            if shape.has_text_frame and shape.text_frame.text:
                bold = shape == slide.shapes.title
                for run in (
                    run
                    for paragraph in shape.text_frame.paragraphs
                    for run in paragraph.runs
                    if bold
                ):
                    run.font.bold = True
                assert (
                    height(shape.text_frame, Emu(shape.width).pt, face) <= Emu(shape.height).pt + 1
                ), (face, shape.text_frame.text)
            if shape.has_table:
                check_table(shape, face)
            if shape.has_chart:
                check_chart(shape, face)


def layout(element):
    """Left, top, right and bottom of a part of a chart, as shares of it."""
    values = [
        float(element.find(f"{qn('c:layout')}//{qn(f'c:{name}')}").get("val")) for name in "xywh"
    ]
    return values[0], values[1], values[0] + values[2], values[1] + values[3]


def check_chart(shape, face):
    """The legend is inside the chart, above the plot, and its names fit; so do those of bars."""
    space, (wide, high) = shape.chart._chartSpace, (Emu(shape.width).pt, Emu(shape.height).pt)
    plot = space.find(f".//{qn('c:plotArea')}")
    left, top, right, bottom = layout(plot)
    assert 0 < left < right <= 1 and 0 < top < bottom <= 1
    size = shape.chart.font.size.pt
    if shape.chart.has_legend:
        legend = layout(shape.chart.legend._element)
        assert 0 <= legend[0] < legend[2] <= 1 and 0 <= legend[1] < legend[3] <= top
        mark = next(
            points for kind, points in LEGEND_MARK.items() if plot.find(qn(f"c:{kind}")) is not None
        )
        names = [series.name for series in shape.chart.plots[0].series]
        column = max(width(name, size, face) for name in names) + mark
        rows = math.ceil(len(names) / ((legend[2] - legend[0]) * wide // column))
        assert rows * size * LINE[face] <= (legend[3] - legend[1]) * high, (face, names)
    if plot.find(qn("c:catAx")) is not None:
        names = [str(name) for name in shape.chart.plots[0].categories]
        for name in names:
            taken = lines(name, size, left * wide, False, face) * size * LINE[face]
            assert taken <= (bottom - top) * high / len(names) + 1, (face, name)


def check_table(shape, face):
    table = shape.table
    assert sum(row.height for row in table.rows) <= shape.height + Pt(1)
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            room = Emu(column.width - cell.margin_left - cell.margin_right).pt
            assert height(cell.text_frame, room, face) <= Emu(row.height).pt + 1, (
                face,
                cell.text_frame.text,
            )
