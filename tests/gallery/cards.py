"""Cards of each shape. Each function is an example; its docstring is the caption."""

from datetime import date

import pandas as pd

from components.charts import theme
from components.layout import paragraphs
from components.layout.card import Card
from data.model import State
from data.text.words import Words
from tests.gallery import over_time
from tests.gallery.invented import LONG

SOURCE = "https://paper.example/page"
ROW = pd.DataFrame({"what": ["a row"]})
"""The table of a card whose figure is looked at."""


def card_of_lines(t: Words) -> Card:
    """A card with a figure."""
    chart = over_time.lines_of_two_years(t)
    confirmed, reached, announced = (series.numbers[-1] for series in chart.series)
    title = t("overview.time_title", n=reached, confirmed=confirmed)
    subtitle = t("overview.time_subtitle", announced=announced, undated=3)
    return Card("figure", title, subtitle, "over-time", ROW, chart, title)


def card_of_actions_in_time(t: Words) -> Card:
    """A card with actions in time."""
    title = t("timeline.title", n=7, of=7, years="2030–2032")
    subtitle = t("timeline.subtitle")
    return Card("timeline", title, subtitle, "dates", ROW, over_time.running_inexact(t), title)


def card_to_read(t: Words) -> Card:
    """A short table, to be read: a long cell, a blank one, an address, signs of markup."""
    rows = [
        ("Altamar", "Partner", "Ministry of Paper, which is written <b>out</b> & in full", SOURCE),
        ("Bosquia", "Lead", "", SOURCE),
    ]
    columns = ("participant", "role", "detail", "source")
    frame = pd.DataFrame(rows, columns=pd.Index([t(f"column.{name}") for name in columns]))
    return Card("participants", t("dossier.participants", n=2), "", "counting", frame)


def card_to_search(t: Words) -> Card:
    """A long table, to be sorted and searched: every state in words and sign."""
    rows = [
        (f"Action number {at}", f"{theme.STATE[state].sign} {t(f'state.{state}')}", at * 1_000)
        for at, state in enumerate([*State, *State])
    ]
    columns = pd.Index([t(f"column.{name}") for name in ("action", "state", "count")])
    index = pd.Index([f"A{at}" for at in range(len(rows))], name="action_id")
    frame = pd.DataFrame(rows, columns=columns, index=index)
    title = f"{len(rows)} invented milestones"
    return Card("list", title, "", "milestone-states", frame, opens="action")


def card_of_reports(t: Words) -> Card:
    """Reports, a paragraph each: with and without a source, a subject, a note and evidence."""
    rows = [
        ("5 March 2031", "6 March 2031", "Altamar", "Signed", "Reached", "high", "By letter.", ""),
        ("spring 2030", "1 May 2030", "", "In force", "In talks", "low", "", t("dossier.differs")),
    ]
    names = ("dated_on", "known_on", "about", "milestone", "said", "confidence", "note", "remark")
    frame = pd.DataFrame(
        rows,
        columns=pd.Index([t(f"column.{name}") for name in names]),
        index=pd.Index(["R1", "R2"], name="report_id"),
    )
    frame[t("column.publisher")] = ["Paper of Altamar", ""]
    frame[t("column.source")] = [SOURCE, ""]
    title, subtitle = t("dossier.history", n=2), t("dossier.history_subtitle")
    return Card("history", title, subtitle, "dates", frame, paragraphs=paragraphs.reports)


def card_of_decisions(t: Words) -> Card:
    """Decisions of a meeting, a paragraph each: about an action, and about none."""
    rows = [("Sign the agreement", "1. Exchange of fictional reports", "Agreement of two islands")]
    rows += [("Meet again", t("meetings.cross_cutting"), "")]
    names = ("decision", "priority", "action")
    frame = pd.DataFrame(
        rows,
        columns=pd.Index([t(f"column.{name}") for name in names]),
        index=pd.Index(["A1", None], name="action_id"),
    )
    title = "Two invented decisions"
    subtitle = t("meetings.decisions_subtitle")
    return Card("decisions", title, subtitle, "meetings", frame, paragraphs=paragraphs.decisions)


def _table(t: Words, rows: int, title: str) -> Card:
    columns = ("action", "date", "count", "detail")
    cells = [
        (f"Action number {at}", t.short_date(date(2030, at % 12 + 1, 1)), at, SOURCE)
        for at in range(rows)
    ]
    frame = pd.DataFrame(cells, columns=pd.Index([t(f"column.{name}") for name in columns]))
    frame.index = pd.Index([f"A{at}" for at in range(rows)], name="action_id")
    return Card("list", title, "", "counting", frame, opens="action")


def card_of_many_rows(t: Words) -> Card:
    """A table of many rows: it comes in pages, and a row leads on."""
    return _table(t, 120, "A hundred and twenty invented actions")


def card_of_long_words(t: Words) -> Card:
    """A table of long words, without a blank where a line could break."""
    title, cells = LONG["Q2"], [(LONG["Q2"], "Lorem " * 60, "1,000,000"), ("Short", "", "1")]
    columns = pd.Index([t(f"column.{name}") for name in ("priority", "detail", "count")])
    return Card("long", title, title, "counting", pd.DataFrame(cells, columns=columns))


def card_of_nothing(t: Words) -> Card:
    """A table without any row: a sentence stands in its place."""
    frame = pd.DataFrame(columns=pd.Index([t("column.action"), t("column.state")]))
    return Card("none", "Nothing", "", "dates", frame, none=t("meetings.no_milestones"))
