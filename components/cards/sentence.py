"""The Overview in a sentence: what was reached of the choice, what is to come, and what is next."""

import re
from collections.abc import Sequence

from components.layout import reached_dates
from components.layout.parts import Part, Text, Tone
from components.view import totals
from components.view.labels import escape
from components.view.view import View, phrases
from data.measures import Headline, RecordHeadline
from data.meetings import MeetingStatus
from data.model import Plan

MOST_NAMED = 3
"""Participants, statuses and types up to which each is named."""
IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
"""What the title of a meeting says at its end of a day and place that nobody knows."""


def standing(view: View) -> list[Part]:
    """The sentence, and below it what is next and what the record is."""
    return titled(sentence(view), " · ".join(facts(view)))


def titled(finding: str, caption: str) -> list[Part]:
    """What a page finds, and below it what a reader of it should know."""
    return [Text(escape(finding), Tone.TITLE), Text(escape(caption), Tone.CAPTION)]


def sentence(view: View) -> str:
    """What was reached of the choice and what is to come; it names what was chosen."""
    numbers = totals.headline(view)
    said = _of_record(view, numbers) if isinstance(numbers, RecordHeadline) else _of_plan(view)
    chosen = named(view)
    if chosen:
        return f"{view.t('standing.of', chosen=chosen, said=said[0])}{_ended(view, said[1:])}"
    return f"{view.t.capitalised(said[0])}{_ended(view, said[1:])}"


def _ended(view: View, rest: Sequence[str]) -> str:
    """The end of a sentence, and the sentences after it."""
    return "".join([".", *(f" {view.t.capitalised(one)}." for one in rest)])


def _of_record(view: View, numbers: RecordHeadline) -> list[str]:
    t = view.t
    reached = (
        t(
            "standing.reached",
            n=numbers.reached,
            said=said_of_reached(view, numbers.confirmed, numbers.awaiting),
            actions=t("standing.actions", n=totals.grounds(view).actions),
        )
        if numbers.reached
        else t("standing.none_reached")
    )
    return [reached, *filter(None, [open_clauses(view, numbers)])]


def _of_plan(view: View) -> list[str]:
    t, numbers = view.t, totals.headline(view)
    assert isinstance(numbers, Headline)
    if not numbers.completed.of:
        return [t("standing.nothing")]
    completed = t("standing.completed", n=numbers.completed.of, count=numbers.completed.count)
    if not numbers.delivered.of:
        return [completed, t("standing.nothing_due")]
    due = t(
        "standing.due",
        due=numbers.delivered.of,
        delivered=numbers.delivered.count,
        reported=numbers.coverage.count,
    )
    return [completed, due]


def said_of_reached(view: View, confirmed: int, awaiting: int) -> str:
    """The two numbers without which nobody may say how many were reached."""
    t = view.t
    return f"{t('standing.confirmed', n=confirmed)}, {t('standing.awaiting', n=awaiting)}"


def open_clauses(view: View, numbers: RecordHeadline) -> str:
    """What is still to come, and what passed without news; blank where there is neither."""
    t = view.t
    clauses = [
        t("standing.to_come", n=numbers.to_come) if numbers.to_come else "",
        t("standing.passed", n=numbers.passed) if numbers.passed else "",
    ]
    return "; ".join(filter(None, clauses))


def named(view: View) -> str:
    """What the choice is of, without the cut-off: countries, priorities, statuses, types, days."""
    said = phrases(view.filters, view.dataset, view.t, MOST_NAMED)
    return view.t.capitalised(", ".join(said.values()))


def facts(view: View) -> list[str]:
    """The next meeting, the newest milestone known, and what the record is."""
    t = view.t
    found = [_next_meeting(view)]
    if newest := totals.newest(view):
        day = t.date(*(newest[0][name] for name in reached_dates.REACHED_ON))
        found.append(t("standing.newest", day=day))
    if view.dataset.fictional:
        found.append(view.marking)
    elif view.dataset.plan == Plan.OPEN:
        found.append(t("standing.not_official"))
    return [one for one in found if one]


def _next_meeting(view: View) -> str:
    """The next meeting, and its day as far as it is known; blank where none is."""
    t, meeting = view.t, totals.next_meeting(view)
    if meeting is None:
        return ""
    title = view.content("meetings", meeting["meeting_id"], "title", meeting["title"])
    when = t.date(meeting["starts_on"], meeting["precision"])
    about = {"meeting": IN_BRACKETS.sub("", title), "when": when}
    if meeting["precision"] == "day":
        return t("standing.next", **about)
    expected = meeting["status"] == MeetingStatus.EXPECTED
    return t("standing.next_expected" if expected else "standing.next_announced", **about)
