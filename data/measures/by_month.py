"""Milestones over time: by month, by year, the newest, and what became of each by the end."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from data.model import APPLICABLE, OUT, REACHED, State
from data.model.records import Rows, among

OUTCOMES = ("reached", "late", "carried_over", "not_reached")


def over_time(milestones: Rows) -> Mapping[date, Mapping[str, int]]:
    """Milestones reached, and dates announced, cumulated by month.

    A milestone known only to the quarter or year is counted in the last month of that period:
    by then it had been reached.

    Returns:
        First day of each month, from the first to the last that has anything, to its row:
        `confirmed`, `awaiting` (milestones reached by then), `announced` (milestones that count
        whose due date had come by then). What has no date, or was in place before, is in none.

    Source: METHOD.md, section "Over time".
    """
    state = np.asarray(milestones["state"])
    reached, due = (
        np.asarray(milestones[name]).astype("datetime64[M]") for name in ("reached_by", "due_on")
    )
    series = {
        "confirmed": reached[state == State.CONFIRMED],
        "awaiting": reached[state == State.AWAITING],
        "announced": due[among(state, APPLICABLE) & np.asarray(milestones["is_due"])],
    }
    series = {name: one[~np.isnat(one)].astype(int) for name, one in series.items()}
    found = np.concatenate(list(series.values()))
    if not len(found):
        return {}
    first, last = int(found.min()), int(found.max())
    size = last - first + 1
    sums = [np.bincount(one - first, minlength=size).cumsum().tolist() for one in series.values()]
    days = np.arange(first, last + 1).astype("datetime64[M]").astype("datetime64[D]").tolist()
    rows = (dict(zip(series, row, strict=True)) for row in zip(*sums, strict=True))
    return dict(zip(days, rows, strict=True))


def reached_in_months(milestones: Rows, starts: date, as_of: date) -> Mapping[State, Sequence[int]]:
    """How many milestones were reached in each month of the period so far.

    A milestone known only to the quarter or year is counted in the last month of it, and in that
    of the cut-off where that comes first.

    Returns:
        Of `REACHED` each state to its milestones in each month from that in which the period starts
        to that of the cut-off; none where there is no such month.

    Source: METHOD.md, section "Over time".
    """
    state = np.asarray(milestones["state"])
    months = np.asarray(milestones["reached_by"]).astype("datetime64[M]")
    counted = among(state, REACHED) & ~np.isnat(months)
    state, months = state[counted], months[counted].astype(int)
    last = int(np.datetime64(as_of, "M").astype(int))
    first = int(np.datetime64(starts, "M").astype(int))
    size = max(0, last - first + 1)
    at = np.clip(months - first, 0, max(0, size - 1))
    return {one: np.bincount(at[state == one], minlength=size)[:size].tolist() for one in REACHED}


def months(milestones: pd.DataFrame, as_of: date) -> pd.Series:
    """The month in which each milestone stands: that of its achievement, else that of its due date.

    What is known only to the quarter or year stands in the last month of it; what was reached, not
    later than in that of the cut-off.

    Returns:
        First day of the month, on the index of `milestones` without those that a decision took out;
        missing where nothing says a month.

    Source: METHOD.md, section "Over time".
    """
    rows = milestones[~milestones["state"].isin(OUT)]
    reached, cut_off = rows["reached_by"], pd.Timestamp(as_of)
    reached = reached.where(reached.isna() | (reached <= cut_off), cut_off)
    days = reached.where(reached.notna(), rows["due_on"])
    return days.dt.to_period("M").dt.to_timestamp()


def in_place_by_year(milestones: Rows) -> Mapping[int, int]:
    """How many of the milestones in place before the period were reached in each year.

    From the first year to the last with any, those between them too.

    Source: METHOD.md, section "Milestone states".
    """
    in_place = np.asarray(milestones["state"]) == State.IN_PLACE
    days = np.asarray(milestones["achieved_on"])[in_place]
    years = days[~np.isnat(days)].astype("datetime64[Y]").astype(int) + 1970
    if not len(years):
        return {}
    first = int(years.min())
    return dict(enumerate(np.bincount(years - first).tolist(), start=first))


def latest_events(milestones: Rows) -> np.ndarray:
    """Positions of the milestones reached (confirmed or awaiting) on a known date, newest first."""
    dated = ~np.isnat(np.asarray(milestones["achieved_on"]))
    reached = np.flatnonzero(among(np.asarray(milestones["state"]), REACHED) & dated)
    days = np.asarray(milestones["reached_by"])[reached].astype("datetime64[D]").astype(int)
    return reached[np.argsort(-days, kind="stable")]


def outcomes(milestones: pd.DataFrame, last_day: date) -> pd.Series:
    """What became of the milestones that count by the last day of the roadmap, and after it.

    Returns:
        By the index of its row, for each: `reached` by that day, or `late` after it; else
        `carried_over` where it is due after that day, and `not_reached` where not, or without date.

    Source: METHOD.md, section "Dates".
    """
    rows, last = milestones[milestones["state"].isin(APPLICABLE)], pd.Timestamp(last_day)
    found = pd.Series("not_reached", rows.index)
    found = found.mask(rows["due_on"] > last, "carried_over")
    is_reached = rows["state"].isin(REACHED)
    return found.mask(is_reached, "late").mask(is_reached & (rows["reached_by"] <= last), "reached")
