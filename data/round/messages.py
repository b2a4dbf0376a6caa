"""Messages of a round, as drafts that a person opens, reads and sends (`.eml`)."""

import hashlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum

from data.round import sheet_excel, sheet_word
from data.round import sheet_words as say
from data.round.values import Problem, Sheet

TYPES = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}
"""Endings of what is attached, to its type among those of office programs."""


class Kind(StrEnum):
    """When a message is sent.

    With the sheet; when half of the time has passed; three days before the deadline; with the
    receipt, once answers were taken in; with what was not understood.
    """

    OPEN = "open"
    HALF = "half"
    SOON = "soon"
    THANKS = "thanks"
    PROBLEMS = "problems"


def write(
    kind: Kind, sheet: Sheet, attached: Mapping[str, bytes], problems: Sequence[Problem] = ()
) -> bytes:
    """A message in the language of a sheet: the same bytes for the same content.

    It has no sender and nobody it is sent to: a folder holds no names of persons. `attached` has
    files by name; for `Kind.PROBLEMS` it says what could not be understood.
    """
    t = sheet.t
    named = {"name": sheet.name, "day": t.date(sheet.deadline), "round": sheet.round}
    subject = t(f"round.mail.{kind}_subject", **named)
    parts = [t("round.mail.greeting"), t(f"round.mail.{kind}", **named)]
    parts += [*(problem.sentence(t) for problem in problems), t("round.mail.closing")]
    if marking := sheet.marking:
        subject, parts = f"{marking}: {subject}", [marking, *parts]
    message = EmailMessage(policy=SMTP)
    # Opens as a draft; a line break in a name would begin another header.
    message["X-Unsent"] = "1"
    message["Subject"] = " ".join(subject.split())
    message["Content-Language"] = sheet.language
    message.set_content("\n\n".join(parts) + "\n", cte="quoted-printable")
    for name, content in attached.items():
        kind_of = f"vnd.openxmlformats-officedocument.{TYPES[name.rpartition('.')[2]]}"
        message.add_attachment(content, maintype="application", subtype=kind_of, filename=name)
    if attached:
        message.set_boundary(f"part-{hashlib.sha256(''.join(parts).encode()).hexdigest()[:32]}")
    return message.as_bytes()


def files(sheet: Sheet) -> Mapping[str, bytes]:
    """What is sent to a participant in a round, by name: the sheet twice, and three messages.

    A sheet with so many rows that it would be refused in Word is sent in Excel alone.
    """
    sheets = {say.file_name(sheet, "xlsx"): sheet_excel.write(sheet)}
    if sheet_word.comes_back(in_word := sheet_word.write(sheet)):
        sheets = {say.file_name(sheet, "docx"): in_word, **sheets}
    calls = (Kind.OPEN, Kind.HALF, Kind.SOON)
    mails = {say.file_name(sheet, f"{kind}.eml"): write(kind, sheet, sheets) for kind in calls}
    return sheets | mails
