"""Milestones over time: cumulated by month, by month and by year, and the newest."""

from datetime import date

import numpy as np
import pandas as pd

from data.model import APPLICABLE, OUT, REACHED, State


def over_time(milestones: pd.DataFrame) -> pd.DataFrame:
    """Milestones reached, and dates announced, cumulated by month.

    A milestone known only to the quarter or year is counted in the last month of that period:
    by then it had been reached.

    Args:
        milestones: rows of `status.milestone_states`.

    Returns:
        One row per month from the first to the last that has anything, indexed by month
        (first day): `confirmed`, `awaiting` (milestones reached by then), `announced` (milestones
        whose due date had come by then). Milestones without a date are in none.

    Source: METHOD.md, section "Over time".
    """
    state = milestones["state"].to_numpy(object)
    reached = milestones["reached_by"].to_numpy().astype("datetime64[M]")
    due = milestones["due_on"].to_numpy().astype("datetime64[M]")
    series = {
        "confirmed": reached[state == State.CONFIRMED],
        "awaiting": reached[state == State.AWAITING],
        "announced": due[np.isin(state, APPLICABLE) & milestones["is_due"].to_numpy()],
    }
    found = np.concatenate(list(series.values()))
    found = found[~np.isnat(found)].astype(int)
    if not len(found):
        return pd.DataFrame(
            columns=list(series), index=pd.DatetimeIndex([], name="month"), dtype=int
        )
    first, last = int(found.min()), int(found.max())
    size = last - first + 1
    columns = {}
    for name, months in series.items():
        columns[name] = np.bincount(
            months[~np.isnat(months)].astype(int) - first, minlength=size
        ).cumsum()
    months = np.arange(first, last + 1).astype("datetime64[M]").astype("datetime64[s]")
    return pd.DataFrame(columns, index=pd.DatetimeIndex(months, name="month"))


def reached_in_months(milestones: pd.DataFrame, starts: date, as_of: date) -> pd.DataFrame:
    """How many milestones were reached in each month of the period so far.

    A milestone known only to the quarter or year is counted in the last month of it, and in that
    of the cut-off where that comes first.

    Args:
        milestones: rows of `status.milestone_states`.
        starts: first day of the period.
        as_of: the cut-off.

    Returns:
        One row per month from that of `starts` to that of `as_of`, indexed by month (first day):
        `confirmed` and `awaiting`, in milestones. No row where there is no such month.

    Source: METHOD.md, section "Over time".
    """
    state = milestones["state"].to_numpy(object)
    months = milestones["reached_by"].to_numpy().astype("datetime64[M]")
    counted = np.isin(state, REACHED) & ~np.isnat(months)
    state, months = state[counted], months[counted].astype(int)
    last = int(np.datetime64(as_of, "M").astype(int))
    first = int(np.datetime64(starts, "M").astype(int))
    size = max(0, last - first + 1)
    at = np.clip(months - first, 0, max(0, size - 1))
    index = np.arange(first, first + size).astype("datetime64[M]").astype("datetime64[s]")
    return pd.DataFrame(
        {str(one): np.bincount(at[state == one], minlength=size)[:size] for one in REACHED},
        index=pd.DatetimeIndex(index, name="month"),
    )


def months(milestones: pd.DataFrame, as_of: date) -> pd.Series:
    """The month in which each milestone stands: that of its achievement, else that of its due date.

    What is known only to the quarter or year stands in the last month of it; what was reached, not
    later than in that of the cut-off.

    Args:
        milestones: rows of `status.milestone_states`.
        as_of: the cut-off.

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


def in_place_by_year(milestones: pd.DataFrame) -> pd.Series:
    """How many of the milestones in place before the period were reached in each year.

    Args:
        milestones: rows of `status.milestone_states`.

    Returns:
        Milestones, indexed by year from the first to the last with any, those between them too.

    Source: METHOD.md, section "Milestone states".
    """
    in_place = milestones["state"].to_numpy(object) == State.IN_PLACE
    days = milestones["achieved_on"].to_numpy()[in_place]
    years = days[~np.isnat(days)].astype("datetime64[Y]").astype(int) + 1970
    if not len(years):
        return pd.Series(dtype=int)
    first, last = int(years.min()), int(years.max())
    return pd.Series(np.bincount(years - first), index=range(first, last + 1))


def latest_events(milestones: pd.DataFrame, number: int) -> pd.DataFrame:
    """The milestones that were reached last, as far as known on the cut-off behind `milestones`.

    Args:
        milestones: rows of `status.milestone_states`.
        number: how many rows at most.

    Returns:
        Up to `number` rows of `milestones`, newest date first.
    """
    state = milestones["state"].to_numpy(object)
    dated = ~np.isnat(milestones["achieved_on"].to_numpy())
    reached = np.flatnonzero(np.isin(state, REACHED) & dated)
    newest = np.argsort(
        -milestones["reached_by"].to_numpy()[reached].astype("datetime64[D]").astype(int),
        kind="stable",
    )[:number]
    return milestones.iloc[reached[newest]]
