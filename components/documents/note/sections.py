"""The sections of a country note, from the same measures and rows as the pages."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.cards import actions as lists
from components.cards import change_starts, changes, countries, meetings, overview
from components.charts import theme
from components.documents.note.layout import (
    MOST_ROWS,
    Block,
    Cell,
    Items,
    Paragraph,
    Section,
)
from components.documents.note.shared_columns import citation, list_of, rest, state_cell
from components.documents.note.standing import standing
from components.layout import reached_dates, tables
from components.view.view import View
from data import measures
from data import meetings as calendar
from data.changes import Change
from data.model import State
from data.records import missing, records
from data.status import reporting_rounds


def every(view: View, code: str) -> list[Section]:
    """Return the sections of the note on one participant that are not empty."""
    t = view.t
    if view.selection.is_empty:
        name = t.participant(view.dataset, code)
        nothing = Paragraph(t("country_note.nothing", name=name))
        blocks = (nothing, *_denials(view, code), *_context_count(view))
        sections = [Section(t("country_note.stands"), blocks)]
    else:
        sections = [standing(view), due(view), participation(view, code), agreements(view, code)]
    sections += [changes_since_meeting(view), limits(view, code)]
    return [section for section in sections if section.blocks]


def lead(view: View, code: str) -> tuple[Paragraph, ...]:
    """Kind of participant, membership and presidencies; and the next meeting on record."""
    t = view.t
    people, terms = view.dataset.participants, countries.terms(view, code)
    codes = pd.concat(
        [people.loc[people["participant_id"] == code, "source_id"], terms["source_id"]]
    )
    said = ". ".join(countries.participant_facts(view, code)) + "."
    facts = Paragraph(said, tuple(dict.fromkeys(codes.dropna())))
    coming = calendar.coming(calendar.known_on(view.dataset, view.as_of), view.as_of)
    if not coming:
        return facts, Paragraph(t("overview.next_none"))
    sentence = t(
        "country_note.next_meeting",
        title=meetings.title(view, coming),
        when=meetings.when(view, coming),
        status=t(f"meeting_status.{coming['status']}"),
    )
    return facts, Paragraph(sentence, sources=tuple(meetings.source(coming)))


def due(view: View) -> Section:
    """What was due and is not confirmed, with what silence means, and what falls due next."""
    t, milestones = view.t, view.selection.milestones
    counts = measures.total(milestones)
    rows = calendar.due_by(milestones, view.as_of)
    coming = calendar.still_to_come(milestones)
    if counts["due"]:
        sentence = t(
            "country_note.due_said",
            n=int(counts["due"]),
            confirmed=int(counts["delivered"]),
            awaiting=int((rows["state"] == State.AWAITING).sum()),
            late=int(counts[State.NOT_ACHIEVED_DUE]),
            silent=int(counts[State.NO_REPORT_DUE]),
        )
        if counts[State.NO_REPORT_DUE]:
            has_rounds = len(reporting_rounds(view.dataset)) > 0
            fair = t("country_note.fair_rounds" if has_rounds else "country_note.fair_record")
            sentence = f"{sentence} {fair}"
        blocks: list[Block] = [Paragraph(sentence)]
    else:
        blocks = [Paragraph(t("country_note.nothing_due"))]
    if len(rows):
        blocks += _milestones(view, rows, t("country_note.due_alt"))
    if len(coming):
        blocks.append(Paragraph(t("country_note.coming", n=len(coming))))
        blocks += _milestones(view, coming, t("country_note.coming_alt"))
    undated = (milestones["state"] == State.NOT_DUE) & milestones["due_on"].isna()
    if undated.any():
        blocks.append(Paragraph(t("country_note.undated", n=int(undated.sum())), small=True))
    return Section(t("country_note.due"), tuple(blocks))


def _milestones(view: View, rows: pd.DataFrame, alt: str) -> Sequence[Block]:
    t, titles = view.t, tables.action_titles(view)
    named = (("action", 40), ("milestone", 18), ("due_on", 12), ("state", 23))
    shown = [
        (
            Cell(titles[row["action_id"]]),
            Cell(tables.step(view, row)),
            Cell(t.short_date(row["planned_on"], row["planned_precision"])),
            state_cell(row["state"], _state_with_remark(view, row)),
            citation(row["source_id"]),
        )
        for row in records(rows.head(MOST_ROWS))
    ]
    return list_of(view, alt, named, shown, len(rows))


def _state_with_remark(view: View, row: dict[str, Any]) -> str:
    """A state with the remark that keeps it from being misread."""
    t, word = view.t, view.t(f"state.{row['state']}")
    if row["state"] == State.NO_REPORT_DUE:
        silence = "headline.passed_small"
        if len(reporting_rounds(view.dataset)):
            silence = "country_note.silent" if row["silent"] else "country_note.not_asked"
        return f"{word}. {t.capitalised(t(silence))}"
    if not missing(row["expected_on"]):
        when = t.short_date(row["expected_on"], row["expected_precision"])
        return f"{word}. {t('country_note.expected', when=when)}"
    return word


def participation(view: View, code: str) -> Section:
    """The actions by kind, what joint means, the newest actions, and the denials."""
    t, actions, heading = view.t, view.selection.actions, view.t("country_note.participates")
    closing = (*_denials(view, code), *_context_count(view))
    if actions.empty:
        return Section(heading, closing)
    counts = actions["kind"].value_counts()
    kinds = (f"{t(f'kinds.{kind}')} {t.number(int(count))}" for kind, count in counts.items())
    blocks: list[Block] = [
        Paragraph(t("country_note.actions", n=len(actions), kinds=t.listed(kinds)))
    ]
    if joint := int((actions["mode"] == "joint").sum()):
        blocks.append(Paragraph(t("country_note.joint", n=joint)))
    newest = actions.sort_values("starts_on", ascending=False, kind="stable")
    shown = lists.table_of_actions(view, newest.head(MOST_ROWS)).frame
    sources = view.dataset.action_sources.sort_values("position", kind="stable")
    first = sources.drop_duplicates("action_id").set_index("action_id")["source_id"]
    names = [t(f"column.{name}") for name in ("title", "kind", "starts_on", "status")]
    cells = zip(shown.index, shown[names].itertuples(index=False, name=None), strict=True)
    rows = [(*map(Cell, row), citation(first.get(code))) for code, row in cells]
    named = (("action", 48), ("kind", 14), ("starts_on", 14), ("status", 17))
    blocks += list_of(view, t("country_note.actions_alt"), named, rows, len(actions))
    return Section(heading, (*blocks, *closing))


def _denials(view: View, code: str) -> list[Paragraph]:
    """The actions in which the participant denied taking part, as known at the cut-off."""
    t, titles = view.t, tables.action_titles(view)
    rows = view.dataset.denials
    later = (rows["denied_on"] > pd.Timestamp(view.as_of)).fillna(False)
    return [
        Paragraph(
            t(
                "country_note.denied",
                name=t.participant(view.dataset, code),
                action=titles[row["action_id"]],
                day=t.date(row["denied_on"], row["denied_precision"]) or "–",
            ),
            citation(row["source_id"]).sources,
        )
        for row in records(rows[(rows["participant_id"] == code) & ~later])[:MOST_ROWS]
    ]


def _context_count(view: View) -> list[Paragraph]:
    """How many actions are context, and counted nowhere."""
    number = view.selection.aside
    return [Paragraph(view.t("country_note.aside", n=number), small=True)] if number else []


def agreements(view: View, code: str) -> Section:
    """Agreements with EU agencies: how many at which stage, then each, the furthest first."""
    t = view.t
    rows = countries.agreement_rows(view, code)
    if rows.empty:
        return Section(t("country_note.agreements"), (Paragraph(t("countries.no_agreement")),))
    rows = rows.sort_values("position", ascending=False, kind="stable", na_position="last")
    titles = tables.action_titles(view)
    stages = rows.drop_duplicates("action_id")
    counts = pd.Series([countries.furthest(view, row) for row in records(stages)])
    by_stage = [
        f"{stage}: {t.number(int(number))}"
        for stage, number in counts.value_counts(sort=False).items()
    ]
    shown = []
    for row in records(rows.head(MOST_ROWS)):
        stage = countries.furthest(view, row)
        cells = (
            Cell(t.participant(view.dataset, row["participant_id"])),
            Cell(titles[row["action_id"]]),
            Cell(stage) if missing(row["state"]) else state_cell(row["state"], stage),
            Cell(reached_dates.reached_on(view, row)),
            citation(row["source_id"]),
        )
        shown.append(cells)
    title = t("countries.agreements_title", n=len(stages))
    opening = Paragraph(f"{title} ({'; '.join(by_stage)}).")
    named = (("agency", 22), ("agreement", 38), ("stage", 20), ("date", 13))
    table = list_of(view, t("country_note.agreements_alt"), named, shown, len(rows), names=1)
    return Section(t("country_note.agreements"), (opening, *table))


def changes_since_meeting(view: View) -> Section:
    """What changed since the last meeting: a paragraph, and a list, the newest first.

    The reports without a new step come last in it.
    """
    t = view.t
    heading, start = t("country_note.changed"), change_starts.last_meeting(view)
    if not start:
        return Section(heading, (Paragraph(t("country_note.no_meeting")),))
    rows = changes.change_rows(view, start)
    summary = changes.summary(view, start, rows)
    said = Paragraph(f"{t('country_note.since', meeting=start.title)} {summary}")
    newest = rows.iloc[::-1].sort_values(
        "kind", key=lambda kind: kind == Change.REPORTED, kind="stable"
    )
    return Section(heading, (said, *_changes(view, newest)) if len(rows) else (said,))


def _changes(view: View, rows: pd.DataFrame) -> Sequence[Block]:
    t, titles = view.t, tables.action_titles(view)
    named = (("known_on", 13), ("change", 17), ("action", 43), ("effect", 20))
    ink = theme.real(theme.INK)
    shown = [
        (
            Cell(t.short_date(row["on"])),
            Cell(t(f"change.{row['kind']}"), theme.CHANGE_SIGN[Change(row["kind"])], ink),
            Cell(f"{titles.get(row['action_id'], row['action_id'])}: {tables.step(view, row)}"),
            Cell(changes.effect(view, row)),
            citation(row["source_id"]),
        )
        for row in records(rows.head(MOST_ROWS))
    ]
    return list_of(view, t("country_note.changes_alt"), named, shown, len(rows), names=2)


def limits(view: View, code: str) -> Section:
    """The limits of the data: first those about this participant, then those of the dataset."""
    t, notes = view.t, view.dataset.notes
    own = records(notes[(notes["about_table"] == "participants") & (notes["about_id"] == code)])
    texts = [
        f"{t('note.' + row['kind'])}: {view.content('notes', row['note_id'], 'text', row['text'])}"
        for row in own
    ]
    texts += overview.limits(view)
    items = (Items(tuple(texts[:MOST_ROWS])),) if texts else ()
    return Section(t("limits.title"), (*items, *rest(view, len(texts) - MOST_ROWS)))
