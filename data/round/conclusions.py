"""Writes a meeting's draft conclusions as Word: what a round confirmed, moved and left open."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from data.model import ACHIEVED, COUNTED, Dataset, State
from data.model.records import by_code, missing, records
from data.round import sheet_word
from data.round import sheet_words as say
from data.round.answers.following import fact, stated
from data.round.answers.questions import known, said, shown
from data.round.answers.replies import stands
from data.round.store.rows import written
from data.round.values import Answer, Box, Known, Sheet
from data.text.words import Words

PARTS = ("confirmed", "open", "moved", "disputed")
"""Parts of the conclusions in which answers stand."""
OF_REACHED = {Box.RIGHT: "confirmed", Box.REACHED: "confirmed", Box.NOT_RIGHT: "disputed"}
OF_OPEN = {Box.RIGHT: "open", Box.EXPECTED: "moved", Box.NOT_RIGHT: "disputed"}
"""The part in which each answer about a milestone stands that is reached, or is not."""
MOST_NEXT = 20
"""Milestones that are named as due next."""


def write(dataset: Dataset, sheet: Sheet) -> bytes:
    """The draft as DOCX, in the language and the look of a sheet of the round."""
    whole = replace(sheet, participant="", data_on=dataset.horizon)
    parts, title = sections(dataset, sheet), sheet.t("round.conclusions.title")
    return sheet_word.document("conclusions.xml", whole, title, parts=parts)


def sections(dataset: Dataset, sheet: Sheet) -> dict[str, list[tuple[str, str]]]:
    """Each of `PARTS`, and `next`, to milestones and what is said of each.

    Equal answers are said once, with everybody who gave them, behind what is shown now where they
    do not say it themselves. Who called right what is no longer shown confirms nothing, and nothing
    is expected of what is reached.
    """
    t = sheet.t
    rows = {code: known(dataset, t, row, said(row)) for code, row in shown(dataset).items()}
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in records(dataset.answers[dataset.answers["round_id"] == sheet.round]):
        answer = Answer.of(written("answers", row))
        if (now := rows.get(answer.milestone)) is None:
            continue
        is_over = answer.box is Box.RIGHT and not stands(dataset, dataset.horizon, row)
        part = (OF_REACHED if now.state in ACHIEVED else OF_OPEN).get(answer.box)
        if part and not is_over:
            says = say.answered(answer, t)
            if stated(answer) != fact(now):
                says = f"{t('round.says')} {say.said(now, t)}. {says}"
            key = (part, answer.milestone, says)
            found.setdefault(key, []).append(t.participant(dataset, row["participant_id"]))
    parts = {name: list[tuple[str, str]]() for name in PARTS}
    for (part, code, says), who in found.items():
        parts[part].append((_named(rows[code]), f"{says} ({t.listed(sorted(who, key=t.sorting))})"))
    return {**parts, "next": _next(dataset, t, rows)}


def _next(dataset: Dataset, t: Words, rows: Mapping[str, Known]) -> list[tuple[str, str]]:
    """What counts and is to come by date, with whose it is; beyond `MOST_NEXT` how many more."""
    actions, dated = by_code(dataset, "actions"), dict[tuple[date, str, str], list[str]]()
    for code, row in rows.items():
        if row.on and row.state == State.NOT_DUE and actions[row.action]["link"] in COUNTED:
            says = t.capitalised(say.said(row, t))
            whose = dated.setdefault((row.on, _named(row), says), [])
            if not missing(one := shown(dataset)[code]["participant_id"]):
                whose.append(t.participant(dataset, one))
    coming = [
        (name, f"{says} ({t.listed(sorted(whose, key=t.sorting))})" if whose else says)
        for (_, name, says), whose in sorted(dated.items(), key=lambda one: one[0][0])
    ]
    if more := coming[MOST_NEXT:]:
        coming[MOST_NEXT:] = [(t("round.conclusions.more", n=len(more)), "")]
    return coming


def _named(row: Known) -> str:
    return f"{row.title}: {row.step}"
