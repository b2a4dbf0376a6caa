"""What a sheet says, whatever its form: names and sentences in its language."""

from datetime import timedelta

from data.round.values import Answer, Known, Said, Sheet
from data.text.words import Words

CONTRACT = "2.3"
"""Version of what a sheet asks; one of an older version is refused by name."""
WHO = ("institution", "office", "consulted", "date")
NEED = ("what", "about", "from_whom", "by_when")
FACTS = ("code", "action", "milestone", "today")
COLUMNS = ("number", *FACTS, "quote", "answer", "date", "evidence", "remark")
"""Columns of the questions; the last four are to be filled in."""
KNOWN = (*FACTS, "correction")
"""Columns of what is shown for information; the last one is to be filled in."""
SHORT_HASH = 12
"""Digits of the act's hash that are printed: enough to find it among the acts of a folder."""


def said(row: Known | Said, t: Words) -> str:
    """State and date of a milestone in words, such as `still to come (no date known)`."""
    when = t.date(row.on, row.precision, row.until) if row.on else t("round.no_date")
    if isinstance(row, Known) and row.due:
        when = t("round.due_expected", due=row.due, when=when)
    return t(f"round.said.{row.state}", when=when)


def answered(answer: Answer, t: Words) -> str:
    """What is answered: the box with its date, the evidence and the remark."""
    ticked = t(f"round.box.{answer.box}")
    if answer.on:
        how = {"day": "on", "quarter": "quarter"}.get(answer.precision, "within")
        ticked = f"{t(f'round.{how}.{answer.box}')} {t.date(answer.on, answer.precision)}"
    return " · ".join(filter(None, (ticked, answer.evidence, answer.remark)))


def codes(row: Known, t: Words) -> str:
    """Codes of a milestone and its priority, and who takes part if it is joint."""
    partners = t("round.partners", names=row.partners) if row.partners else ""
    return " · ".join(filter(None, (row.milestone, row.priority, partners)))


def source(question: Known, t: Words) -> str:
    """Who published the sentence, when, and in which language if it is not that of the sheet."""
    parts = [question.source, t.date(question.source_on) if question.source_on else ""]
    if question.quote and question.quote_language not in ("", t.language):
        name = t.locale.languages.get(question.quote_language, question.quote_language)
        parts.append(t("round.quoted_in", language=name))
    return ", ".join(part for part in parts if part)


def need(sheet: Sheet) -> str:
    """What may be written about what a participant needs, and who reads it."""
    return sheet.t("round.need.hint" if sheet.has_agencies else "round.need.hint_alone")


def heads(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Deadline, meeting and address, known or not: label, what is said, and what it means."""
    t = sheet.t
    ends = t("round.deadline_ends", day=t.date(sheet.deadline + timedelta(days=1)))
    address = sheet.return_to or t("round.no_address")
    return [
        (t("round.deadline"), t.date(sheet.deadline), ends),
        (t("round.meeting"), sheet.meeting or "–", sheet.meeting_on),
        (t("round.return_to"), address, t("round.return_as")),
    ]


def back(sheet: Sheet) -> list[str]:
    """How to send the sheet back, in four sentences."""
    address = sheet.return_to or sheet.t("round.no_address")
    steps = ("first", "second", "third", "fourth")
    return [sheet.t(f"round.back.{step}", address=address) for step in steps]


def reference(sheet: Sheet) -> str:
    """What names a sheet wherever it went, printed and in the properties of its file."""
    parts = (sheet.round, sheet.participant, sheet.language, sheet.act_hash[:SHORT_HASH], CONTRACT)
    return " / ".join(part or "-" for part in parts)


def foot(sheet: Sheet) -> str:
    """What stands at the foot of each page."""
    day = sheet.t("round.data_on", day=sheet.t.date(sheet.data_on))
    return " · ".join(filter(None, (sheet.participant, sheet.round, day)))


def file_name(sheet: Sheet, ending: str) -> str:
    """The name of a sheet's file: codes, which are the same in every language."""
    return f"{sheet.round}-{sheet.participant}.{ending}"
