"""The actions behind the number of a slide: those that fit stand on it, all in its notes."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from components.charts import theme
from components.charts.bars import Bars
from components.documents.deck import fit, speaker_notes
from components.documents.deck.slide import BLANKS, Behind, Line, Slide, cut
from components.layout import quotes, reached_dates, tables
from components.view.view import View
from data.model import APPLICABLE, REACHED, Plan, State
from data.records import records

MOST_BEHIND = 7
"""Lines of the list beside a chart."""
MOST_OF_A_LINE = 84
"""Characters of a line of it: two or three lines beside a chart."""
LEAST_OF_AN_ACTION = 30
"""Characters of an action's title that stay, however much the rest of its line says."""
LEAST_OF_A_STEP = 12
"""Characters of the name of its milestone that stay beside a day."""
MOST_IN_NOTES = 60
"""Lines of the list in the notes."""


def counted(view: View, milestones: pd.DataFrame) -> pd.DataFrame:
    """The milestones that a title counts: reached or, of a plan, confirmed; else all that count."""
    states = REACHED if view.dataset.plan == Plan.OPEN else (State.CONFIRMED,)
    rows = milestones[milestones["state"].isin(states)]
    return milestones[milestones["state"].isin(APPLICABLE)] if rows.empty else rows


def bars_slide(
    view: View,
    key: str,
    title: str,
    subtitle: str,
    bars: Bars,
    notes: Sequence[str],
    rows: pd.DataFrame,
) -> Slide:
    """Return a slide of bars, with the actions of some milestones beside them."""
    alt = f"{title}. {fit.words(bars, view.t)}"
    return Slide(key, title, subtitle, bars, alt, notes, behind=beside(view, rows))


def beside(view: View, rows: pd.DataFrame) -> Behind | None:
    """The actions of some milestones for a slide, the newest first; `None` without any."""
    lines = list(_lines(view, rows, MOST_OF_A_LINE))
    if not lines:
        return None
    shown = lines
    if len(lines) > MOST_BEHIND:
        rest = view.t("deck.more_silent", n=len(lines) - MOST_BEHIND + 1)
        shown = [*lines[: MOST_BEHIND - 1], Line(rest, "…")]
    return Behind(view.t("deck.behind", n=len(lines)), tuple(shown))


def in_notes(view: View, rows: pd.DataFrame) -> str:
    """The same as a paragraph of the notes, nearly all of them, with what sources print of each."""
    lines = list(_lines(view, rows, 0))
    if not lines:
        return ""
    told = [f"{line.sign} {line.text}" for line in lines[:MOST_IN_NOTES]]
    if len(lines) > MOST_IN_NOTES:
        told.append(view.t("deck.more_silent", n=len(lines) - MOST_IN_NOTES))
    return "\n".join([view.t("deck.behind", n=len(lines)), *told])


def notes(
    view: View, anchors: Iterable[str], milestones: pd.DataFrame, rows: pd.DataFrame, *more: str
) -> tuple[str, ...]:
    """Return the notes of a slide on some milestones, with the actions of some `rows` of them."""
    return speaker_notes.of(view, anchors, milestones["source_id"], *more, in_notes(view, rows))


def _lines(view: View, rows: pd.DataFrame, most: int) -> Iterator[Line]:
    """A line an action, with its one milestone and day, or with their number."""
    t, titles = view.t, tables.action_titles(view)
    days = rows["achieved_on"].fillna(rows["planned_on"])
    newest = rows.loc[days.sort_values(ascending=False, kind="stable").index]
    for action, mine in newest.groupby("action_id", sort=False):
        first = records(mine)[0]
        if len(mine) > 1:
            what = t("deck.behind_several", n=len(mine))
        else:
            day = reached_dates.reached_or_planned(view, first)
            if first["state"] == State.NO_REPORT_DUE:
                day = t("deck.behind_silent", day=day)
            name = tables.awaited(view, first)
            if most:
                name = cut(name, max(most - LEAST_OF_AN_ACTION - len(day) - 2, LEAST_OF_A_STEP))
            what = ", ".join(filter(None, [name, day]))
        sign = theme.STATE[State(first["state"])].sign
        title = titles[str(action)]
        if most:
            what = cut(what, most - LEAST_OF_AN_ACTION)
            title = cut(title, max(most - len(what) - 2, LEAST_OF_AN_ACTION))
        else:
            quoted = (quotes.of_milestone(view, row).quote for row in records(mine))
            what = " ".join(dict.fromkeys([what, *filter(None, quoted)]))
        yield Line(f"{' '.join(BLANKS.split(title))}: {what}", sign)
