"""Native tables: the figures of the answer, columns of names, the agencies and the matrix."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from components.charts.slide_figures import Matrix
from components.documents.deck.slide import Grid, Group, Line, Number
from components.documents.pptx import paint, texts
from components.documents.pptx.place import Place
from components.documents.pptx.texts import KEY_SIZE, TITLE_SIZE, Text
from components.view.labels import NO_BREAK

LEAST, TEXT_SIZE = 16, 18
"""Points: of labels in tables, of names."""
LINE_SIZES, LINE_GAPS = (20, 18), (12, 4, 0)
"""Points of names in columns and under each, the largest that fit."""
GRID_SIZES = (18, 16)
"""Points of the agencies and their countries."""
HERO_SIZES = (138, 120)
"""Points of the one big number."""
HERO_SHARES = 0.4, 0.55
"""The least and the largest share of the width of the big number."""
GAP, LINE_GAP, ROW_GAP = 16, 4, 10
"""Points between columns, under lines, and between rows of lists."""
NAMES_SHARE, MOST_MORE, CLOSE = 0.33, 22, 0.8
"""Of the matrix: share of the width for the priorities; points that a row has besides its text;
share of a line's height in a turned text."""
THICK, THIN = 2.5, 1
"""Points of lines."""


class Cell(NamedTuple):
    """A cell of a table.

    Attributes:
        texts: its paragraphs.
        anchor, align: where they stand, in the words of the file.
        gap: points at their right; of a turned text at its left, in LibreOffice.
        paper: what it is filled with; `None` where what is behind it shows.
        lines: the lines at its sides: name in the file, points, paint.
        turned: whether its text runs upwards, in lines that stand close together.
    """

    texts: Sequence[Text]
    anchor: str = "t"
    align: str = "l"
    gap: float = 3
    paper: paint.Paint | None = None
    lines: Sequence[tuple[str, float, paint.Paint]] = ()
    turned: bool = False


class Table(NamedTuple):
    """A table: its rows and columns in points; where `named`, the first column names the rows."""

    heights: Sequence[float]
    widths: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    named: bool = False


def figures(place: Place, numbers: Sequence[Number]) -> Table:
    """One big number on the left, the others below each other."""
    first, rest = numbers[0], numbers[1:]
    wide, high = place.points
    least, most = (share * wide for share in HERO_SHARES)
    # With a blank to spare: a number is never broken.
    em = texts.width(f"{first.value} ", 1, bold=True)
    left = min(max(least, GAP + HERO_SIZES[-1] * em), most)
    size = next((one for one in HERO_SIZES if one * em <= left - GAP), int((left - GAP) / em))
    hero = [
        Text(first.value, size, paint.STRONG, True),
        Text(first.label, 24, bold=True, after=LINE_GAP),
        Text(first.small, TITLE_SIZE, paint.MUTED, after=LINE_GAP),
    ]
    indent = GAP + max((texts.width(one.value, KEY_SIZE, bold=True) for one in rest), default=0)
    beside = []
    for one in rest:
        beside.append(Text(one.value, KEY_SIZE, bold=True, tab=one.label, indent=indent))
        beside.append(Text(one.small, TEXT_SIZE, paint.MUTED, indent=indent, after=LINE_GAP))
    return Table([high], [left, wide - left], [[Cell(hero, gap=GAP), Cell(beside, "ctr")]])


def groups(place: Place, columns: Sequence[Group]) -> Table:
    """Columns of names under their numbers, all in the largest size that fits."""
    wide, high = place.points
    each = wide / sum(one.columns for one in columns)
    room = each - GAP
    titles = max(texts.height(one.title, TITLE_SIZE, room, bold=True) for one in columns)
    top = KEY_SIZE * texts.NOTO.line
    rest = high - top - titles - LINE_GAP

    def height(lines: Sequence[Line], size: float, gap: float, face: texts.Typeface) -> float:
        indent = texts.SIGN * size if any(line.sign for line in lines) else 0
        taken = (texts.lines(line.words, size, room - indent, face=face) for line in lines)
        return size * face.line * sum(taken) + gap * len(lines)

    listed = [(lines, face) for one in columns for lines in one.each() for face in texts.FACES]
    fitting = (
        (size, gap)
        for size, gap in itertools.product(LINE_SIZES, LINE_GAPS)
        if all(height(lines, size, gap, face) <= rest for lines, face in listed)
    )
    size, gap = next(fitting, (LEAST, LINE_GAP))
    above = [("lnT", THICK, paint.STRONG)]
    numbers, heads, names = [], [], []
    for one in columns:
        number = Text(one.number, KEY_SIZE, paint.STRONG, True)
        head = Text(one.title, TITLE_SIZE, bold=True)
        for nth, column in enumerate(one.each()):
            lines = [
                Text(line.text, size, aside=line.aside, sign=line.sign, after=gap)
                for line in column
            ]
            blank = Text("", TITLE_SIZE)
            numbers.append(Cell([blank if nth else number], "b", gap=GAP, lines=above))
            heads.append(Cell([blank if nth else head], gap=GAP))
            names.append(Cell(lines, gap=GAP))
    widths = [each] * len(names)
    return Table([top, titles + LINE_GAP, rest], widths, [numbers, heads, names])


def grid(place: Place, chart: Grid) -> Table:
    """A table of lists, each list in one cell, as large as it fits."""
    wide, high = place.points
    named = ((name, *map(_joined, cells)) for name, cells in chart.rows)
    rows = [(chart.corner, *chart.heads), *named]
    first, *others = zip(*rows, strict=True)
    parted = [[piece for text in one for piece in text.split(" ")] for one in (first, *others)]
    whole, word, *ems = (
        max(texts.width(piece, 1, bold=True) for piece in listed) for listed in (first, *parted)
    )
    longest = (max(texts.width(text, 1, bold=True) for text in one) for one in others)
    shares = [0, *(most - em for most, em in zip(longest, ems, strict=True))]

    def columns(size: float, named: float) -> list[float]:
        """What the names and the longest word of a column need; the longer its lists, the more."""
        needs = [GAP + named + 1, *(GAP + size * em + 1 for em in ems)]
        each = max(wide - sum(needs), 0) / (sum(shares) or 1)
        return [need + each * share for need, share in zip(needs, shares, strict=True)]

    def heights(size: float, widths: Sequence[float]) -> list[float]:
        return [
            ROW_GAP
            + max(
                texts.height(text, size, width - GAP, bold=not (down and across))
                for across, (text, width) in enumerate(zip(row, widths, strict=True))
            )
            for down, row in enumerate(rows)
        ]

    def fits(size: float, widths: Sequence[float]) -> bool:
        pairs = zip((word, *ems), widths, strict=True)
        is_wide = all(GAP + size * em <= one for em, one in pairs) and sum(widths) < wide + 1
        return is_wide and sum(heights(size, widths)) <= high

    # Where it does not fit, the names of the rows take several lines.
    tried = [(size, columns(size, GRID_SIZES[0] * whole)) for size in GRID_SIZES]
    tried += [(size, columns(size, size * word)) for size in GRID_SIZES]
    size, widths = next((one for one in tried if fits(*one)), tried[-1])
    heads = [Cell([Text(text, size, paint.MUTED, True)], "ctr", gap=GAP) for text in rows[0]]
    above = [("lnT", THIN, paint.STRONG)]
    cells = []
    for name, *lists in rows[1:]:
        written = [Text(name, size, bold=True), *(Text(one, size) for one in lists)]
        cells.append([Cell([one], "ctr", gap=GAP, lines=above) for one in written])
    return Table(heights(size, widths), widths, [heads, *cells], named=True)


def _joined(lines: Sequence[Line]) -> str:
    """A list in one text, in which no name is parted from its sign."""
    return f"{2 * NO_BREAK} ".join(line.signed if line.sign else line.words for line in lines)


def matrix(place: Place, chart: Matrix, corner: str, colours: paint.Theme) -> Table:
    """Priorities down and countries across, the darker the more was reached."""
    wide, high = place.points
    names = NAMES_SHARE * wide
    lines = [one.name.split("\n") for one in chart.rows]
    head = max(texts.width(line, LEAST) + GAP for one in lines for line in one)
    head = max(head, texts.height(corner, LEAST, names - GAP))
    heights = [texts.height(name, LEAST, names - GAP, bold=True) for name in chart.columns]
    if (each := (high - head) / len(heights)) >= max(heights):
        heights = [min(each, max(heights) + MOST_MORE)] * len(heights)
    across = (wide - names) / max(len(chart.rows), 8)
    around = [(side, THIN, paint.PAPER) for side in ("lnL", "lnR", "lnT", "lnB")]
    first = Cell([Text(corner, LEAST, paint.MUTED)], "b", lines=around)
    heads = []
    for one in lines:
        # LibreOffice starts a turned text at the left edge, whatever its anchor.
        left = max(across - len(one) * LEAST * texts.NOTO.line * CLOSE, 0) / 2
        upwards = [Text(line, LEAST) for line in one]
        heads.append(Cell(upwards, "ctr", gap=left, lines=around, turned=True))
    rows = [[first, *heads]]
    for down, column in enumerate(chart.columns):
        name = Text(column, LEAST, bold=True)
        cells = [Cell([name], "ctr", lines=around)]
        for cell in (one.cells[down] for one in chart.rows):
            paper = (*paint.TONES, paint.STRONG)[chart.tone(cell)]
            number = Text(cell.count, LEAST, colours.on(paper), bool(cell.number))
            cells.append(Cell([number], "ctr", "ctr", 0, paper, around))
        rows.append(cells)
    widths = [names, *[across] * len(chart.rows)]
    return Table([head, *heights], widths, rows, named=True)
