"""Slides of what runs, what is due and what is not reported, and of the method."""

from typing import Any

import pandas as pd

from components.cards import meetings, overview, steps, timeline
from components.charts import bars, theme
from components.charts.course import years_of
from components.charts.time_axis import MonthRow
from components.documents.deck import behind, fit, speaker_notes
from components.documents.deck.slide import (
    BLANKS,
    MOST_LINES,
    MOST_OF_A_LINE,
    Line,
    Slide,
    cut,
    shorten,
)
from components.layout import tables
from components.view.view import View
from data import measures
from data import meetings as calendar
from data.model import State
from data.records import records

MOST_OF_AN_ACTION = 84
"""Characters of an action's title in a line that says more than that."""
LEAST_OF_AN_ACTION = 30
"""Characters of it that stay, however much the rest of the line says."""


def running(view: View) -> Slide | None:
    """What runs in the roadmap's period; `None` where nothing has a date in it."""
    t, card, runs = view.t, timeline.card(view), timeline.dated(view)
    years = years_of(view.dataset.period)
    rows = {row.id: (group.id, row) for group in card.chart.groups for row in group.rows}
    pieces = fit.pieces({code: runs[code] for code in rows}, years)
    if not pieces:
        return None
    numbers, shown = tables.priority_numbers(view), [rows[piece.action] for piece in pieces]
    names = {row.id: f"{numbers[group]} · {row.title}" for group, row in shown}
    milestones = view.selection.milestones
    of_rows = milestones[milestones["action_id"].isin(list(names))]
    spoken = [_spoken(view, row, of_rows) for _, row in shown]
    notes = speaker_notes.of(view, ["dates"], of_rows["source_id"], "\n".join(spoken))
    spans = fit.spans(pieces, years, names, view.as_of, t)
    inside, dated = len(timeline.within(view)), sum(bool(run.spans) for run in runs.values())
    subtitle = t(
        "deck.timeline_subtitle",
        shown=len(pieces),
        more=inside - len(pieces),
        outside=dated - inside,
        undated=len(runs) - dated,
    )
    alt = f"{card.title}. {' '.join(spoken)}"
    return Slide("timeline", card.title, subtitle, spans, alt, notes)


def _spoken(view: View, row: MonthRow, milestones: pd.DataFrame) -> str:
    """An action, when it runs, and its milestones in words; what several share is said once."""
    marks = steps.marks(view)
    codes = milestones.loc[milestones["action_id"] == row.id, "milestone_id"]
    labels = [marks[code].label.replace(f"{row.title}. ", "") for code in codes if code in marks]
    said = "; ".join(dict.fromkeys(filter(None, [row.end, *labels])))
    return f"{' '.join(BLANKS.split(row.title))}: {said}"


def due(view: View) -> Slide | None:
    """What is due before the next meeting, by priority; `None` where nothing is.

    Where no next meeting is known: what was due by the cut-off.
    """
    t = view.t
    meeting = calendar.coming(calendar.known_on(view.dataset, view.as_of), view.as_of)
    last = meeting["last_day"].date() if meeting else view.as_of
    rows = calendar.due_by(view.selection.milestones, last)
    if rows.empty:
        return None
    names = tables.priority_titles(view, view.filters.priority or None)
    if meeting:
        title = t("deck.due_title", n=len(rows), when=meetings.when(view, meeting))
        place = f"{meetings.title(view, meeting)}, {t('meeting_status.' + meeting['status'])}"
        subtitle = t("deck.due_subtitle", meeting=cut(place, MOST_OF_A_LINE))
    else:
        title, subtitle = t("deck.due_by_now", n=len(rows)), t("overview.priorities_subtitle")
    anchors = ["meetings", "milestone-states", "dates"]
    notes = behind.notes(view, anchors, rows, rows, *_next_meeting(view, meeting))
    counts = measures.counts(rows, "priority_id", list(names))
    whole = bars.by_state(counts, "priority_id", names, t)
    chart = fit.on_one_slide(whole, t)
    return behind.bars_slide(view, "due", title, subtitle, chart, notes, rows)


def _next_meeting(view: View, meeting: dict[str, Any] | None) -> list[str]:
    """What is known of the next meeting, in a paragraph; none where there is no meeting."""
    if meeting is None:
        return []
    outcome = view.content("meetings", meeting["meeting_id"], "outcome", meeting["outcome"])
    facts = [meetings.title(view, meeting), meetings.when(view, meeting), outcome]
    return [". ".join(filter(None, facts))]


def silent(view: View) -> Slide | None:
    """Milestones that were due and have no report, the longest due first; `None` without any."""
    t, titles = view.t, tables.action_titles(view)
    unconfirmed = calendar.due_by(view.selection.milestones, view.as_of)
    rows = unconfirmed[unconfirmed["state"] == State.NO_REPORT_DUE]
    if rows.empty:
        return None
    same = rows.groupby(["action_id", "step", "title", "planned_on"], sort=False, dropna=False)
    silences = [
        (len(alike), _silence(view, alike, titles[str(action)])) for (action, *_), alike in same
    ]
    sentences = shown = [text for _, text in silences]
    if len(sentences) > MOST_LINES:
        more = sum(number for number, _ in silences[MOST_LINES - 1 :])
        shown = [*sentences[: MOST_LINES - 1], t("deck.more_silent", n=more)]
    sign, anchors = theme.STATE[State.NO_REPORT_DUE].sign, ["milestone-states", "rounds"]
    lines = tuple(Line(shorten(text, MOST_OF_A_LINE), sign) for text in shown)
    notes = speaker_notes.of(view, anchors, rows["source_id"], "\n".join(sentences))
    title = t("deck.silent_title", n=len(rows))
    return Slide("silent", title, t("deck.silent_subtitle"), lines, notes=notes)


def _silence(view: View, alike: pd.DataFrame, action: str) -> str:
    """The same step of one action with the same date, of however many participants."""
    t, row = view.t, records(alike)[0]
    shared = t("dossier.shared_part")
    own = sorted(t.participant(view.dataset, code) for code in alike["participant_id"].dropna())
    whose = t.listed(own) if own else f"{shared[0].lower()}{shared[1:]}"
    day = t.short_date(row["planned_on"], row["planned_precision"])
    rest = {"step": cut(tables.awaited(view, row), 40), "day": day, "whose": whose}
    room = MOST_OF_A_LINE - len(t("deck.silence", action="", **rest))
    length = min(MOST_OF_AN_ACTION, max(room, LEAST_OF_AN_ACTION))
    return t("deck.silence", action=cut(action, length), **rest)


def method(view: View) -> Slide:
    """How many actions, milestones and sources were counted, the method, and its limits."""
    t, milestones = view.t, view.selection.milestones
    sources = milestones["source_id"].dropna()
    counted = {
        "actions": len(view.selection.actions),
        "milestones": len(milestones),
        "sources": sources.nunique(),
    }
    sentences = [
        t("deck.counting"),
        t("deck.share", fewest=measures.FEWEST_FOR_A_SHARE, most=t.percent(measures.MOST_MISSING)),
        t("deck.missing"),
        *(limit.split(". ")[0].rstrip(".") + "." for limit in overview.limits(view)[:2]),
    ]
    said = t.listed(
        t(f"deck_counted.{name}", n=number) for name, number in counted.items() if number
    )
    anchors = ["counting", "roll-up", "headline", *([] if view.dataset.fictional else ["record"])]
    return Slide(
        "method",
        t("deck.stands_behind", said=said),
        t("deck.method_subtitle", version=view.method),
        tuple(Line(cut(text, MOST_OF_A_LINE)) for text in sentences),
        notes=speaker_notes.of(view, anchors, sources, speaker_notes.limits(view)),
    )
