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
LEGEND_MARK = 25
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


@cache
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


def inherited(shape):
    """Points that a text has by its layout, or by the master; `None` where it is no placeholder."""
    if not shape.is_placeholder:
        return None
    index = shape.placeholder_format.idx
    layout = shape.part.slide_layout
    same = next((one for one in layout.placeholders if one.placeholder_format.idx == index), None)
    found = None if same is None else same._element.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    if found is None or not found.get("sz"):
        kind = "titleStyle" if "TITLE" in shape.placeholder_format.type.name else "bodyStyle"
        styles = layout.slide_master._element.find(f".//{qn(f'p:{kind}')}")
        found = styles.find(f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    return int(found.get("sz")) / 100


def paragraphs(frame, usual=None):
    """Of each paragraph that says something: text, size, bold, and its indent and spaces."""
    found = []
    for paragraph in frame.paragraphs:
        if runs := paragraph.runs:
            fonts = [run.font for run in runs]
            properties = paragraph._p.pPr
            indent = Emu(int(properties.get("marL", 0)) if properties is not None else 0).pt
            spacing = paragraph.line_spacing
            after = paragraph.space_after
            sizes = [font.size.pt if font.size else usual for font in fonts]
            # Behind a tab stands a smaller text, whose first line is as high as what is before.
            tab = "\t" in paragraph.text
            higher = (max(sizes) - min(sizes)) * max(LINE.values()) if tab else 0
            found.append(
                (
                    paragraph.text.rpartition("\t")[2],
                    min(sizes) if tab else max(sizes),
                    any(font.bold for font in fonts),
                    indent,
                    spacing if isinstance(spacing, float) else 1,
                    (after.pt if after else 0) + higher,
                )
            )
    return found


def height(texts, room, face):
    """Points of height that the paragraphs of a frame take at a width of `room` points."""
    return sum(
        lines(text, size, room - indent, bold, face) * size * LINE[face] * spacing + after
        for text, size, bold, indent, spacing, after in texts
    )


def check_height(frame, room, most, usual=None):
    """Points of height that are taken at a width of `room` points are at most so many."""
    parts = paragraphs(frame, usual)
    for face in TYPEFACES:
        assert height(parts, room, face) <= most + 1, (face, frame.text)


def check_that_everything_fits(presentation):
    """Apart and on the slide; and in our own typeface, and in its widest substitute."""
    size = presentation.slide_width, presentation.slide_height
    for slide in presentation.slides:
        shapes = [shape for shape in slide.shapes if shape.shape_type != MSO_SHAPE_TYPE.LINE]
        check_places(shapes, *size)
        title = slide.shapes.title
        for shape in shapes:
            check_shape(shape, is_title=shape == title)


def check_places(shapes, width, depth):
    """Each is on the slide, and apart from every other."""
    boxes = [box(shape) for shape in shapes]
    for at, (shape, place) in enumerate(zip(shapes, boxes, strict=True)):
        left, top, right, bottom = place
        assert 0 <= left < right <= width and 0 <= top < bottom <= depth
        for other, beside in zip(shapes[at + 1 :], boxes[at + 1 :], strict=True):
            are_marks = shape.has_table and other.shape_type == MSO_SHAPE_TYPE.GROUP
            assert are_marks or apart(place, beside), (shape.name, other.name)
            for face in TYPEFACES if are_marks else ():
                check_marks(shape, other, face)


def check_marks(shape, marks, face):
    """They stand in one column: beside the number in the first row, or under all that is said."""
    table, left, top = shape.table, shape.left, marks.top - shape.top
    for column, cell in zip(table.columns, table.rows[0].cells, strict=True):
        lines, beside = paragraphs(cell.text_frame), marks.left - left
        left += column.width
        if 0 <= beside < column.width and len(table.rows) == 1:
            assert height(lines, Emu(column.width - cell.margin_right).pt, face) <= Emu(top).pt
        elif 0 <= beside < column.width:
            text, size, bold, *_ = lines[0]
            assert width(text, size, face, bold) < Emu(beside).pt
            assert top + marks.height <= table.rows[0].height


def check_shape(shape, *, is_title):
    """What it says fits into it, in each typeface; a title is bold."""
    if shape.has_text_frame and shape.text_frame.text:
        frame = shape.text_frame
        if is_title:
            for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
                run.font.bold = True
        check_height(frame, Emu(shape.width).pt, Emu(shape.height).pt, inherited(shape))
    if shape.has_table:
        check_table(shape)
    if shape.has_chart:
        for face in TYPEFACES:
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
        names = [series.name for series in shape.chart.plots[0].series]
        taken = [width(name, size, face) + LEGEND_MARK for name in names]
        room = (legend[2] - legend[0]) * wide
        rows = 1 if sum(taken) <= room else math.ceil(len(names) / max(room // max(taken), 1))
        assert rows * size * LINE[face] <= (legend[3] - legend[1]) * high, (face, names)
    if plot.find(qn("c:catAx")) is not None:
        upright = plot.find(f".//{qn('c:barDir')}").get("val") == "col"
        names = [] if upright else [str(name) for name in shape.chart.plots[0].categories]
        for name in names:
            taken = lines(name, size, left * wide, False, face) * size * LINE[face]
            assert taken <= (bottom - top) * high / len(names) + 1, (face, name)


def check_table(shape):
    table = shape.table
    heights = [row.height for row in table.rows]
    widths = [column.width for column in table.columns]
    assert sum(heights) <= shape.height + Pt(1)
    for row, high in zip(table.rows, heights, strict=True):
        for wide, cell in zip(widths, row.cells, strict=True):
            room = Emu(wide - cell.margin_left - cell.margin_right).pt, Emu(high).pt
            turned = cell._tc.tcPr is not None and cell._tc.tcPr.get("vert") == "vert270"
            check_height(cell.text_frame, *(room[::-1] if turned else room))
