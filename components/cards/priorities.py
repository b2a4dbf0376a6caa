"""What the Priorities page says: what each priority asks, and one of them."""

from collections.abc import Mapping
from typing import Any

from components.cards import counted, meetings, overview, sentence, steps
from components.layout import column, parts, tables
from components.layout.card import Card
from components.layout.column import Column
from components.layout.parts import PageParams, Part, Text, Tone
from components.view.labels import escape, in_line
from components.view.view import View
from data.model import Plan, State
from data.model.records import by_code, missing, record, records


def page_title(view: View, _: PageParams) -> str:
    """The name of the one priority that is chosen; blank where it is not one."""
    chosen = view.filters.priority
    return tables.priority_titles(view)[chosen[0]] if len(chosen) == 1 else ""


def heading_parts(view: View, code: str) -> list[Part]:
    """The name of a priority, what it asks, what was reached under it, the ways to the lists."""
    row = record(view.dataset.priorities, "priority_id", code)
    asked = view.content("priorities", code, "description", row["description"])
    asks = [Text(escape(f"{view.t('priorities.asks')}: {asked}"))] if asked else []
    return [
        Text(escape(tables.priority_titles(view)[code]), Tone.TITLE),
        *asks,
        Text(escape(sentence.sentence(view)), Tone.HEADER),
        Text(overview.lists_line(view), Tone.CAPTION),
    ]


def all_asked(view: View) -> Card:
    """What the roadmap says under each priority, what was reached there, and what is overdue."""
    counts = steps.counts_by_priority(view)

    def stands(row: Mapping[str, Any]) -> str:
        found = counts[row["priority_id"]]
        late = found[State.NOT_ACHIEVED_DUE] if view.dataset.plan == Plan.COMPLETE else 0
        overdue = view.t(f"state_said.{State.NOT_ACHIEVED_DUE}", n=late) if late else ""
        return view.t.capitalised(in_line([tables.reached_words(view, found), overdue], ", "))

    rows = [row for row in records(view.dataset.priorities) if row["priority_id"] in counts]
    columns = [
        column.priority(view),
        column.content(view, "priorities.asks", "priorities", "description"),
        Column("column.milestones", stands),
    ]
    return Card(
        "asked",
        view.t("priorities.all_asks"),
        view.t("priorities.asks_subtitle"),
        "milestone-states",
        column.table(view, rows, columns, "priority_id").drop_empty_columns(),
        opens="priority",
        counted=lambda: counted.of_choice(view, counted.reached(view, counts)),
    )


def is_about_agencies(view: View, code: str) -> bool:
    """Whether EU agencies take part in more actions of this priority than of any other."""
    people, partners = view.dataset.participants, view.dataset.action_participants
    agencies = people.loc[people["kind"] == "eu_agency", "participant_id"]
    theirs = partners.loc[partners["participant_id"].isin(agencies), "action_id"]
    actions = view.dataset.actions
    counted = actions.loc[actions["action_id"].isin(theirs), "priority_id"].value_counts()
    return not counted.empty and counted.idxmax() == code


def asked_parts(view: View, code: str) -> list[Part]:
    """Who leads, where the roadmap says what it asks, and what meetings decided."""
    t, row = view.t, record(view.dataset.priorities, "priority_id", code)
    leads = view.dataset.action_participants
    chosen = leads["action_id"].isin(view.selection.actions["action_id"])
    leads = leads[(leads["role"] == "lead") & chosen]
    names = sorted(
        {t.participant(view.dataset, lead) for lead in leads["participant_id"]}, key=t.sorting
    )
    who = t("priorities.leads", names=escape(t.listed(names))) if names else ""
    assigned = escape(steps.said_of_priorities(view))
    return [
        Text(who or t("priorities.no_lead"), Tone.CAPTION),
        *parts.sources(view, [] if missing(row["source_id"]) else [row["source_id"]]),
        *_commitment_parts(view, code),
        *([Text(assigned, Tone.CAPTION)] if "assigned" in view.dataset.names else []),
    ]


def _commitment_parts(view: View, code: str) -> list[Part]:
    """What meetings decided that bears on this priority, and related frameworks; each folded."""
    t, dataset = view.t, view.dataset
    of_priority = dataset.decisions["priority_id"]
    decisions = records(dataset.decisions[(of_priority == code) | of_priority.isna()])
    links = dataset.framework_priorities
    linked = links.loc[links["priority_id"] == code, "framework_id"]
    frameworks = records(dataset.frameworks[dataset.frameworks["framework_id"].isin(linked)])
    found = {
        "decisions": [parts.bullets(_decision(view, row) for row in decisions)],
        "frameworks": [part for row in frameworks for part in _framework(view, row)],
    }
    numbers = {"decisions": len(decisions), "frameworks": len(frameworks)}
    return [
        parts.Expander(t(f"priorities.{name}", n=n), found[name])
        for name, n in numbers.items()
        if n
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
