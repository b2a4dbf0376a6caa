"""The sections of a country note, from the same measures and rows as the pages."""

from typing import Any

import pandas as pd

from components.cards import change_starts, changes, countries, meetings, overview, tables
from components.charts import theme
from components.documents.note.layout import (
    MOST_ROWS,
    Block,
    Cell,
    Items,
    Paragraph,
    Section,
    Table,
)
from components.documents.note.shared_columns import citation, columns_of, state_cell
from components.documents.note.standing import standing
from components.view.view import View
from data import measures
from data import meetings as calendar
from data.changes import Change
from data.model import State
from data.records import missing, records


def every(view: View, code: str) -> list[Section]:
    """The sections of the note on one participant that are not empty, with their whole lists."""
    if view.selection.is_empty:
        nothing = Paragraph(
            view.t("country_note.nothing", name=view.t.participant(view.dataset, code))
        )
        sections = [
            Section(
                view.t("country_note.stands"),
                (nothing, *_denials(view, code), *_context_count(view)),
            )
        ]
    else:
        sections = [
            standing(view),
            due(view),
            participation(view, code),
            agreements(view, code),
        ]
    sections += [changes_since_meeting(view), limits(view, code)]
    return [section for section in sections if section.blocks]


def lead(view: View, code: str) -> tuple[Paragraph, ...]:
    """Kind of participant, membership and presidencies; and the next meeting on record."""
    t = view.t
    row = view.dataset.participants[view.dataset.participants["participant_id"] == code]
    codes = [*row["source_id"].dropna(), *countries.terms(view, code)["source_id"].dropna()]
    facts = Paragraph(
        ". ".join(countries.participant_facts(view, code)) + ".",
        sources=tuple(dict.fromkeys(codes)),
    )
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
    rows = calendar.due_and_not_confirmed(milestones)
    coming = calendar.still_to_come(milestones)
    if counts["due"]:
        awaiting = int((rows["state"] == State.AWAITING).sum())
        late, silent = int(counts[State.NOT_ACHIEVED_DUE]), int(counts[State.NO_REPORT_DUE])
        sentence = t(
            "country_note.due_said",
            n=int(counts["due"]),
            confirmed=int(counts["delivered"]),
            awaiting=awaiting,
            late=late,
            silent=silent,
        )
        fair = t(
            "country_note.fair_rounds" if len(view.dataset.rounds) else "country_note.fair_record"
        )
        blocks: list[Block] = [Paragraph(f"{sentence} {fair}" if silent else sentence)]
    else:
        blocks = [Paragraph(t("country_note.nothing_due"))]
    if len(rows):
        blocks.append(_milestones(view, rows, t("country_note.due_alt"), pace=3))
    if len(coming):
        blocks += [
            Paragraph(t("country_note.coming", n=len(coming))),
            _milestones(view, coming, t("country_note.coming_alt")),
        ]
    if undated := int(
        (milestones["state"].isin([State.NOT_DUE]) & milestones["due_on"].isna()).sum()
    ):
        blocks.append(Paragraph(t("country_note.undated", n=undated), small=True))
    return Section(t("country_note.due"), tuple(blocks))


def _milestones(view: View, rows: pd.DataFrame, alt: str, pace: int = 1) -> Table:
    t, titles = view.t, tables.action_titles(view)
    columns = columns_of(view, ("action", 40), ("milestone", 18), ("due_on", 12), ("state", 23))
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
    return Table(
        alt,
        columns,
        tuple(shown),
        len(rows),
        rest=lambda n: t("country_note.rest", n=n),
        pace=pace,
        names=0,
    )


def _state_with_remark(view: View, row: dict[str, Any]) -> str:
    """A state with the remark that keeps it from being misread."""
    t, word = view.t, view.t(f"state.{row['state']}")
    if row["state"] == State.NO_REPORT_DUE:
        silence = (
            "dossier.no_source"
            if view.dataset.rounds.empty
            else "country_note.silent"
            if row["silent"]
            else "country_note.not_asked"
        )
        return f"{word}. {t(silence)}"
    if not missing(row["expected_on"]):
        when = t.short_date(row["expected_on"], row["expected_precision"])
        return f"{word}. {t('country_note.expected', when=when)}"
    return word


def participation(view: View, code: str) -> Section:
    """The actions by kind, what joint means, the newest actions, and the denials."""
    t, actions = view.t, view.selection.actions
    if actions.empty:
        return Section(
            t("country_note.participates"), (*_denials(view, code), *_context_count(view))
        )
    counts = actions["kind"].value_counts()
    kinds = t.listed(
        f"{t(f'kinds.{kind}')} {t.number(int(count))}" for kind, count in counts.items()
    )
    blocks: list[Block] = [Paragraph(t("country_note.actions", n=len(actions), kinds=kinds))]
    if joint := int((actions["mode"] == "joint").sum()):
        blocks.append(Paragraph(t("country_note.joint", n=joint)))
    newest = actions.sort_values("starts_on", ascending=False, kind="stable")
    shown = tables.actions(view, newest.head(MOST_ROWS))
    first = (
        view.dataset.action_sources.sort_values("position", kind="stable")
        .drop_duplicates("action_id")
        .set_index("action_id")["source_id"]
    )
    names = [t(f"column.{name}") for name in ("title", "kind", "starts_on", "status")]
    rows = [
        (*map(Cell, cells), citation(first.get(code)))
        for code, cells in zip(
            shown.index, shown[names].itertuples(index=False, name=None), strict=True
        )
    ]
    columns = columns_of(view, ("action", 48), ("kind", 14), ("starts_on", 14), ("status", 17))
    blocks.append(
        Table(
            t("country_note.actions_alt"),
            columns,
            tuple(rows),
            len(actions),
            lambda n: t("country_note.rest", n=n),
            names=0,
        )
    )
    return Section(
        t("country_note.participates"), (*blocks, *_denials(view, code), *_context_count(view))
    )


def _denials(view: View, code: str) -> list[Paragraph]:
    """The actions in which the participant denied taking part, as known at the cut-off."""
    t, titles = view.t, tables.action_titles(view)
    rows = view.dataset.denials
    rows = rows[
        (rows["participant_id"] == code)
        & ~(rows["denied_on"] > pd.Timestamp(view.as_of)).fillna(False)
    ]
    return [
        Paragraph(
            t(
                "country_note.denied",
                action=titles[row["action_id"]],
                day=t.date(row["denied_on"], row["denied_precision"]) or "–",
            ),
            tuple(str(source) for source in [row["source_id"]] if not missing(source)),
        )
        for row in records(rows)[:MOST_ROWS]
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
    counts = pd.Series([countries.furthest(view, row) for row in records(stages)]).value_counts(
        sort=False
    )
    by_stage = [f"{stage}: {t.number(int(number))}" for stage, number in counts.items()]
    shown = [
        (
            Cell(t.participant(view.dataset, row["participant_id"])),
            Cell(titles[row["action_id"]]),
            Cell(countries.furthest(view, row))
            if missing(row["state"])
            else state_cell(row["state"], countries.furthest(view, row)),
            Cell(t.short_date(row["achieved_on"], row["achieved_precision"])),
            citation(row["source_id"]),
        )
        for row in records(rows.head(MOST_ROWS))
    ]
    columns = columns_of(view, ("agency", 22), ("agreement", 38), ("stage", 20), ("date", 13))
    title = t("countries.agreements_title", n=len(stages))
    opening = Paragraph(f"{title} ({'; '.join(by_stage)}).")
    table = Table(
        t("country_note.agreements_alt"),
        columns,
        tuple(shown),
        len(rows),
        lambda n: t("country_note.rest", n=n),
        names=1,
    )
    return Section(t("country_note.agreements"), (opening, table))


def changes_since_meeting(view: View) -> Section:
    """What changed since the last meeting of the roadmap: a paragraph, and a list.

    The list has the newest first, and the reports without a new step last.
    """
    t = view.t
    heading, start = t("country_note.changed"), change_starts.last_meeting(view)
    if not start:
        return Section(heading, (Paragraph(t("country_note.no_meeting")),))
    rows = changes.change_rows(view, start)
    blocks: list[Block] = [
        Paragraph(
            f"{t('country_note.since', meeting=start.title)} {changes.summary(view, start, rows)}"
        )
    ]
    if len(rows):
        newest = rows.iloc[::-1]
        blocks.append(
            _changes(
                view,
                newest.sort_values("kind", key=lambda kind: kind == Change.REPORTED, kind="stable"),
            )
        )
    return Section(heading, tuple(blocks))


def _changes(view: View, rows: pd.DataFrame) -> Table:
    t, titles = view.t, tables.action_titles(view)
    columns = columns_of(view, ("date", 13), ("change", 17), ("action", 43), ("effect", 20))
    shown = [
        (
            Cell(t.short_date(row["on"])),
            Cell(
                t(f"change.{row['kind']}"),
                theme.CHANGE_SIGN[Change(row["kind"])],
                theme.real(theme.INK),
            ),
            Cell(f"{titles.get(row['action_id'], row['action_id'])}: {tables.step(view, row)}"),
            Cell(changes.effect(view, row)),
            citation(row["source_id"]),
        )
        for row in records(rows.head(MOST_ROWS))
    ]
    return Table(
        t("country_note.changes_alt"),
        columns,
        tuple(shown),
        len(rows),
        lambda n: t("country_note.rest", n=n),
        names=2,
    )


def limits(view: View, code: str) -> Section:
    """The limits of the data: first those about this participant, then those of the dataset."""
    t, notes = view.t, view.dataset.notes
    own = records(notes[(notes["about_table"] == "participants") & (notes["about_id"] == code)])
    remarks = [
        f"{t('note.' + note['kind'])}: "
        + view.content("notes", note["note_id"], "text", note["text"])
        for note in own
    ]
    texts = [*remarks, *overview.limits(view)]
    rows = tuple((Cell(text),) for text in texts[:MOST_ROWS])
    return Section(
        t("limits.title"),
        (Items(rows, len(texts), lambda n: t("country_note.rest", n=n)),) if rows else (),
    )
