"""Writes a receipt as a Word document: proof for the participant, which names the act by hash."""

from datetime import date

from data.round import sheet_word
from data.round import sheet_words as say
from data.round.acts import Act
from data.round.values import Box, Judgement, Row, Sheet
from data.text.words import Words


def write(act: Act, judged: Judgement, sheet: Sheet) -> bytes:
    """A receipt as DOCX for what an act took in, in the language and the look of its sheet."""
    t, number = say.words_in(sheet), f"{act.number:04}"
    facts = {
        "respondent": act.respondent,
        "file": act.file_name,
        "checksum": act.file_hash,
        "act": act.hash,
    }
    answers = [one.after for one in judged.changes if one.table == "answers" and one.after]
    body = sheet_word.rendered(
        "receipt.xml",
        t=t,
        number=number,
        name=sheet.name,
        day=t.date(act.on),
        facts=[(t(f"round.receipt.{key}"), text) for key, text in facts.items() if text],
        heads=[t(f"round.{key}") for key in ("excel.milestone", "receipt.before", "receipt.after")],
        widths=[4492, 2800, 2800],
        lines=[_line(row, sheet, t) for row in answers],
        office=t.facts.office_tag,
    )
    return sheet_word.document(sheet, t("round.receipt.title", number=number), body)


def _line(answer: Row, sheet: Sheet, t: Words) -> tuple[str, str, str]:
    """A row of `answers`: its milestone, what the sheet said of it, and what was answered."""
    rows = (*sheet.questions, *sheet.known)
    row = next(one for one in rows if one.milestone == answer["milestone_id"])
    on = answer["dated_on"]
    day = t.date(date.fromisoformat(on), answer["date_precision"]) if on else ""
    after = [t(f"round.box.{Box(answer['answer'])}"), day, answer["evidence"], answer["remark"]]
    return f"{row.title}: {row.step}", say.said(row, t), " · ".join(filter(None, after))
