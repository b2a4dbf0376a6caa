"""The Overview in a sentence: what was reached of the choice, what is to come, and what is next."""

from components.cards import meetings
from components.layout import reached_dates, tables
from components.layout.headline import reached_text
from components.layout.parts import Part, Text, Tone
from components.view import totals
from components.view.labels import escape, in_line
from components.view.view import View
from data import measures
from data.measures import Headline, RecordHeadline
from data.meetings import MeetingStatus
from data.model import Plan

MOST_NAMED = 3
"""Participants, statuses and types up to which each is named."""


def standing(view: View) -> list[Part]:
    """The sentence, and below it what is next and what the record is."""
    return titled(sentence(view), in_line(facts(view)))


def titled(finding: str, caption: str) -> list[Part]:
    """What a page finds, as its title, and below it what a reader of it should know."""
    return [Text(escape(finding), Tone.TITLE), Text(escape(caption), Tone.CAPTION)]


def sentence(view: View) -> str:
    """What was reached of the choice and what is to come; it names what was chosen."""
    t, numbers, chosen = view.t, totals.headline(view), named(view)
    is_record = isinstance(numbers, RecordHeadline)
    first, *rest = _of_record(view, numbers) if is_record else _of_plan(view, numbers)
    first = t("standing.of", chosen=chosen, text=first) if chosen else first
    return " ".join(f"{t.capitalised(one)}." for one in (first, *rest))


def _of_record(view: View, numbers: RecordHeadline) -> list[str]:
    """What was reached, in a clause; and in another what is to come or passed, if anything."""
    t = view.t
    reached = t("standing.none_reached")
    if numbers.reached:
        text = reached_text(view, numbers.confirmed, numbers.awaiting)
        actions = t("standing.actions", n=totals.grounds(view).actions)
        reached = t("standing.reached", n=numbers.reached, text=text, actions=actions)
    figures = {"to_come": numbers.to_come, "passed": numbers.passed}
    clauses = [t(f"standing.{name}", n=n) for name, n in figures.items() if n]
    return [reached, *(["; ".join(clauses)] if clauses else [])]


def _of_plan(view: View, numbers: Headline) -> list[str]:
    """What is completed, in a clause; and in another what was due of it."""
    t = view.t
    if not numbers.completed.of:
        return [t("standing.nothing")]
    completed = t("standing.completed", n=numbers.completed.of, count=numbers.completed.count)
    if not numbers.delivered.of:
        return [completed, t("standing.nothing_due")]
    by_state = measures.sums(view.dataset.plan, totals.total(view))["due"]
    return [completed, t("standing.due", due=numbers.delivered.of, **by_state)]


def named(view: View) -> str:
    """The filters of the choice in words, without the cut-off; blank where nothing was chosen."""
    return view.t.capitalised(", ".join(view.phrases(MOST_NAMED).values()))


def facts(view: View) -> list[str]:
    """The next meeting, the newest milestone known, and of what became public what it is."""
    t = view.t
    found = [_next_meeting(view)]
    if newest := totals.newest(view):
        day = t.date(*(newest[0][name] for name in reached_dates.REACHED_ON))
        name = tables.action_names(view)[newest[0]["action_id"]]
        found.append(t("standing.newest", day=day, name=name))
    if view.dataset.plan == Plan.OPEN and not view.dataset.fictional:
        found.append(t("standing.not_official"))
    return [one for one in found if one]


def _next_meeting(view: View) -> str:
    """The next meeting, and its day as far as it is known; blank where none is."""
    t, meeting = view.t, totals.next_meeting(view)
    if meeting is None:
        return ""
    when = t.date(meeting["starts_on"], meeting["precision"])
    about = {"meeting": meetings.name(view, meeting), "when": when}
    if meeting["precision"] == "day":
        return t("standing.next", **about)
    expected = meeting["status"] == MeetingStatus.EXPECTED
    return t("standing.next_expected" if expected else "standing.next_announced", **about)
