"""The Overview: its sentence, lists behind the headline, lines over time, and how it all ended."""

from collections.abc import Iterator, Mapping

import numpy as np

from components.cards import actions as lists
from components.cards import counted, meetings
from components.charts.lines import Event, reached_over_time
from components.charts.steps import MOST_ACROSS
from components.layout import column, parts, reached_dates, tables
from components.layout.card import Card, Counted
from components.layout.column import Column
from components.layout.headline import RECORD_FIGURES, progress_sentence, reached_text
from components.layout.parts import PageParams, Parameter, Part
from components.view import totals
from components.view.labels import escape, in_line
from components.view.memo import memoize, memoize_for_all
from components.view.view import View
from data import measures
from data import meetings as calendar
from data.measures import Headline, RecordHeadline
from data.meetings import MeetingStatus
from data.model import APPLICABLE, SET_ASIDE, Plan, State
from data.model.records import records

MOST_NAMED = 3
"""Participants, statuses and types up to which each is named."""


def standing(view: View) -> list[Part]:
    """The sentence, and below it what was due or is next, and what the record is."""
    return titled(sentence(view), in_line(facts(view)))


def titled(finding: str, caption: str) -> list[Part]:
    """What a page finds, as its title, and below it what a reader of it should know."""
    return [
        parts.Text(escape(finding), parts.Tone.TITLE),
        parts.Text(escape(caption), parts.Tone.CAPTION),
    ]


def sentence(view: View) -> str:
    """What was reached of the choice and what is to come; it names what was chosen."""
    t, numbers, chosen = view.t, totals.headline(view), named(view)
    is_record = isinstance(numbers, RecordHeadline)
    first, *rest = _of_record(view, numbers) if is_record else [_of_plan(view, numbers)]
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


def _of_plan(view: View, numbers: Headline) -> str:
    """What is completed of a plan, in a clause."""
    completed = numbers.completed
    if not completed.of:
        return view.t("standing.nothing")
    return view.t("standing.completed", n=completed.of, count=completed.count)


def _due(view: View) -> str:
    """What was due of a plan, and how it stands; blank of a public record."""
    t, numbers = view.t, totals.headline(view)
    if isinstance(numbers, RecordHeadline) or not numbers.completed.of:
        return ""
    if not numbers.delivered.of:
        return t.capitalised(t("standing.nothing_due"))
    by_state = measures.sums(view.dataset.plan, totals.total(view))["due"]
    return t.capitalised(t("standing.due", due=numbers.delivered.of, **by_state))


def named(view: View) -> str:
    """The filters of the choice in words, without the cut-off; blank where nothing was chosen."""
    return view.t.capitalised(", ".join(view.phrases(MOST_NAMED).values()))


def facts(view: View) -> list[str]:
    """What was due, the next meeting, the newest milestone, and of a public record what it is."""
    t = view.t
    found = [_due(view), _next_meeting(view)]
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


def headline_figures(view: View) -> dict[str, str]:
    """Each number of the headline that leads to a list: name of the figure to what it is called."""
    is_open = view.dataset.plan == Plan.OPEN
    names = RECORD_FIGURES if is_open else [n for n in measures.PLAN_FIGURES if n != "delivered"]
    return {name: view.t(f"behind.{name}") for name in dict.fromkeys([*names, *SET_ASIDE])}


BEHIND = Parameter(
    "behind", lambda view, figure: figure if figure in headline_figures(view) else None
)
"""The figure of the headline whose milestones are listed."""


def toggled(view: View, figure: str, params: PageParams) -> str:
    """The address that opens the list behind a figure; of the open one, that closes it."""
    more = {} if params.get(BEHIND.name) == figure else {BEHIND.name: figure}
    return view.address(view.page, **more)


def behind(view: View, figure: str) -> Card:
    """The milestones behind one of `headline_figures`: open ones in order, then the newest."""
    t, milestones = view.t, view.selection.milestones
    in_order = measures.open_in_order(view.dataset.plan, view.selection.columns).values()
    still_open = measures.behind(milestones.iloc[np.concatenate(list(in_order))], figure)
    others = measures.behind(milestones.drop(still_open.index), figure)
    rows = milestones.loc[still_open.index.append(lists.newest_first(others).index)]
    line = counted.behind(view, totals.total(view), figure)
    return Card(
        f"behind-{figure.replace('_', '-')}",
        title=t("behind.title", n=len(rows), figure=t(f"behind.{figure}")),
        subtitle=line.text,
        method="headline",
        frame=lambda: lists.milestones(view, rows).drop_empty_columns(t("column.state")),
        opens="action",
        counted=lambda: Counted([line]),
        paragraphs=None if len(rows) else lambda: [t("behind.none")],
    )


@memoize
def over_time(view: View) -> Card | None:
    """Milestones reached by month against those announced; `None` where nothing has a date."""
    t = view.t
    monthly = measures.over_time(view.selection.columns)
    if not monthly:
        return None
    last = list(monthly.values())[-1]
    marked = _ministerials(view)
    about = t("overview.time_subtitle", announced=last["announced"], undated=count_undated(view))
    reached = last["confirmed"] + last["awaiting"]
    title = t("overview.time_title", n=reached, confirmed=last["confirmed"])
    return Card(
        "over-time",
        title=title,
        subtitle=f"{about} {t('overview.time_meetings')}" if marked else about,
        method="over-time",
        frame=lambda: tables.over_time(view, monthly),
        chart=reached_over_time(monthly, marked, view.as_of, t),
        alt=t("overview.time_alt", title=title, **last),
        counted=lambda: _of_lines(view, last),
    )


def _of_lines(view: View, last: Mapping[str, int]) -> Counted:
    """What the ends of the lines are the sums of, and how many milestones have no date."""
    t, milestones = view.t, view.selection.milestones
    confirmed, awaiting = last["confirmed"], last["awaiting"]
    by_state = {State.CONFIRMED: confirmed, State.AWAITING: awaiting}
    whole, undated = confirmed + awaiting, count_undated(view)
    parts = [(n, counted.number_text(view, state, n)) for state, n in by_state.items()]
    return counted.of_choice(
        view,
        counted.equation(whole, t("counted.in_line", n=whole), parts),
        *counted.sums(view, totals.total(view), ["due"]),
        counted.dated(view, len(milestones), len(milestones) - undated),
    )


def count_undated(view: View) -> int:
    """Milestones of the choice that no date speaks about: they are in no line."""
    reached, due = (view.selection.columns[name] for name in ("achieved_on", "due_on"))
    return int((np.isnat(reached) & np.isnat(due)).sum())


@memoize_for_all
def _ministerials(view: View) -> list[Event]:
    """Ministerial meetings held by the cut-off, on their first day or the last they can have.

    They are labelled by their month, as far as it is known.
    """
    known = calendar.of_main_series(view.dataset, view.as_of)
    chosen = known[(known["level"] == "ministerial") & (known["status"] == "held")]
    precise = chosen["precision"].replace("day", "month")
    days = chosen["starts_on"].where(chosen["precision"] == "day", chosen["last_day"])
    found = zip(chosen["starts_on"], precise, days, strict=True)
    return [Event(view.t.narrow_date(day, month), at.date()) for day, month, at in found]


@memoize_for_all
def limits(view: View) -> list[str]:
    """What the dataset cannot say, a sentence each."""
    notes = view.dataset.notes
    chosen = records(notes[notes["kind"] == "limit"])
    return [view.content("notes", note["note_id"], "text", note["text"]) for note in chosen]


def choice_sentence(view: View, _: PageParams) -> str:
    """What was reached of the choice, and the choice in words."""
    return f"{progress_sentence(view)}. {view.describe()}."


def lists_line(view: View, params: PageParams) -> str:
    """The numbers of the headline that have a list, each with the way to it: Markdown.

    That of the open list closes it. One of 0 is left out, but for what is overdue or silent.
    """
    *names, _ = measures.OPEN_FIGURES[view.dataset.plan]
    texts = []
    for name, label in headline_figures(view).items():
        n = int(measures.is_behind(view.selection.columns, name).sum())
        words = f"{escape(label)}: {view.t.number(n)}"
        if n:
            closes, current = (" ×", " 'current'") if params.get(BEHIND.name) == name else ("", "")
            texts.append(f"[{words}{closes}](<{toggled(view, name, params)}>{current})")
        elif name in names:
            texts.append(words)
    return in_line(texts)


def of_priority_part(view: View) -> Part | None:
    """Links to the slide of each priority in which a chosen participant has milestones.

    Where none is chosen, links that choose a country. `None` where a priority is chosen.
    """
    if view.filters.priority:
        return None
    key, links = "slides.of_country", dict[str, str]()
    if view.filters.subjects:
        key, titles = "slides.of_priority", tables.short_titles(view)
        for code, row in totals.by_priority(view).items():
            if any(row.values()):
                links[titles[code]] = view.address(view.page, priority=code, slide="headline")
    elif len(names := tables.every_country(view)) <= MOST_ACROSS:
        links = {name: view.address(view.page, country=code) for code, name in names.items()}
    if not links:
        return None
    listed = in_line(f"[{escape(name)}](<{address}>)" for name, address in links.items())
    return parts.Text(f"{view.t(key)} {listed}", parts.Tone.CAPTION)


def list_behind(view: View, params: PageParams) -> list[Part | None]:
    """The milestones behind the figure that the address names, if it names one.

    Below those that are overdue also those without a report: of both somebody has to speak.
    """
    figure = params.get(BEHIND.name)
    figures = {None: [], "overdue": ["overdue", "missing"]}.get(figure, [figure])
    return [behind(view, one) for one in figures]


@memoize_for_all
def limits_parts(view: View) -> list[Part]:
    """What the dataset cannot say, folded; nothing where its notes do not tell."""
    texts = [escape(text) for text in limits(view)]
    return [parts.Expander(view.t("limits.title"), [parts.bullets(texts)])] if texts else []


def closing_parts(view: View) -> Iterator[Part]:
    """What became of the milestones of the choice, and the successor; nothing before the end."""
    if view.as_of <= view.dataset.period.ends:
        return
    if view.selection.milestones["state"].isin(APPLICABLE).any():
        yield closing(view)
    if successor := view.dataset.successor:
        title = escape(view.t.titled(successor.title, fictional=False))
        yield parts.Text(view.t("closing.successor", title=f"[{title}](<{successor.path}>)"))


def closing(view: View) -> Card:
    """The milestones that count by what became of each, priority by priority."""
    t, milestones = view.t, view.selection.milestones
    found = measures.outcomes(milestones, view.dataset.period.ends)
    titles = tables.priorities(view)
    by_priority = found.groupby(milestones["priority_id"]).value_counts()
    rows = [
        {
            "title": title,
            **{name: int(by_priority.get((code, name), 0)) for name in measures.OUTCOMES},
        }
        for code, title in titles.items()
    ]
    numbers = {name: int((found == name).sum()) for name in measures.OUTCOMES}
    whole = t("closing.counted", n=len(found))
    terms = [counted.part(view, n, t(f"closing.{name}")) for name, n in numbers.items()]
    columns = [
        column.stored("column.priority", "title"),
        *(column.stored(f"closing.{name}", name) for name in measures.OUTCOMES),
        Column("closing.all", lambda row: sum(row[name] for name in measures.OUTCOMES)),
    ]
    day = t.date(view.dataset.period.ends)
    return Card(
        "closing",
        t("closing.title", day=day, n=numbers["reached"], of=t.number(len(found))),
        t("closing.subtitle"),
        "dates",
        column.table(view, rows, columns),
        counted=lambda: Counted([counted.equation(len(found), whole, terms)]),
    )
