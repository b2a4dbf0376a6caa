"""Whether everything on a slide fits, measured apart from how the deck itself measures it."""

import re
from functools import cache
from pathlib import Path

from PIL import ImageFont
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu, Pt

FONT = Path(__file__).parents[2] / "components" / "assets" / "fonts" / "noto-sans.woff2"


def box(shape):
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def apart(one, other):
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@cache
def typeface(bold):
    """The typeface of the deck, apart from how the deck measures it."""
    font = ImageFont.truetype(str(FONT), 64)
    font.set_variation_by_axes([700 if bold else 400])
    return font


def lines(text, size, room, bold):
    """Lines of a text, as an office programme breaks it: at blanks, and in words that are wider than the box."""
    count, line = 1, ""
    for word in re.split(r"[ \n]+", text):
        for piece in [word] if typeface(bold).getlength(word) * size / 64 <= room else list(word):
            joint = " " if line and piece == word else ""
            if line and typeface(bold).getlength(f"{line}{joint}{piece}") * size / 64 > room:
                count, line = count + 1, piece
            else:
                line = f"{line}{joint}{piece}"
    return count


def height(frame, room):
    """Points of height that a text frame takes at a width of `room` points."""
    taken = 0.0
    for paragraph in frame.paragraphs:
        if paragraph.runs:
            size = max(run.font.size.pt for run in paragraph.runs)
            indent = Emu(int(paragraph._p.pPr.get("marL", 0)) if paragraph._p.pPr is not None else 0).pt
            bold = any(run.font.bold for run in paragraph.runs)
            spacing = paragraph.line_spacing if isinstance(paragraph.line_spacing, float) else 1
            taken += lines(paragraph.text, size, room - indent, bold) * size * 1.362 * spacing
            taken += paragraph.space_after.pt if paragraph.space_after else 0
    return taken


def check_that_everything_fits(presentation):
    width, depth = presentation.slide_width, presentation.slide_height
    for slide in presentation.slides:
        shapes = [shape for shape in slide.shapes if shape.shape_type != MSO_SHAPE_TYPE.LINE]
        for at, shape in enumerate(shapes):
            left, top, right, bottom = box(shape)
            assert 0 <= left < right <= width and 0 <= top < bottom <= depth
            for other in shapes[at + 1 :]:
                inside_the_timeline = shape.has_chart and not other.is_placeholder
                assert apart(box(shape), box(other)) or inside_the_timeline, (shape.name, other.name)
            if shape.has_text_frame and shape.text_frame.text:
                bold = shape == slide.shapes.title
                for run in (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs if bold):
                    run.font.bold = True
                assert height(shape.text_frame, Emu(shape.width).pt) <= Emu(shape.height).pt + 1, shape.text_frame.text
            if shape.has_table:
                check_table(shape)


def check_table(shape):
    table = shape.table
    assert sum(row.height for row in table.rows) <= shape.height + Pt(1)
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            room = Emu(column.width - cell.margin_left - cell.margin_right).pt
            assert height(cell.text_frame, room) <= Emu(row.height).pt + 1, cell.text_frame.text
