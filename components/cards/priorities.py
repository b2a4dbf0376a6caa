"""What the Priorities page says: what each priority asks, and one of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from components.cards import counted, meetings, overview, steps
from components.charts.bar_rows import bar_rows
from components.layout import parts, tables
from components.layout.card import Card
from components.layout.parts import PageParams, Part, Text, Tone
from components.view.labels import escape, in_line
from components.view.view import View
from data import measures
from data.model import Plan, State
from data.model.records import by_code, missing, record, records


def page_title(view: View, _: PageParams) -> str:
    """The name of the one priority that is chosen; blank where it is not one."""
    chosen = view.filters.priority
    return tables.priority_titles(view)[chosen[0]] if len(chosen) == 1 else ""


def all_parts(view: View) -> list[Part]:
    """What was reached under all priorities, and who assigned the actions to them."""
    return [Text(escape(steps.finding(view)), Tone.TITLE), *_assigned_parts(view)]


def heading_parts(view: View, code: str, params: PageParams) -> list[Part]:
    """The name of a priority, what it asks, what was reached under it, the ways to the lists."""
    text = tables.texts(view, "priorities", "description").get(code)
    lines = [Text(escape(f"{view.t('priorities.asks')}: {text}"))] if text else []
    return [
        Text(escape(tables.priority_titles(view)[code]), Tone.TITLE),
        *lines,
        Text(escape(overview.sentence(view)), Tone.HEADER),
        Text(overview.lists_line(view, params), Tone.CAPTION),
    ]


def tiles(view: View) -> Card:
    """Every priority as a tile that chooses it alone; the one chosen leads back to all.

    It says what was reached, what is open and what the priority asks.
    """
    t, titles, chosen = view.t, tables.priority_titles(view), view.filters.priority
    whole = view.choosing(view.filters.with_(priority=()))
    actions, texts = whole.selection.actions, tables.texts(view, "priorities", "description")
    counts = measures.counts(whole.selection.milestones, "priority_id", list(titles))
    addresses = {code: view.address("priorities", priority=code) for code in titles}
    if len(chosen) == 1:
        addresses[chosen[0]] = whole.address("priorities")
    names = titles | {code: tables.short_titles(view)[code] for code in texts}
    label = t("priorities.tiles_label")
    chart = bar_rows("across", label, counts, names, addresses, t, chosen=chosen)
    rows = [
        replace(row, label=in_line([row.label, below], ". "), note=note, below=below)
        for row in chart.rows
        for note, below in [(_stands(view, counts[row.id]), texts.get(row.id, ""))]
    ]
    title = t("priorities.all_title", n=len(actions))
    beside = {t("priorities.asks"): [texts.get(code, "") for code in counts]} if texts else None
    return Card(
        "priority-tiles",
        title=title,
        subtitle=steps.priorities_note(view),
        method="headline",
        frame=lambda: tables.milestones_by_group(
            view, counts, titles, t("column.priority"), beside
        ),
        chart=replace(chart, rows=tuple(rows)),
        opens="priority",
        counted=lambda: counted.of_choice(
            whole,
            counted.reached(view, counts),
            counted.by_priority(view, len(actions), title, actions["priority_id"].value_counts()),
        ),
    )


def _stands(view: View, row: Mapping[Any, int]) -> str:
    """What is confirmed, awaiting and open of a row of `measures.counts`; blank if all are 0."""
    t, found, late = view.t, measures.numbers(row), 0
    left = {f"standing.{name}": found[name] for name in ("to_come", "passed")}
    if view.dataset.plan == Plan.COMPLETE:
        left = {"priorities.open": found["of"] - found["reached"]}
        late = row[State.NOT_ACHIEVED_DUE]
    shown = {"standing.confirmed": found["confirmed"], "priorities.awaiting": found["awaiting"]}
    text = ", ".join(t(key, n=n) for key, n in (shown | left).items() if n)
    return f"{text} ({t(f'state_said.{State.NOT_ACHIEVED_DUE}', n=late)})" if late else text


def is_about_agencies(view: View, code: str) -> bool:
    """Whether EU agencies take part in more actions of this priority than of any other."""
    people, partners = view.dataset.participants, view.dataset.action_participants
    agencies = people.loc[people["kind"] == "eu_agency", "participant_id"]
    theirs = partners.loc[partners["participant_id"].isin(agencies), "action_id"]
    actions = view.dataset.actions
    counted = actions.loc[actions["action_id"].isin(theirs), "priority_id"].value_counts()
    return not counted.empty and counted.idxmax() == code


def description_parts(view: View, code: str) -> list[Part]:
    """Who leads, where the roadmap says what it asks, and what meetings decided."""
    t, row = view.t, record(view.dataset.priorities, "priority_id", code)
    leads = view.dataset.action_participants
    chosen = leads["action_id"].isin(view.selection.actions["action_id"])
    leads = leads[(leads["role"] == "lead") & chosen]
    names = sorted(
        {t.participant(view.dataset, lead) for lead in leads["participant_id"]}, key=t.sorting
    )
    who = t("priorities.leads", names=escape(t.listed(names))) if names else ""
    codes = [] if missing(row["source_id"]) else [row["source_id"]]
    named = [Text(t("priorities.source"), Tone.CAPTION)] if codes else []
    return [
        Text(who or t("priorities.no_lead"), Tone.CAPTION),
        *named,
        *parts.sources(view, codes),
        *_commitment_parts(view, code),
        *_assigned_parts(view),
    ]


def _assigned_parts(view: View) -> list[Part]:
    """Who assigned the actions to priorities, where the dataset says it."""
    note = Text(escape(steps.priorities_note(view)), Tone.CAPTION)
    return [note] if "assigned" in view.dataset.names else []


def _commitment_parts(view: View, code: str) -> list[Part]:
    """What meetings decided that bears on this priority, and related frameworks; each folded."""
    t, dataset = view.t, view.dataset
    of_priority = dataset.decisions["priority_id"]
    decisions = records(dataset.decisions[(of_priority == code) | of_priority.isna()])
    links = dataset.framework_priorities
    linked = links.loc[links["priority_id"] == code, "framework_id"]
    frameworks = records(dataset.frameworks[dataset.frameworks["framework_id"].isin(linked)])
    decided = [parts.bullets(_decision(view, row) for row in decisions)]
    related = [part for row in frameworks for part in _framework(view, row)]
    found = {"decisions": (decisions, decided), "frameworks": (frameworks, related)}
    return [
        parts.Expander(t(f"priorities.{name}", n=len(rows)), shown)
        for name, (rows, shown) in found.items()
        if rows
    ]


def _decision(view: View, row: Mapping[str, Any]) -> str:
    """A decision, and the meeting that made it, whose page has its source: Markdown."""
    meeting = by_code(view.dataset, "meetings")[row["meeting_id"]]
    text = view.content("decisions", row["decision_id"], "text", row["text"])
    day = view.t.date(meeting["starts_on"], meeting["precision"])
    name = escape(in_line([meetings.name(view, meeting), f"({day})"], " "))
    address = view.address("meetings", meeting=row["meeting_id"])
    return f"{escape(text)} :small[[{name}](<{address}>)]"


def _framework(view: View, row: Mapping[str, Any]) -> list[Part]:
    code = row["framework_id"]
    title = view.content("frameworks", code, "title", row["title"])
    text = view.content("frameworks", code, "description", row["description"])
    day = view.t.date(row["dated_on"], row["precision"])
    when = f"{view.t('framework_stage.' + row['stage'])}, {day}"
    return [
        Text(f"**{escape(title)}** ({escape(when)})  \n{escape(text)}"),
        *parts.sources(view, [row["source_id"]]),
    ]
