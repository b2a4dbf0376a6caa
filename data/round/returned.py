"""What came back, file by file: the one door for everything that a participant sends."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from data.reading.problems import shorten
from data.round import package, read_mail
from data.round import sheet_words as say
from data.round.package import RefusedFileError
from data.round.read_excel import ExcelFile
from data.round.read_word import WordFile
from data.round.understood import REFERENCE, filled
from data.round.values import Return, Sheet


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
        return [_refused(_nothing(name, content), error)]
    return [_read(f"{name} · {inside}", file, sheets) for inside, file in found]


def _read(name: str, content: bytes, sheets: Mapping[str, Sheet]) -> Return:
    """What one file says."""
    nothing = _nothing(name, content)
    try:
        form, parts = package.opened(content, package.OF_SHEET)
        opened = ExcelFile(parts) if form == "excel" else WordFile(parts)
        sheet, act = _sheet(opened.text, sheets)
    except RefusedFileError as error:
        return _refused(nothing, error)
    whole = sheet.act_hash if sheet.act_hash.startswith(act) else act
    codes = {"round": sheet.round, "participant": sheet.participant, "language": sheet.language}
    found = filled(replace(nothing, **codes, act_hash=whole), opened.written(sheet), sheet)
    others = (say.file_name(one, "")[:-1] for one in named(found, sheets) if one is not sheet)
    wrong = tuple(found.problem(other, "other_name") for other in others)
    return replace(found, problems=(*found.problems, *wrong))


def named(file: Return, sheets: Mapping[str, Sheet]) -> list[Sheet]:
    """The sheets whose file has the name that a file has: whose it may be, whatever it says."""
    return [one for one in sheets.values() if say.file_name(one, "") in file.file_name]


def _sheet(text: str, sheets: Mapping[str, Sheet]) -> tuple[Sheet, str]:
    """The sheet that a file says it is, and the digits that it prints of the act at issue.

    Raises:
        RefusedFileError: it is none of this round.
    """
    if not (found := REFERENCE.search(text)):
        raise RefusedFileError("no_reference")
    code, participant, _, act, contract = found.groups()
    if contract != say.CONTRACT:
        raise RefusedFileError("older_sheet", contract)
    if code not in {sheet.round for sheet in sheets.values()}:
        raise RefusedFileError("other_round", code)
    if participant not in sheets:
        raise RefusedFileError("other_participant", participant)
    return sheets[participant], act.strip("-")


def _nothing(name: str, content: bytes) -> Return:
    """A file of which nothing was read yet."""
    return Return(shorten(name), hashlib.sha256(content).hexdigest(), "", "", "", "")


def _refused(nothing: Return, error: RefusedFileError) -> Return:
    """A file of which nothing is read, with the one sentence that says why."""
    is_message = error.what == "old_or_locked" and nothing.file_name.lower().endswith(".msg")
    what = "outlook_message" if is_message else error.what
    return replace(nothing, problems=(nothing.problem(error.value, what),))
