"""Slides of what has been reached: the headline, changes, over time, by priority, by country."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components.cards import change_starts, changes, countries, overview
from components.charts import theme
from components.charts.bars import Bars, by_state, by_status
from components.charts.lines import Lines
from components.charts.slide_matrix import Matrix
from components.documents.deck import behind, fit, speaker_notes
from components.documents.deck.fit import MOST_OF_A_HEADING
from components.documents.deck.slide import (
    BLANKS,
    MOST_LINES,
    MOST_OF_A_LINE,
    MOST_OF_A_TITLE,
    Line,
    Number,
    Slide,
    cut,
)
from components.layout import tables
from components.layout.headline import metrics, progress_sentence, too_few
from components.view import totals
from components.view.view import View
from data import changes as differences
from data import measures, selection
from data.model import REACHED, SET_ASIDE, Plan, State, Status
from data.records import by_code

MOST_OF_A_SUBJECT = 80
"""Characters of a name at the beginning of a title, so that its number fits beside it."""
MOST_SUBJECTS, LEAST_OF_A_NAME = 3, 24
"""Countries named beside a priority at most; characters of the priority that stay."""
MOST_NAMED = 4
"""Priorities named in a title, those with most first."""


def headline(view: View) -> Slide:
    """The four figures of the whole selection."""
    t, milestones = view.t, view.selection.milestones
    figures = [
        Number(metric.label, metric.value, metric.small or "", t(f"headline.{metric.name}_help"))
        for metric in metrics(view, totals.headline(view))
    ]
    subtitle = too_few(view) or t("deck.headline_subtitle")
    if view.dataset.plan != Plan.OPEN:
        subtitle = _with_set_aside(view, milestones, subtitle)
    rows, anchors = behind.counted(view, milestones), ["headline", "counting"]
    spoken = "\n".join(figure.words for figure in figures)
    notes = behind.notes(view, anchors, milestones, rows, spoken)
    return Slide("headline", progress_sentence(view), subtitle, tuple(figures), notes=notes)


def _group_title(view: View, key: str, name: str, row: Mapping[Any, int]) -> str:
    """A title that begins with a name, cut so that the numbers have room."""
    room = MOST_OF_A_TITLE - len(tables.counts_sentence(view, key, row, name=""))
    return tables.counts_sentence(view, key, row, name=cut(name, min(room, MOST_OF_A_SUBJECT)))


def _with_set_aside(view: View, milestones: pd.DataFrame, text: str) -> str:
    """A measure, with what no figure and no bar counts."""
    return tables.with_set_aside(view, text, measures.total(milestones))


def changes_since_meeting(view: View) -> Slide | None:
    """What changed since the last meeting; `None` without changes, or without a meeting."""
    t, start = view.t, change_starts.last_meeting(view)
    rows = changes.change_rows(view, start) if start else None
    if start is None or rows is None or rows.empty:
        return None
    counted = {kind: number for kind, number in differences.count(rows).items() if number}
    phrases = [t(f"change_said.{kind}", n=number) for kind, number in counted.items()]
    lines = [
        Line(t.capitalised(text), theme.CHANGE_SIGN[kind])
        for kind, text in zip(counted, phrases, strict=True)
    ]
    if len(lines) >= MOST_LINES:
        others = sum(list(counted.values())[MOST_LINES - 2 :])
        lines = [*lines[: MOST_LINES - 2], Line(t("deck.other_changes", n=others), "…")]
    first, last = (t.date(day) for day in (start.day, view.as_of))
    summary = changes.summary(view, start, rows)
    return Slide(
        "changes",
        t("deck.changes_title", day=start.since, said=phrases[0]),
        t("deck.changes_subtitle", n=len(rows), first=first, last=last),
        (*lines, Line(changes.totals_sentence(view, start))),
        notes=speaker_notes.of(view, ["changes"], rows["source_id"], start.title, summary),
    )


def over_time(view: View) -> Slide | None:
    """Milestones reached by month; `None` where nothing has a date."""
    card = overview.over_time(view)
    if card is None:
        return None
    milestones = view.selection.milestones
    lines: Lines = card.chart
    subtitle = view.t("deck.time_subtitle", n=overview.count_undated(view))
    title = view.t("deck.by_month", said=_lower_first(card.title))
    rows = milestones[milestones["state"].isin(REACHED)]
    notes = behind.notes(view, ["over-time", "dates"], milestones, rows)
    subtitle, beside = _with_set_aside(view, milestones, subtitle), behind.beside(view, rows)
    return Slide("over-time", title, subtitle, lines.recent(), card.alt, notes, behind=beside)


def priorities(view: View) -> Iterator[Slide]:
    """The priorities, stacked by the state of their milestones; more than fit on several slides."""
    t, milestones = view.t, view.selection.milestones
    names = tables.priority_titles(view, view.filters.priority or None)
    whole = by_state(
        measures.counts(milestones, "priority_id", list(names)), "priority_id", names, t
    )
    totals = fit.totals(whole)
    if not totals:
        return
    phrases = (t(f"state_said.{state}", n=number) for state, number in totals.items())
    title = _by_priority(view, whole) or t(
        "deck.priorities_title", n=sum(totals.values()), said=t.listed(phrases)
    )
    if len(title) > MOST_OF_A_TITLE:
        # A number is never cut: drop its parts from the title, as the bars show them.
        said = tables.counts_sentence(view, "overview.priorities_title", measures.total(milestones))
        title = t("deck.by_priority", said=_lower_first(said))
    subtitle = _with_set_aside(view, milestones, t("overview.priorities_subtitle"))
    rows, anchors = behind.counted(view, milestones), ["milestone-states", "counting"]
    notes = behind.notes(view, anchors, milestones, rows)
    parts, numbers = fit.parts(whole), tables.priority_numbers(view)
    for place, part in enumerate(parts, 1):
        chart = fit.label_rows(part, t)
        shown = _priorities_from_to(view, [numbers[row.code] for row in part.rows])
        heading = _part(title, shown) if len(parts) > 1 else title
        alt = f"{heading}. {fit.words(chart, t)}"
        yield Slide(_key("priorities", place), heading, subtitle, chart, alt, notes)


def _by_priority(view: View, bars: Bars) -> str:
    """Under which priorities of an open record most was reached; else blank."""
    t, numbers = view.t, tables.priority_numbers(view)
    done = [series.numbers for series in bars.series if series.mark in REACHED]
    counts = {
        row.code: sum(of_state[place] or 0 for of_state in done)
        for place, row in enumerate(bars.rows)
    }
    reached = {code: number for code, number in counts.items() if number}
    most_first = sorted(reached, key=lambda code: -reached[code])
    if not most_first or view.dataset.plan != Plan.OPEN:
        return ""
    for most in range(MOST_NAMED, 0, -1):
        named = [
            t("deck.under_priority", n=reached[code], number=numbers[code])
            for code in most_first[:most]
        ]
        rest = sum(reached[code] for code in most_first[most:])
        others = [t("deck.under_others", n=rest)] if rest else []
        title = t("deck.reached_under", said=t.listed([*named, *others]))
        if len(title) <= MOST_OF_A_TITLE:
            return title
    return ""


def _key(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _part(title: str, *parts: str) -> str:
    """A title with the part that its slide shows: no two slides have the same title."""
    shown = ", ".join(filter(None, parts))
    return f"{cut(title, MOST_OF_A_TITLE - len(shown) - 3)} ({shown})" if shown else title


def _from_to(view: View, names: Sequence[str]) -> str:
    """The first and the last of some names in their order."""
    first, last = (cut(name, MOST_OF_A_HEADING) for name in (names[0], names[-1]))
    return view.t("deck.from_to", first=first, last=last) if len(names) > 1 else first


def _priorities_from_to(view: View, numbers: Sequence[str]) -> str:
    """The first and the last of some priorities, by their numbers."""
    return view.t("deck.priorities_part", part=_from_to(view, numbers))


def _lower_first(sentence: str) -> str:
    """A sentence as the end of another: its first letter in lower case."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


def priority(view: View, code: str) -> Slide | None:
    """One priority: its milestones by kind of action; `None` where it has none."""
    t, milestones, actions = view.t, view.selection.milestones, view.selection.actions
    milestones = milestones[milestones["priority_id"] == code]
    if milestones.empty:
        return None
    name = _with_countries(view, tables.priority_titles(view)[code])
    row = by_code(view.dataset, "priorities")[code]
    description = view.content("priorities", code, "description", row["description"])
    about = f"{' '.join(BLANKS.split(name))}\n{description}".strip()
    rows, anchors = behind.counted(view, milestones), ["milestone-states", "counting"]
    notes = behind.notes(view, anchors, milestones, rows, about)
    found = sorted(milestones["kind"].unique())
    kinds = {kind: t.capitalised(t(f"kinds.{kind}")) for kind in found}
    subtitle = t("deck.priority_subtitle", n=int((actions["priority_id"] == code).sum()))
    return _of_group(view, f"priority-{code}", name, milestones, "kind", kinds, subtitle, notes)


def _with_countries(view: View, name: str) -> str:
    """The name of a priority with those whom the selection is about, where they are few."""
    subjects = view.filters.subjects
    if not 0 < len(subjects) <= MOST_SUBJECTS:
        return name
    whose = view.t.listed([view.t.participant(view.dataset, code) for code in subjects])
    room = MOST_OF_A_SUBJECT - len(whose) - 2
    return f"{cut(name, room)}, {whose}" if room >= LEAST_OF_A_NAME else name


def _of_group(
    view: View,
    key: str,
    name: str,
    milestones: pd.DataFrame,
    by: str,
    names: Mapping[str, str],
    subtitle: str,
    notes: tuple[str, ...],
) -> Slide:
    """A slide of milestones in bars by state; lines of text where all are set aside."""
    t, total = view.t, measures.total(milestones)
    whole = by_state(measures.counts(milestones, by, list(names)), by, names, t)
    chart = fit.on_one_slide(whole, t)
    if not chart.series:
        aside = {state: int(total[state]) for state in SET_ASIDE if total[state]}
        said = t.listed(t(f"state_said.{state}", n=n) for state, n in aside.items())
        room = MOST_OF_A_TITLE - len(t("deck.aside_title", said=said, name=""))
        short = cut(name, min(room, MOST_OF_A_SUBJECT))
        title = t("deck.aside_title", said=said, name=short)
        titles = tables.action_titles(view)
        lines = [
            cut(titles[str(code)], MOST_OF_A_LINE) for code in milestones["action_id"].unique()
        ]
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES - 1], t("deck.more_silent", n=len(lines) - MOST_LINES + 1)]
        sign = theme.STATE[next(iter(aside), State.IN_PLACE)].sign
        return Slide(key, title, "", tuple(Line(text, sign) for text in lines), notes=notes)
    title = _group_title(view, "deck.group_title", name, total)
    subtitle, rows = _with_set_aside(view, milestones, subtitle), behind.counted(view, milestones)
    return behind.bars_slide(view, key, title, subtitle, chart, notes, rows)


def matrix(view: View) -> Iterator[Slide]:
    """The country x priority matrix, on as many slides as it needs; none without countries."""
    t = view.t
    if not tables.countries(view):
        return
    card, milestones = overview.matrix(view), view.selection.milestones
    whole: Matrix = card.chart
    if whole.is_empty:
        return
    titles = "\n".join(column.title for column in whole.columns)
    rows = behind.counted(view, milestones)
    notes = behind.notes(view, ["matrix", "counting"], milestones, rows, titles)
    joint = milestones["participant_id"].isna() & (milestones["state"] == State.NO_REPORT_DUE)
    has_shared = joint.any() and view.dataset.plan != Plan.OPEN
    shared = t("deck.matrix_shared", n=int(joint.sum())) if has_shared else ""
    signs = t("deck.matrix_signs", signs=", ".join(whole.signs))
    measure = " ".join(filter(None, [f"{t('deck.matrix_subtitle')}. {signs}", shared]))
    subtitle = _with_set_aside(view, milestones, measure)
    parts = fit.matrix_parts(whole)
    is_wide = len({part.columns[0] for part in parts}) > 1
    for place, (part, rows, columns) in enumerate(parts, 1):
        names = [whole.rows[at].name for at in rows]
        numbers = [whole.columns[at].number for at in columns]
        title = _part(
            card.title,
            _from_to(view, names) if len(rows) < len(whole.rows) else "",
            _priorities_from_to(view, numbers) if is_wide else "",
        )
        spoken = "; ".join(cell.label for row in part.rows for cell in row.cells if cell.filled)
        alt = f"{title}. {spoken}"
        yield Slide(_key("matrix", place), title, subtitle, part, alt, notes)


def country(view: View, code: str) -> Slide | None:
    """One participant that the selection is about, by priority; `None` where it has no milestones.

    Bars of the parts of its actions by status; on an open record of its milestones by state.
    """
    chosen = view.filters.about(view.dataset, code)
    mine = replace(
        view, filters=chosen, selection=selection.choose(view.selection.snapshot, chosen)
    )
    t, name = view.t, view.t.participant(view.dataset, code)
    names = tables.priority_titles(mine, mine.filters.priority or None)
    parts, milestones = mine.selection.parts, mine.selection.milestones
    if milestones.empty:
        return None
    agreements = countries.agreements(mine, code)
    facts = "\n".join(countries.participant_facts(mine, code))
    done_parts = parts[parts["status"] == Status.COMPLETED]
    completed = milestones[milestones["action_id"].isin(done_parts["action_id"])]
    is_open = view.dataset.plan == Plan.OPEN
    rows = behind.counted(view, milestones if is_open or completed.empty else completed)
    about = (facts, countries.reached_sentence(mine, code), agreements.title if agreements else "")
    notes = behind.notes(view, ["status", "counting"], milestones, rows, *about)
    key, subtitle = f"country-{code}", t("deck.country_subtitle")
    statuses = measures.statuses(parts, "priority_id", list(names))
    whole = by_status(statuses, "priority_id", names, t)
    chart = fit.on_one_slide(whole, t)
    if is_open or not chart.series:
        return _of_group(mine, key, name, milestones, "priority_id", names, subtitle, notes)
    done, short = measures.parts_completed(parts), cut(name, MOST_OF_A_SUBJECT)
    title = t("deck.country_title", n=done.of, country=short, count=done.count, of=done.of)
    subtitle = _with_set_aside(view, milestones, subtitle)
    return behind.bars_slide(view, key, title, subtitle, chart, notes, rows)
