"""Native tables: the figures of the answer, columns of names, the agencies and the matrix."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml

from components.charts.map import TONES, tone
from components.charts.slide_matrix import Matrix
from components.documents.deck.slide import Grid, Group, Line, Number
from components.documents.pptx import paint, texts
from components.documents.pptx.place import Place

LEAST, TEXT_SIZE, TITLE_SIZE = 16, 18, 20
"""Points: of labels in tables, of names, of heads."""
LINE_SIZES = (24, 22, 20, 18)
"""Points of names in columns, the largest that fits."""
GRID_SIZES = (20, 18, 16)
"""Points of the agencies and their countries."""
HERO_SIZES, KEY_SIZE = (150, 138, 120), 60
"""Points of the one big number, and of others."""
HERO_SHARE, GAP, LINE_GAP = 0.4, 16, 6
"""The share of the width of the big number; points between columns, and under lines."""
HEAD = 190
"""Points of height of the names of countries over the matrix, which are turned."""
NAMES_SHARE = 0.33
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
NO_BREAK = "\N{NO-BREAK SPACE}"


class Text(NamedTuple):
    """A paragraph of a cell.

    Attributes:
        aside: what stands behind it, muted.
        sign: what stands before it, and the text hangs behind that.
        tab: what stands behind it in the size of heads, at the indent.
        indent: points from the left where its text, or that of its tab, stands.
    """

    text: str
    size: float
    ink: paint.Paint = paint.INK
    bold: bool = False
    aside: str = ""
    sign: str = ""
    tab: str = ""
    indent: float = 0


def figures(shapes: Any, place: Place, numbers: Sequence[Number]) -> Any:
    """One big number on the left, the others below each other; returns their table."""
    first, rest = numbers[0], numbers[1:]
    wide, high = place.points
    left = HERO_SHARE * wide
    frame = _frame(shapes, place, [high], [left, wide - left])
    line = left, HERO_SIZES[0] * texts.NOTO.line
    _, size = texts.fit(first.value, HERO_SIZES, line, bold=True)
    hero = [Text(first.value, size, paint.STRONG, True)]
    hero += [Text(first.label, 24, bold=True), Text(first.small, TITLE_SIZE, paint.MUTED)]
    _write(place, frame.table.cell(0, 0), hero, gap=GAP)
    keys = [texts.width(one.value, KEY_SIZE, bold=True) for one in rest]
    indent = max(keys, default=0) + GAP
    rows = []
    for number in rest:
        rows.append(Text(number.value, KEY_SIZE, bold=True, tab=number.label, indent=indent))
        rows.append(Text(number.small, TEXT_SIZE, paint.MUTED, indent=indent))
    _write(place, frame.table.cell(0, 1), rows, anchor=MSO_ANCHOR.MIDDLE)
    return frame


def groups(shapes: Any, place: Place, columns: Sequence[Group]) -> Any:
    """Columns of names under their numbers; returns their table."""
    wide, high = place.points
    room = wide / len(columns) - GAP
    titles = max(texts.height(one.title, TITLE_SIZE, room, bold=True) for one in columns)
    top = KEY_SIZE * texts.NOTO.line
    rest = high - top - titles - LINE_GAP

    def height(one: Group, size: float) -> float:
        indent = 1.4 * size if any(line.sign for line in one.lines) else 0
        taken = (texts.height(line.words, size, room - indent) for line in one.lines)
        return sum(taken) + LINE_GAP * len(one.lines)

    fitting = (size for size in LINE_SIZES if all(height(one, size) <= rest for one in columns))
    size = next(fitting, LEAST)
    heights = [top, titles + LINE_GAP, rest]
    frame = _frame(shapes, place, heights, [wide / len(columns)] * len(columns))
    for at, column in enumerate(columns):
        cells = [frame.table.cell(down, at) for down in range(3)]
        number = [Text(column.number, KEY_SIZE, paint.STRONG, True)]
        _write(place, cells[0], number, anchor=MSO_ANCHOR.BOTTOM, gap=GAP)
        _write(place, cells[1], [Text(column.title, TITLE_SIZE, bold=True)], gap=GAP)
        lines = [Text(line.text, size, aside=line.aside, sign=line.sign) for line in column.lines]
        _write(place, cells[2], lines, gap=GAP)
        _line(place, cells[0], "lnT", paint.STRONG)
    return frame


def grid(shapes: Any, place: Place, chart: Grid) -> Any:
    """A table of lists, each list in one cell, as large as it fits; returns its table."""
    wide, high = place.points
    rows = [
        (chart.corner, *chart.heads),
        *((name, *map(_joined, cells)) for name, cells in chart.rows),
    ]
    widths = _widths(chart, wide)

    def heights(size: float) -> list[float]:
        rooms = [width - GAP for width in widths]
        return [
            max(
                texts.height(text, size, room, bold=not (down and across))
                for across, (text, room) in enumerate(zip(row, rooms, strict=True))
            )
            + GAP
            for down, row in enumerate(rows)
        ]

    size = next((one for one in GRID_SIZES if sum(heights(one)) <= high), LEAST)
    frame = _frame(shapes, place, heights(size), widths)
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            cell, is_head = frame.table.cell(down, across), not (down and across)
            ink = paint.INK if down else paint.MUTED
            said = [Text(text, size, ink, is_head)]
            _write(place, cell, said, gap=GAP, anchor=MSO_ANCHOR.MIDDLE)
            if down:
                _line(place, cell, "lnT", paint.RULE)
    frame.table.first_col = True
    return frame


def _widths(chart: Grid, wide: float) -> list[float]:
    """Points of width of the columns: more for longer lists, and enough for each name."""
    names = [chart.corner, *(name for name, _ in chart.rows)]
    first = max(texts.width(name, GRID_SIZES[0], bold=True) for name in names) + GAP
    sizes = [
        max([len(head), *(sum(len(x.words) + 4 for x in cells[at]) for _, cells in chart.rows)])
        for at, head in enumerate(chart.heads)
    ]
    shares = [size**0.6 for size in sizes]
    return [first, *((wide - first) * share / sum(shares) for share in shares)]


def _joined(lines: Sequence[Line]) -> str:
    """A list in one text, in which no name is parted from its sign."""
    words = (f"{line.sign} {line.words}".strip().replace(" ", NO_BREAK) for line in lines)
    return f"{2 * NO_BREAK} ".join(words)


def matrix(shapes: Any, place: Place, chart: Matrix, corner: str, colours: paint.Theme) -> Any:
    """Priorities down and countries across, the darker the more was reached; returns its table."""
    wide, high = place.points
    names = NAMES_SHARE * wide
    row = min((high - HEAD) / len(chart.columns), 44)
    each = (wide - names) / max(len(chart.rows), 8)
    widths = [names, *[each] * len(chart.rows)]
    frame = _frame(shapes, place, [HEAD, *[row] * len(chart.columns)], widths)
    table = frame.table
    table.first_col = True
    _write(place, table.cell(0, 0), [Text(corner, LEAST, paint.MUTED)], anchor=MSO_ANCHOR.BOTTOM)
    most = max((cell.number for line in chart.rows for cell in line.cells), default=0)
    for across, line in enumerate(chart.rows, 1):
        head = table.cell(0, across)
        _write(place, head, [Text(line.name, LEAST)], anchor=MSO_ANCHOR.MIDDLE)
        head._tc.get_or_add_tcPr().set("vert", "vert270")
        for down, cell in enumerate(line.cells, 1):
            paper = (*paint.TONES, paint.STRONG)[min(tone(cell.number, most), TONES)]
            text = Text(cell.count, LEAST, colours.on(paper), True)
            native = table.cell(down, across)
            _write(place, native, [text], anchor=MSO_ANCHOR.MIDDLE, align=PP_ALIGN.CENTER)
            paint.fill(native.fill, paper)
    for down, column in enumerate(chart.columns, 1):
        name = Text(f"{column.number} {column.title}", LEAST, bold=True)
        _write(place, table.cell(down, 0), [name], anchor=MSO_ANCHOR.MIDDLE)
    for line in table.rows:
        for cell in line.cells:
            for side in ("lnL", "lnR", "lnT", "lnB"):
                _line(place, cell, side, paint.PAPER)
    return frame


def _frame(shapes: Any, place: Place, heights: Sequence[float], widths: Sequence[float]) -> Any:
    """A table of rows and columns of these points, in no style but ours."""
    size = len(heights), len(widths)
    box = (place.left, place.top, place.width, place.pt(sum(heights)))
    frame = shapes.add_table(*size, *box)
    frame._element.graphic.graphicData.tbl.tblPr[0].text = NO_STYLE
    frame.table.first_row, frame.table.horz_banding = True, False
    for row, height in zip(frame.table.rows, heights, strict=True):
        row.height = place.pt(height)
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = place.pt(width)
    return frame


def _write(
    place: Place,
    native: Any,
    rows: Sequence[Text],
    *,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    gap: float = 3,
) -> None:
    """Paragraphs in a cell, which has no fill of its own."""
    native.margin_left = native.margin_top = native.margin_bottom = 0
    native.margin_right = place.pt(gap) if align != PP_ALIGN.CENTER else 0
    native.vertical_anchor = anchor
    native.fill.background()
    frame = native.text_frame
    for at, row in enumerate(rows):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        paragraph.alignment = align
        paragraph.line_spacing = 0.9 if row.size >= KEY_SIZE else None
        if len(rows) > 1 and row.size < KEY_SIZE:
            paragraph.space_after = place.pt(LINE_GAP)
        if row.sign:
            hang(paragraph, row.sign, place.pt(1.4 * row.size))
        elif row.indent:
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", str(place.pt(row.indent)))
            properties.set("indent", str(-place.pt(row.indent) if row.tab else 0))
        size = place.pt(row.size)
        texts.run(paragraph, row.text, size, row.ink, row.bold or None)
        if row.tab:
            texts.run(paragraph, f"\t{row.tab}", place.pt(TITLE_SIZE), paint.INK, True)
        if row.aside:
            texts.run(paragraph, f" ({row.aside})", size, paint.MUTED)


def hang(paragraph: Any, sign: str, indent: int) -> None:
    """A sign before a line, its text hanging behind it."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    colour = paint.xml(paint.STRONG).replace("a:solidFill", "a:buClr")
    named = colour.replace("<a:buClr>", f'<a:buClr xmlns:a="{DRAWING}">')
    for tag in (
        named,
        f'<a:buFont xmlns:a="{DRAWING}" typeface="+mj-lt"/>',
        f'<a:buChar xmlns:a="{DRAWING}"/>',
    ):
        properties.append(parse_xml(tag))
    properties[-1].set("char", sign)


def _line(place: Place, native: Any, side: str, ink: paint.Paint) -> None:
    """A line at a side of a cell; without an ink there is none."""
    properties = native._tc.get_or_add_tcPr()
    width = place.pt(2.5 if ink == paint.STRONG else 1)
    line = parse_xml(f'<a:{side} xmlns:a="{DRAWING}" w="{width}">{paint.xml(ink)}</a:{side}>')
    order = ("lnL", "lnR", "lnT", "lnB")
    before = sum(child.tag.rpartition("}")[2] in order[: order.index(side)] for child in properties)
    properties.insert(before, line)
