"""A sheet of invented questions, and pens to fill it in as people and programs do."""

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from data.round import returned
from data.round.values import Answer, Known, Return, Sheet
from data.text.words import words

QUOTE = "in Commissione è arrivato il primo via libera"
CODES = ("A001-in_force", "A043-in_operation", "A061-other", "A122-held", "A171-held")
KNOWN = ("A002-signed", "A003-held", "A004-held")
TICK = '<w14:checked w14:val="0"/>'


def sheet(language: str = "es", codes: Sequence[str] = CODES, **more: Any) -> Sheet:
    """A sheet of Ecuador in a round of 2027."""
    states = ("not_due", "awaiting", "no_report_due", "not_achieved_due")
    questions = tuple(
        Known(
            *(states[number % 4], date(2026, 2, 26) if number else None, "month"),
            *(code, code.split("-")[0], "P1", f"Acuerdo con Europol, {code[:4]} & otros", "Firma"),
            *("", "Agencia", date(2026, 2, 26), QUOTE, "it"),
        )
        for number, code in enumerate(codes)
    )
    known = tuple(
        Known("confirmed", None, "", code, code[:4], "P2", f"Reunión {code[:4]}", "Firma")
        for code in KNOWN
    )
    facts: dict[str, Any] = {
        **{"round": "R2027-1", "participant": "ECU", "name": "Ecuador", "t": words(language)},
        **{"issued_on": date(2027, 1, 18), "data_on": date(2026, 6, 4)},
        **{"deadline": date(2027, 2, 12), "meeting": "IV ministerial"},
        **{"meeting_on": words(language).date(date(2027, 3, 12)), "marking": ""},
        **{"act_hash": "9f2c41be" * 8, "silence": True, "return_to": "x@example.org"},
        **{"period_starts": date(2025, 3, 5), "has_agencies": True},
    }
    return Sheet(**{**facts, **more}, questions=questions, known=known)


def read(content: bytes, issued: Sheet | None = None, name: str = "a.docx") -> Return:
    """What one file says, read as a return of the sheet."""
    issued = issued or sheet()
    (only,) = returned.read(name, content, {issued.participant: issued})
    return only


def rows_of(answers: Sequence[Answer]) -> list[tuple[Any, ...]]:
    """What answers say, without their places."""
    return [(a.milestone, a.box, a.on, a.precision, a.evidence, a.remark) for a in answers]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def in_word(content: bytes, fields: Mapping[str, str]) -> bytes:
    """Fill in controls by their tags as Word does: `x` ticks a box, anything else is a text."""
    parts = parts_of(content)
    text = parts["word/document.xml"].decode()
    for tag, value in fields.items():
        start = text.index(f'<w:tag w:val="{tag}"/>')
        end = text.index("</w:sdt>", start)
        control = text[start:end]
        if TICK in control:
            control = control.replace(TICK, TICK.replace("0", "1")).replace("☐", "☒")
        else:
            control = control.replace("<w:showingPlcHdr/>", "")
            control = re.sub(r"(<w:t[^>]*>)[^<]*", rf"\g<1>{value}", control)
        text = text[:start] + control + text[end:]
    return zipped({**parts, "word/document.xml": text.encode()})


def in_excel(content: bytes, cells: Mapping[str, Any], page: str = "Respuestas") -> bytes:
    """Write into cells by their address, and save again as another program does."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for address, value in cells.items():
        cell: Any = book[page][address]
        cell.value = value
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_libreoffice(folder: Path, files: Mapping[str, bytes], form: str) -> dict[str, bytes]:
    """Open files in LibreOffice, started once for all, and save each in a form.

    `folder` keeps its settings for the next start.
    """
    for name, content in files.items():
        (folder / name).write_bytes(content)
    own, out = f"-env:UserInstallation=file://{folder}/own", folder / form
    command = ["soffice", own, "--headless", "--convert-to", form, "--outdir", out]
    paths = [folder / name for name in files]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=120)
    return {path.name: path.read_bytes() for path in out.iterdir()}
