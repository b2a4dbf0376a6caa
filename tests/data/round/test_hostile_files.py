"""Files that harm: each is read or refused by name, soon, in little memory, and nothing leaks."""

import base64
import io
import os
import struct
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.round import messages, package, returned, sheet_excel, sheet_word
from data.round.values import Problem
from data.text.words import languages, words
from tests.support.harm import damaged
from tests.support.sheets import in_excel, in_word, parts_of, read, sheet, zipped

SOON, LITTLE = 0.3, 20 * 2**20
"""Seconds of CPU and bytes of memory within which a file is read or refused."""
WORD, EXCEL = sheet_word.write(sheet()), sheet_excel.write(sheet())
DOCUMENT, PAGE = "word/document.xml", "xl/worksheets/sheet2.xml"
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BODY = b"<w:body>"


def changed(content, name, old, new):
    parts = parts_of(content)
    assert old in parts[name]
    return zipped({**parts, name: parts[name].replace(old, new, 1)})


def with_part(content, name, part):
    return zipped({**parts_of(content), name: part})


def cells(*names):
    rows = "".join(
        f'<row r="{name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{name}"><v>1</v></c></row>'
        for name in names
    )
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'.encode()


def lying(content, name):
    """A bomb that announces that its part is small."""
    packed = zipped({**parts_of(content), name: b" " * 50_000_000})
    size = struct.pack("<L", 50_000_000)
    return packed.replace(size, struct.pack("<L", 1000))


def echoed(content):
    """Thousands of cells that name one text of a megabyte, which the file holds once."""
    parts, texts = parts_of(content), "xl/sharedStrings.xml"
    cell = f'<c t="s"><v>{parts[texts].count(b"<si>")}</v></c>'
    rows = f"<row>{cell * 30}</row>" * 250
    long = b"<si><t>" + b"x " * 500_000 + b"</t></si></sst>"
    return zipped(
        {
            **parts,
            texts: parts[texts].replace(b"</sst>", long),
            PAGE: parts[PAGE].replace(b"</sheetData>", f"{rows}</sheetData>".encode()),
        }
    )


def doubled(content):
    out = io.BytesIO(content)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr(DOCUMENT, b"<x/>")
    return out.getvalue()


def many_parts(count):
    return zipped({f"word/media/{number}.png": b"" for number in range(count)})


def locked(content):
    """With the flag of a part that is encrypted."""
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 8] + b"\x01\x00" + content[at + 10 :]


def mailed(*files):
    message = EmailMessage()
    message["Subject"] = "Respuestas"
    message.set_content("Adjunto")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="x", filename=name)
    return message.as_bytes()


def nested(depth):
    """A mail in a mail in a mail."""
    inner = b"Content-Type: text/plain\n\nx"
    for level in range(depth):
        mark = b"m%d" % level
        inner = b'Content-Type: multipart/mixed; boundary="%s"\n\n--%s\n%s\n--%s--' % (
            *(mark, mark, inner, mark),
        )
    return b"MIME-Version: 1.0\n" + inner


HOSTILE = {
    "a far corner": lambda: with_part(EXCEL, PAGE, cells("A1", "XFD1048576")),
    "a wide page": lambda: with_part(EXCEL, PAGE, cells("A1", "ZZ300000")),
    "a cell beyond Excel": lambda: with_part(EXCEL, PAGE, cells("ZZZZ9999999")),
    "256 MB in one cell": lambda: with_part(
        EXCEL, "xl/sharedStrings.xml", b"<sst><si><t>" + b"a" * 2**28 + b"</t></si></sst>"
    ),
    "a million laughs": lambda: with_part(EXCEL, "xl/sharedStrings.xml", LAUGHS + b"<sst/>"),
    "laughs in 16 bits": lambda: with_part(
        EXCEL, "xl/sharedStrings.xml", (LAUGHS + b"<sst/>").decode().encode("utf-16")
    ),
    "the same cell twice": lambda: with_part(EXCEL, PAGE, cells("A1", "A1")),
    "a size that lies": lambda: lying(EXCEL, "xl/styles.xml"),
    "a part that lies in Word": lambda: lying(WORD, DOCUMENT),
    "a bomb in Word": lambda: with_part(WORD, DOCUMENT, b"<x>" + b" " * 2**28 + b"</x>"),
    "laughs in Word": lambda: changed(WORD, DOCUMENT, b"<w:document", LAUGHS + b"<w:document"),
    "an outside entity": lambda: changed(
        *(WORD, DOCUMENT, b"<w:document"),
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document',
    ),
    "another alphabet": lambda: changed(WORD, DOCUMENT, b"encoding='UTF-8'", b"encoding='cp037'"),
    "a million paragraphs": lambda: changed(WORD, DOCUMENT, BODY, BODY + b"<w:p/>" * 10**6),
    "as many as are let in": lambda: changed(
        WORD, DOCUMENT, BODY, BODY + b"<w:p/>" * (package.OF_SHEET.tags - 5_000)
    ),
    "a tower of elements": lambda: changed(
        WORD, DOCUMENT, BODY, BODY + b"<w:p>" * 15_000 + b"</w:p>" * 15_000
    ),
    "a tower in Excel": lambda: with_part(EXCEL, PAGE, b"<a>" * 20_000 + b"</a>" * 20_000),
    "a million short strings": lambda: with_part(
        EXCEL, "xl/sharedStrings.xml", b"<sst>" + b"<si><t/></si>" * 10**6 + b"</sst>"
    ),
    "one long text in many cells": lambda: echoed(EXCEL),
    "macros": lambda: with_part(WORD, "word/vbaProject.bin", b"x"),
    "a part twice": lambda: doubled(WORD),
    "a thousand parts": lambda: many_parts(1000),
    "a password": lambda: locked(WORD),
    "two documents": lambda: with_part(WORD, "word/document2.xml", b"<x/>"),
    "half of a file": lambda: WORD[: len(WORD) // 2],
    "noise in a part": lambda: WORD[:3000] + os.urandom(2000) + WORD[5000:],
    "a mail of mails": lambda: nested(60),
    "a tower of mails": lambda: nested(2000),
    "a mail with a bomb": lambda: mailed(("a.xlsx", lying(EXCEL, "xl/styles.xml"))),
    "a mail of a million lines": lambda: mailed() + b"\n" * 10**6,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_soon_and_in_little_memory(name):
    content = HOSTILE[name]()
    read(WORD), read(EXCEL)
    Path("/proc/self/clear_refs").write_text("5")
    before = _memory("VmHWM")
    found, spent = _timed(content)
    grown = _memory("VmHWM") - before
    assert [one.answers for one in found] == [()] * len(found)
    for problem in (problem for one in found for problem in one.problems):
        for language in languages():
            assert "\n" not in problem.sentence(words(language))
    # Beside other tests the same work takes up to twice as long.
    assert spent < SOON or any(_timed(content)[1] < SOON for _ in range(9))
    assert grown < LITTLE


def _timed(content):
    """What a file says, and the seconds of CPU that reading took."""
    began = time.process_time()
    found = returned.read("x", content, {"ECU": sheet()})
    return found, time.process_time() - began


def _memory(name):
    """A figure of this process in bytes: the most memory that it ever had since it was reset."""
    _, _, rest = Path("/proc/self/status").read_text().partition(f"{name}:")
    return int(rest.split()[0]) * 1024


REFUSED = {
    "old_or_locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "empty": b"",
    "truncated": WORD[:2000],
    "too_large": b"PK\x03\x04" + b"\0" * package.MOST_BYTES,
    "no_reference": zipped({"word/document.xml": b"<w/>"}),
    "mail_empty": mailed(("firma.png", b"\x89PNG")),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_sheet_is_refused_by_name_with_a_remedy(what):
    found = read(REFUSED[what])
    ((problem),) = found.problems
    assert problem.what == what
    assert len(found.sha256) == 64
    for language in languages():
        assert problem.sentence(words(language)).startswith("a.docx: ")


@pytest.mark.parametrize("space", [b" ", b" " * 300])
def test_no_alphabet_in_which_a_bracket_is_another_byte_is_let_in(space):
    part = b'<?xml version="1.0"' + space + b'encoding = "utf-7"?><w>+ADw-p/+AD4-</w>'
    ((problem),) = read(with_part(WORD, DOCUMENT, part)).problems
    assert problem.what == "damaged"


@pytest.mark.parametrize(
    "content",
    [
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        zipped({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}),
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 90,
        "código;respuesta\nA001;Correcto\n".encode(),
    ],
)
def test_what_is_neither_word_nor_excel_is_named_as_such(content):
    assert [one.what for one in read(content).problems] == ["other_form"]


@pytest.mark.parametrize("content", [WORD, EXCEL])
def test_a_sheet_with_macros_is_read_without_them(content):
    found = read(with_part(content, "xl/vbaProject.bin", b"x"))
    assert (found.participant, found.problems) == ("ECU", ())


def test_a_mail_brings_its_sheets_also_where_it_was_forwarded():
    filled = in_word(WORD, {"A122-held|right": "x"})
    direct = mailed(("ECU.docx", filled), ("firma.png", b"\x89PNG"), ("ECU.xlsx", EXCEL))
    outer = EmailMessage()
    outer.set_content("Le reenvío las respuestas")
    inner = EmailMessage()
    inner.set_content("Adjunto")
    inner.add_attachment(filled, maintype="application", subtype="x", filename="ECU.docx")
    outer.add_attachment(inner)
    for content, names in ((direct, ["ECU.docx", "ECU.xlsx"]), (outer.as_bytes(), ["ECU.docx"])):
        found = returned.read("m.eml", content, {"ECU": sheet()})
        assert [one.file_name for one in found] == [f"m.eml · {name}" for name in names]
        assert [one.milestone for one in found[0].answers] == ["A122-held"]


@FEW
@given(st.data())
def test_a_sheet_with_any_damage_is_read_or_refused(data):
    content = damaged(data, data.draw(st.sampled_from([WORD, EXCEL])), 500)
    assert read(content).answers == ()


@FEW
@given(st.binary(max_size=3000))
def test_any_bytes_are_refused(content):
    for start in (b"", b"PK\x03\x04", b"MIME-Version: 1.0\n", WORD[:400], EXCEL[:400]):
        for one in returned.read("x", start + content, {"ECU": sheet()}):
            assert one.answers == () and one.problems


EVIL = '=HYPERLINK("http://evil.example","x")<b>&\r\nBcc: x@evil.example\u202e\x07'
"""A formula, markup, a header, and what turns the direction of reading."""


def test_the_name_of_a_page_is_one_line_that_hides_nothing():
    parts = parts_of(in_excel(EXCEL, {"G6": "quizás"}))
    name = "xl/workbook.xml"
    parts[name] = parts[name].replace(b'"Respuestas"', '"a&#10;\u202eb\u009b"'.encode())
    places = [one.place for one in read(zipped(parts)).problems]
    assert places == ["a [U+202E]b[U+009B]!G6"]


def test_text_from_a_file_reaches_no_header_formula_or_log_as_it_is(caplog):
    cells = {"G6": "Correcto", "J6": EVIL.replace("\x07", ""), "G7": EVIL.replace("\x07", "")}
    found = read(in_excel(EXCEL, {**cells, "G6": "Correcto"}), name=f"{EVIL}.xlsx")
    problem = next(one for one in found.problems if one.what == "formula")
    assert "\n" not in found.file_name and "\n" not in problem.value
    mail = messages.write(messages.Kind.PROBLEMS, sheet(), {}, found.problems)
    assert b"\r\nBcc:" not in mail
    assert caplog.records == []


@pytest.mark.parametrize("kind", messages.Kind)
@pytest.mark.parametrize("language", languages())
def test_a_message_opens_as_a_draft_with_its_files_and_no_header_of_others(kind, language):
    marking = words(language)("marking.exercise")
    issued = sheet(language, name="Ecuador\r\nBcc: x@evil.example", marking=marking)
    problems = [Problem("a.xlsx", "B2", EVIL, "date_unread")]
    content = messages.write(kind, issued, {"R-ECU.docx": WORD, "R-ECU.xlsx": EXCEL}, problems)
    head, _, rest = content.partition(b"\r\n\r\n")
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith(b" ")]
    assert sorted(set(names)) == sorted(names)
    assert not {b"Bcc", b"To", b"From"} & set(names)
    assert b"X-Unsent: 1" in head.split(b"\r\n")
    assert [one.answers for one in returned.read("m.eml", content, {"ECU": sheet()})] == [(), ()]
    assert base64.b64encode(WORD)[:60] in rest
    assert content == messages.write(
        kind, issued, {"R-ECU.docx": WORD, "R-ECU.xlsx": EXCEL}, problems
    )
