"""What a dossier says: how far an action is, its status in words, and what different voices say of its steps."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.cards import actions, tables
from components.cards.card import Card
from components.charts import theme
from components.view.view import View
from data import measures, status
from data.model import State, Status
from data.records import missing, records


def how_far(view: View, code: str) -> str:
    """What of an action's milestones was reached, as a title: of all participants, whatever the reader chose."""
    known = view.selection.known.milestones
    row = measures.total(known[known["action_id"] == code])
    numbers = measures.numbers(row)
    said = tables.how_far(view, row)
    return (
        view.t("dossier.ladder", said=view.t.capitalised(said), **numbers)
        if said
        else view.t("dossier.no_step")
    )


def ladder(view: View, code: str) -> Card:
    """The steps of an action, participant by participant; whose they are stands in each row where not all are shared."""
    t = view.t
    known = view.selection.known.milestones
    mine = known[known["action_id"] == code].sort_values("position", kind="stable")
    rows = sorted(records(mine), key=lambda row: tables.by_owner(view, row))
    sources = view.dataset.sources.set_index("source_id")["url"]
    columns = {
        **tables.owners(view, rows),
        t("column.milestone"): [tables.step(view, row) for row in rows],
        t("column.state"): [actions.state_words(view, row["state"]) for row in rows],
        t("column.reached_on"): [
            t.short_date(row["achieved_on"], row["achieved_precision"]) for row in rows
        ],
        t("column.due_on"): [t.short_date(row["due_on"]) for row in rows],
        t("column.remark"): [_remark(view, row) for row in rows],
        t("column.source"): [sources.get(row["source_id"], "") for row in rows],
    }
    return Card(
        "ladder",
        how_far(view, code),
        t("dossier.ladder_subtitle"),
        "milestone-states",
        pd.DataFrame(columns),
    )


def _remark(view: View, row: dict[str, Any]) -> str:
    """What must be said beside a state so that it is not misread."""
    if row["state"] == State.NO_REPORT_DUE:
        return view.t("dossier.outcome_unknown")
    if row["state"] == State.NOT_DUE and missing(row["report_id"]):
        return view.t("dossier.no_source")
    return ""


def is_listed(view: View, code: str) -> bool:
    """Whether an action was known by the cut-off."""
    mine = (view.dataset.actions["action_id"] == code).to_numpy()
    return bool(view.selection.known.links.listed[mine].all())


def status_words(view: View, code: str) -> str:
    """The statuses of an action's parts in words; of an action that does not count, that it does not."""
    parts = view.selection.known.parts
    counts = parts.loc[parts["action_id"] == code, "status"].value_counts().to_dict()
    return tables.status_words(view, counts)


def reason(view: View, part: Mapping[str, Any]) -> str:
    """The rule that gives a part its status, with the inputs of that rule.

    Args:
        view: what the reader is looking at.
        part: a row of `status.part_statuses`.
    """
    t, found = view.t, Status(part["status"])
    inputs = ", ".join(
        f"{t(f'state.{state}')}: {t.number(int(part[state]))}" for state in State if part[state]
    )
    return t(
        "dossier.rule",
        whose=tables.owner(view, part),
        sign=theme.STATUS_SIGN[found],
        status=t(f"status.{found}"),
        rule=int(part["rule"]),
        meaning=t(f"rule.{found}", days=status.SERIOUS_DELAY_DAYS),
        inputs=inputs,
        method=view.method,
    )


def statements(view: View, code: str) -> Card | None:
    """Statements about an action's steps that differ from the report that decides; `None` where there is none."""
    t, dataset = view.t, view.dataset
    milestones = dataset.milestones[dataset.milestones["action_id"] == code]
    found = []
    for milestone in sorted(
        records(milestones.sort_values("position", kind="stable")),
        key=lambda row: tables.by_owner(view, row),
    ):
        rows = status.statements(dataset, view.as_of, milestone["milestone_id"])
        found += [{**row, "milestone": milestone} for row in records(rows[rows["differs"]])]
    if not found:
        return None
    sources = dataset.sources.set_index("source_id")["url"]
    about = [row["milestone"] for row in found]
    frame = pd.DataFrame(
        {
            **tables.owners(view, about),
            t("column.milestone"): [tables.step(view, milestone) for milestone in about],
            t("column.by"): [actions.voice(view, row["participant_id"]) for row in found],
            t("column.said"): [t(f"said.{row['state']}") for row in found],
            t("column.reached_on"): [
                t.short_date(row["achieved_on"], row["achieved_precision"]) for row in found
            ],
            t("column.known_on"): [t.short_date(row["reported_on"]) for row in found],
            t("column.note"): [
                view.content("reports", row["report_id"], "note", row["note"]) for row in found
            ],
            t("column.source"): [
                "" if missing(row["source_id"]) else sources.get(row["source_id"], "")
                for row in found
            ],
        }
    )
    return Card(
        "statements",
        t("dossier.statements", n=len(frame)),
        t("dossier.statements_subtitle"),
        "milestone-states",
        frame,
    )


def participants(view: View, code: str) -> Card:
    """Who takes part in an action, in which role."""
    t, dataset = view.t, view.dataset
    kinds = dataset.participants.set_index("participant_id")["kind"]
    rows = records(dataset.action_participants[dataset.action_participants["action_id"] == code])
    frame = pd.DataFrame(
        {
            t("column.participant"): [
                t.participant(dataset, row["participant_id"]) for row in rows
            ],
            t("column.group"): [t(f"group.{kinds[row['participant_id']]}") for row in rows],
            t("column.role"): [t(f"role.{row['role']}") for row in rows],
            t("column.detail"): [_detail(view, code, row) for row in rows],
        }
    )
    title = t("dossier.participants", n=len(rows))
    return Card("participants", title, t("dossier.participants_subtitle"), "counting", frame)


def _detail(view: View, code: str, row: Mapping[str, Any]) -> str:
    key = f"{code}/{row['participant_id']}"
    return view.content("action_participants", key, "detail", row["detail"])


def history(view: View, code: str) -> Card:
    """Every report about an action that was known by the cut-off, the newest first."""
    t, frame = view.t, _reports(view, code)
    title = t("dossier.history", n=len(frame))
    return Card("history", title, t("dossier.history_subtitle"), "dates", frame)


def _reports(view: View, code: str) -> pd.DataFrame:
    """The reports about an action's milestones, newest first, in the reader's words."""
    t, dataset = view.t, view.dataset
    milestones = dataset.milestones.set_index("milestone_id")
    mine = milestones.index[milestones["action_id"] == code]
    reports = dataset.reports[
        dataset.reports["milestone_id"].isin(mine)
        & (dataset.reports["reported_on"] <= pd.Timestamp(view.as_of))
    ]
    rows = records(reports.sort_values("reported_on", ascending=False, kind="stable"))
    sources = dataset.sources.set_index("source_id")
    return pd.DataFrame(
        {
            t("column.dated_on"): [t.date(row["dated_on"], row["precision"]) for row in rows],
            t("column.known_on"): [t.date(row["reported_on"]) for row in rows],
            t("column.about"): [
                ""
                if pd.isna(row["participant_id"])
                else t.participant(dataset, row["participant_id"])
                for row in rows
            ],
            t("column.milestone"): [
                tables.step(
                    view,
                    {
                        "milestone_id": row["milestone_id"],
                        **milestones.loc[row["milestone_id"], ["title", "step"]],
                    },
                )
                for row in rows
            ],
            t("column.said"): [
                t(f"stage.{row['stage']}")
                if isinstance(row["stage"], str)
                else t(f"said.{row['state']}")
                for row in rows
            ],
            t("column.confidence"): [t(f"confidence.{row['confidence']}") for row in rows],
            t("column.note"): [
                view.content("reports", row["report_id"], "note", row["note"]) for row in rows
            ],
            t("column.publisher"): [sources["publisher"].get(row["source_id"], "") for row in rows],
            t("column.source"): [sources["url"].get(row["source_id"], "") for row in rows],
        }
    )
