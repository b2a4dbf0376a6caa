"""Frames in the reader's words: what table views, downloads and lists show."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components import theme
from components.memory import remembered_for_all
from components.view import View
from data.frames import by_code, records
from data.model import APPLICABLE, REACHED, State, Status


def milestones_by_group(view: View, counts: pd.DataFrame, names: Mapping[str, str], group: str) -> pd.DataFrame:
    """Milestones by state, one row a group, with the total that counts."""
    t = view.t
    states = [state for state in State if counts[state].any()]
    frame = counts[[*states, "applicable", "due", "delivered"]].astype(int)
    frame.columns = [*(t(f"state.{state}") for state in states), t("column.applicable"), t("column.due"), t("column.delivered")]
    frame.insert(0, group, [names[str(code)] for code in counts.index])
    return frame


def parts_by_group(view: View, counts: pd.DataFrame, names: Mapping[str, str], group: str) -> pd.DataFrame:
    """Parts by status, one row a group."""
    frame = counts.astype(int).set_axis([view.t(f"status.{status}") for status in counts.columns], axis="columns")
    frame.insert(0, group, [names[str(code)] for code in counts.index])
    return frame


def matrix(view: View, cells: pd.DataFrame, names: Mapping[str, str], priorities: Mapping[str, str]) -> pd.DataFrame:
    """The matrix, one row a country and priority."""
    t = view.t
    frame = cells.reset_index()
    return pd.DataFrame(
        {
            t("column.country"): frame["participant_id"].map(names),
            t("column.priority"): frame["priority_id"].map(priorities),
            t("column.actions"): frame["actions"].astype(int),
            t("state.confirmed"): frame[State.CONFIRMED].astype(int),
            t("state.awaiting"): frame[State.AWAITING].astype(int),
            t("column.open"): frame["open"].astype(int),
            t("column.due"): frame["due"].astype(int),
            t("column.cell"): frame["cell"].map(lambda cell: t(f"cell.{cell}")),
        }
    )


def over_time(view: View, monthly: pd.DataFrame) -> pd.DataFrame:
    """Cumulative milestones, one row a month."""
    t = view.t
    return pd.DataFrame(
        {
            t("column.month"): [t.date(month, "month") for month in monthly.index],
            t("series.confirmed"): monthly["confirmed"].astype(int).to_numpy(),
            t("series.reached"): (monthly["confirmed"] + monthly["awaiting"]).astype(int).to_numpy(),
            t("series.announced"): monthly["announced"].astype(int).to_numpy(),
        }
    )


def step(view: View, milestone: Mapping[str, object]) -> str:
    """The name of a milestone: its own title, else the name of its step."""
    title = milestone["title"]
    if isinstance(title, str):
        return view.content("milestones", str(milestone["milestone_id"]), "title", title)
    return view.t(f"step.{milestone['step']}")


@remembered_for_all
def action_titles(view: View) -> Mapping[str, str]:
    """Action to title, for every action of the dataset."""
    actions = view.dataset.actions
    return {code: view.content("actions", code, "title", title) for code, title in zip(actions["action_id"], actions["title"], strict=True)}


def priority_titles(view: View, codes: Sequence[str] | None = None) -> dict[str, str]:
    """Priority to `number title`, in order; all of them unless some are given."""
    return {code: title for code, title in _priority_titles(view).items() if codes is None or code in codes}


@remembered_for_all
def _priority_titles(view: View) -> Mapping[str, str]:
    rows = view.dataset.priorities.sort_values("position")
    return {
        code: view.t("priority.numbered", number=str(position), title=view.content("priorities", code, "title", title))
        for code, position, title in zip(rows["priority_id"], rows["position"], rows["title"], strict=True)
    }


def countries(view: View) -> dict[str, str]:
    """The CLASI states, sorted by their names: code to name. Only those chosen, where some are."""
    states = _states(view)
    return {code: name for code, name in states.items() if code in view.filters.country} or dict(states)


@remembered_for_all
def _states(view: View) -> Mapping[str, str]:
    people = view.dataset.participants
    states = people.loc[people["kind"] == "clasi_state", "participant_id"]
    names = {code: view.t.participant(view.dataset, code) for code in states}
    return dict(sorted(names.items(), key=lambda pair: view.t.sorting(pair[1])))


def status_words(view: View, counts: Mapping[Any, int]) -> str:
    """Statuses of an action's parts in words: one part by its name, several with their numbers."""
    found = [(status, int(counts[status])) for status in Status if counts.get(status)]
    words = [f"{theme.STATUS_SIGN[status]} {view.t(f'status.{status}')}" for status, _ in found]
    if sum(number for _, number in found) <= 1:
        return "".join(words)
    return ", ".join(f"{word} ({view.t.number(number)})" for word, (_, number) in zip(words, found, strict=True))


def actions(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Actions as a list shows them, indexed by action."""
    t, dataset = view.t, view.dataset
    titles, priorities = action_titles(view), priority_titles(view)
    partners = dataset.action_participants
    partners = partners[partners["action_id"].isin(rows["action_id"])]
    names = {code: t.participant(dataset, code) for code in partners["participant_id"].unique()}
    who = partners["participant_id"].map(names).groupby(partners["action_id"]).agg(", ".join)
    parts = view.selection.parts
    statuses = pd.crosstab(parts["action_id"], parts["status"]).to_dict("index")
    milestones = view.selection.milestones
    milestones = milestones[milestones["state"].isin(APPLICABLE)]
    reached = milestones["state"].isin(REACHED).groupby(milestones["action_id"]).agg(["sum", "size"])
    counted = reached.to_dict("index")
    return pd.DataFrame(
        {
            t("column.id"): rows["action_id"].to_numpy(),
            t("column.title"): rows["action_id"].map(titles).to_numpy(),
            t("column.status"): [status_words(view, statuses.get(code, {})) for code in rows["action_id"]],
            t("column.milestones"): [
                t("headline.of", count=int(counted[code]["sum"]), of=int(counted[code]["size"])) if code in counted else ""
                for code in rows["action_id"]
            ],
            t("column.kind"): rows["kind"].map(lambda kind: t(f"kind.{kind}")).to_numpy(),
            t("column.starts_on"): [
                t.short_date(day, precision) for day, precision in zip(rows["starts_on"], rows["starts_precision"], strict=True)
            ],
            t("column.participants"): rows["action_id"].map(who).fillna("").to_numpy(),
            t("column.priority"): rows["priority_id"].map(priorities).to_numpy(),
        },
        index=pd.Index(rows["action_id"], name="action_id"),
    )


def events(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Latest milestones reached, with their sources."""
    t = view.t
    titles, sources = action_titles(view), by_code(view.dataset, "sources")
    found = records(rows)
    of = [sources.get(row["source_id"], {}) for row in found]
    return pd.DataFrame(
        {
            t("column.date"): [t.short_date(row["achieved_on"], row["achieved_precision"]) for row in found],
            t("column.action"): [titles[row["action_id"]] for row in found],
            t("column.milestone"): [step(view, row) for row in found],
            t("column.state"): [f"{theme.STATE_SIGN[State(row['state'])]} {t('state.' + row['state'])}" for row in found],
            t("column.publisher"): [source.get("publisher") for source in of],
            t("column.source"): [source.get("url") for source in of],
        },
        index=pd.Index([row["action_id"] for row in found], name="action_id"),
    )
