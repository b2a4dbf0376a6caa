"""Finds the files in a mail, forwarded or not, as a mail program saved it (`.eml`)."""

import email
import re
from email.errors import MessageError
from email.header import decode_header, make_header

from data.round.package import MOST_BYTES, RefusedFileError

MOST_LINES = 250_000
"""Lines of a mail that are looked at: those of 14 MB in the letters of base64."""
MOST_MARKS = 400
"""Lines that can begin or end a part, or a header of it."""
HEADER = re.compile(rb"\A(?:From |[A-Za-z][A-Za-z0-9-]*:)[^\n]*\n")
ENDINGS = (".docx", ".xlsx", ".doc", ".xls", ".docm", ".xlsm", ".odt", ".ods", ".pdf", ".csv")
"""How files are called that somebody may have filled in; pictures of a signature are not."""


def is_mail(content: bytes) -> bool:
    """Whether a file is a mail: it begins with headers and names its form."""
    start = content[:100_000].lstrip()
    return bool(HEADER.match(start)) and b"mime-version:" in start.lower()


def files(content: bytes) -> list[tuple[str, bytes]]:
    """The files that a mail brings, each with its name.

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
            if not isinstance(part, bytes) or is_mail(part):
                continue
            if part[:2] == b"PK" or name.lower().endswith(ENDINGS):
                found.append((name, part))
    except (MessageError, ValueError, LookupError, RecursionError):
        raise RefusedFileError("damaged") from None
    if not found:
        raise RefusedFileError("mail_empty")
    return found
