"""The timeline as its component takes it (`timeline.js`)."""

from typing import Any

from components.charts import theme
from components.charts.timeline import ActionRow, Group, Sentence, Timeline
from data.words import Words

WORDS = (
    "zoom",
    "closer",
    "wider",
    "unfold",
    "fold",
    "exact",
    "inexact",
    "due_date",
    "meeting",
    "cut_off_line",
)


def render(timeline: Timeline, t: Words) -> dict[str, Any]:
    """Groups, rows, periods and lines; days are counted from 1 January 1970."""
    return {
        "label": t("timeline.label"),
        "corner": t("column.action"),
        "span": timeline.span,
        "periods": [
            {"id": one.name, "label": one.label, "span": one.days, "said": one.said}
            for one in timeline.periods
        ],
        "opening": timeline.opening,
        "open": timeline.open,
        "groups": [_group(group) for group in timeline.groups],
        "lines": timeline.lines,
        "states": {
            str(state): {
                "sign": theme.STATE_SIGN[state],
                "word": t(f"state.{state}"),
                "colour": _css(theme.look(state).colour),
            }
            for state in timeline.states
        },
        "calendar": _calendar(t),
        "words": {name: t(f"timeline.{name}") for name in WORDS},
    }


def _group(group: Group) -> dict[str, Any]:
    rows = [_row(row) for row in group.rows]
    return {"id": group.code, "title": group.title, "counts": group.counts, "rows": rows}


def _row(row: ActionRow) -> dict[str, Any]:
    return {
        "id": row.code,
        "title": row.title,
        "touches": row.touches,
        "bar": row.bar,
        "marks": row.marks,
        "lines": [_line(line) for line in row.lines],
    }


def _line(line: Sentence) -> dict[str, Any]:
    return {"text": line.text, **({"state": line.state} if line.state else {})}


def _css(colour: str) -> str:
    """A colour for a style: one of the ten that the component reads from the page, or itself."""
    if colour == theme.BEFORE:
        return colour
    return f"var(--colour-{int(colour.removeprefix('#')) - 1})"


def _calendar(t: Words) -> dict[str, list[str]]:
    """Names of months and quarters as short as the axis wants them."""
    months = t.locale.months["stand-alone"]["abbreviated"]
    quarters = t.locale.quarters["stand-alone"]["abbreviated"]
    return {
        "months": [months[n].rstrip(".") for n in range(1, 13)],
        "quarters": [quarters[n] for n in range(1, 5)],
    }
