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
"""A Word sheet of 100 questions has 0.8 MB, one of 85 questions as many brackets."""
OF_TABLES = Bounds(32 * 2**20, 2_000_000, 2**20)
"""Of a workbook of all tables: the public record has 8 MB and 460,000 brackets."""
PART_HEAD, END_OF_ZIP = b"PK\x01\x02", b"PK\x05\x06"
ENCRYPTED = 0x1
SIGNS: Final = {
    b"\xd0\xcf\x11\xe0": "old_or_locked",
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"{\\rtf": "other_form",
}
"""How files begin that are no package, and why they are refused."""
FORMS: Final = {
    "word": re.compile(r"word/document\d*\.xml"),
    "excel": re.compile(
        r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
        r"|xl/worksheets/[^/]+\.xml|xl/sharedStrings\.xml|xl/styles\.xml"
    ),
}
"""The parts of each form in which answers stand."""
DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)


class RefusedFileError(Exception):
    """A file of which nothing is read.

    Attributes:
        what: why, a key of `[round.problem]` in the catalogues.
        value: what its words name, such as the limit that was passed.
    """

    def __init__(self, what: str, value: str = "") -> None:
        super().__init__(what)
        self.what, self.value = what, value


def opened(content: bytes, most: Bounds) -> tuple[str, dict[str, bytes]]:
    """Whether a file is `word` or `excel`, and the parts in which answers stand, not yet parsed.

    Raises:
        RefusedFileError: it is neither, too large or damaged, or holds what no office program
            writes.
    """
    _look_at_bytes(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            form = _form(archive.infolist())
            wanted = [one for one in archive.infolist() if FORMS[form].fullmatch(one.filename)]
            found, left = dict[str, bytes](), most.bytes
            for info in wanted:
                if info.compress_type not in PACKINGS:
                    raise RefusedFileError("damaged")
                with archive.open(info) as part:
                    # With a number, zipfile unpacks no more, whatever the size it announces.
                    found[info.filename] = part.read(left + 1)
                left -= len(found[info.filename])
                if left < 0:
                    raise RefusedFileError("too_large")
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise RefusedFileError("damaged") from None
    if sum(map(_tags, found.values())) > most.tags:
        raise RefusedFileError("too_large")
    return form, found


def _look_at_bytes(content: bytes) -> None:
    """Refuse what is no package, or one of too much, before anything opens it."""
    if not content.strip():
        raise RefusedFileError("empty")
    if len(content) > MOST_BYTES:
        raise RefusedFileError("too_large")
    for sign, what in SIGNS.items():
        if content.startswith(sign):
            raise RefusedFileError(what)
    if not content.startswith(b"PK"):
        raise RefusedFileError("text" if b"\0" not in content[:4096] else "other_form")
    if END_OF_ZIP not in content:
        raise RefusedFileError("truncated")
    # zipfile makes an object of each entry before anybody can count them.
    if content.count(PART_HEAD) > MOST_PARTS:
        raise RefusedFileError("too_large")


def _form(entries: list[zipfile.ZipInfo]) -> str:
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise RefusedFileError("old_or_locked")
    if len(names) < len(entries):
        raise RefusedFileError("damaged")
    if any(name.endswith(("vbaProject.bin", "vbaData.xml")) for name in names):
        raise RefusedFileError("macros")
    if "mimetype" in names:
        raise RefusedFileError("opendocument")
    if "xl/workbook.xml" in names:
        return "excel"
    if any(FORMS["word"].fullmatch(name) for name in names):
        return "word"
    raise RefusedFileError("other_form")


def _tags(part: bytes) -> int:
    """The brackets of a part, in an alphabet in which each is a byte, and without entities."""
    plain = part.replace(b"\0", b"") if part[:2] in (b"\xff\xfe", b"\xfe\xff") else part
    declared = DECLARED.search(plain)
    if declared and declared[1].lower() not in (b"utf-8", b"utf-16", b"us-ascii"):
        raise RefusedFileError("damaged")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain or b"\0" in plain:
        raise RefusedFileError("damaged")
    return plain.count(b"<")
