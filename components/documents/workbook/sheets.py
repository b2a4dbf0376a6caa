"""The tables of the workbook: the selection with real dates and numbers, in the reader's language.

Rows that are not public are counted where the screen counts them, and listed nowhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components.cards import actions as lists
from components.cards import changes, meetings, tables
from components.view.view import View
from data import contract, measures
from data import meetings as calendar
from data.changes import COLUMNS
from data.dates import period_end
from data.meetings import MeetingStatus
from data.model import COUNTED, OUT, REACHED, Plan, State, Status
from data.records import missing, records

RECORD = ("reached", "confirmed", "awaiting", "to_come", "passed", "in_place")
"""The numbers of an open record, in the order of its headline: names of `measures.numbers`, and
keys of `[headline]`."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook.

    Attributes:
        key: its name, a key of `[workbook_sheet]` and `[workbook_says]` in the catalogues.
        frame: its table: dates as dates, counts as whole numbers, shares as fractions from 0 to 1.
        note: what a reader must know beside the head of the sheet; may be blank.
        totals: how many rows at its end are totals of the others.
        printed: how many columns, from the first, are printed; 0 for a sheet of data, of which
            only the head is printed.
    """

    key: str
    frame: pd.DataFrame
    note: str = ""
    totals: int = 0
    printed: int = 0


def every(view: View) -> list[Sheet]:
    """The sheets in their order. The sources are those that the sheets before them name."""
    listed = [
        actions(view),
        parts(view),
        milestones(view),
        reports(view),
        known_meetings(view),
        changes_since_meeting(view),
        revisions(view),
    ]
    return [figures(view), matrix(view), *listed, sources(view, listed), columns(view)]


def figures(view: View) -> Sheet:
    """The headline of each priority and of the whole selection, with the states behind it."""
    t, chosen = view.t, view.selection.milestones
    names = tables.priority_titles(view, view.filters.priority or None)
    counts = measures.counts(chosen, "priority_id", list(names))
    rows = [
        *((names[str(code)], row) for code, row in counts.iterrows()),
        (t("workbook.total"), measures.total(chosen)),
    ]
    if is_open(view):
        cells = [{t("column.priority"): name, **_record_numbers(view, row)} for name, row in rows]
        return _print_all(Sheet("figures", pd.DataFrame(cells), totals=1))
    with_rounds = measures.total(chosen)["expected"] > 0
    cells = [dict(_headline(view, name, row, with_rounds=with_rounds)) for name, row in rows]
    frame = pd.DataFrame(cells)
    for name in (t("workbook.completed_share"), t("workbook.delivered_share")):
        frame[name] = frame[name].astype(float)
    return _print_all(Sheet("figures", frame, totals=1))


def _print_all(sheet: Sheet) -> Sheet:
    """The sheet with every column printed."""
    return replace(sheet, printed=len(sheet.frame.columns))


def _print_first(key: str, frame: pd.DataFrame, names: Sequence[str], note: str = "") -> Sheet:
    """A sheet whose columns of these names come first and are printed."""
    others = [name for name in frame if name not in names]
    return Sheet(key, frame[[*names, *others]], note, printed=len(names))


def is_open(view: View) -> bool:
    """Whether the data are an open record: counts and no shares, as its whole is not known."""
    return view.dataset.plan == Plan.OPEN


def _record_numbers(view: View, row: Mapping[Any, int] | pd.Series) -> dict[str, int]:
    """The numbers of an open record, and what was taken out by decision."""
    t, numbers = view.t, measures.numbers(row)
    return {
        **{t(f"headline.{name}"): numbers[name] for name in RECORD},
        **{t(f"state.{state}"): int(row[state]) for state in OUT},
    }


def _headline(
    view: View, name: str, row: pd.Series, *, with_rounds: bool
) -> Iterator[tuple[str, object]]:
    t, numbers = view.t, measures.headline(row)
    yield t("column.priority"), name
    for state in State:
        yield t(f"state.{state}"), int(row[state])
    yield t("column.applicable"), numbers.completed.of
    yield t("workbook.completed_share"), numbers.completed.share
    yield t("column.due"), numbers.delivered.of
    yield t("column.delivered"), numbers.delivered.count
    yield t("workbook.delivered_share"), numbers.delivered.share
    yield t("headline.range_low"), numbers.low
    yield t("headline.range_high"), numbers.high
    yield t("headline.coverage"), numbers.coverage.count
    if with_rounds:
        yield t("workbook.expected"), int(row["expected"])
        yield t("headline.on_time_long"), int(row["on_time"])


def matrix(view: View) -> Sheet:
    """A row for each country and priority; a note counts the joint milestones without a report."""
    t, chosen = view.t, view.selection.milestones
    names, titles = (
        tables.countries(view),
        tables.priority_titles(view, view.filters.priority or None),
    )
    cells = measures.matrix(chosen, view.dataset, list(names), list(titles))
    joint = int((chosen["participant_id"].isna() & (chosen["state"] == State.NO_REPORT_DUE)).sum())
    note = t("workbook.shared", n=joint) if joint else ""
    if not is_open(view):
        return Sheet("matrix", tables.matrix(view, cells, names, titles), note)
    rows = [
        {
            t("column.country"): names[country],
            t("column.priority"): titles[priority],
            t("column.actions"): int(row["actions"]),
            **_record_numbers(view, row),
        }
        for (country, priority), row in zip(cells.index, records(cells), strict=True)
    ]
    heads = [t(f"column.{name}") for name in ("country", "priority", "actions")]
    return Sheet("matrix", pd.DataFrame(rows, columns=None if rows else heads), note)


def actions(view: View) -> Sheet:
    """The actions of the selection; those of the context are marked as not counted."""
    t, rows = view.t, view.selection.listed
    words = tables.actions(view, rows)
    counts = measures.counts(view.selection.milestones, "action_id", list(rows["action_id"]))
    described = [
        view.content("actions", code, "description", text)
        for code, text in zip(rows["action_id"], rows["description"], strict=True)
    ]
    frame = pd.DataFrame(
        {
            t("column.id"): rows["action_id"].to_numpy(),
            t("column.title"): words[t("column.title")].to_numpy(),
            t("column.priority"): words[t("column.priority")].to_numpy(),
            t("column.kind"): words[t("column.kind")].to_numpy(),
            t("workbook.mode"): [t(f"mode.{mode}") for mode in rows["mode"]],
            t("workbook.origin"): [t(f"origin.{origin}") for origin in rows["origin"]],
            t("column.status"): words[t("column.status")].to_numpy(),
            t("workbook.link"): [t(f"link.{link}") for link in rows["link"]],
            t("workbook.counts"): [
                t("data.yes" if link in COUNTED else "link.not_counted") for link in rows["link"]
            ],
            **_progress_columns(view, counts),
            **_date_columns(
                view, t("workbook.starts"), rows["starts_on"], rows["starts_precision"]
            ),
            **_date_columns(view, t("workbook.ends"), rows["ends_on"], rows["ends_precision"]),
            t("column.participants"): words[t("column.participants")].to_numpy(),
            t("workbook.denied"): [_denials(view).get(code, "") for code in rows["action_id"]],
            t("column.confidence"): [t(f"confidence.{level}") for level in rows["confidence"]],
            t("workbook.description"): described,
            t("workbook.sources"): [
                ", ".join(_action_sources(view).get(code, [])) for code in rows["action_id"]
            ],
        }
    )
    names = (
        "column.id",
        "column.title",
        "column.priority",
        "column.kind",
        "column.status",
        "workbook.starts",
        "workbook.ends",
    )
    return _print_first("actions", frame, [t(name) for name in names])


def _progress_columns(view: View, counts: pd.DataFrame) -> dict[str, object]:
    """Columns of milestones reached, applicable and in place before; of the record's numbers."""
    t = view.t
    if not is_open(view):
        return {
            t("column.milestones"): counts[list(REACHED)].sum(axis="columns").to_numpy(),
            t("column.applicable"): counts["applicable"].to_numpy(),
            t("state.in_place"): counts[State.IN_PLACE].to_numpy(),
        }
    numbers = [measures.numbers(row) for row in records(counts)]
    return {t(f"headline.{name}"): [row[name] for row in numbers] for name in RECORD}


def _denials(view: View) -> Mapping[str, str]:
    """Action to those who denied taking part, each with its day, as known at the cut-off."""
    t, rows, denials = view.t, view.dataset.denials, dict[str, list[str]]()
    for row in records(rows[~(rows["denied_on"] > pd.Timestamp(view.as_of)).fillna(False)]):
        day = t.short_date(row["denied_on"], row["denied_precision"])
        name = t.participant(view.dataset, row["participant_id"])
        denials.setdefault(row["action_id"], []).append(
            f"{name} ({', '.join(filter(None, [day, row['source_id']]))})"
        )
    return {action: "; ".join(names) for action, names in denials.items()}


def parts(view: View) -> Sheet:
    """The parts of these actions, with the rule that gives each status."""
    t, rows = view.t, view.selection.parts
    frame = pd.DataFrame(
        {
            t("column.id"): [str(code).rstrip("/") for code in rows.index],
            **_of_action(view, rows),
            t("column.whose"): _whose(view, rows),
            t("column.status"): [t(f"status.{status}") for status in rows["status"]],
            t("workbook.rule"): rows["rule"].astype(int).to_numpy(),
            **{t(f"state.{state}"): rows[state].astype(int).to_numpy() for state in State},
            **(
                {}
                if is_open(view)
                else {t("column.applicable"): rows["applicable"].astype(int).to_numpy()}
            ),
            **(
                {}
                if is_open(view)
                else {
                    t("workbook.longest_delay"): rows["longest_delay"]
                    .astype("Int64")
                    .to_numpy(object)
                }
            ),
            t("workbook.moved_on"): rows["moved_on"].to_numpy(),
            t("workbook.stalled"): [
                t("data.yes") if stalled else t("data.no") for stalled in rows["stalled"]
            ],
        }
    )
    return Sheet("parts", frame)


def milestones(view: View) -> Sheet:
    """The milestones of the selection: state, rule and dates."""
    t, rows = view.t, view.selection.milestones
    of_part = view.selection.known.parts.reindex(rows["part_id"])
    frame = pd.DataFrame(
        {
            t("column.id"): rows["milestone_id"].to_numpy(),
            **_of_action(view, rows),
            t("column.milestone"): [tables.step(view, row) for row in records(rows)],
            t("column.whose"): _whose(view, rows),
            t("column.state"): [lists.state_words(view, state) for state in rows["state"]],
            t("workbook.part_status"): [
                t(f"status.{Status(status)}") for status in of_part["status"]
            ],
            t("workbook.rule"): of_part["rule"].astype(int).to_numpy(),
            **_date_columns(
                view, t("column.due_on"), rows["planned_on"], rows["planned_precision"]
            ),
            **({} if is_open(view) else {t("column.delay"): rows["delay_days"].to_numpy(object)}),
            **_date_columns(
                view, t("workbook.expected_on"), rows["expected_on"], rows["expected_precision"]
            ),
            **_date_columns(
                view, t("column.reached_on"), rows["achieved_on"], rows["achieved_precision"]
            ),
            t("column.known_on"): rows["moved_on"].to_numpy(),
            t("workbook.report"): rows["report_id"].to_numpy(),
            t("column.source"): rows["source_id"].to_numpy(),
        }
    )
    names = ("id", "action", "milestone", "whose", "state", "due_on", "reached_on")
    return _print_first("milestones", frame, [t(f"column.{name}") for name in names])


def reports(view: View) -> Sheet:
    """The reports on these milestones that were known at the cut-off."""
    t, chosen = view.t, view.selection.milestones.set_index("milestone_id")
    rows = view.dataset.reports
    rows = rows[
        rows["milestone_id"].isin(chosen.index) & (rows["reported_on"] <= pd.Timestamp(view.as_of))
    ]
    about = chosen.loc[rows["milestone_id"]].reset_index()
    notes = [
        view.content("reports", code, "note", note)
        for code, note in zip(rows["report_id"], rows["note"], strict=True)
    ]
    decide = set(chosen["report_id"].dropna())
    frame = pd.DataFrame(
        {
            t("column.id"): rows["report_id"].to_numpy(),
            **_of_action(view, about),
            t("column.milestone"): [tables.step(view, row) for row in records(about)],
            t("workbook.by"): [
                "" if missing(code) else t.participant(view.dataset, code)
                for code in rows["participant_id"]
            ],
            t("column.known_on"): rows["reported_on"].to_numpy(),
            **_date_columns(view, t("column.dated_on"), rows["dated_on"], rows["precision"]),
            t("column.said"): [t(f"said.{state}") for state in rows["state"]],
            t("workbook.decides"): [
                t("data.yes") if code in decide else t("data.no") for code in rows["report_id"]
            ],
            t("workbook.confirmation"): [
                "" if missing(state) else t(f"state.{state}") for state in rows["confirmation"]
            ],
            **_date_columns(
                view, t("column.reached_on"), rows["achieved_on"], rows["achieved_precision"]
            ),
            t("column.confidence"): [t(f"confidence.{level}") for level in rows["confidence"]],
            t("column.note"): notes,
            t("workbook.corrects"): rows["corrects"].to_numpy(),
            t("column.source"): rows["source_id"].to_numpy(),
        }
    )
    return Sheet("reports", frame)


def known_meetings(view: View) -> Sheet:
    """The meetings known at the cut-off; no other filter changes them."""
    t, rows = view.t, calendar.known_on(view.dataset, view.as_of)
    rows = rows[rows["status"] != MeetingStatus.AFTER_CUT_OFF].sort_values(
        ["starts_on", "meeting_id"]
    )
    listed = records(rows)
    frame = pd.DataFrame(
        {
            t("column.id"): rows["meeting_id"].to_numpy(),
            t("column.date"): [meetings.when(view, row) for row in listed],
            t("workbook.first", name=t("column.date")): rows["starts_on"].to_numpy(),
            t("workbook.last", name=t("column.date")): rows["ends_on"]
            .fillna(period_end(rows["starts_on"], rows["precision"]))
            .to_numpy(),
            t("column.status"): [t(f"meeting_status.{row['status']}") for row in listed],
            t("column.title"): [meetings.title(view, row) for row in listed],
            t("column.series"): [t(f"meeting_series.{row['series']}") for row in listed],
            t("column.level"): [t(f"meeting_level.{row['level']}") for row in listed],
            t("column.place"): [meetings.place(view, row) for row in listed],
            t("workbook.outcome"): [
                view.content("meetings", row["meeting_id"], "outcome", row["outcome"])
                for row in listed
            ],
            t("column.confidence"): [t(f"confidence.{row['confidence']}") for row in listed],
            t("column.source"): rows["source_id"].to_numpy(),
        }
    )
    names = (
        "column.id",
        "column.date",
        "column.status",
        "column.title",
        "column.level",
        "column.place",
        "workbook.outcome",
    )
    return _print_first("meetings", frame, [t(name) for name in names], t("workbook.not_filtered"))


def changes_since_meeting(view: View) -> Sheet:
    """The changes since the last meeting held before the cut-off, the newest first."""
    t = view.t
    start = changes.last_meeting(view)
    rows = changes.found(view, start).iloc[::-1] if start else pd.DataFrame(columns=COLUMNS)
    frame = changes.table(view, rows).reset_index(names=t("column.id"))
    frame[t("column.date")] = rows["on"].to_numpy()
    note = t("workbook.since", title=start.title) if start else t("changes.choose_day")
    names = ("id", "date", "change", "action", "milestone", "effect", "reason", "whose")
    return _print_first("changes", frame, [t(f"column.{name}") for name in names], note)


def revisions(view: View) -> Sheet:
    """The corrections of the data: former value, new value and reason; no filter changes them."""
    t, rows = view.t, view.dataset.revisions.sort_values(["revised_on", "revision_id"])
    listed, known = records(rows), contract.tables()

    def texts(column: str) -> list[str]:
        return [
            view.content("revisions", row["revision_id"], column, row[column]) for row in listed
        ]

    frame = pd.DataFrame(
        {
            t("column.id"): rows["revision_id"].to_numpy(),
            t("column.date"): rows["revised_on"].to_numpy(),
            t("column.kind"): [t(f"revision.{row['kind']}") for row in listed],
            t("data.choose"): [
                t.contract(name, "_title") if (name := row["about_table"]) in known else name
                for row in listed
            ],
            t("workbook.about_row"): rows["about_id"].to_numpy(),
            t("workbook.former"): rows["former_id"].to_numpy(),
            t("workbook.field"): rows["field"].to_numpy(),
            t("column.said_before"): texts("said"),
            t("column.says_now"): texts("says"),
            t("column.reason"): texts("reason"),
            t("column.source"): rows["source_id"].to_numpy(),
        }
    )
    return Sheet("revisions", frame, t("workbook.not_filtered"))


def sources(view: View, listed: list[Sheet]) -> Sheet:
    """The sources that rows of the other sheets name, by code or by address."""
    t, rows = view.t, view.dataset.sources
    names = (t("column.source"), t("workbook.sources"))
    cells = (
        cell
        for sheet in listed
        for name in names
        if name in sheet.frame
        for cell in sheet.frame[name]
        if isinstance(cell, str)
    )
    named = {name for cell in cells for name in cell.split(", ")}
    denials, shown = view.dataset.denials, view.selection.listed["action_id"]
    named |= set(denials.loc[denials["action_id"].isin(shown), "source_id"].dropna())
    rows = rows[rows["source_id"].isin(named) | rows["url"].isin(named)]
    frame = pd.DataFrame(
        {
            t("column.id"): rows["source_id"].to_numpy(),
            t("column.title"): rows["title"].to_numpy(),
            t("column.publisher"): rows["publisher"].to_numpy(),
            t("workbook.published_on"): rows["published_on"].to_numpy(),
            t("workbook.language"): rows["language"].to_numpy(),
            t("column.kind"): [t(f"source_kind.{kind}") for kind in rows["kind"]],
            t("documents.address"): rows["url"].to_numpy(),
        }
    )
    return Sheet("sources", frame)


def columns(view: View) -> Sheet:
    """Every column of the data behind the workbook, as the contract explains it."""
    t = view.t
    rows = [
        (
            t.contract(table.name, "_title"),
            field.name,
            t(f"type.{field.type}"),
            t("data.yes") if field.required else t("data.no"),
            ", ".join(field.constraints.get("enum", [])),
            t.contract(table.name, field.name),
        )
        for table in contract.tables().values()
        for field in table.fields
    ]
    names = [
        t("data.choose"),
        *(t(f"column.{name}") for name in ("column", "type", "required", "allowed", "meaning")),
    ]
    return Sheet("columns", pd.DataFrame(rows, columns=names))


def _of_action(view: View, rows: pd.DataFrame) -> dict[str, object]:
    """Code, title and priority of the action of each row."""
    t = view.t
    return {
        t("workbook.action_code"): rows["action_id"].to_numpy(),
        t("column.action"): rows["action_id"].map(tables.action_titles(view)).to_numpy(),
        t("column.priority"): rows["priority_id"].map(tables.priority_titles(view)).to_numpy(),
    }


def _whose(view: View, rows: pd.DataFrame) -> list[str]:
    joint = view.t("dossier.shared_part")
    return [
        joint if missing(code) else view.t.participant(view.dataset, code)
        for code in rows["participant_id"]
    ]


def _date_columns(
    view: View, name: str, days: pd.Series, precision: pd.Series
) -> Mapping[str, object]:
    """Three columns of a date: in words as exactly as it is known, its first day, its last day."""
    t = view.t
    return {
        name: [
            t.short_date(day, None if missing(exact) else exact)
            for day, exact in zip(days, precision, strict=True)
        ],
        t("workbook.first", name=name): days.to_numpy(),
        t("workbook.last", name=name): period_end(days, precision).to_numpy(),
    }


def _action_sources(view: View) -> Mapping[str, list[str]]:
    """Action to its sources, in their order."""
    rows = view.dataset.action_sources.sort_values(["action_id", "position"])
    return {str(code): list(sources) for code, sources in rows.groupby("action_id")["source_id"]}
