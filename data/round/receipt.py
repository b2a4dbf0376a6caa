"""Writes a receipt as a Word document: proof for the participant, which names the act by hash."""

from collections.abc import Mapping, Sequence

from data.round import sheet_word
from data.round import sheet_words as say
from data.round.store.acts import Act
from data.round.values import Answer, Row, Sheet


def write(act: Act, brought: Mapping[str, Sequence[Row]], sheet: Sheet) -> bytes:
    """A receipt as DOCX for what an act brought, in the language and the look of its sheet."""
    number = f"{act.number:04}"
    return sheet_word.document(
        "receipt.xml",
        sheet,
        sheet.t("round.receipt.title", number=number),
        number=number,
        day=sheet.t.date(act.on),
        act=act,
        lines=[_line(row, sheet) for row in brought["answers"]],
        needs=[
            [row[name] for name in ("what", "from_whom", "by_when")] for row in brought["needs"]
        ],
    )


def _line(row: Row, sheet: Sheet) -> tuple[str, str, str]:
    """A row of `answers`: its milestone, what the sheet said of it, and what was answered."""
    answer = Answer.of(row)
    question = next(one for one in sheet.rows if one.milestone == answer.milestone)
    return (
        f"{question.title}: {question.step}",
        say.said(question, sheet.t),
        say.answered(answer, sheet.t),
    )
