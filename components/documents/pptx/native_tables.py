"""Native tables: the matrix, and the four figures of the headline."""

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from components.charts import theme
from components.charts.slide_matrix import Matrix, MatrixCell
from components.documents.deck.slide import Number
from components.documents.pptx import native_charts, texts
from components.documents.pptx.place import Place
from data.model import Cell as Due

NAMES_SHARE = 0.16
"""Share of the width that the names of the rows take."""
HEAD, ROW, HIGHEST_ROW = 44, 32, 44
"""Points of height: of the head, of a row at least, of a row at most."""
COUNT_SIZE, NAME_SIZE, SIDE = 13, 14, 3
FIGURE_TOP, FIGURE_GAP, LINE_GAP = 10, 24, 6
"""Points: above the figures, between them, under each of their lines."""
LABEL_SIZE, SMALL_SIZE, VALUE_SIZES, MEANS_SIZES = 18, 16, (44, 40, 36, 32, 28, 24), (14, 13, 12)
INK, MUTED, WHITE, HEAD_FILL, PLAIN = (
    theme.office(colour)
    for colour in (theme.TEXT, theme.INK, theme.PAPER, theme.PRIMARY, theme.SOFT)
)
TINT: Mapping[str, str] = {due: theme.office(colour) for due, colour in theme.TINT.items()}
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"


def add(shapes: Any, place: Place, matrix: Matrix, corner: str) -> Any:
    """Add the matrix to a slide, with what its rows are in the corner; returns its frame."""
    row = min(max((place.points[1] - HEAD) / len(matrix.rows), ROW), HIGHEST_ROW)
    size = len(matrix.rows) + 1, len(matrix.columns) + 1
    frame = _frame(shapes, place, size, HEAD + row * len(matrix.rows))
    table = frame.table
    table.first_col = True
    names = int(place.width * NAMES_SHARE)
    for at, column in enumerate(table.columns):
        column.width = Emu(names if at == 0 else (place.width - names) // len(matrix.columns))
    for at, line in enumerate(table.rows):
        line.height = Pt(HEAD if at == 0 else row)
    titles = (column.title for column in matrix.columns)
    for at, name in enumerate((corner, *titles)):
        room = Emu(table.columns[at].width).pt - 2 * SIDE, HEAD
        fitting, points = texts.fit(name, (texts.LEAST_SIZE,), room, bold=True)
        _write(table.cell(0, at), [(fitting, points, True)], HEAD_FILL, WHITE, centred=at > 0)
    for down, line in enumerate(matrix.rows, 1):
        room = Emu(names).pt - 2 * SIDE, row
        fitting, points = texts.fit(line.name, (NAME_SIZE, 13, texts.LEAST_SIZE), room, bold=True)
        _write(table.cell(down, 0), [(fitting, points, True)], WHITE, INK)
        for across, cell in enumerate(line.cells, 1):
            _cell(table.cell(down, across), cell)
    return frame


def figures(shapes: Any, place: Place, numbers: Sequence[Number]) -> Any:
    """Add figures side by side, each with its label, its value and its definition.

    Returns:
        Their graphic frame: a table, so that the values are on one line below labels of any length.
    """
    room = place.points[0] / len(numbers) - FIGURE_GAP
    size = min(
        texts.fit(number.value, VALUE_SIZES, (room, 2 * VALUE_SIZES[-1]), bold=True)[1]
        for number in numbers
    )
    rows = [
        ([number.label for number in numbers], LABEL_SIZE, True, MUTED, MSO_ANCHOR.BOTTOM),
        ([number.value for number in numbers], size, True, HEAD_FILL, MSO_ANCHOR.MIDDLE),
        ([number.small for number in numbers], SMALL_SIZE, False, INK, MSO_ANCHOR.TOP),
    ]
    heights = [_height(words, points, room, bold=bold) for words, points, bold, *_ in rows]
    heights.append(place.points[1] - sum(heights) - FIGURE_TOP)
    means = [texts.fit(number.means, MEANS_SIZES, (room, heights[-1])) for number in numbers]
    texts_of = [text for text, _ in means]
    rows.append((texts_of, min(points for _, points in means), False, MUTED, MSO_ANCHOR.TOP))
    lower = Place(place.left, place.top + Pt(FIGURE_TOP), place.width, place.height)
    frame = _frame(shapes, lower, (len(rows), len(numbers)), sum(heights))
    table = frame.table
    for down, (words, points, bold, ink, anchor) in enumerate(rows):
        table.rows[down].height = Pt(heights[down])
        for across, text in enumerate(words):
            native = table.cell(down, across)
            _write(native, [(text, points, bold)], WHITE, ink)
            native.vertical_anchor = anchor
            native.margin_left, native.margin_right = Pt(0), Pt(FIGURE_GAP)
    return frame


def _frame(shapes: Any, place: Place, size: tuple[int, int], height: float) -> Any:
    """A table of so many rows and columns, and points of height, in no style but ours."""
    frame = shapes.add_table(*size, place.left, place.top, place.width, Pt(height))
    frame._element.graphic.graphicData.tbl.tblPr[0].text = NO_STYLE
    frame.table.first_row, frame.table.horz_banding = True, False
    return frame


def _height(words: Sequence[str], size: float, room: float, *, bold: bool) -> float:
    """Points of height of a row of texts: as much as the longest of them needs."""
    return max(texts.height(text, size, room, bold=bold) for text in words) + LINE_GAP


def _cell(native: Any, cell: MatrixCell) -> None:
    rows = [(f"{cell.count} {cell.sign}".strip(), COUNT_SIZE, True)]
    if cell.word:
        rows.append((cell.word, texts.LEAST_SIZE, False))
    _write(native, rows, TINT.get(cell.due, PLAIN if cell.filled else WHITE), INK, centred=True)
    if cell.due == Due.NO_REPORT:
        native_charts.hatch(native.fill, RGBColor.from_string(theme.office(theme.STRIPE)))


def _write(
    native: Any, rows: Sequence[tuple[str, float, bool]], fill: str, ink: str, centred: bool = False
) -> None:
    """Text lines in a cell, on a colour, with white between it and the next."""
    native.margin_left = native.margin_right = Pt(SIDE)
    native.margin_top = native.margin_bottom = Pt(0)
    native.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame = native.text_frame
    for at, (text, size, bold) in enumerate(rows):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        paragraph.line_spacing = 0.9
        texts.run(paragraph, text, size, RGBColor.from_string(ink), bold)
    native.fill.solid()
    native.fill.fore_color.rgb = RGBColor.from_string(fill)
    properties = native._tc.get_or_add_tcPr()
    for at, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        border = (
            f'<a:{side} xmlns:a="{SPACE}" w="19050"><a:solidFill>'
            f'<a:srgbClr val="{WHITE}"/></a:solidFill></a:{side}>'
        )
        properties.insert(at, parse_xml(border))
