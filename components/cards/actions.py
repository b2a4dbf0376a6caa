"""Lists that several pages and documents show: actions, open steps, dated milestones."""

import pandas as pd

from components.cards import tables
from components.cards.card import Card, Ordered
from components.charts import theme
from components.view.view import View
from data.model import OPEN, State
from data.records import missing, records

LONGEST_SEARCH = 200
"""Characters of a search that are looked at."""


def actions(view: View, rows: pd.DataFrame) -> Card:
    """Actions as a table."""
    t, starts = view.t, tables.days(records(rows), "starts_on", "starts_precision")
    return Card(
        "actions",
        t("actions.title", n=len(rows)),
        t("actions.subtitle"),
        "status",
        Ordered(tables.actions(view, rows), {t("column.starts_on"): starts}),
        opens="action",
        none=t("actions.none_found"),
    )


def open_steps(view: View) -> Card | None:
    """What has not been reached: what was due first, then the rest; `None` if nothing is open."""
    t = view.t
    milestones = view.selection.milestones
    rows = milestones[milestones["state"].isin(OPEN)].sort_values(
        ["is_due", "due_on"], ascending=[False, True], kind="stable"
    )
    if rows.empty:
        return None
    titles, steps = tables.action_titles(view), records(rows)
    frame = pd.DataFrame(
        {
            t("column.action"): rows["action_id"].map(titles).to_numpy(),
            **tables.owners(view, steps),
            t("column.milestone"): [tables.step(view, row) for row in steps],
            t("column.state"): [state_words(view, state) for state in rows["state"]],
            t("column.due_on"): [t.short_date(day) for day in rows["due_on"]],
            t("column.delay"): rows["delay_days"].to_numpy(),
        },
        index=pd.Index(rows["action_id"], name="action_id"),
    )
    order = {
        t("column.state"): tables.states(steps),
        t("column.due_on"): tables.days(steps, "due_on"),
    }
    title, subtitle = t("open.title", n=len(rows)), t("open.subtitle", n=int(rows["is_due"].sum()))
    shown = Ordered(frame, order)
    return Card("open", title, subtitle, "milestone-states", shown, opens="action")


def state_words(view: View, state: str) -> str:
    """A state as sign and word."""
    return f"{theme.STATE_SIGN[State(state)]} {view.t(f'state.{state}')}"


def voice(view: View, participant: object) -> str:
    """Who says it: a participant by name, or the source itself."""
    return (
        view.t("dossier.source_itself")
        if missing(participant)
        else view.t.participant(view.dataset, str(participant))
    )


def dated_milestones(view: View) -> pd.DataFrame:
    """Milestones of the choice that have a date, earliest action first.

    Beside the columns of `charts.dated.milestones_on_dates`: `name` (the step) and `planned`
    (whether `on` is the date in force, because no date of achievement is known).
    """
    t, milestones = view.t, view.selection.milestones
    rows = milestones.assign(
        on=milestones["achieved_on"].fillna(milestones["planned_on"]),
        precision=milestones["achieved_precision"].where(
            milestones["achieved_on"].notna(), milestones["planned_precision"]
        ),
        planned=milestones["achieved_on"].isna(),
    )
    rows = rows[rows["on"].notna()]
    names = [tables.step(view, row) for row in records(rows)]
    rows = rows.assign(
        action=rows["action_id"].map(tables.action_titles(view)),
        name=names,
        milestone=[
            f"{name} ({t(f'state.{state}')})"
            for name, state in zip(names, rows["state"], strict=True)
        ],
        shown_date=[
            t.short_date(day, precision)
            for day, precision in zip(rows["on"], rows["precision"], strict=True)
        ],
    )
    rows["first"] = rows.groupby("action_id")["on"].transform("min")
    return rows.sort_values(["first", "action_id", "on"], kind="stable")


def dated_table(view: View, dated: pd.DataFrame) -> Ordered:
    """The same milestones as a table."""
    t, rows = view.t, records(dated)
    frame = pd.DataFrame(
        {
            t("column.date"): dated["shown_date"].to_numpy(),
            t("column.action"): dated["action"].to_numpy(),
            **tables.owners(view, rows),
            t("column.milestone"): dated["name"].to_numpy(),
            t("column.state"): [state_words(view, state) for state in dated["state"]],
        }
    )
    days = tables.days(rows, "on", "precision")
    return Ordered(frame, {t("column.date"): days, t("column.state"): tables.states(rows)})


def matching(view: View, text: str) -> pd.DataFrame:
    """Listed actions whose code, title, description or participants hold every word of a search.

    Accents and capital letters make no difference. A blank search leaves all.
    """
    t, rows = view.t, view.selection.listed
    wanted = t.sorting(text[:LONGEST_SEARCH]).split()
    if not wanted:
        return rows
    shown = tables.actions(view, rows).to_numpy()
    descriptions = [
        view.content("actions", code, "description", words)
        for code, words in zip(rows["action_id"], rows["description"], strict=True)
    ]
    texts = [
        t.sorting(" ".join([*map(str, cells), more]))
        for cells, more in zip(shown, descriptions, strict=True)
    ]
    return rows[[all(word in found for word in wanted) for found in texts]]
