"""Meetings and presidencies as known on a day, and the next meeting by the cycle.

Also which milestones were reached between two days, or are due by a meeting.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd

from data.cache import cached_by_fingerprint
from data.dates import period_end
from data.model import ACHIEVED, APPLICABLE, REACHED, Cycle, Dataset, State
from data.model.records import records

UNCONFIRMED = tuple(state for state in APPLICABLE if state != State.CONFIRMED)


class MeetingStatus(StrEnum):
    """What was known of a meeting on a day; exactly one applies. In the order of every legend."""

    HELD = "held"
    ANNOUNCED = "announced"
    EXPECTED = "expected"
    AFTER_CUT_OFF = "after_cut_off"


@cached_by_fingerprint(8)
def table(dataset: Dataset) -> pd.DataFrame:
    """The meetings, each with its last day and the day from which it was known.

    Returns:
        The meetings table with `last_day` (of the meeting, or of the period to which it is known)
        and `known_on`: the publication date of the source; where that is missing or later, the last
        day of a meeting that was held, or else the first day for which one was announced. Neither
        what was held nor what was known is later than the horizon. Shared: it must not be changed.

    Source: METHOD.md, section "Meetings".
    """
    meetings, horizon = dataset.meetings, pd.Timestamp(dataset.horizon)
    held = meetings["status"] == MeetingStatus.HELD
    last = meetings["ends_on"].fillna(period_end(meetings["starts_on"], meetings["precision"]))
    last = last.where(~held | (last <= horizon), horizon)
    published = published_on(dataset, meetings["source_id"])
    at_latest = last.where(held, meetings["starts_on"])
    known = published.where(published < at_latest, at_latest)
    return meetings.assign(last_day=last, known_on=known.where(known <= horizon, horizon))


def published_on(dataset: Dataset, sources: pd.Series) -> pd.Series:
    """The day on which each source was published, on the same index; missing if not known."""
    days = dataset.sources.set_index("source_id")["published_on"]
    return days.reindex(sources).set_axis(sources.index)


@cached_by_fingerprint(8)
def known_on(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """The rows of `table`, with `status` as known on a day. Shared: it must not be changed.

    What became known later is `AFTER_CUT_OFF`, whatever it is. A meeting of which a source spoke
    before it was over was announced until then. `outcome` is missing where another status was known
    then.

    Source: METHOD.md, section "Meetings".
    """
    meetings, day = table(dataset), pd.Timestamp(as_of)
    is_later = (meetings["status"] == MeetingStatus.HELD) & (meetings["last_day"] > day)
    status = meetings["status"].mask(is_later, str(MeetingStatus.ANNOUNCED))
    status = status.mask(meetings["known_on"] > day, str(MeetingStatus.AFTER_CUT_OFF))
    outcome = meetings["outcome"].mask(status != meetings["status"])
    return meetings.assign(status=status, outcome=outcome)


def levels_of_cycle(dataset: Dataset) -> Sequence[str]:
    """The levels of the meetings that come again by the cycle; none where no cycle was agreed."""
    return dataset.cycle.levels if dataset.cycle else ()


def next_in_cycle(
    meetings: pd.DataFrame, cycle: Cycle | None, as_of: date
) -> tuple[date, date] | None:
    """The month in which the cycle puts the next ministerial meeting.

    It is arithmetic, not a date that anybody agreed. `meetings` are what `of_main_series` returns.

    Returns:
        First day of the last of these that was held, and first day of the month that
        lies the cycle's months later. `None` before a cycle was agreed; where no such meeting is
        known to its month; where a later one is announced, which says more than arithmetic can; and
        once that month is over.

    Source: METHOD.md, section "Meetings".
    """
    mine = meetings[meetings["level"] == "ministerial"]
    last = _last(mine[mine["status"] == MeetingStatus.HELD], "last_day")
    if cycle is None or as_of < cycle.agreed_on or last is None:
        return None
    announced = mine["status"] == MeetingStatus.ANNOUNCED
    announced = mine[announced & (mine["starts_on"] > last["starts_on"])]
    if last["precision"] not in ("day", "month") or len(announced):
        return None
    later = (last["starts_on"] + pd.DateOffset(months=cycle.months)).date().replace(day=1)
    return (last["starts_on"].date(), later) if later >= as_of.replace(day=1) else None


def dated(meetings: pd.DataFrame) -> pd.DataFrame:
    """The rows of `known_on` that can stand in a calendar: known to the day, and by the cut-off."""
    known = meetings["status"] != MeetingStatus.AFTER_CUT_OFF
    return meetings[(meetings["precision"] == "day") & known]


def _last(meetings: pd.DataFrame, by: str) -> dict[str, Any] | None:
    """The row with the latest day in a column; `None` where there is none."""
    return next(iter(records(meetings.sort_values(by, kind="stable").tail(1))), None)


def previous(meetings: pd.DataFrame, meeting: Mapping[str, Any]) -> dict[str, Any] | None:
    """The last row held and over before a meeting began, of its series and level, or `None`."""
    same = (meetings["series"] == meeting["series"]) & (meetings["level"] == meeting["level"])
    held = (meetings["status"] == MeetingStatus.HELD) & same
    return _last(meetings[held & (meetings["last_day"] < meeting["starts_on"])], "last_day")


def of_main_series(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """The rows of `known_on` of the series that steers the roadmap."""
    known = known_on(dataset, as_of)
    return known[known["series"] == dataset.main_series]


def last_ministerial(meetings: pd.DataFrame, as_of: date) -> dict[str, Any] | None:
    """The last ministerial meeting that was over before the cut-off; `None` where none was held.

    `meetings` are what `of_main_series` returns. One that ended on the cut-off is left out: nothing
    changed since.

    Source: METHOD.md, section "Meetings".
    """
    held = meetings[
        (meetings["level"] == "ministerial")
        & (meetings["status"] == MeetingStatus.HELD)
        & (meetings["last_day"] < pd.Timestamp(as_of))
    ]
    return _last(held, "last_day")


def eve(meeting: Mapping[str, Any]) -> date:
    """The day before the first day of a meeting: what came since is what was not known then.

    So what happened on the day of the meeting came since. Of a meeting that is known to a month,
    quarter or year it is the last day of that: only what came later surely came since.

    Source: METHOD.md, section "Key figures".
    """
    is_vague = meeting["precision"] != "day"
    return (meeting["last_day"] if is_vague else meeting["starts_on"] - timedelta(days=1)).date()


def last_held(meetings: pd.DataFrame) -> dict[str, Any] | None:
    """The row of `known_on` of the meeting held that began last; `None` where none was held.

    By its first day, since the last day of one that is known to a month, quarter or year is that of
    the whole time.

    Source: METHOD.md, section "Meetings".
    """
    return _last(meetings[meetings["status"] == MeetingStatus.HELD], "starts_on")


def newly_reached(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The rows of `now` that are reached (confirmed or awaiting), and were not in `before`.

    Both are what `status.milestone_states` returns. What was in place then is not among them.

    Source: METHOD.md, section "Meetings".
    """
    reached = before.loc[before["state"].isin(ACHIEVED), "milestone_id"]
    return now[now["state"].isin(REACHED) & ~now["milestone_id"].isin(reached)]


def due_by(milestones: pd.DataFrame, last: date) -> pd.DataFrame:
    """Rows of `milestone_states` that count, are due by a day and unconfirmed, longest due first.

    Those whose date had come already are among them; by the cut-off itself, there are no others.

    Source: METHOD.md, section "Meetings".
    """
    due = (milestones["due_on"] <= pd.Timestamp(last)).fillna(False)
    found = milestones[due & milestones["state"].isin(UNCONFIRMED)]
    return found.sort_values("due_on", kind="stable")


def coming(meetings: pd.DataFrame, as_of: date) -> dict[str, Any] | None:
    """The row of `known_on` that is the first to end after the cut-off; `None` where none is known.

    Source: METHOD.md, section "Meetings".
    """
    known = meetings["status"] != MeetingStatus.AFTER_CUT_OFF
    later = meetings[(meetings["last_day"] > pd.Timestamp(as_of)) & known]
    return next(iter(records(later.sort_values("last_day", kind="stable"))), None)


def still_to_come(milestones: pd.DataFrame) -> pd.DataFrame:
    """The rows of `status.milestone_states` that are open and whose date is to come, soonest first.

    Those without a date are not among them.

    Source: METHOD.md, section "Dates".
    """
    found = milestones[(milestones["state"] == State.NOT_DUE) & milestones["due_on"].notna()]
    return found.sort_values("due_on", kind="stable")


def terms(presidencies: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Terms of the presidency as known on a day, no more exactly than they are known.

    An end that nobody recorded lies where the next term begins; the last term lasts to the cut-off.

    Returns:
        One row per term begun by `as_of`, in order of time: `participant_id`; `first` and `last`,
        the earliest start and the latest end; `surely_from` and `surely_to`, the days between which
        it certainly ran (equal where no such day is known). None is after `as_of`.

    Source: METHOD.md, section "Meetings".
    """
    day = pd.Timestamp(as_of)
    rows = presidencies[presidencies["starts_on"] <= day].sort_values("starts_on", kind="stable")
    begun = period_end(rows["starts_on"], rows["starts_precision"])
    ended = period_end(rows["ends_on"], rows["ends_precision"])
    frame = pd.DataFrame(
        {
            "participant_id": rows["participant_id"],
            "first": rows["starts_on"],
            "surely_from": begun,
            "surely_to": rows["ends_on"].fillna(rows["starts_on"].shift(-1)).fillna(day),
            "last": ended.fillna(begun.shift(-1)).fillna(day),
        }
    )
    for column in ("surely_from", "surely_to", "last"):
        frame[column] = frame[column].where(frame[column] <= day, day)
    known = frame["surely_to"].where(
        frame["surely_to"] > frame["surely_from"], frame["surely_from"]
    )
    return frame.assign(surely_to=known)
