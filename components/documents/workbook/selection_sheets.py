"""The sheets that the filters change: figures, participants, actions and what is below them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from components.cards import actions as lists
from components.documents.workbook.sheet import RECORD, Sheet, is_open, table
from components.layout import column, quotes, tables
from components.layout.column import Column
from components.layout.reached_dates import REACHED_ON
from components.view.view import View
from data import measures
from data.model import COUNTED, OUT, SET_ASIDE, State, Status
from data.model.records import by_code, missing, records


def figures(view: View) -> Sheet:
    """The headline of each priority and of the whole selection, with the states behind it."""
    t, chosen = view.t, view.selection.milestones
    names = tables.priorities(view)
    counts = measures.counts(chosen, "priority_id", list(names))
    rows = [(names[code], row) for code, row in counts.items()]
    rows.append((t("workbook.total"), measures.total(chosen)))
    numbers_of = _of_record if is_open(view) else _of_plan
    cells = [{t("column.priority"): name, **dict(numbers_of(view, row))} for name, row in rows]
    return Sheet("figures", pd.DataFrame(cells), totals=1)


def _of_record(view: View, row: Mapping[Any, int]) -> Iterator[tuple[str, int]]:
    """The numbers of an open record, and what was taken out by decision."""
    numbers = measures.numbers(row)
    yield from ((view.t(f"headline.{name}"), numbers[name]) for name in RECORD)
    yield from ((view.t(f"state.{state}"), int(row[state])) for state in OUT)


def _of_plan(view: View, row: Mapping[Any, int]) -> Iterator[tuple[str, object]]:
    """The numbers of a complete plan, with the states behind them."""
    t, numbers = view.t, measures.headline(row)
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
    yield t("workbook.expected"), int(row["expected"])
    yield t("headline.on_time_long"), int(row["on_time"])


def grid(view: View) -> Sheet:
    """What each country reached under each priority; below it all milestones, each counted once.

    A cell is blank where a country takes part in no action of a priority: that is no zero.
    """
    t, chosen, countries = view.t, view.selection.milestones, tables.countries(view)
    names = tables.priorities(view)
    cells = measures.cells(chosen, view.dataset, list(countries), list(names))
    size = len(countries), len(names)
    reached, actions = (cells[one].reshape(size) for one in ("reached", "actions"))
    heads = [tables.short_titles(view)[code] for code in names]
    frame = pd.DataFrame(reached, columns=heads, dtype=object).where(actions > 0, None)
    whole = measures.reached_by_group(measures.counts(chosen, "priority_id", list(names)))
    frame.loc[len(frame)] = list(whole.values())
    frame[t("workbook.total")] = frame.sum(axis=1).astype(int)
    frame.insert(0, t("column.country"), [*countries.values(), t("workbook.all_once")])
    return Sheet("grid", frame, t("workbook.of_grid"), totals=1)


def participants(view: View) -> Sheet:
    """A row for each action and each of its participants: joint ones are in the row of each."""
    t, rows = view.t, view.dataset.action_participants.merge(view.selection.listed, on="action_id")
    own = measures.explode_by_participant(view.selection.milestones, view.dataset)
    pairs = (one["action_id"] + "/" + one["participant_id"] for one in (own, rows))
    own, rows = (one.assign(pair=pair) for one, pair in zip((own, rows), pairs, strict=True))
    people = by_code(view.dataset, "participants")
    columns = [
        column.stored("workbook.action_code", "action_id"),
        column.action(view),
        column.priority(view),
        column.stored("workbook.participant_code", "participant_id"),
        column.participant(view),
        Column("column.group", lambda row: t(f"group.{people[row['participant_id']]['kind']}")),
        Column("column.role", lambda row: t(f"role.{row['role']}")),
        *_status_columns(view, _listed(view), own[own["pair"].isin(rows["pair"])], "pair"),
    ]
    return Sheet("participants", table(view, rows, columns))


def _listed(view: View) -> Mapping[str, Column]:
    """Columns of the list of actions, by their keys in `[column]`."""
    columns = lists.columns_of_actions(view, list(view.selection.listed["action_id"]))
    return {one.label.removeprefix("column."): one for one in columns}


def _status_columns(
    view: View, listed: Mapping[str, Column], milestones: pd.DataFrame, by: str
) -> Iterator[Column]:
    """The status of an action, whether it counts, and the numbers of milestones by a field.

    These are milestones reached, applicable and in place before; of an open record its numbers.
    """
    t = view.t
    yield listed["status"]
    words = {True: t("data.yes"), False: t("link.not_counted")}
    yield Column("workbook.counts", lambda row: words[row["link"] in COUNTED])
    counts = measures.counts(milestones, by, list(dict.fromkeys(milestones[by])))
    numbers = {code: measures.numbers(row) for code, row in counts.items()}
    none = measures.numbers(measures.total(milestones.head(0)))
    shown = {f"headline.{name}": name for name in RECORD}
    if not is_open(view):
        shown = {"column.milestones": "reached", "column.applicable": "of"}
        shown |= {f"state.{state}": state for state in SET_ASIDE}
    for label, name in shown.items():
        yield Column(label, lambda row, name=name: numbers.get(row[by], none)[name])


def actions(view: View) -> Sheet:
    """The actions of the selection; those of the context are marked as not counted."""
    t, rows = view.t, view.selection.listed
    listed, denials = _listed(view), _denials(view)
    named = view.dataset.action_sources.sort_values(["action_id", "position"])
    sources = named.groupby("action_id")["source_id"].agg(", ".join)
    columns = [
        *(listed[name] for name in ("id", "title", "priority", "kind")),
        *_status_columns(view, listed, view.selection.milestones, "action_id"),
        column.date(view, "workbook.starts", "starts_on", "starts_precision"),
        column.date(view, "workbook.ends", "ends_on", "ends_precision"),
        Column("workbook.mode", lambda row: t(f"mode.{row['mode']}")),
        Column("workbook.origin", lambda row: t(f"origin.{row['origin']}")),
        Column("workbook.link", lambda row: t(f"link.{row['link']}")),
        listed["participants"],
        Column("workbook.denied", lambda row: denials.get(row["action_id"], "")),
        column.confidence(view),
        column.content(view, "workbook.description", "actions", "description"),
        Column("workbook.sources", lambda row: sources.get(row["action_id"], "")),
    ]
    return Sheet("actions", table(view, rows, columns))


def _denials(view: View) -> Mapping[str, str]:
    """Action to those who denied taking part, each with its day, as known at the cut-off."""
    t, rows, denials = view.t, view.dataset.denials, dict[str, list[str]]()
    for row in records(rows[~(rows["denied_on"] > pd.Timestamp(view.as_of))]):
        day = t.short_date(row["denied_on"], row["denied_precision"])
        name = t.participant(view.dataset, row["participant_id"])
        denials.setdefault(row["action_id"], []).append(
            f"{name} ({', '.join(filter(None, [day, row['source_id']]))})"
        )
    return {action: "; ".join(names) for action, names in denials.items()}


def milestones(view: View) -> Sheet:
    """The milestones of the selection: state, rule and dates."""
    t, rows = view.t, view.selection.milestones
    of_part = view.selection.snapshot.parts.reindex(rows["part_id"])
    rows = rows.assign(status=list(of_part["status"]), rule=list(of_part["rule"]))
    columns = [
        column.stored("column.id", "milestone_id"),
        column.action(view),
        column.milestone(view),
        column.owner(view, "column.whose"),
        column.state(view),
        column.due_on(view),
        column.date(view, "column.reached_on", *REACHED_ON),
        column.stored("workbook.action_code", "action_id"),
        column.priority(view),
        column.stored("workbook.state_code", "state"),
        Column("workbook.part_status", lambda row: t(f"status.{Status(row['status'])}")),
        column.stored("workbook.rule", "rule"),
        *([] if is_open(view) else [column.stored("column.delay", "delay_days")]),
        column.date(view, "workbook.expected_on", "expected_on", "expected_precision"),
        column.stored("column.known_on", "moved_on"),
        column.stored("workbook.report", "report_id"),
        column.evidence(view)[0],
        column.reply(view),
        column.stored("column.source", "source_id"),
    ]
    return Sheet("milestones", table(view, rows, columns))


def reports(view: View) -> Sheet:
    """The reports on milestones of the selection, as known at the cut-off; which of them decide."""
    t, chosen = view.t, view.selection.milestones
    rows = view.dataset.reports
    known = rows[rows["reported_on"] <= pd.Timestamp(view.as_of)]
    about = chosen[["milestone_id", "action_id", "priority_id", "title", "step"]]
    rows = known.merge(about, on="milestone_id")
    decide = set(chosen["report_id"].dropna())
    columns = [
        column.stored("column.id", "report_id"),
        column.stored("workbook.action_code", "action_id"),
        column.action(view),
        column.priority(view),
        column.milestone(view),
        column.participant(view, "workbook.by"),
        column.stored("column.known_on", "reported_on"),
        column.date(view, "column.dated_on", "dated_on", "precision"),
        Column("column.said", lambda row: t(f"said.{row['state']}")),
        column.yes_or_no(view, "workbook.decides", "decides"),
        Column(
            "workbook.confirmation",
            lambda row: "" if missing(row["confirmation"]) else t(f"state.{row['confirmation']}"),
        ),
        column.date(
            view, "column.reached_on", "achieved_on", "achieved_precision", "achieved_until"
        ),
        column.confidence(view),
        column.content(view, "column.note", "reports", "note"),
        column.stored("workbook.corrects", "corrects"),
        column.stored("column.source", "source_id"),
    ]
    rows = rows.assign(decides=rows["report_id"].isin(decide))
    return Sheet("reports", table(view, rows, columns))


def evidence(view: View, about: Sheet) -> Sheet:
    """The printed sentences behind the reports of another sheet, a row a report and source."""
    t, rows = view.t, view.dataset.evidence
    rows = rows[rows["report_id"].isin(about.frame[t("column.id")])]
    columns = [
        column.stored("workbook.report_code", "report_id"),
        column.stored("column.sentence", "quote"),
        column.stored("workbook.language", "quote_language"),
        column.stored("workbook.whose_text", "origin"),
        Column("workbook.voice", lambda row: t(f"voice.{row['voice']}")),
        column.stored("workbook.last_found_on", "last_found_on"),
        column.yes_or_no(view, "workbook.gone", "gone"),
        column.stored("column.source", "source_id"),
        Column("documents.address", lambda row: quotes.address(view, row)),
    ]
    return Sheet("evidence", table(view, rows, columns))
