"""Cards of the Overview: lists behind the headline, lines over time, what the data cannot say."""

from collections.abc import Mapping

import numpy as np

from components.cards import actions as lists
from components.cards import counted
from components.charts.lines import Event, reached_over_time
from components.charts.steps import MOST_ACROSS
from components.layout import parts, tables
from components.layout.card import Card, Counted
from components.layout.headline import RECORD_FIGURES, progress_sentence
from components.layout.parts import PageParams, Parameter, Part
from components.view import totals
from components.view.labels import escape, in_line
from components.view.memo import memoize, memoize_for_all
from components.view.view import View
from data import measures
from data import meetings as calendar
from data.model import SET_ASIDE, Plan, State
from data.model.records import records


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
    meetings = _ministerials(view)
    about = t("overview.time_subtitle", announced=last["announced"], undated=count_undated(view))
    reached = last["confirmed"] + last["awaiting"]
    title = t("overview.time_title", n=reached, confirmed=last["confirmed"])
    return Card(
        "over-time",
        title=title,
        subtitle=f"{about} {t('overview.time_meetings')}" if meetings else about,
        method="over-time",
        frame=lambda: tables.over_time(view, monthly),
        chart=reached_over_time(monthly, meetings, view.as_of, t),
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
    return f"{progress_sentence(view)}. {view.sentence}."


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
