"""Actions in groups as the browser draws them (`actions.js`)."""

from typing import Any

from components.charts.actions import Actions, ListedAction
from components.charts.inks import MARKED
from components.frontend.inks import percent
from data.words import Words

COLUMNS = ("action", "countries", "bodies", "status", "milestones", "latest")


def render(actions: Actions, t: Words) -> dict[str, Any]:
    """Words of the columns, groups with their lines, and what each mark means."""
    return {
        "label": actions.label,
        "columns": [t(f"grouped.{name}") for name in COLUMNS],
        "legend": [
            {"ink": str(MARKED[state]), "word": t(f"state.{state}")} for state in actions.states
        ],
        "groups": [
            {
                "title": group.title,
                "number": group.number,
                "rows": [_row(line) for line in group.lines],
            }
            for group in actions.groups
        ],
    }


def _row(line: ListedAction) -> dict[str, Any]:
    whole = line.everyone == ", ".join(filter(None, [line.countries, line.bodies]))
    return {
        "title": line.title,
        "address": line.address,
        "countries": line.countries,
        "bodies": line.bodies,
        "everyone": "" if whole else line.everyone,
        "status": line.status,
        "marks": [{"ink": str(MARKED[mark.state]), "label": mark.label} for mark in line.marks],
        "bar": [
            {"ink": str(MARKED[state]), "width": percent(share)} for state, share in line.shares
        ],
        "said": line.said if line.shares else "",
        "date": line.date,
    }
