"""All meetings on one axis of years, as our script takes it (`course.js`)."""

from datetime import date, timedelta
from typing import Any

from components.charts.lines import month_end
from components.charts.meetings import SIGN, Cycle, Meetings
from components.frontend import inks
from components.frontend.course import known
from components.frontend.lanes import Scale, lanes, terms, years
from data.words import Words


def render(chart: Meetings, t: Words) -> dict[str, Any]:
    """Years, the presidencies, the lanes of meetings, each with its cycle, and the cut-off."""
    scale = _scale(chart)
    shown = lanes(chart.meetings, chart.lanes, scale, chart.as_of, t)
    cycles = {cycle.after: cycle for cycle in chart.cycles}
    for key, lane in zip(chart.lanes, shown, strict=True):
        if key in cycles:
            lane["cycle"] = _cycle(cycles[key], scale, t)
    found = {meeting.status for meeting in chart.meetings}
    return {
        "label": t("meetings.axis_label"),
        "years": years(scale, t, with_months=False),
        "presidencies": {"name": t("meetings.presidencies"), "terms": terms(chart.terms, scale)},
        "lanes": shown,
        "known": known(chart.as_of, scale, t),
        "statuses": [
            *(
                {"status": str(status), "word": t(f"meeting_status.{status}")}
                for status in SIGN
                if status in found
            ),
            *(
                {"status": "cycle", "word": t("meetings.cycle_lane", length=cycle.length)}
                for cycle in chart.cycles[:1]
            ),
        ],
    }


def _scale(chart: Meetings) -> Scale:
    """Whole years, from the first to the last in which anything is drawn."""
    days = [
        chart.as_of,
        *(day for meeting in chart.meetings for day in (meeting.first, meeting.last)),
        *(day for term in chart.terms for day in (term.first, term.last)),
        *(month_end(cycle.month) for cycle in chart.cycles),
    ]
    first, last = min(days).year, max(days).year
    return Scale(date(first, 1, 1), (last - first + 1) * 12)


def _cycle(cycle: Cycle, scale: Scale, t: Words) -> dict[str, Any]:
    """From the last meeting held to the month to which the cycle counts: no day is known."""
    start, first = scale.at(cycle.start), scale.at(cycle.month)
    end = scale.at(month_end(cycle.month) + timedelta(days=1))
    month = t.date(cycle.month, "month")
    return {
        "left": inks.percent(start),
        "width": inks.percent(end - start),
        "month": inks.percent((first - start) / (end - start) if end > start else 0),
        "label": t("meetings.cycle_mark", length=cycle.length, month=month),
    }
