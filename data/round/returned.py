"""What came back, file by file: the one door for everything that a participant sends."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from data.reading.problems import shorten
from data.round import package, read_mail
from data.round import sheet_words as say
from data.round.package import RefusedFileError
from data.round.read_excel import ExcelSheet
from data.round.read_word import WordSheet
from data.round.understood import Identity, answers
from data.round.values import Problem, Return, Sheet


def read(name: str, content: bytes, sheets: Mapping[str, Sheet]) -> list[Return]:
    """What a file says, or each file of a mail.

    Nothing is raised whatever the file holds: what cannot be read is a problem of its `Return`.

    Args:
        name: of the file, which is shown and says nothing about what is in it.
        content: its bytes.
        sheets: the sheets of the round as they were issued, by participant.
    """
    if not read_mail.is_mail(content):
        return [_read(name, content, sheets)]
    try:
        found = read_mail.files(content)
    except RefusedFileError as error:
        return [_refused(name, content, error)]
    return [_read(f"{name} · {inside}", file, sheets) for inside, file in found]


def _read(name: str, content: bytes, sheets: Mapping[str, Sheet]) -> Return:
    """What one file says."""
    name = shorten(name)
    try:
        is_excel = package.form_of(content) == "excel"
        opened = ExcelSheet(content) if is_excel else WordSheet(content)
        identity = opened.identity()
        sheet = _sheet(identity, sheets)
    except RefusedFileError as error:
        return _refused(name, content, error)
    found = opened.found(sheet)
    given = answers(found)
    return Return(
        name,
        _hash(content),
        sheet.round,
        sheet.participant,
        sheet.language,
        _whole_hash(identity, sheet),
        tuple(given),
        tuple(found.needs),
        ", ".join(found.who[key] for key in say.WHO[:2] if key in found.who),
        tuple(replace(problem, file=name) for problem in found.problems),
    )


def _sheet(identity: Identity | None, sheets: Mapping[str, Sheet]) -> Sheet:
    """The sheet that a file is.

    Raises:
        RefusedFileError: it is none of this round.
    """
    if identity is None:
        raise RefusedFileError("no_reference")
    if identity.contract != say.CONTRACT:
        raise RefusedFileError("older_sheet", identity.contract)
    rounds = {sheet.round for sheet in sheets.values()}
    if identity.round not in rounds:
        raise RefusedFileError("other_round", identity.round)
    if identity.participant not in sheets:
        raise RefusedFileError("other_participant", identity.participant)
    return sheets[identity.participant]


def _whole_hash(identity: Identity | None, sheet: Sheet) -> str:
    """The act at issue: whole where it is that of the sheet, else as it is printed."""
    printed = identity.act_hash.strip("-") if identity else ""
    return sheet.act_hash if sheet.act_hash.startswith(printed) else printed


def _refused(name: str, content: bytes, error: RefusedFileError) -> Return:
    """A file of which nothing was read, with the one sentence that says why."""
    name, what = shorten(name), error.what
    if what == "old_or_locked" and name.lower().endswith(".msg"):
        what = "outlook_message"
    problem = Problem.of(name, "", error.value, what)
    return Return(name, _hash(content), "", "", "", "", problems=(problem,))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
