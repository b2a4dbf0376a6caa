"""Writes a meeting's draft conclusions as Word: what a round confirmed, moved and left open."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from data.model import COUNTED, Dataset, State
from data.records import by_code, records
from data.round import sheet_word
from data.round import sheet_words as say
from data.round.case import as_answer
from data.round.questions import known, said, shown
from data.round.values import Box, Known, Sheet

PARTS: Mapping[str, tuple[Box, ...]] = {
    "confirmed": (Box.RIGHT, Box.REACHED),
    "moved": (Box.EXPECTED,),
    "disputed": (Box.NOT_RIGHT,),
}
"""Parts of the conclusions, and the answers that stand in each."""
MOST_NEXT = 20
"""Milestones that are named as due next."""
Line = tuple[str, str]
"""A milestone, and what is said of it."""


def write(dataset: Dataset, sheet: Sheet) -> bytes:
    """The draft as DOCX, in the language and the look of a sheet of the round."""
    t = sheet.t
    parts = [(t(f"round.conclusions.{name}"), lines) for name, lines in sections(dataset, sheet)]
    body = sheet_word.rendered(
        "conclusions.xml",
        t=t,
        parts=parts,
        meeting=sheet.meeting,
        when=t.date(sheet.meeting_on, sheet.meeting_precision) if sheet.meeting_on else "",
        day=t.date(dataset.horizon),
        office=t.facts.office_tag,
    )
    whole = replace(sheet, participant="", data_on=dataset.horizon)
    return sheet_word.document(whole, t("round.conclusions.title"), body)


def sections(dataset: Dataset, sheet: Sheet) -> Iterator[tuple[str, list[Line]]]:
    """Each part of the conclusions with its lines: answers that are equal are one line."""
    t = sheet.t
    found: dict[tuple[str, str, str], list[str]] = {}
    rows = {code: known(dataset, t, row, said(row)) for code, row in shown(dataset).items()}
    for row in records(dataset.answers[dataset.answers["round_id"] == sheet.round]):
        answer = as_answer(row)
        key = (answer.milestone, str(answer.box), say.answered(answer, t))
        found.setdefault(key, []).append(t.participant(dataset, row["participant_id"]))
    for name, boxes in PARTS.items():
        yield (
            name,
            [
                (_named(rows[code]), f"{says} ({t.listed(who)})")
                for (code, box, says), who in found.items()
                if box in boxes and code in rows
            ],
        )
    coming = [(_named(row), say.said(row, t)) for row in _next(dataset, rows)]
    more = len(coming) - MOST_NEXT
    yield (
        "next",
        [*coming[:MOST_NEXT], *([(t("round.conclusions.more", n=more), "")] if more > 0 else [])],
    )


def _named(row: Known) -> str:
    return f"{row.title}: {row.step}"


def _next(dataset: Dataset, rows: Mapping[str, Known]) -> list[Known]:
    """What is to come with a date, of actions that count, the earliest first."""
    actions = by_code(dataset, "actions")
    dated = [
        (row.on, row)
        for row in rows.values()
        if row.on and row.state == State.NOT_DUE and actions[row.action]["link"] in COUNTED
    ]
    return [row for _, row in sorted(dated, key=lambda one: one[0])]
