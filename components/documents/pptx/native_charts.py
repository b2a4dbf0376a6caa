"""Bars as native charts: a delegation can change their data in the embedded workbook."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import xlsxwriter
from markupsafe import Markup
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.parts.chart import ChartPart

from components.charts.slide_figures import Bars
from components.documents.deck.slide import in_two_lines
from components.documents.pptx import paint, texts
from components.documents.pptx.place import Place
from data.archive import SAME_TIME
from data.model import locales
from data.text.words import Words
from data.xlsx import OPTIONS

TEXT_SIZE = 16
"""Points of names, legends and the numbers in bars."""
NAMES_SHARE, NAMES_GAP = 0.46, 16
"""Share of the width for the names of bars at most; points between the names and the bars."""
LEGEND_LINE, LEGEND_KEY, LEGEND_GAP = 24, 48, 8
"""Points: a line of the legend, the mark of a series with what is around it, the gap below."""
HIGHEST_BAR = 60
"""Points that a bar and the gap under it take at most."""
NUMBERS = "#,##0;#,##0;"
"""Without a sign, so that what lies before the axis reads as a number; zero is blank."""
Box = tuple[float, float, float, float]
"""Left, top, width and height as shares of the chart."""


def add(
    slide: Any, place: Place, chart: Bars, t: Words, colours: paint.Theme, provenance: Sequence[str]
) -> Markup:
    """Add the part of a chart to that of a slide; returns the XML that leads to it.

    What was in place before stands to the left of the axis. The words of the chart are in the
    language of `t`; `provenance` is what its workbook says of itself.
    """
    chart = chart.with_before(t)
    legend, top = _legend(chart, place)
    chart = _named(chart, place.points[1] - top)
    parts = []
    for one in chart.series:
        ink = colours.on(paint.SOLID.get(one.look.colour, paint.PAPER))
        narrow = [at for at, n in enumerate(one.numbers) if n and not chart.has_room(abs(n))]
        parts.append((one, paint.look(one.look), ink, narrow))
    about = {"chart": chart, "place": place, "size": TEXT_SIZE, "form": NUMBERS, "legend": legend}
    about |= {"lang": locales.language(t.language).office_tag, "box": _plot(chart, place, top)}
    made = texts.written("chart.xml", parts=parts, **about)
    package = slide.package
    name = package.next_partname(ChartPart.partname_template)
    part: Any = ChartPart.load(name, CONTENT_TYPE.DML_CHART, package, made.encode())
    part.chart_workbook.update_from_xlsx_blob(_workbook(chart, provenance))
    return Markup('<c:chart r:id="{}"/>').format(slide.relate_to(part, RELATIONSHIP_TYPE.CHART))


def _workbook(chart: Bars, provenance: Sequence[str]) -> bytes:
    """The embedded workbook: the numbers of the chart, and the provenance on a second sheet.

    That of python-pptx would turn a name that starts with an equals sign into a formula.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"created": datetime(*SAME_TIME)})
        sheet, about = book.add_worksheet("Sheet1"), book.add_worksheet("About")
        sheet.write_column(1, 0, chart.categories)
        for column, series in enumerate(chart.series, 1):
            sheet.write_column(0, column, [series.word, *series.numbers])
        sheet.set_column(0, 0, 40)
        about.set_column(0, 0, 100)
        about.write_column(0, 0, provenance)
    return out.getvalue()


def _named(chart: Bars, high: float) -> Bars:
    """A chart of bars with their names in two lines, where each bar has room for two."""
    if chart.upright or high / len(chart.categories) < 2 * TEXT_SIZE * texts.NOTO.line:
        return chart
    return replace(chart, categories=tuple(map(in_two_lines, chart.categories)))


def _plot(chart: Bars, place: Place, top: float) -> Box:
    """The place of bars beside their names, or of months side by side above theirs."""
    width, height = place.points
    if chart.upright:
        room = height - top - 2.6 * TEXT_SIZE * texts.NOTO.line
        return 0.01, top / height, 0.98, room / height
    high = min(height - top, HIGHEST_BAR * len(chart.categories))
    lines = (line for name in chart.categories for line in name.split("\n"))
    names = max((texts.width(line, TEXT_SIZE) for line in lines), default=0) + NAMES_GAP
    share = min(names / width, NAMES_SHARE)
    return share, top / height, 0.99 - share, high / height


def _legend(chart: Bars, place: Place) -> tuple[Box, float]:
    """The place of the legend above the plot, and the points of height that it takes."""
    room, high = place.points
    names = [texts.width(series.word, TEXT_SIZE) + LEGEND_KEY for series in chart.series]
    column = max(names, default=0)
    rows = 1 if sum(names) <= room else -(-len(names) // max(1, int(room // column)))
    height = rows * LEGEND_LINE
    return (0, 0, 0.99, height / high), height + LEGEND_GAP
