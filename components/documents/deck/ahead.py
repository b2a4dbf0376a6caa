"""Slides of what runs, what is due, what is not reported, and how all of it was counted."""

from typing import Any

import pandas as pd

from components import tables, theme
from components.documents.deck import charts, notes
from components.documents.deck.model import MOST_LINES, MOST_OF_A_LINE, Line, Slide, cut, shorten
from components.findings import meetings, overview, timeline
from components.view import View
from data import measures
from data import meetings as calendar
from data.frames import records
from data.model import State

MOST_OF_AN_ACTION = 84
"""Characters of an action's title in a line that says more than that."""


def running(view: View) -> Slide:
    """What runs in the roadmap's period; a line of text where nothing does."""
    t, card = view.t, timeline.card(view)
    content = card.chart
    rows = charts.running(content)
    more = content["within"] - len(rows)
    told = [f"{row['title']}: {'; '.join(line['text'] for line in row['lines'])}" for row in rows]
    milestones = view.selection.milestones
    sources = milestones.loc[milestones["action_id"].isin([row["id"] for row in rows]), "source_id"]
    speaker = notes.of(view, ["dates"], sources, "\n".join(told))
    if not rows:
        return Slide("timeline", card.title, "", (Line(t("timeline.nothing_dated")),), notes=speaker)
    chart = charts.timeline(rows, content, view.as_of, t)
    subtitle = t("deck.timeline_subtitle", shown=len(rows), more=more, outside=content["outside"], undated=content["undated"])
    return Slide("timeline", card.title, subtitle, chart, f"{card.title}. {' '.join(told)}", speaker)


def due(view: View) -> Slide:
    """What is due before the next meeting, by priority; where none is known, what was due by the cut-off."""
    t = view.t
    meeting = calendar.coming(calendar.known_on(view.dataset, view.as_of), view.as_of)
    rows = calendar.due_by(view.selection.milestones, meeting["last_day"].date() if meeting else view.as_of)
    names = tables.priority_titles(view, view.filters.priority or None)
    if meeting:
        title = t("deck.due_title", n=len(rows), when=meetings.when(view, meeting))
        place = f"{meetings.title(view, meeting)}, {t('meeting_status.' + meeting['status'])}"
        subtitle = t("deck.due_subtitle", meeting=cut(place, MOST_OF_A_LINE))
    else:
        title, subtitle = t("meetings.due_title", n=len(rows)), t("overview.next_none")
    told = notes.of(view, ["meetings", "milestone-states", "dates"], rows["source_id"], *_speech(view, meeting))
    if rows.empty:
        return Slide("due", title, subtitle, (Line(t("deck.nothing_due")),), notes=told)
    chart = charts.by_state(measures.counts(rows, "priority_id", list(names)), names, t)
    return Slide("due", title, subtitle, chart, f"{title}. {charts.said(chart, t)}", told)


def _speech(view: View, meeting: dict[str, Any] | None) -> list[str]:
    """What is known of the next meeting."""
    if meeting is None:
        return []
    outcome = view.content("meetings", meeting["meeting_id"], "outcome", meeting["outcome"])
    said = [meetings.title(view, meeting), meetings.when(view, meeting), outcome]
    return [". ".join(filter(None, said))]


def silent(view: View) -> Slide | None:
    """The milestones that were due and of which no report speaks, the longest due first; `None` where there is none."""
    t, titles = view.t, tables.action_titles(view)
    due_ones = calendar.due_and_not_confirmed(view.selection.milestones)
    rows = due_ones[due_ones["state"] == State.NO_REPORT_DUE]
    if rows.empty:
        return None
    silences = [
        (len(alike), _silence(view, alike, titles[str(action)]))
        for (action, *_), alike in rows.groupby(["action_id", "step", "planned_on"], sort=False)
    ]
    said = [text for _, text in silences]
    shown = said
    if len(said) > MOST_LINES:
        more = sum(number for number, _ in silences[MOST_LINES - 1 :])
        shown = [*said[: MOST_LINES - 1], t("deck.more_silent", n=more)]
    lines = tuple(Line(shorten(text, MOST_OF_A_LINE), theme.STATE_SIGN[State.NO_REPORT_DUE]) for text in shown)
    told = notes.of(view, ["milestone-states", "rounds"], rows["source_id"], "\n".join(said))
    return Slide("silent", t("deck.silent_title", n=len(rows)), t("deck.silent_subtitle"), lines, notes=told)


def _silence(view: View, alike: pd.DataFrame, action: str) -> str:
    """The same step of one action with the same date, of however many participants."""
    t, row = view.t, records(alike)[0]
    shared = t("dossier.shared_part")
    own = sorted(t.participant(view.dataset, code) for code in alike["participant_id"].dropna())
    whose = t.listed(own) if own else f"{shared[0].lower()}{shared[1:]}"
    day = t.short_date(row["planned_on"], row["planned_precision"])
    return t("deck.silence", action=cut(action, MOST_OF_AN_ACTION), step=cut(tables.step(view, row), 40), day=day, whose=whose)


def method(view: View) -> Slide:
    """What stands behind the numbers, and what the data cannot say."""
    t, milestones = view.t, view.selection.milestones
    sources = milestones["source_id"].dropna()
    said = [
        t("deck.counting"),
        t("deck.share", fewest=measures.FEWEST_FOR_A_SHARE, most=t.percent(measures.MOST_MISSING)),
        t("deck.missing"),
        *(limit.split(". ")[0].rstrip(".") + "." for limit in overview.limits(view)[:2]),
    ]
    return Slide(
        "method",
        t("deck.method_title", actions=len(view.selection.actions), milestones=len(milestones), sources=sources.nunique()),
        t("deck.method_subtitle", version=view.method),
        tuple(Line(cut(text, MOST_OF_A_LINE)) for text in said),
        notes=notes.of(
            view, ["counting", "roll-up", "headline", "record"][: 3 if view.dataset.fictional else 4], sources, notes.limits(view)
        ),
    )
