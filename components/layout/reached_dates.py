"""When an action was, and when a milestone was reached, in the reader's words."""

from collections.abc import Mapping
from typing import Any

from components.view.view import View
from data.model.records import by_code, missing

ENDS = ("starts", "ends")
"""The two dates of an action."""
REACHED_ON = ("achieved_on", "achieved_precision", "reached_by")
"""The columns of a milestone that say when it was reached, as `Words.date` takes them."""
LASTING = ("held", "carried_out", "completed")
"""Steps that are reached on the last day of their action, which may have lasted longer."""


def span(view: View, action: Mapping[str, Any]) -> str:
    """When an action was, as 1–25 Feb 2026; its first day alone where no other is known."""
    t, (first, last) = view.t, ((action[f"{n}_on"], action[f"{n}_precision"]) for n in ENDS)
    if missing(last[0]) or first == last:
        return t.short_date(*first)
    if (first[1], last[1]) == ("day", "day"):
        return t.days(first[0], last[0])
    return " – ".join(filter(None, [t.short_date(*first), t.short_date(*last)]))


def reached_on(view: View, milestone: Mapping[str, Any]) -> str:
    """When a milestone was reached, from first to last day if it is all of its action; else blank.

    A phase of an operation has a title of its own, and its own day.
    """
    reached = milestone["achieved_on"], milestone["achieved_precision"]
    is_whole = milestone["step"] in LASTING and missing(milestone["title"])
    if is_whole and not missing(reached[0]):
        action = by_code(view.dataset, "actions")[milestone["action_id"]]
        if reached == (action["ends_on"], action["ends_precision"]):
            return span(view, action)
    return view.t.short_date(*reached, milestone["reached_by"])


def narrow(view: View, day: Any, precision: Any, until: Any = None) -> str:
    """A date as narrow as a list wants it: a quarter by its number; blank without a day."""
    if precision == "quarter":
        return view.t.narrow_date(day, precision)
    return view.t.short_date(day, None if missing(precision) else precision, until)


def reached_or_planned(view: View, milestone: Mapping[str, Any]) -> str:
    """When a milestone was reached, or else is planned; blank where neither is known."""
    planned = milestone["planned_on"], milestone["planned_precision"]
    return reached_on(view, milestone) or view.t.short_date(*planned)
