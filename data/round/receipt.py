"""Writes a receipt as a Word document: proof for the participant, which names the act by hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.round import sheet_word
from data.round import sheet_words as say
from data.round.acts import Act
from data.round.values import Box, Judgement, Sheet


@dataclass(frozen=True)
class Receipt:
    """What an act took in of a returned file.

    Attributes:
        number: of the act.
        act_hash: of the act.
        received_on: day on which the file was received.
        respondent: by institution and office; blank where nobody was named.
        file_name: of the file; blank for what was said in a meeting.
        file_hash: SHA-256 of the file.
        lines: of each row that changed: milestone, before and after, in the sheet's language.
    """

    number: int
    act_hash: str
    received_on: date
    respondent: str
    file_name: str
    file_hash: str
    lines: Sequence[tuple[str, str, str]]


def of_act(act: Act, judged: Judgement, sheet: Sheet) -> Receipt:
    """What an act took in: each answer, and what the sheet said of its milestone."""
    t = say.words_in(sheet)
    rows = {row.milestone: row for row in (*sheet.questions, *sheet.known)}
    answers = [one for one in judged.changes if one.table == "answers" and one.after]
    lines = []
    for told in (change.after or {} for change in answers):
        row, on = rows[told["milestone_id"]], told["dated_on"]
        day = t.date(date.fromisoformat(on), told["date_precision"]) if on else ""
        after = [t(f"round.box.{Box(told['answer'])}"), day, told["evidence"], told["remark"]]
        name = f"{row.title}: {row.step}"
        lines.append((name, say.said(row, t), " · ".join(filter(None, after))))
    return Receipt(
        act.number, act.hash, act.on, act.respondent, act.file_name, act.file_hash, lines
    )


def write(receipt: Receipt, sheet: Sheet) -> bytes:
    """A receipt as DOCX, in the language and the look of the sheet that was returned."""
    t = say.words_in(sheet)
    facts = {
        "respondent": receipt.respondent,
        "file": receipt.file_name,
        "checksum": receipt.file_hash,
        "act": receipt.act_hash,
    }
    body = sheet_word.rendered(
        "receipt.xml",
        t=t,
        number=f"{receipt.number:04}",
        name=sheet.name,
        day=t.date(receipt.received_on),
        facts=[(t(f"round.receipt.{key}"), said) for key, said in facts.items() if said],
        heads=[t(f"round.{key}") for key in ("excel.milestone", "receipt.before", "receipt.after")],
        widths=[4492, 2800, 2800],
        lines=receipt.lines,
        office=t.facts.office_tag,
    )
    title = t("round.receipt.title", number=f"{receipt.number:04}")
    return sheet_word.document(sheet, title, body)
