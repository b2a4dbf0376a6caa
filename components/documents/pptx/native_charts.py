"""Native charts: a delegation can change their data in the embedded workbook."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from components.charts import theme
from components.charts.bars import Bars
from components.charts.series import Series
from components.documents.pptx import paint, texts
from components.documents.pptx.place import Place
from data.archive import SAME_TIME
from data.model import State
from data.text.words import Words

TEXT_SIZE = 16
"""Points of names, legends and the numbers in bars."""
NAMES_SHARE, NAMES_GAP = 0.46, 16
"""Share of the width for the names of bars at most; points between the names and the bars."""
LEGEND_LINE, LEGEND_KEY, LEGEND_GAP = 26, 48, 8
"""Points: a line of the legend, the mark of a series with what is around it, the gap below."""
HIGHEST_BAR = 60
"""Points that a bar and the gap under it take at most."""
LEAST_SCALE = 4
"""The least end of the axis, so that a bar of 1 does not fill the slide."""
NUMBERS = "#,##0;#,##0;"
"""Without a sign, so that what lies before the axis reads as a number; zero is blank."""
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add(
    shapes: Any,
    place: Place,
    chart: Bars,
    t: Words,
    colours: paint.Theme,
    provenance: Sequence[str],
) -> Any:
    """Add a chart to a slide; returns its graphic frame.

    What was in place before stands to the left of the axis. The words of the chart are in the
    language of `t`; `provenance` is what its workbook says of itself.
    """
    chart = _with_before(chart, t)
    data = CategoryChartData(number_format=NUMBERS)
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.word, series.numbers)
    box = (place.left, place.top, place.width, place.height)
    kind = XL_CHART_TYPE.COLUMN_STACKED if chart.upright else XL_CHART_TYPE.BAR_STACKED
    frame = shapes.add_chart(kind, *box, data)
    native: Any = frame.chart
    for name in ("c:axId", "c:crossAx"):
        for element in native._chartSpace.iter(qn(name)):
            # The library writes negative numbers, which the standard does not allow.
            element.set("val", str(abs(int(element.get("val")))))
    native.part.chart_workbook.update_from_xlsx_blob(_workbook(chart, provenance))
    native.font.size, native.has_title = place.pt(TEXT_SIZE), False
    paint.colour(native.font.color, paint.INK)
    for native_series, series in zip(native.plots[0].series, chart.series, strict=True):
        native_series.invert_if_negative = False
        paint.look(native_series, series.look)
    (_columns if chart.upright else _bars)(native, chart, place, colours)
    return frame


def _with_before(chart: Bars, t: Words) -> Bars:
    """Bars with what was in place before as a series of its own, to the left of zero."""
    before = tuple(-row.before for row in chart.rows)
    if not any(before):
        return chart
    look = theme.STATE[State.IN_PLACE]
    own = Series(State.IN_PLACE, t(f"state.{State.IN_PLACE}"), look, before)
    return replace(chart, series=(*chart.series, own))


def _workbook(chart: Bars, provenance: Sequence[str]) -> bytes:
    """The embedded workbook: the numbers of the chart, and the provenance on a second sheet.

    That of python-pptx would turn a name that starts with an equals sign into a formula.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": datetime(*SAME_TIME)})
        sheet, about = book.add_worksheet("Sheet1"), book.add_worksheet("About")
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, category)
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, series.word)
            for row, number in enumerate(series.numbers, 1):
                if number is not None:
                    sheet.write_number(row, column, number)
        sheet.set_column(0, 0, 40)
        about.set_column(0, 0, 100)
        for row, line in enumerate(provenance):
            about.write_string(row, 0, line)
    return out.getvalue()


def _bars(native: Any, chart: Bars, place: Place, colours: paint.Theme) -> None:
    """Bars below each other, with what was in place before to the left of the axis."""
    top, (width, height) = _legend(native, chart, place), place.points
    high = min(height - top, HIGHEST_BAR * len(chart.rows))
    names = max((texts.width(row.name, TEXT_SIZE) for row in chart.rows), default=0) + NAMES_GAP
    share = min(names / width, NAMES_SHARE)
    box = (share, top / height, 0.99 - share, high / height)
    before = max((row.before for row in chart.rows), default=0)
    numbers = zip(*(series.numbers for series in chart.series), strict=True)
    ends = -before, max([LEAST_SCALE, *map(_length, numbers)])
    per_unit = (0.99 - share) * width / (ends[1] - ends[0])

    def needs(text: str) -> float:
        return texts.width(text, TEXT_SIZE, bold=True) / per_unit

    _lay_out(native, chart, place, box, ends)
    for native_series, series in zip(native.plots[0].series, chart.series, strict=True):
        _numbers(native_series, series, place, colours, needs)


def _length(numbers: Iterable[int | None]) -> int:
    """How far a bar reaches to the right of the axis."""
    return sum(number for number in numbers if number and number > 0)


def _columns(native: Any, chart: Bars, place: Place, colours: paint.Theme) -> None:
    """Months side by side, under names that are broken where they have no room, never turned."""
    top, (_, height) = _legend(native, chart, place), place.points
    room, most = height - top - 2.6 * TEXT_SIZE * texts.NOTO.line, max([*chart.totals, LEAST_SCALE])
    _lay_out(native, chart, place, (0.01, top / height, 0.98, room / height), (0, most))
    axis = native.category_axis
    axis.reverse_order = False
    axis._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").set("rot", "0")
    line = TEXT_SIZE * texts.NOTO.line * most / room
    for native_series, series in zip(native.plots[0].series, chart.series, strict=True):
        _numbers(native_series, series, place, colours, lambda _: line)


def _numbers(
    native: Any, series: Series, place: Place, colours: paint.Theme, needs: Callable[[str], float]
) -> None:
    """The numbers in the pieces of bars; none where the piece is shorter than its number needs."""
    labels = native.data_labels
    labels.show_value, labels.number_format = True, NUMBERS
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size, labels.font.bold = place.pt(TEXT_SIZE), True
    ink = colours.on(paint.SOLID.get(series.look.colour, paint.PAPER))
    paint.colour(labels.font.color, ink)
    narrow = [
        at
        for at, number in enumerate(series.numbers)
        if number and needs(str(abs(number))) > abs(number)
    ]
    for at, point in enumerate(narrow):
        label = f'<c:dLbl xmlns:c="{CHART}"><c:idx val="{point}"/><c:delete val="1"/></c:dLbl>'
        labels._element.insert(at, parse_xml(label))


def _lay_out(
    native: Any, chart: Bars, place: Place, box: tuple[float, ...], ends: tuple[int, int]
) -> None:
    """The room of the bars, the first on top, the names beside them, and the ends of the axis."""
    _set_layout(native._chartSpace.find(f".//{qn('c:plotArea')}"), box, inner=True)
    values, axis = native.value_axis, native.category_axis
    values.has_major_gridlines, values.visible = False, False
    values.minimum_scale, values.maximum_scale = ends
    native.plots[0].gap_width, native.plots[0].overlap = 30 if chart.upright else 45, 100
    axis.reverse_order, axis.has_major_gridlines = True, False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark, axis.format.line.width = XL_TICK_MARK.NONE, place.pt(1.5)
    paint.colour(axis.format.line.color, paint.INK)
    axis.tick_labels.font.size = place.pt(TEXT_SIZE)
    skip = parse_xml(f'<c:tickLblSkip xmlns:c="{CHART}" val="1"/>')
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _legend(native: Any, chart: Bars, place: Place) -> float:
    """Set the legend above the plot; returns the points of height that it takes."""
    native.has_legend, room = True, place.points[0]
    names = [texts.width(series.word, TEXT_SIZE) + LEGEND_KEY for series in chart.series]
    column = max(names, default=0)
    rows = 1 if sum(names) <= room else -(-len(names) // max(1, int(room // column)))
    height = rows * LEGEND_LINE
    legend = native.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    legend.font.size = place.pt(TEXT_SIZE)
    wide = min(column * -(-len(names) // rows), 0.99 * room)
    _set_layout(legend._element, (0, 0, wide / room, height / place.points[1]))
    return height + LEGEND_GAP


def _set_layout(element: Any, box: tuple[float, ...], *, inner: bool = False) -> None:
    """Place a legend or a plot area: left, top, width and height as shares of the chart."""
    for old in element.findall(qn("c:layout")):
        element.remove(old)
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    named = zip("xywh", box, strict=True)
    values = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in named)
    layout = parse_xml(
        f'<c:layout xmlns:c="{CHART}"><c:manualLayout>{target}'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{values}</c:manualLayout></c:layout>'
    )
    before = element.find(qn("c:legendPos"))
    element.insert(0 if before is None else element.index(before) + 1, layout)
