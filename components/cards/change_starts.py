"""The earlier of the two states that the Changes page compares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.cards import meetings
from components.layout.parts import Choices, Field, Inline, Option, PageParams, Parameter
from components.view import stores
from components.view.labels import distinct, in_line
from components.view.view import View
from data import meetings as calendar
from data.archive import EditionError
from data.model.records import record, records
from data.selection import Snapshot
from data.selection.filters import EARLIEST


@dataclass(frozen=True, eq=False)
class Start:
    """The earlier of the two states.

    Its `code` is how the address names it: a day, a meeting or an edition.
    """

    code: str
    title: str
    snapshot: Snapshot

    @property
    def day(self) -> date:
        """The cut-off of the state."""
        return self.snapshot.as_of


def start_options(view: View) -> dict[str, str]:
    """Code to name of meetings held before the view's day and editions frozen by it, in order.

    The most likely comes first (`_options`).
    """
    return distinct(dict(_options(view)))


def start_parts(view: View, start: Start | None) -> Inline:
    """`start_options` as a list, "another date" if `start` is none of them, and a field for it."""
    t, offered = view.t, start_options(view)
    chosen = start.code if start else ""
    options = [
        Option(name, view.address(view.page, before=code), code == chosen)
        for code, name in offered.items()
    ]
    if chosen not in offered:
        before = {"before": start.day.isoformat()} if start else {}
        options.append(Option(t("changes.own_day"), view.address(view.page, **before), chosen=True))
    day = Field(
        t("changes.day"),
        "before",
        start.day.isoformat() if start else "",
        "date",
        least=EARLIEST.isoformat(),
        most=view.as_of.isoformat(),
    )
    return Inline([Choices(t("changes.since"), options, "list"), day])


def _options(view: View) -> Iterator[tuple[str, str]]:
    """Code and name of meetings held and editions frozen before the later state.

    Ministerial meetings of the main series come first, then the others of its cycle, then those of
    the other series but `related`; the newest of each come first.
    """
    t = view.t
    held = calendar.known_on(view.dataset, view.as_of)
    held = held[
        (held["status"] == "held")
        & (held["last_day"] < pd.Timestamp(view.as_of))
        & held["series"].isin(list(view.dataset.series))
    ]
    main = held["series"] == view.dataset.main_series
    steers = main & held["level"].isin(calendar.levels_of_cycle(view.dataset))
    order = held.assign(first=main & (held["level"] == "ministerial"), steers=steers)
    by = ["first", "steers", "last_day"]
    for meeting in records(order.sort_values(by, ascending=False, kind="stable")):
        title, when = meetings.title(view, meeting), meetings.when(view, meeting)
        yield meeting["meeting_id"], in_line([title, f"({when})"], " ")
    shown = view.edition and view.edition.entry.name
    for entry in reversed(view.entries):
        if entry.as_of <= view.as_of and entry.name != shown:
            yield entry.name, t("changes.as_shown", name=entry.name, day=t.short_date(entry.as_of))


def find_start(view: View, code: str, offered: Mapping[str, str]) -> Start | None:
    """The state that a code names: a day, or of those offered an edition or the eve of a meeting.

    `None` where it names none of these.

    Raises:
        EditionError: it names an edition that is damaged or cannot be shown as it was.
    """
    if code in offered:
        if entry := next((entry for entry in view.entries if entry.name == code), None):
            return Start(code, offered[code], stores.edition_of(entry).snapshot)
        meeting = record(calendar.table(view.dataset), "meeting_id", code)
        return Start(code, offered[code], view.on(calendar.eve(meeting)))
    try:
        day = date.fromisoformat(code)
    except ValueError:
        return None
    is_meant = day.isoformat() == code and EARLIEST <= day <= view.as_of
    return Start(code, view.t.date(day), view.on(day)) if is_meant else None


def _parse(view: View, code: str) -> str | None:
    """The code of an earlier state that there is, else `None`.

    Also of an edition that cannot be shown: the page then says so.
    """
    try:
        return code if find_start(view, code, start_options(view)) else None
    except EditionError:
        return code


BEFORE = Parameter("before", _parse)
"""The earlier state."""


def last_meeting(view: View) -> Start | None:
    """The state before the last meeting held before the view's day; `None` before the first.

    A ministerial meeting of the main series goes before all others, so that each *since* is since
    the same day.
    """
    known = start_options(view)
    code = next((code for code in known if code in set(view.dataset.meetings["meeting_id"])), None)
    return find_start(view, code, known) if code else None


def chosen_start(view: View, params: PageParams) -> Start | None:
    """The earlier state that the page compares with: the one asked for, else the most likely.

    `None` where none is offered.

    Raises:
        EditionError: it is an edition that is damaged or cannot be shown as it was.
    """
    known = start_options(view)
    code = params.get(BEFORE.name) or next(iter(known), "")
    return find_start(view, code, known)
