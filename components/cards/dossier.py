"""The dossier of an action: progress, status in words, and what sources say of its steps."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from components.cards import counted, feedback, overview, revisions
from components.charts import theme
from components.layout import column, parts, quotes, tables
from components.layout.card import Card, Counted, Shape, SortableTable
from components.layout.column import Column, Row
from components.layout.parts import (
    Expander,
    Inline,
    PageLink,
    PageParams,
    Part,
    Text,
    Tone,
    one_of,
)
from components.view.labels import escape
from components.view.view import View, addressed
from data import measures, status
from data.model import COUNTED, State, Status
from data.records import by_code, missing, record, records

RELATED = 5
"""Related actions that a dossier names."""
ACTION = one_of("actions", "action", "dossier.back")
"""The action whose dossier is shown."""


def page_title(view: View, params: PageParams) -> str:
    """The title of the action; blank where none is asked for."""
    return tables.action_titles(view)[params[ACTION.name]] if ACTION.name in params else ""


def page_sentence(view: View, params: PageParams) -> str:
    """How far the action is and who takes part in it; without one, what the choice reached."""
    if ACTION.name not in params:
        return overview.choice_sentence(view, params)
    code, who = params[ACTION.name], view.dataset.action_participants
    names = [
        view.t.participant(view.dataset, one)
        for one in who.loc[who["action_id"] == code, "participant_id"]
    ]
    facts = [reached_sentence(view, code), status_words(view, code), view.t.listed(names)]
    return ". ".join(part.removesuffix(".") for part in facts if part) + "."


def page_texts(view: View, params: PageParams) -> Iterator[tuple[str, list[str]]]:
    """What an action is, where it was known by the cut-off."""
    code = params.get(ACTION.name)
    if code and is_listed(view, code):
        description = record(view.dataset.actions, "action_id", code)["description"]
        yield "", [view.content("actions", code, "description", description)]


def reached_sentence(view: View, code: str) -> str:
    """How many of an action's milestones were reached, as a title: of all participants."""
    known = view.selection.snapshot.milestones
    row = measures.total(known[known["action_id"] == code])
    numbers = measures.numbers(row)
    words = tables.reached_words(view, row)
    return (
        view.t("dossier.ladder", said=view.t.capitalised(words), **numbers)
        if words
        else view.t("dossier.no_step")
    )


def ladder(view: View, code: str) -> Card:
    """The steps of an action by participant; rows name the participant unless all are shared.

    A column that says nothing of any step is left out.
    """
    t = view.t
    known = view.selection.snapshot.milestones
    mine = known[known["action_id"] == code].sort_values("position", kind="stable")
    rows = sorted(records(mine), key=lambda row: tables.by_owner(view, row))
    sentence, _, address = column.evidence(view)
    columns = [
        *column.owners(view, rows),
        column.milestone(view),
        column.state(view),
        column.reached_on(view),
        column.due_on(view),
        Column("column.remark", lambda row: _remark(view, row)),
        sentence,
        address,
    ]
    return Card(
        "ladder",
        reached_sentence(view, code),
        t("dossier.ladder_subtitle"),
        "milestone-states",
        column.table(view, rows, columns).drop_empty_columns(),
        counted=lambda: Counted(
            [counted.by_state(view, t("counted.of_action", n=len(mine)), mine)]
        ),
    )


def _remark(view: View, row: Row) -> str:
    """What must be said beside a state so that it is not misread."""
    if row["state"] == State.NO_REPORT_DUE:
        return view.t("dossier.outcome_unknown")
    if row["state"] == State.NOT_DUE and missing(row["report_id"]):
        return view.t("dossier.no_source")
    return ""


def is_listed(view: View, code: str) -> bool:
    """Whether an action was known by the cut-off."""
    mine = (view.dataset.actions["action_id"] == code).to_numpy()
    return bool(view.selection.snapshot.index.listed[mine].all())


def status_words(view: View, code: str) -> str:
    """The statuses of an action's parts in words; or that the action does not count."""
    parts = view.selection.snapshot.parts
    counts = parts.loc[parts["action_id"] == code, "status"].value_counts().to_dict()
    return tables.count_statuses(view, counts)


def reason_for_status(view: View, part: Mapping[str, Any]) -> str:
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
        sign=theme.STATUS[found].sign,
        status=t(f"status.{found}"),
        rule=int(part["rule"]),
        meaning=t(f"rule.{found}", days=status.SERIOUS_DELAY_DAYS),
        inputs=inputs,
        method=view.method,
    )


def statements(view: View, code: str) -> Card | None:
    """Statements about an action's steps that differ from the report that decides, if any."""
    t, dataset = view.t, view.dataset
    milestones = dataset.milestones[dataset.milestones["action_id"] == code]
    statements = []
    for milestone in sorted(
        records(milestones.sort_values("position", kind="stable")),
        key=lambda row: tables.by_owner(view, row),
    ):
        rows = status.statements(dataset, view.as_of, milestone["milestone_id"])
        about = {name: milestone[name] for name in ("participant_id", "title", "step")}
        statements += [
            {**row, "voice": row["participant_id"], **about}
            for row in records(rows[rows["differs"]])
        ]
    if not statements:
        return None
    columns = [
        *column.owners(view, statements),
        column.milestone(view),
        column.said_by(view),
        Column("column.said", lambda row: t(f"said.{row['state']}")),
        column.date(
            view, "column.reached_on", "achieved_on", "achieved_precision", "achieved_until"
        ),
        column.date(view, "column.known_on", "reported_on"),
        column.content(view, "column.note", "reports", "note"),
        column.source(view),
    ]
    return Card(
        "statements",
        t("dossier.statements", n=len(statements)),
        t("dossier.statements_subtitle"),
        "milestone-states",
        column.table(view, statements, columns).drop_empty_columns(),
    )


def participant_parts(view: View, code: str) -> list[Part]:
    """Who takes part, each a link to its profile; their roles are seen once they are opened."""
    t, dataset = view.t, view.dataset
    links = dataset.action_participants
    codes = links.loc[links["action_id"] == code, "participant_id"]
    if codes.empty:
        return []
    chips = [
        PageLink(
            t.participant(dataset, one),
            addressed("countries", view.query(view.filters.about(dataset, str(one)))),
        )
        for one in codes
    ]
    card = participants_card(view, code)
    return [
        Text(escape(card.title), Tone.SUBHEADER),
        Inline(chips),
        Expander(card.subtitle, [card]),
    ]


def participants_card(view: View, code: str) -> Card:
    """Who takes part in an action, in which role."""
    t, dataset = view.t, view.dataset
    kinds = dataset.participants.set_index("participant_id")["kind"]
    rows = records(dataset.action_participants[dataset.action_participants["action_id"] == code])
    columns = [
        column.participant(view),
        Column("column.group", lambda row: t(f"group.{kinds[row['participant_id']]}")),
        Column("column.role", lambda row: t(f"role.{row['role']}")),
        Column("column.detail", lambda row: _detail(view, code, row)),
    ]
    return Card(
        "participants",
        t("dossier.participants", n=len(rows)),
        t("dossier.participants_subtitle"),
        "counting",
        column.table(view, rows, columns),
    )


def _detail(view: View, code: str, row: Mapping[str, Any]) -> str:
    key = f"{code}/{row['participant_id']}"
    return view.content("action_participants", key, "detail", row["detail"])


def history(view: View, code: str) -> Card:
    """Every report about an action that was known by the cut-off, the newest first."""
    t, reports = view.t, _reports(view, code)
    title = t("dossier.history", n=len(reports.frame))
    return Card(
        "history", title, t("dossier.history_subtitle"), "dates", reports, shape=Shape.REPORTS
    )


def _reports(view: View, code: str) -> SortableTable:
    """The reports about an action's milestones, newest first, in the reader's words."""
    t, dataset = view.t, view.dataset
    mine = dataset.milestones.loc[
        dataset.milestones["action_id"] == code, ["milestone_id", "title", "step"]
    ]
    reports = dataset.reports[dataset.reports["reported_on"] <= pd.Timestamp(view.as_of)]
    reports = reports.merge(mine, on="milestone_id")
    rows = records(reports.sort_values("reported_on", ascending=False, kind="stable"))

    def publisher(row: Row) -> str:
        return by_code(dataset, "sources").get(row["source_id"], {}).get("publisher", "")

    def said(row: Row) -> str:
        return t(f"said.{row['state']}" if missing(row["stage"]) else f"stage.{row['stage']}")

    columns = [
        Column("column.dated_on", lambda row: t.date(row["dated_on"], row["precision"])),
        Column("column.known_on", lambda row: t.date(row["reported_on"])),
        column.participant(view, "column.about"),
        column.milestone(view),
        Column("column.said", said),
        column.confidence(view),
        column.content(view, "column.note", "reports", "note"),
        Column("column.sentence", lambda row: quotes.of_milestone(view, row).quote),
        Column("column.publisher", publisher),
        column.source(view),
    ]
    return column.table(view, rows, columns, "report_id")


def heading_parts(view: View, code: str) -> Iterator[Part]:
    """Title, facts and description of an action, and what must be known before it is read."""
    t, action = view.t, record(view.dataset.actions, "action_id", code)
    when = t.date(action["starts_on"], action["starts_precision"])
    if not missing(action["ends_on"]) and action["ends_on"] != action["starts_on"]:
        last = t.date(action["ends_on"], action["ends_precision"])
        when = t("dossier.period", first=when, last=last)
    facts = [
        code,
        tables.priority_titles(view)[action["priority_id"]],
        t(f"kind.{action['kind']}"),
        t(f"link.{action['link']}"),
        when,
        t("dossier.confidence", level=t(f"confidence.{action['confidence']}")),
        t("filters.said_as_of", day=t.date(view.as_of)),
        t.dataset(view.dataset),
        view.state,
    ]
    yield Text(escape(view.content("actions", code, "title", action["title"])), Tone.TITLE)
    yield Text(escape(" · ".join(filter(None, facts))), Tone.CAPTION)
    if action["link"] not in COUNTED:
        yield Text(t("dossier.context"), Tone.NOTICE)
    if isinstance(action["description"], str):
        described = view.content("actions", code, "description", action["description"])
        yield Text(escape(described))
    yield from parts.author(view, "actions", code)
    for kind, text in parts.notes(view, "actions", code):
        yield Text(f"{kind}: {escape(text)}", Tone.CAVEAT)


def not_yet_parts(view: View, code: str) -> list[Part]:
    """The sentence that an action was not known by the cut-off, and a link to see it anyway."""
    query = view.query(view.filters.with_(as_of=None), action=code)
    return [
        Text(view.t("dossier.not_yet", day=view.t.date(view.as_of)), Tone.NOTICE),
        PageLink(view.t("dossier.without_cut_off"), addressed("actions", query)),
    ]


def status_parts(view: View, code: str) -> list[Part]:
    """The status of an action; then the rule that gives it to each part, with its inputs."""
    t, action = view.t, record(view.dataset.actions, "action_id", code)
    if action["link"] not in COUNTED:
        return []
    rows = view.selection.snapshot.parts
    mine = records(rows[rows["action_id"] == code])
    if not mine:
        return []
    reasons: list[Part] = [
        Text(escape(status_words(view, code)), Tone.HEADER),
        Text(t("dossier.why"), Tone.CAPTION),
    ]
    for row in sorted(mine, key=lambda row: tables.by_owner(view, row)):
        reasons.append(Text(escape(reason_for_status(view, row))))
        if row["stalled"]:
            stalled = t("dossier.stalled", day=t.date(row["moved_on"]))
            reasons.append(Text(escape(stalled), Tone.CAPTION))
    return [*reasons, PageLink(t("card.method"), view.address("method", section="status"))]


def action_correction_parts(view: View, code: str) -> list[Part]:
    """Who denied taking part, and what of this action's rows was corrected."""
    t, denials = view.t, view.dataset.denials
    shown: list[Part] = []
    for row in records(denials[denials["action_id"] == code]):
        text = view.content("denials", f"{code}/{row['participant_id']}", "text", row["text"])
        who = t.participant(view.dataset, row["participant_id"])
        shown.append(Text(escape(t("dossier.denied", who=who, text=text)), Tone.CAVEAT))
        shown += parts.sources(view, [row["source_id"]])
    corrected = revisions.of_row(view, "actions", code)
    return [*shown, corrected] if corrected else shown


def source_parts(view: View, code: str) -> list[Part]:
    """The sources of an action."""
    links = view.dataset.action_sources
    mine = links[links["action_id"] == code].sort_values("position")["source_id"]
    return [Text(view.t("dossier.sources"), Tone.SUBHEADER), *parts.sources(view, mine)]


def reply_part(view: View, code: str) -> Part:
    """The way to say that something is not right."""
    title = tables.action_titles(view)[code]
    says = status_words(view, code)
    return feedback.offer(view, "action", code, title, says)


def related_parts(view: View, code: str) -> list[Part]:
    """Actions of the same priority that share a participant from CLASI.

    Those of the same kind first, the nearest in date first.
    """
    dataset, action = view.dataset, record(view.dataset.actions, "action_id", code)
    people, links = dataset.participants, dataset.action_participants
    states = people.loc[people["kind"] == "state", "participant_id"]
    links = links[links["participant_id"].isin(states)]
    mine = links.loc[links["action_id"] == code, "participant_id"]
    shared = set(links.loc[links["participant_id"].isin(mine), "action_id"]) - {code}
    rows = dataset.actions
    rows = rows[rows["action_id"].isin(shared) & (rows["priority_id"] == action["priority_id"])]
    if rows.empty:
        return []
    apart = (rows["starts_on"] - action["starts_on"]).abs()
    other = rows["kind"] != action["kind"]
    ordered = rows.assign(other=other, apart=apart).sort_values(["other", "apart"], kind="stable")
    titles = tables.action_titles(view)
    return [
        Text(view.t("dossier.related"), Tone.SUBHEADER),
        *(
            PageLink(f"{related}  {titles[related]}", view.address("actions", action=related))
            for related in ordered["action_id"].head(RELATED)
        ),
    ]
