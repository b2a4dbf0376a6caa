"""What came back, file by file: the one door for everything that a participant sends."""

import email
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header

from data.reading.problems import shorten
from data.round import package, tables_workbook
from data.round import sheet_words as say
from data.round.package import MOST_BYTES, RefusedFileError
from data.round.read_excel import ExcelFile
from data.round.read_word import WordFile
from data.round.tables import Given
from data.round.understood import REFERENCE, filled
from data.round.values import Return, Sheet

MOST_LINES = 250_000
"""Lines of a mail that are looked at: those of 14 MB in the letters of base64."""
MOST_MARKS = 400
"""Lines that can begin or end a part, or a header of it."""
HEADER = re.compile(rb"\A(?:From |[A-Za-z][A-Za-z0-9-]*:)[^\n]*\n")
ENDINGS = (".docx", ".xlsx", ".doc", ".xls", ".docm", ".xlsm", ".odt", ".ods", ".pdf", ".csv")
"""How files are called that somebody may have filled in; pictures of a signature are not."""


def read(name: str, content: bytes, sheets: Mapping[str, Sheet]) -> list[Return | Given]:
    """What a file says, or each file of a mail: of a sheet; or of all tables, which no mail brings.

    Nothing is raised whatever the file holds: what cannot be read is a problem of its `Return`. Its
    name is shown and says nothing about what is in it; `sheets` are those of the round as issued.
    """
    # What is for whoever keeps the data does not come with a participant's mail.
    if tables_workbook.is_one(content):
        return [tables_workbook.read(name, content)]
    if not _is_mail(content):
        return [_read(name, content, sheets)]
    try:
        found = _attached(content)
    except RefusedFileError as error:
        return [_refused(_nothing(name, content), error)]
    return [_read(f"{name} · {inner}", file, sheets) for inner, file in found]


def _nothing(name: str, content: bytes) -> Return:
    return Return(shorten(name), hashlib.sha256(content).hexdigest(), "", "", "", "")


def _refused(nothing: Return, error: RefusedFileError) -> Return:
    return replace(nothing, problems=(nothing.problem(error.value, error.what),))


def _read(name: str, content: bytes, sheets: Mapping[str, Sheet]) -> Return:
    """What one file says, or why it cannot be read."""
    nothing = _nothing(name, content)
    try:
        form, parts = package.opened(content, package.OF_SHEET)
        opened = ExcelFile(parts) if form == "excel" else WordFile(parts)
        sheet, act = _sheet(opened.text, sheets)
    except RefusedFileError as error:
        return _refused(nothing, error)
    whole = sheet.act_hash if sheet.act_hash.startswith(act) else act
    codes = {"round": sheet.round, "participant": sheet.participant, "language": sheet.language}
    found = filled(replace(nothing, **codes, act_hash=whole), opened.fields(sheet), sheet)
    others = (say.file_name(one, "")[:-1] for one in named(found, sheets) if one is not sheet)
    wrong = tuple(found.problem(other, "other_name") for other in others)
    return replace(found, problems=(*found.problems, *wrong))


def named(file: Return, sheets: Mapping[str, Sheet]) -> list[Sheet]:
    """The sheets whose file has the name that a file has: whose it may be, whatever it says."""
    stems = ((say.file_name(one, "")[:-1], one) for one in sheets.values())
    return [one for stem, one in stems if re.search(rf"{stem}\b", file.file_name)]


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


def _is_mail(content: bytes) -> bool:
    """Whether a file is a mail: it begins with headers and names its form."""
    start = content[:100_000].lstrip()
    return bool(HEADER.match(start)) and b"mime-version:" in start.lower()


def _attached(content: bytes) -> list[tuple[str, bytes]]:
    """The files that a mail brings, forwarded or not, each with its name.

    Raises:
        RefusedFileError: it brings none, or is too large or too strange to be taken apart.
    """
    is_long = len(content) > MOST_BYTES * 4 // 3 or content.count(b"\n") > MOST_LINES
    if is_long or content.count(b"\n--") > MOST_MARKS:
        raise RefusedFileError("too_large")
    found = list[tuple[str, bytes]]()
    try:
        for one in email.message_from_bytes(content).walk():
            name, part = one.get_filename() or "", one.get_payload(decode=True)
            name = str(make_header(decode_header(name)))
            if not isinstance(part, bytes) or _is_mail(part):
                continue
            if part[:2] == b"PK" or name.lower().endswith(ENDINGS):
                found.append((name, part))
    except (MessageError, ValueError, LookupError, RecursionError):
        raise RefusedFileError("damaged") from None
    if not found:
        raise RefusedFileError("mail_empty")
    return found
