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

    Examples:
        >>> milestones = pd.DataFrame(
        ...     {
        ...         "state": ["confirmed", "awaiting"],
        ...         "reached_by": pd.to_datetime(["2025-03-31", "2025-05-10"]),
        ...         "due_on": pd.to_datetime(["2025-04-30", None]),
        ...         "is_due": [True, False],
        ...     }
        ... )
        >>> over_time(milestones)
                    confirmed  awaiting  announced
        month
        2025-03-01          1         0          0
        2025-04-01          1         0          1
        2025-05-01          1         1          1
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

    Examples:
        >>> milestones = pd.DataFrame(
        ...     {
        ...         "state": ["confirmed", "awaiting", "in_place"],
        ...         "reached_by": pd.to_datetime(["2025-03-31", "2025-12-31", "2024-12-31"]),
        ...     }
        ... )
        >>> reached_in_months(milestones, date(2025, 3, 5), date(2025, 5, 4))
                    confirmed  awaiting
        month
        2025-03-01          1         0
        2025-04-01          0         0
        2025-05-01          0         1
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

    Examples:
        >>> milestones = pd.DataFrame(
        ...     {
        ...         "state": ["confirmed", "awaiting", "not_due", "not_due", "withdrawn"],
        ...         "reached_by": pd.to_datetime(["2025-03-31", "2025-12-31", None, None, None]),
        ...         "due_on": pd.to_datetime([None, None, "2026-06-30", None, "2025-01-01"]),
        ...     }
        ... )
        >>> months(milestones, date(2025, 5, 4)).dt.strftime("%Y-%m").tolist()
        ['2025-03', '2025-05', '2026-06', nan]
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

    Examples:
        >>> milestones = pd.DataFrame(
        ...     {
        ...         "state": ["in_place", "in_place", "confirmed"],
        ...         "achieved_on": pd.to_datetime(["2022-03-01", "2024-01-01", "2025-06-01"]),
        ...     }
        ... )
        >>> in_place_by_year(milestones).to_dict()
        {2022: 1, 2023: 0, 2024: 1}
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

    Examples:
        >>> days = pd.to_datetime(["2025-03-05", "2025-06-01", None])
        >>> milestones = pd.DataFrame(
        ...     {
        ...         "milestone_id": ["M1", "M2", "M3"],
        ...         "achieved_on": days,
        ...         "reached_by": days,
        ...         "state": ["confirmed", "awaiting", "not_due"],
        ...     }
        ... )
        >>> latest_events(milestones, 2)["milestone_id"].tolist()
        ['M2', 'M1']
    """
    state = milestones["state"].to_numpy(object)
    dated = ~np.isnat(milestones["achieved_on"].to_numpy())
    reached = np.flatnonzero(np.isin(state, REACHED) & dated)
    newest = np.argsort(
        -milestones["reached_by"].to_numpy()[reached].astype("datetime64[D]").astype(int),
        kind="stable",
    )[:number]
    return milestones.iloc[reached[newest]]
