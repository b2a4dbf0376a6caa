"""The meeting pack: the same files as one by one, of the same choice, in one ZIP."""

import io
import zipfile

from components.documents import registry
from components.view.view import in_language, open_view

SITE = "https://roadmap.example"


def packed(view, *chosen):
    one = registry.document("meeting_pack")
    file = registry.make(view, one, one.form("zip"), SITE, chosen=chosen)
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        return file.name, {name: archive.read(name) for name in archive.namelist()}


def alone(view, key, code=None, chosen=()):
    one = registry.document(key)
    return registry.make(view, one, one.forms[0], SITE, code, chosen=chosen)


def test_it_holds_the_files_of_the_choice_and_a_note_on_each_participant_in_its_language():
    view = open_view("meetings", "es", {"country": ["ECU"], "priority": ["P5"]})
    name, files = packed(view, "title", "headline")
    assert name == (
        "eu-clasi-roadmap_meeting-pack_title+headline_ECU_P5_as-known-2026-06-04_es.zip"
    )
    note = registry.document("note")
    slides = alone(view, "slides", chosen=("title", "headline"))
    sheet = alone(view, "interpreters", chosen=("title", "headline"))
    singles = [slides, sheet, alone(view, "calendar"), alone(view, "workbook")]
    codes = note.participants(view)
    assert len(files) == len(singles) + len(codes)
    for single in singles:
        assert files[single.name] == single.content
    for code in codes:
        translated = in_language(view, note.language(code))
        kept = registry.file_name(translated, note, note.forms[0], code)
        assert f"country-notes/{kept}" in files
    brazil = alone(view, "note", "BRA")
    assert files[f"country-notes/{brazil.name}"] == brazil.content
