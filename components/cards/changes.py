"""The Changes page: what changed between two states of the data.

It also compares the figures as shown on a day with the figures that are known today for that day.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from operator import ne

import pandas as pd

from components.cards import counted
from components.cards.change_starts import Start, chosen_start, start_parts
from components.charts import theme
from components.layout import column, tables
from components.layout.card import Card, Counted, SortableTable
from components.layout.column import Column, Row
from components.layout.headline import metrics
from components.layout.parts import PageParams, Part, Text, Tone, notice
from components.view import stores
from components.view.labels import escape
from components.view.view import View
from data import changes, measures
from data.archive import EditionError
from data.cache import Cache
from data.changes import Change
from data.model.records import by_code, missing, records
from data.selection import Snapshot, choose

MOST_PAIRS = 32
"""Lists of changes kept in memory, one for each pair of states."""

DATES = {"due_on": "planned", "expected_on": "expected", "achieved_on": "achieved"}
"""Dates of a milestone, to the name of the precision of each."""

_pairs: Cache[pd.DataFrame] = Cache(MOST_PAIRS)


def change_rows(view: View, start: Start) -> pd.DataFrame:
    """The changes (`changes.between`) of the parts that are chosen in either state, a row each."""
    before, after = start.snapshot, view.selection.snapshot
    key = (before.dataset.fingerprint, before.as_of, after.dataset.fingerprint, after.as_of)
    return _of_choice(view, _pairs.get(key, lambda: changes.between(before, after)), before)


def _of_choice(view: View, rows: pd.DataFrame, *others: Snapshot) -> pd.DataFrame:
    """Rows about parts that the reader's choice leaves, in this state or in others."""
    kept = set(view.selection.parts.index)
    for snapshot in others:
        kept |= set(choose(snapshot, view.filters.with_(as_of=None)).parts.index)
    return rows[rows["part_id"].isin(kept)]


def summary(view: View, start: Start, rows: pd.DataFrame) -> str:
    """Say in one paragraph how many changes of each kind there are, and what came of the totals."""
    return f"{_kinds_sentence(view, start, rows)} {totals_sentence(view, start)}"


def _kinds_sentence(view: View, start: Start, rows: pd.DataFrame) -> str:
    t, number = view.t, changes.count(rows)
    first, last = (t.date(day) for day in (start.day, view.as_of))
    kinds = t.listed(t(f"change_said.{kind}", n=count) for kind, count in number.items() if count)
    key = "changes.between" if kinds else "changes.nothing"
    return t(key, first=first, last=last, text=kinds)


def page_sentence(view: View, params: PageParams) -> str:
    """What changed since the state that the address names; blank where there is no earlier one."""
    start = chosen_start(view, params)
    return summary(view, start, change_rows(view, start)) if start else ""


def totals_sentence(view: View, start: Start) -> str:
    """From how many confirmed milestones, or reached ones on an open record, to how many."""
    both = start.snapshot, view.selection.snapshot
    then, now = (measures.numbers(_total(view, snapshot)) for snapshot in both)
    ends = {
        f"{end}_{name}": row[name]
        for end, row in (("first", then), ("last", now))
        for name in ("count", "of", "reached")
    }
    return view.t("changes.totals", **ends)


def _total(view: View, snapshot: Snapshot) -> Mapping[str, int]:
    return measures.total(choose(snapshot, view.filters.with_(as_of=None)).columns)


def changes_by_priority(view: View, rows: pd.DataFrame) -> Card:
    """How many changes of each kind that occurs there are under each priority of the choice."""
    t, titles = view.t, tables.priorities(view)
    title, subtitle = t("changes.by_priority", n=len(rows)), t("changes.counts_subtitle")
    table = _by_group(view, rows, "priority_id", "column.priority", titles)
    added = partial(_counted, view, rows)
    return Card("changes-by-priority", title, subtitle, "changes", table, counted=added)


def changes_by_country(view: View, rows: pd.DataFrame) -> Card:
    """How many changes of each kind each country has; joint parts count under each partner."""
    t, names = view.t, tables.countries(view)
    partners = view.live.action_participants[["action_id", "participant_id"]]
    joint = rows["participant_id"].isna()
    of_partners = rows[joint].drop(columns="participant_id").merge(partners, on="action_id")
    listed = pd.concat([rows[~joint], of_partners])
    table = _by_group(view, listed, "participant_id", "column.country", names)
    touched = int((table[t("changes.all")] > 0).sum())
    title = t("changes.by_country", count=touched, of=len(names))
    subtitle, added = t("changes.country_subtitle"), partial(_counted, view, rows)
    return Card("changes-by-country", title, subtitle, "changes", table, counted=added)


def _by_group(
    view: View, rows: pd.DataFrame, by: str, label: str, names: Mapping[str, str]
) -> pd.DataFrame:
    """How many changes of each kind that occurs the groups have, whose codes are in a column."""
    found = pd.crosstab(rows[by], rows["kind"]).reindex(list(names), fill_value=0)
    kinds = {str(kind): kind_words(view, kind) for kind in Change if kind in found}
    counts = found[list(kinds)].rename(columns=kinds)
    counts.insert(0, view.t(label), list(names.values()))
    counts.insert(1, view.t("changes.all"), found[list(kinds)].sum(axis="columns"))
    return counts


def _counted(view: View, rows: pd.DataFrame) -> Counted:
    kinds = {kind: view.t(f"change.{kind}") for kind in Change}
    whole = view.t("changes.list", n=len(rows))
    return Counted([counted.by_kind(view, whole, rows["kind"], kinds)])


def kind_words(view: View, kind: str) -> str:
    """A kind of change as sign and word."""
    return f"{theme.CHANGE_SIGN[Change(kind)]} {view.t(f'change.{kind}')}"


def _listed(view: View, key: str, words: str, rows: pd.DataFrame) -> Card:
    """Changes as a table, under a title that says how many there are."""
    title, subtitle = view.t(f"changes.{words}", n=len(rows)), view.t(f"changes.{words}_subtitle")
    table, added = table_of_changes(view, rows).drop_empty_columns(), partial(_counted, view, rows)
    return Card(key, title, subtitle, "changes", table, opens="action", counted=added)


def table_of_changes(view: View, rows: pd.DataFrame) -> SortableTable:
    """Rows of `changes.between` as a list shows them, in their order and indexed by action."""
    live, numbers = view.live, tables.priority_numbers(view)
    columns = [
        column.date(view, "column.known_on", "on"),
        Column("column.change", lambda row: kind_words(view, row["kind"])),
        column.action(view),
        column.milestone(view),
        Column("column.effect", lambda row: effect(view, row)),
        Column("column.reason", lambda row: reason_for_change(view, row)),
        column.source(view, live),
        Column("column.by", lambda row: row.get("by", ""), optional=True),
        column.participants(view, "column.whose", live),
        Column("column.priority", lambda row: numbers.get(row["priority_id"], "")),
    ]
    return column.table(view, records(rows), columns, "action_id")


def effect(view: View, row: Row) -> str:
    """What a row of `changes.between` says that changed: from which state or date to which."""
    t = view.t
    before, after = (
        t("changes.not_in_plan")
        if missing(row[f"state_{when}"])
        else tables.state_words(view, row[f"state_{when}"])
        for when in ("before", "after")
    )
    if before != after and row["kind"] != Change.MOVED:
        return f"{before} → {after}"
    for name, known in DATES.items():
        first, last = (
            t.short_date(row[f"{name}_{when}"], row[f"{known}_precision_{when}"])
            or t("changes.no_date")
            for when in ("before", "after")
        )
        if first != last:
            return t(f"change_moved.{name}", first=first, last=last)
    return t("changes.still", state=after)


def reason_for_change(view: View, row: Row) -> str:
    """Why, in the words of a report, moved date or decision, else by which rule; or blank."""
    t = view.t
    for table, key, field in (
        ("reports", "report_id", "note"),
        ("date_changes", "change_id", "reason"),
        ("decisions", "decision_id", "text"),
    ):
        basis = None if missing(row[key]) else by_code(view.live, table).get(row[key])
        if basis and not missing(basis[field]):
            return t.content(view.live, table, row[key], field, basis[field])
    if row["kind"] == Change.NEWLY_DUE:
        return t("changes.reason_newly_due")
    if row["kind"] == Change.PLAN and missing(row["decision_id"]):
        return t("changes.reason_listed")
    return t("changes.reason_method", method=view.method) if row["kind"] == Change.METHOD else ""


def _seen_anew(view: View) -> tuple[Snapshot, pd.DataFrame, str]:
    """The same day as known today, what of the choice differs, and that in a sentence."""
    today = stores.as_known_today(view.live, view.as_of)
    shown = view.selection.snapshot
    key = (shown.dataset.fingerprint, today.dataset.fingerprint, view.as_of)
    differing = _pairs.get(key, lambda: changes.seen_anew(shown, today))
    rows = _of_choice(view, differing, today)
    text_key = "changes.corrected" if len(rows) else "changes.uncorrected"
    return today, rows, view.t(text_key, n=len(rows), day=view.t.date(view.as_of))


def corrected_since(view: View) -> Text | None:
    """A link to what an edition shows of the choice and was corrected since; `None` without any."""
    if not (view.edition and view.has_today):
        return None
    _, rows, sentence = _seen_anew(view)
    link = f"[{escape(sentence)}](<{view.address('changes')}>)"
    return None if rows.empty else Text(link, Tone.NOTICE)


def _corrected(view: View, rows: pd.DataFrame) -> Card:
    """What is seen differently today, with the day and the participant of the report that says."""
    t, names = view.t, view.live
    reports = names.reports.set_index("report_id").reindex(rows["report_id"]).set_axis(rows.index)
    by = [
        "" if missing(code) else t("changes.report", name=t.participant(names, code))
        for code in reports["participant_id"]
    ]
    known = rows.assign(on=reports["reported_on"].where(reports["reported_on"] > rows["on"]), by=by)
    return _listed(view, "corrections", "corrections", known)


def corrected_parts(view: View, tone: Tone) -> Iterator[Part]:
    """How much of what was shown is different today, what and why, and the figures as both say."""
    t = view.t
    today, rows, sentence = _seen_anew(view)
    yield Text(escape(sentence), tone)
    if len(rows):
        yield _corrected(view, rows)
    shown, again = (
        metrics(view, measures.headline_of(view.dataset.plan, _total(view, snapshot)))
        for snapshot in (view.selection.snapshot, today)
    )
    then, now = (
        [f"{one.value} ({one.small})" if one.small else one.value for one in figures]
        for figures in (shown, again)
    )
    heads = (
        t("column.measure"),
        t("changes.shown"),
        t("changes.today", day=t.date(view.live.horizon)),
    )
    rows = zip([one.label for one in shown], then, now, strict=True)
    # Those that differ come first, as the title counts them.
    table = pd.DataFrame(sorted(rows, key=lambda row: row[1] == row[2]), columns=heads)
    title = t("changes.figures", n=sum(map(ne, then, now)))
    subtitle = t("changes.shown_subtitle", state=view.edition_text)
    yield Card("shown-and-today", title, subtitle, "changes", table)


def since_parts(view: View, params: PageParams) -> Iterator[Part]:
    """What changed since the state that the address names, else since the most likely one.

    Of an edition first, of an earlier day last, what is known differently today.
    """
    tone = Tone.TITLE
    # Nothing where the data of today cannot be shown: the edition stands without them.
    if view.edition and view.has_today:
        yield from corrected_parts(view, tone)
        tone = Tone.HEADER
    try:
        known, refused = chosen_start(view, params), None
    except EditionError as error:
        known, refused = None, error
    rows = None if known is None else change_rows(view, known)
    if known and rows is not None:
        yield Text(escape(totals_sentence(view, known)), tone)
        yield Text(escape(_kinds_sentence(view, known, rows)), Tone.CAPTION)
    yield start_parts(view, known)
    if refused:
        reason = view.t(f"edition_problem.{refused.code}", **refused.details)
        words = view.t("frame.edition_refused", part=refused.part, reason=reason)
        yield Text(escape(words), Tone.REFUSED)
    elif rows is None or rows.empty:
        yield notice(view.t("changes.choose_day" if rows is None else "changes.none"))
    else:
        yield changes_by_priority(view, rows)
        yield _listed(view, "changes", "list", rows.iloc[::-1])
        yield changes_by_country(view, rows)
    if not view.edition and view.as_of != view.dataset.horizon:
        yield from corrected_parts(view, Tone.HEADER)
