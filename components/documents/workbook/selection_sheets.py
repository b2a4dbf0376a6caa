"""The sheets that the filters change: figures, matrix, actions, parts, milestones, reports."""

from collections.abc import Iterator, Mapping

import pandas as pd

from components.cards import actions as lists
from components.documents.workbook.sheet import (
    RECORD,
    Sheet,
    action_columns,
    date_columns,
    is_open,
    print_all,
    print_first,
    record_numbers,
    view_texts,
    yes_or_no,
)
from components.tables import quotes, tables
from components.view.view import View
from data import measures
from data.model import COUNTED, REACHED, SET_ASIDE, State, Status
from data.records import missing, records

SHOWN = ("title", "priority", "kind", "status", "participants")
"""Columns of the list of actions on the screen that its sheet has too."""


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
        cells = [{t("column.priority"): name, **record_numbers(view, row)} for name, row in rows]
        return print_all(Sheet("figures", pd.DataFrame(cells), totals=1))
    with_rounds = measures.total(chosen)["expected"] > 0
    cells = [dict(_headline(view, name, row, with_rounds=with_rounds)) for name, row in rows]
    frame = pd.DataFrame(cells)
    for name in (t("workbook.completed_share"), t("workbook.delivered_share")):
        frame[name] = frame[name].astype(float)
    return print_all(Sheet("figures", frame, totals=1))


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
    names = tables.countries(view)
    titles = tables.priority_titles(view, view.filters.priority or None)
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
            **record_numbers(view, row),
        }
        for (country, priority), row in zip(cells.index, records(cells), strict=True)
    ]
    heads = [t(f"column.{name}") for name in ("country", "priority", "actions")]
    return Sheet("matrix", pd.DataFrame(rows, columns=None if rows else heads), note)


def actions(view: View) -> Sheet:
    """The actions of the selection; those of the context are marked as not counted."""
    t, rows = view.t, view.selection.listed
    words = lists.table_of_actions(view, rows).frame
    counts = measures.counts(view.selection.milestones, "action_id", list(rows["action_id"]))
    described = view_texts(view, "actions", rows, "action_id", "description")
    denials, sources = _denials(view), _action_sources(view)
    told = {name: words[t(f"column.{name}")].to_numpy() for name in SHOWN}
    frame = pd.DataFrame(
        {
            t("column.id"): rows["action_id"].to_numpy(),
            **{t(f"column.{name}"): told[name] for name in ("title", "priority", "kind")},
            t("workbook.mode"): [t(f"mode.{mode}") for mode in rows["mode"]],
            t("workbook.origin"): [t(f"origin.{origin}") for origin in rows["origin"]],
            t("column.status"): told["status"],
            t("workbook.link"): [t(f"link.{link}") for link in rows["link"]],
            t("workbook.counts"): [
                t("data.yes" if link in COUNTED else "link.not_counted") for link in rows["link"]
            ],
            **_progress_columns(view, counts),
            **date_columns(view, t("workbook.starts"), rows["starts_on"], rows["starts_precision"]),
            **date_columns(view, t("workbook.ends"), rows["ends_on"], rows["ends_precision"]),
            t("column.participants"): told["participants"],
            t("workbook.denied"): [denials.get(code, "") for code in rows["action_id"]],
            t("column.confidence"): [t(f"confidence.{level}") for level in rows["confidence"]],
            t("workbook.description"): described,
            t("workbook.sources"): [", ".join(sources.get(one, [])) for one in rows["action_id"]],
        }
    )
    names = [t(f"column.{name}") for name in ("id", "title", "priority", "kind", "status")]
    return print_first("actions", frame, [*names, t("workbook.starts"), t("workbook.ends")])


def _progress_columns(view: View, counts: pd.DataFrame) -> dict[str, object]:
    """Columns of milestones reached, applicable and in place before; of the record's numbers."""
    t = view.t
    if not is_open(view):
        return {
            t("column.milestones"): counts[list(REACHED)].sum(axis="columns").to_numpy(),
            t("column.applicable"): counts["applicable"].to_numpy(),
            **{t(f"state.{state}"): counts[state].to_numpy() for state in SET_ASIDE},
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


def _action_sources(view: View) -> Mapping[str, list[str]]:
    """Action to its sources, in their order."""
    rows = view.dataset.action_sources.sort_values(["action_id", "position"])
    return {str(code): list(sources) for code, sources in rows.groupby("action_id")["source_id"]}


def parts(view: View) -> Sheet:
    """The parts of these actions, with the rule that gives each status."""
    t, rows, of_plan = view.t, view.selection.parts, {}
    if not is_open(view):
        of_plan = {
            t("column.applicable"): rows["applicable"].astype(int).to_numpy(),
            t("workbook.longest_delay"): rows["longest_delay"].astype("Int64").to_numpy(object),
        }
    frame = pd.DataFrame(
        {
            t("column.id"): [str(code).rstrip("/") for code in rows.index],
            **action_columns(view, rows),
            t("column.whose"): [tables.owner(view, row) for row in records(rows)],
            t("column.status"): [t(f"status.{status}") for status in rows["status"]],
            t("workbook.rule"): rows["rule"].astype(int).to_numpy(),
            **{t(f"state.{state}"): rows[state].astype(int).to_numpy() for state in State},
            **of_plan,
            t("workbook.moved_on"): rows["moved_on"].to_numpy(),
            t("workbook.stalled"): yes_or_no(view, rows["stalled"]),
        }
    )
    return Sheet("parts", frame)


def milestones(view: View) -> Sheet:
    """The milestones of the selection: state, rule and dates."""
    t, rows = view.t, view.selection.milestones
    of_part = view.selection.known.parts.reindex(rows["part_id"])

    def dates(name: str, of: str) -> Mapping[str, object]:
        until = rows["reached_by"] if of == "achieved" else None
        return date_columns(view, t(name), rows[f"{of}_on"], rows[f"{of}_precision"], until)

    frame = pd.DataFrame(
        {
            t("column.id"): rows["milestone_id"].to_numpy(),
            **action_columns(view, rows),
            t("column.milestone"): [tables.step(view, row) for row in records(rows)],
            t("column.whose"): [tables.owner(view, row) for row in records(rows)],
            t("column.state"): [tables.state_words(view, state) for state in rows["state"]],
            t("workbook.part_status"): [t(f"status.{Status(one)}") for one in of_part["status"]],
            t("workbook.rule"): of_part["rule"].astype(int).to_numpy(),
            **dates("column.due_on", "planned"),
            **({} if is_open(view) else {t("column.delay"): rows["delay_days"].to_numpy(object)}),
            **dates("workbook.expected_on", "expected"),
            **dates("column.reached_on", "achieved"),
            t("column.known_on"): rows["moved_on"].to_numpy(),
            t("workbook.report"): rows["report_id"].to_numpy(),
            t("column.sentence"): [quotes.of_milestone(view, row).quote for row in records(rows)],
            t("column.source"): rows["source_id"].to_numpy(),
        }
    )
    names = ("id", "action", "milestone", "whose", "state", "due_on", "reached_on")
    return print_first("milestones", frame, [t(f"column.{name}") for name in names])


def reports(view: View) -> Sheet:
    """The reports on these milestones that were known at the cut-off."""
    t, chosen = view.t, view.selection.milestones.set_index("milestone_id")
    rows = view.dataset.reports
    known = rows["reported_on"] <= pd.Timestamp(view.as_of)
    rows = rows[rows["milestone_id"].isin(chosen.index) & known]
    about = chosen.loc[rows["milestone_id"]].reset_index()
    reached = (rows["achieved_on"], rows["achieved_precision"], rows["achieved_until"])
    decide = set(chosen["report_id"].dropna())
    frame = pd.DataFrame(
        {
            t("column.id"): rows["report_id"].to_numpy(),
            **action_columns(view, about),
            t("column.milestone"): [tables.step(view, row) for row in records(about)],
            t("workbook.by"): [
                "" if missing(code) else t.participant(view.dataset, code)
                for code in rows["participant_id"]
            ],
            t("column.known_on"): rows["reported_on"].to_numpy(),
            **date_columns(view, t("column.dated_on"), rows["dated_on"], rows["precision"]),
            t("column.said"): [t(f"said.{state}") for state in rows["state"]],
            t("workbook.decides"): yes_or_no(view, rows["report_id"].isin(decide)),
            t("workbook.confirmation"): [
                "" if missing(state) else t(f"state.{state}") for state in rows["confirmation"]
            ],
            **date_columns(view, t("column.reached_on"), *reached),
            t("column.confidence"): [t(f"confidence.{level}") for level in rows["confidence"]],
            t("column.note"): view_texts(view, "reports", rows, "report_id", "note"),
            t("workbook.corrects"): rows["corrects"].to_numpy(),
            t("column.source"): rows["source_id"].to_numpy(),
        }
    )
    return Sheet("reports", frame)


def evidence(view: View, about: Sheet) -> Sheet:
    """The printed sentences behind the reports of another sheet, a row a report and source."""
    t, rows = view.t, view.dataset.evidence
    rows = rows[rows["report_id"].isin(about.frame[t("column.id")])]
    frame = pd.DataFrame(
        {
            t("workbook.report_code"): rows["report_id"].to_numpy(),
            t("column.sentence"): rows["quote"].to_numpy(object),
            t("workbook.language"): rows["quote_language"].to_numpy(object),
            t("workbook.whose_text"): rows["origin"].to_numpy(),
            t("workbook.voice"): [t(f"voice.{voice}") for voice in rows["voice"]],
            t("workbook.last_found_on"): rows["last_found_on"].to_numpy(),
            t("workbook.gone"): yes_or_no(view, rows["gone"]),
            t("column.source"): rows["source_id"].to_numpy(),
            t("documents.address"): [quotes.address(view, row) for row in records(rows)],
        }
    )
    return Sheet("evidence", frame)
