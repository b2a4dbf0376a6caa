"""Native charts: a delegation can change their data in the embedded workbook."""

import io
import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries, LineSeries
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.charts import theme
from components.charts.bars import Bars
from components.charts.lines import Lines
from components.charts.series import Series
from components.charts.spans import Spans
from components.documents.deck.slide import Chart
from components.documents.pptx import texts
from components.documents.pptx.place import Place
from data.archive import SAME_TIME
from data.text import locales

STACKED = XL_CHART_TYPE.BAR_STACKED
TYPE = {Bars: STACKED, Spans: STACKED, Lines: XL_CHART_TYPE.LINE}
TEXT_SIZE, LABEL_SIZE = 14, 13
"""Points of names and legends, and of the numbers in bars."""
NAMES_SHARE, MOST_NAMES_SHARE, NAMES_GAP = 0.34, 0.45, 16
"""Shares of the width for the names of bars, and at most for those of bars over time; points
between the names and the bars."""
LEAST_SCALE = 4
"""The least end of the axis, so that a bar of 1 does not fill the slide."""
HIGHEST_BAR = 56
"""Points that a bar and the gap under it take at most."""
LEGEND_LINE, LEGEND_GAP, SPANS_LINE = 22, 8, 21
"""Points of height: a line of the legend, the gap under it, a line above bars over time."""
LEGEND_KEY = {Bars: 44, Lines: 75}
"""Points that the mark of a series takes in the legend, with what is around it."""
MONTHS, MONTH_GAP = (8, 6, 4, 2), 10
"""Parts of the axis of bars over time: the most whose names have room; points between names."""
INK, GRID, WHITE = (theme.office(colour) for colour in (theme.TEXT, theme.RULE, theme.PAPER))
DARK = {theme.CONFIRMED, theme.LATE, theme.WITHDRAWN, theme.ANNOUNCED, theme.INK}
"""Colours on which a number is white."""
ZERO_IS_BLANK = "#,##0;;;"
SPREADSHEET_EPOCH = date(1899, 12, 30)
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add(shapes: Any, place: Place, chart: Chart, language: str, provenance: Sequence[str]) -> Any:
    """Add a chart to a slide; returns its graphic frame.

    The names of months are in `language`; `provenance` is what its workbook says of itself.
    """
    data = CategoryChartData(number_format=ZERO_IS_BLANK if isinstance(chart, Bars) else "General")
    chart = chart if isinstance(chart, Lines) else chart.under(_names(chart, place))
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, _numbers_of(chart, series))
    box = (place.left, place.top, place.width, place.height)
    frame = shapes.add_chart(TYPE[type(chart)], *box, data)
    native: Any = frame.chart
    native.part.chart_workbook.update_from_xlsx_blob(_workbook(chart, provenance))
    native.font.size, native.font.color.rgb = Pt(TEXT_SIZE), RGBColor.from_string(INK)
    native.has_title = False
    for native_series, series in zip(native.plots[0].series, chart.series, strict=True):
        _look(native_series, series)
    match chart:
        case Bars():
            _bars(native, chart, place)
        case Lines():
            _lines(native, chart, place, language)
        case Spans():
            _spans(native, chart, place, language)
    return frame


def _names(chart: Bars | Spans, place: Place) -> tuple[str, ...]:
    """The categories, cut to the room beside their bars: two lines where a bar is as high."""
    names, is_timed = chart.categories, isinstance(chart, Spans)
    room = (MOST_NAMES_SHARE if is_timed else NAMES_SHARE) * place.points[0] - NAMES_GAP
    two_lines = 2 * TEXT_SIZE * texts.NOTO.line * len(names)
    lines = 1 if is_timed or _bars_height(chart, place) < two_lines else 2
    return tuple(texts.cut_to_lines(name, TEXT_SIZE, room, lines) for name in names)


def _numbers_of(chart: Chart, series: Series) -> tuple[int | None, ...]:
    """The numbers of a series as the chart needs them: the offset of a span becomes a day."""
    if not (series.look.hidden and isinstance(chart, Spans)):
        return series.numbers
    first = serial(chart.first)
    return tuple(first + number for number in series.numbers if number is not None)


def serial(day: date) -> int:
    """A day as a spreadsheet counts it."""
    return (day - SPREADSHEET_EPOCH).days


def _workbook(chart: Chart, provenance: Sequence[str]) -> bytes:
    """The embedded workbook: the numbers of the chart, and the provenance on a second sheet.

    That of python-pptx would turn a name that starts with an equals sign into a formula.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": datetime(*SAME_TIME)})
        sheet, about = book.add_worksheet("Sheet1"), book.add_worksheet("About")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, category in enumerate(chart.categories, 1):
            if isinstance(category, str):
                sheet.write_string(row, 0, category)
            else:
                sheet.write_number(row, 0, serial(category), day)
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, series.name)
            for row, number in enumerate(_numbers_of(chart, series), 1):
                if number is not None:
                    sheet.write_number(row, column, number, day if series.look.hidden else None)
        sheet.set_column(0, 0, 40)
        about.set_column(0, 0, 100)
        for row, line in enumerate(provenance):
            about.write_string(row, 0, line)
    return out.getvalue()


def _look(native: BarSeries | LineSeries, series: Series) -> None:
    """Colour, stripes and dashes of a series."""
    if series.look.hidden:
        native.format.fill.background()
        native.format.line.fill.background()
        return
    colour = RGBColor.from_string(theme.office(series.look.colour))
    if isinstance(native, LineSeries):
        native.smooth = False
        native.format.line.width, native.format.line.color.rgb = Pt(3.5), colour
        if series.look.dashed:
            native.format.line.dash_style = MSO_LINE.ROUND_DOT
        return
    if series.look.hatched:
        hatch(native.format.fill, colour)
    else:
        native.format.fill.solid()
        native.format.fill.fore_color.rgb = colour
    native.format.line.color.rgb, native.format.line.width = colour, Pt(0.75)


def hatch(fill: FillFormat, colour: RGBColor) -> None:
    """Stripes on white, the look of a state without a report."""
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb, fill.back_color.rgb = colour, RGBColor(255, 255, 255)


def _bars(native: Any, chart: Bars, place: Place) -> None:
    top, height = _legend(native, chart, place), _bars_height(chart, place)
    box = (NAMES_SHARE, top / place.points[1], 0.99 - NAMES_SHARE, height / place.points[1])
    _set_layout(_plot_area(native), box, inner=True)
    _categories(native)
    axis = native.value_axis
    axis.minimum_scale, axis.has_major_gridlines, axis.visible = 0, False, False
    numbers = zip(*(series.numbers for series in chart.series), strict=True)
    totals = [sum(number or 0 for number in stacked) for stacked in numbers]
    axis.maximum_scale = longest = max([*totals, LEAST_SCALE])
    per_unit = (0.99 - NAMES_SHARE) * place.points[0] / longest
    native.plots[0].gap_width, native.plots[0].overlap = 45, 100
    for native_series, series in zip(native.plots[0].series, chart.series, strict=True):
        _numbers(native_series, series, per_unit)


def _bars_height(chart: Chart, place: Place) -> float:
    """Points of height of all bars and the gaps between them."""
    room = place.points[1] - _legend_size(chart, place)[1] - LEGEND_GAP
    return min(room, HIGHEST_BAR * len(chart.categories))


def _numbers(native: BarSeries, series: Series, per_unit: float) -> None:
    """The numbers in the pieces of the bars; none where the piece is narrower than its number."""
    labels = native.data_labels
    labels.show_value, labels.number_format = True, ZERO_IS_BLANK
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size, labels.font.bold = Pt(LABEL_SIZE), True
    labels.font.color.rgb = RGBColor.from_string(WHITE if series.look.colour in DARK else INK)
    narrow = [
        place
        for place, number in enumerate(series.numbers)
        if number and texts.width(str(number), LABEL_SIZE, bold=True) > number * per_unit
    ]
    for at, place in enumerate(narrow):
        label = f'<c:dLbl xmlns:c="{CHART}"><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'
        labels._element.insert(at, parse_xml(label))


def _spans(native: Any, chart: Spans, place: Place, language: str) -> None:
    native.has_legend = False
    left, right, top = spans_area(chart, place)
    _set_layout(_plot_area(native), (left, top, right - left, 0.99 - top), inner=True)
    _categories(native)
    axis = native.value_axis
    axis.minimum_scale, axis.maximum_scale = serial(chart.first), serial(chart.last)
    month = texts.width("mmm 2025", texts.LEAST_SIZE) + MONTH_GAP
    room = (right - left) * place.points[0]
    parts = next((number for number in MONTHS if number * month <= room), MONTHS[-1])
    axis.major_unit = (chart.last - chart.first).days / parts
    _number_format(axis, f"[$-{locales.language(language).office_number}]mmm yyyy")
    axis.tick_labels.font.size = Pt(texts.LEAST_SIZE)
    axis.format.line.fill.background()
    _gridlines(axis)
    native.plots[0].gap_width, native.plots[0].overlap = 55, 100


def spans_area(chart: Spans, place: Place) -> tuple[float, float, float]:
    """Left, right and upper edge of bars over time, as shares of their place.

    The months and the name of the cut-off stand above the upper edge.
    """
    longest = max((texts.width(name, TEXT_SIZE) for name in _names(chart, place)), default=0)
    left = min((longest + NAMES_GAP) / place.points[0], MOST_NAMES_SHARE)
    return left, 0.97, 2 * SPANS_LINE / place.points[1]


def _lines(native: Any, chart: Lines, place: Place, language: str) -> None:
    legend = _legend(native, chart, place) / place.points[1]
    _set_layout(_plot_area(native), (0.045, legend + 0.02, 0.88, 0.88 - legend), inner=True)
    axis, few = native.category_axis, len(chart.categories) <= 36
    form = "mmm yyyy" if few else "yyyy"
    _number_format(axis, f"[$-{locales.language(language).office_number}]{form}")
    axis.major_tick_mark, axis.has_major_gridlines = XL_TICK_MARK.OUTSIDE, False
    axis.format.line.color.rgb = RGBColor.from_string(GRID)
    element = axis._element
    for tag, value in (
        ("baseTimeUnit", "months"),
        ("majorUnit", "3" if few else "1"),
        ("majorTimeUnit", "months" if few else "years"),
    ):
        for old in element.findall(qn(f"c:{tag}")):
            element.remove(old)
        element.append(parse_xml(f'<c:{tag} xmlns:c="{CHART}" val="{value}"/>'))
    native.value_axis.minimum_scale = 0
    native.value_axis.format.line.fill.background()
    _number_format(native.value_axis, "#,##0")
    _gridlines(native.value_axis)
    last = [series.numbers[-1] or 0 for series in chart.series]
    highest = max((number or 0 for series in chart.series for number in series.numbers), default=1)
    positions = _label_positions(last, highest or 1, place.points[1])
    for native_series, series, position in zip(
        native.plots[0].series, chart.series, positions, strict=True
    ):
        label = native_series.points[len(series.numbers) - 1].data_label
        label.position = position
        label.font.size, label.font.bold = Pt(TEXT_SIZE + 2), True
        colour = theme.office(series.look.colour) if series.look.colour in DARK else INK
        label.font.color.rgb = RGBColor.from_string(colour)


def _label_positions(last: Sequence[int], highest: int, height: float) -> list[XL_LABEL_POSITION]:
    """Positions of the numbers at the ends of lines, so that no two of them overlap."""
    near = 1.6 * TEXT_SIZE / height * highest
    positions = []
    for at, number in enumerate(last):
        others = [
            other for place, other in enumerate(last) if place != at and abs(other - number) < near
        ]
        if not others:
            positions.append(XL_LABEL_POSITION.RIGHT)
        else:
            above = number > max(others) or (number == max(others) and last.index(number) == at)
            positions.append(XL_LABEL_POSITION.ABOVE if above else XL_LABEL_POSITION.BELOW)
    return positions


def _number_format(axis: Any, form: str) -> None:
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False


def _gridlines(axis: Any) -> None:
    axis.has_major_gridlines = True
    line = axis.major_gridlines.format.line
    line.color.rgb, line.width = RGBColor.from_string(GRID), Pt(0.75)
    axis.major_tick_mark = XL_TICK_MARK.NONE


def _categories(native: Any) -> None:
    """The names of the bars, the first on top."""
    axis = native.category_axis
    axis.reverse_order = True
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark, axis.has_major_gridlines = XL_TICK_MARK.NONE, False
    axis.format.line.color.rgb = RGBColor.from_string(GRID)
    axis.tick_labels.font.size = Pt(TEXT_SIZE)


def _legend(native: Any, chart: Chart, place: Place) -> float:
    """Set the legend above the plot; returns the points of height that it takes."""
    native.has_legend = True
    legend, (width, height) = native.legend, _legend_size(chart, place)
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    legend.font.size = Pt(TEXT_SIZE)
    _set_layout(legend._element, (0, 0, width / place.points[0], height / place.points[1]))
    return height + LEGEND_GAP


def _legend_size(chart: Chart, place: Place) -> tuple[float, float]:
    """Points of width and height of the legend.

    PowerPoint sets its names in columns of equal width; LibreOffice needs less room.
    """
    room = 0.99 * place.points[0]
    widest = max((texts.width(series.name, TEXT_SIZE) for series in chart.series), default=0)
    column = widest + LEGEND_KEY[type(chart)]
    rows = math.ceil(len(chart.series) / max(1, room // column))
    return min(column * math.ceil(len(chart.series) / max(1, rows)), room), LEGEND_LINE * rows


def _plot_area(native: Any) -> Any:
    return native._chartSpace.find(f".//{{{CHART}}}plotArea")


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
