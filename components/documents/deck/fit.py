"""Fits a figure to slides: the rows that a projector can show, and names that fit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from components.charts import theme
from components.charts.bars import Bars
from components.charts.series import Series
from components.charts.slide_matrix import Matrix
from components.charts.spans import Spans
from components.charts.timeline import Run
from components.documents.deck.slide import cut
from data.model import APPLICABLE, State
from data.text.words import Words

MOST_BARS = 10
"""Bars of the timeline that are legible on a projector."""
MOST_GROUPS = 12
"""Stacked bars of one slide that are legible on a projector."""
MOST_ROWS, MOST_COLUMNS = 8, 8
"""Countries and priorities on one slide of the matrix, so that each cell has room for a word."""
MOST_OF_A_NAME = 80
"""Characters of a category: two lines beside its bar."""
MOST_OF_AN_ACTION = 52
"""Characters of an action beside its bar: one line."""
MOST_OF_A_HEADING = 34
"""Characters of a priority over a column: two lines."""


def even(items: Sequence[Any], most: int) -> list[Sequence[Any]]:
    """Items in as few parts of at most `most` as there can be, of one size but for the last."""
    count = max(1, -(-len(items) // most))
    size = max(1, -(-len(items) // count))
    return [items[start : start + size] for start in range(0, len(items), size)]


def full(bars: Bars) -> Bars:
    """The bars that have a length: an empty one says that there is nothing."""
    return bars.only([place for place, total in enumerate(bars.totals) if total])


def parts(bars: Bars, most: int = MOST_GROUPS) -> list[Bars]:
    """Bars for as many slides as are needed; where there are several, empty rows are left out."""
    if len(bars.rows) <= most:
        return [bars]
    sized = zip(bars.rows, bars.totals, strict=True)
    full = [at for at, (row, total) in enumerate(sized) if total or row.before or row.either]
    return [bars.only(places) for places in even(full, most)] if full else []


def on_one_slide(bars: Bars, t: Words) -> Bars:
    """Return the bars that have a length, as many as one slide shows, under names that fit."""
    return label_rows(parts(full(bars))[0], t)


def label_rows(bars: Bars, t: Words) -> Bars:
    """Return bars under names that fit; an empty row says beside it that it is no result."""
    rows = []
    for row, total in zip(bars.rows, bars.totals, strict=True):
        aside = [
            t("deck.before", n=row.before) if row.before else "",
            t(f"state_said.{State.BEFORE_OR_SINCE}", n=row.either) if row.either else "",
        ]
        beside = "" if total else ", ".join(filter(None, aside)) or t("deck.nothing_here")
        name = cut(row.name, MOST_OF_A_NAME - (len(beside) + 3 if beside else 0))
        rows.append(replace(row, name=f"{name} ({beside})" if beside else name))
    return replace(bars, rows=tuple(rows))


def words(bars: Bars, t: Words) -> str:
    """The numbers of bars in words, for those who cannot see them: those that are not zero."""
    rows = []
    for place, name in enumerate(bars.categories):
        numbers = {series.name: series.numbers[place] for series in bars.series}
        pieces = [f"{one} {t.number(number)}" for one, number in numbers.items() if number]
        rows.append(f"{name}: {', '.join(pieces)}" if pieces else name)
    return "; ".join(rows)


def totals(bars: Bars) -> dict[State, int]:
    """State to number over all rows: those that count and occur, in the order of every legend."""
    sums = {series.mark: sum(number or 0 for number in series.numbers) for series in bars.series}
    return {state: sums[state] for state in APPLICABLE if sums.get(state)}


class MatrixPart(NamedTuple):
    """A part of the matrix, and the places of its rows and columns in the whole."""

    matrix: Matrix
    rows: Sequence[int]
    columns: Sequence[int]


def matrix_parts(whole: Matrix) -> list[MatrixPart]:
    """The matrix for as many slides as its rows and columns need, under names that fit."""
    across = list(range(len(whole.columns)))
    if len(across) > MOST_COLUMNS:
        # Over so many columns no name is legible: leave out the columns without milestones.
        across = [at for at in across if any(row.cells[at].filled for row in whole.rows)]
    downs, sides = even(range(len(whole.rows)), MOST_ROWS), even(across, MOST_COLUMNS)
    return [MatrixPart(_part(whole, rows, at), rows, at) for rows in downs for at in sides]


def _part(whole: Matrix, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
    headings = (whole.columns[at] for at in columns)
    return replace(
        whole,
        columns=tuple(replace(one, title=cut(one.title, MOST_OF_A_HEADING)) for one in headings),
        rows=tuple(
            replace(
                row,
                name=cut(row.name, MOST_OF_A_HEADING),
                cells=tuple(row.cells[at] for at in columns),
            )
            for row in (whole.rows[at] for at in rows)
        ),
    )


class Piece(NamedTuple):
    """Where an action runs within some years, in days.

    Attributes:
        action: its code.
        start: days from the first of these years.
        before, sure, after: days of its first date and of its last, where only a month, quarter or
            year is known, and days that lie surely between.
    """

    action: str
    start: int
    before: int
    sure: int
    after: int


def pieces(runs: Mapping[str, Run], years: tuple[int, int]) -> list[Piece]:
    """Return the actions whose dates lie furthest apart within some years, in their order."""
    pieces = [_piece(code, run, years) for code, run in runs.items() if run.touches(years)]
    longest = sorted(pieces, key=lambda piece: -piece.sure)[:MOST_BARS]
    return [piece for piece in pieces if piece in longest]


def _piece(code: str, run: Run, years: tuple[int, int]) -> Piece:
    """From the first to the last date of an action and its milestones, cut to the years."""
    begins, ends = days(years)
    spans = [
        (max(span.first.toordinal(), begins), min(span.last.toordinal() + 1, ends), span.exact)
        for span in run.spans
        if span.touches(years)
    ]
    opening, closing = min(spans), max(spans, key=lambda span: span[1])
    begin, end, way = opening[0], closing[1], opening[0] - begins
    if opening == closing:
        length = end - begin
        return Piece(code, way, *((0, length, 0) if opening[2] else (length, 0, 0)))
    sure_from = begin if opening[2] else min(opening[1], closing[0])
    sure_to = max(end if closing[2] else closing[0], sure_from)
    return Piece(code, way, sure_from - begin, sure_to - sure_from, end - sure_to)


def days(years: tuple[int, int]) -> tuple[int, int]:
    """The first day of some years and the one after the last, as ordinals."""
    return date(years[0], 1, 1).toordinal(), date(years[1] + 1, 1, 1).toordinal()


def spans(
    pieces: Sequence[Piece],
    years: tuple[int, int],
    names: Mapping[str, str],
    as_of: date,
    t: Words,
) -> Spans:
    """Bars of `pieces` over their years, under the names of the actions.

    Where only the month, quarter or year is known, they are striped.
    """
    lengths = {
        "offset": tuple(piece.start for piece in pieces),
        "opening": tuple(piece.before for piece in pieces),
        "running": tuple(piece.sure for piece in pieces),
        "closing": tuple(piece.after for piece in pieces),
    }
    series = tuple(
        Series(name, t(f"deck.{name}"), theme.SPAN[name], numbers)
        for name, numbers in lengths.items()
        if theme.SPAN[name].hidden or any(numbers)
    )
    first, after = (date.fromordinal(day) for day in days(years))
    cut_off = min(max(as_of, first), after - timedelta(days=1))
    label = t("timeline.cut_off", day=t.short_date(as_of))
    short = tuple(cut(names[piece.action], MOST_OF_AN_ACTION) for piece in pieces)
    return Spans(short, series, t("deck.days"), first, after, (cut_off, label))
