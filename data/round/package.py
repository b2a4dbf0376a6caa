"""Opens a file that came from outside, within bounds: the few parts that answers stand in.

Nothing else of a file is unpacked: no picture, macro, link or comment. A file that cannot be read
is refused by name, so that whoever sent it knows what to send instead.
"""

import io
import re
import zipfile
import zlib
from typing import Final, NamedTuple

from data.archive import PACKINGS

MOST_BYTES = 10 * 2**20
"""The most that a file may hold as it came."""
MOST_PARTS = 200


class Bounds(NamedTuple):
    """The most that is read of a file.

    Attributes:
        bytes: in the parts that are read, once unpacked.
        tags: brackets in them, which is twice the elements.
        rows: of a page.
    """

    bytes: int
    tags: int
    rows: int = 0


OF_SHEET = Bounds(2 * 2**20, 42_000, 2_000)
"""A Word sheet of 100 questions has 0.7 MB and 41,000 brackets."""
OF_TABLES = Bounds(32 * 2**20, 2_000_000, 2**20)
"""Of a workbook of all tables: the public record has 8 MB and 460,000 brackets."""
PART_HEAD, END_OF_ZIP, OLD = b"PK\x01\x02", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"
FORMS: Final = {
    "word": re.compile(r"word/document\d*\.xml"),
    "excel": re.compile(
        r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
        r"|xl/worksheets/[^/]+\.xml|xl/sharedStrings\.xml|xl/styles\.xml"
    ),
}
"""The parts of each form in which answers stand."""
DECLARED = re.compile(
    rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE
)
"""An alphabet in which a bracket may be another byte."""


class RefusedFileError(Exception):
    """A file of which nothing is read: `what` is why, a key of `[round.problem]` in the catalogues.

    Its words name the value, such as the version of an older sheet.
    """

    def __init__(self, what: str, value: str = "") -> None:
        super().__init__(what)
        self.what, self.value = what, value


def opened(content: bytes, most: Bounds, of: str = "") -> tuple[str, dict[str, bytes]]:
    """Whether a file is `word` or `excel`, and the parts in which answers stand, not yet parsed.

    Of these only those that have `of` in their names.

    Raises:
        RefusedFileError: it is neither, too large or damaged, or holds what no office program
            writes.
    """
    # Before anything opens it: zipfile makes an object of each entry before anybody can count them.
    refusals = {
        "empty": not content.strip(),
        "old_or_locked": content.startswith(OLD),
        "other_form": not content.startswith(b"PK"),
        "too_large": len(content) > MOST_BYTES or content.count(PART_HEAD) > MOST_PARTS,
        "truncated": END_OF_ZIP not in content,
    }
    for what, holds in refusals.items():
        if holds:
            raise RefusedFileError(what)
    found, left = dict[str, bytes](), most.bytes
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            form = "excel" if "xl/workbook.xml" in archive.namelist() else "word"
            for info in archive.infolist():
                if not FORMS[form].fullmatch(info.filename) or of not in info.filename:
                    continue
                if info.compress_type not in PACKINGS:
                    raise RefusedFileError("damaged")
                with archive.open(info) as part:
                    # With a number, zipfile unpacks no more, whatever the size it announces.
                    found[info.filename] = part.read(left + 1)
                left -= len(found[info.filename])
                if left < 0:
                    raise RefusedFileError("too_large")
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError):
        raise RefusedFileError("damaged") from None
    if not found:
        raise RefusedFileError("other_form")
    for part in found.values():
        if DECLARED.match(part) or b"<!DOCTYPE" in part or b"\0" in part:
            raise RefusedFileError("damaged")
    if sum(part.count(b"<") for part in found.values()) > most.tags:
        raise RefusedFileError("too_large")
    return form, found
