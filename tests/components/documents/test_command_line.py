"""The command line: the codes of addresses, all mistakes at once, and no incomplete file."""

import sys
import types
import zipfile

import pytest

from components.documents import DocumentError, calendar, package, registry
from components.documents.__main__ import CALLED_WRONGLY, MADE, NOT_MADE, main
from components.documents.registry import Document, Form
from components.documents.workbook import xlsx
from components.view import view as views
from tests.support.turns import by_turns

MAKERS = {
    "workbook": (xlsx.make, "overview", "xlsx"),
    "calendar": (calendar.make, "timeline", "ics"),
    "package": (package.make, "data", "zip"),
}


def refuse(_view, code, _address):
    raise DocumentError("too_many_rows", table=code, n=2, most=1)


@pytest.fixture
def on_participants(monkeypatch):
    """A document on one participant, as the registry takes one in."""
    module = types.ModuleType("made")
    module.participants = lambda _: ["BRA", "ECU", "EU"]
    module.text = lambda view, code, address: f"{code} {view.t.language} {address}".encode()
    module.refuse = refuse
    monkeypatch.setitem(sys.modules, "made", module)
    forms = (Form("txt", "text/plain", "made:text"), Form("bad", "text/plain", "made:refuse"))
    one = Document("made", "country-made", "countries", forms, "made")
    monkeypatch.setattr(registry, "DOCUMENTS", (*registry.DOCUMENTS, one))
    return one


def run(tmp_path, *arguments):
    return main([*arguments, "--out", str(tmp_path / "out")])


def written(tmp_path):
    return sorted(path.name for path in (tmp_path / "out").glob("*"))


@pytest.mark.parametrize(("key", "language"), by_turns(MAKERS, ()))
def test_a_document_is_the_one_of_the_address(tmp_path, capsys, key, language):
    make, page, ending = MAKERS[key]
    choice = "--country ECU PER --priority P5 --from 2024-01-01 --as-of 2026-03-01 --context"
    where = f"--lang {language} --address https://roadmap.example/"
    assert run(tmp_path, key, *f"{choice} {where}".split()) == MADE
    chosen = "" if key == "package" else "_ECU+PER_P5_from-2024-01-01_context-1"
    name = f"eu-clasi-roadmap_{key}{chosen}_as-known-2026-03-01_{language}.{ending}"
    assert written(tmp_path) == [name]
    assert capsys.readouterr().out.strip() == str(tmp_path / "out" / name)
    query = {"country": ["ECU", "PER"], "priority": ["P5"], "context": ["1"]}
    query |= {"from": ["2024-01-01"], "as_of": ["2026-03-01"]}
    view = views.open_view(page, language, query)
    made = make(view, view.address(f"https://roadmap.example/{page}"))
    assert (tmp_path / "out" / name).read_bytes() == made


def test_all_that_means_nothing_is_said_at_once_and_nothing_is_made(tmp_path, capsys):
    wrong = {"country": "XXX", "priority": "P9", "status": "late", "kind": "party"}
    wrong |= {"from": "2026-13-01", "as-of": "soon", "edition": "none"}
    wrong |= {"lang": "xx", "format": "pdf", "dataset": "mine"}
    arguments = [part for name, value in wrong.items() for part in (f"--{name}", value)]
    assert run(tmp_path, "workbook", *arguments, "--all") == CALLED_WRONGLY
    output = capsys.readouterr()
    for name, value in wrong.items():
        assert f"{name.replace('-', '_')}={value}" in output.err
    assert "all (workbook is on no participant)" in output.err
    assert output.err.count("\n") == 1
    assert output.out == ""
    assert written(tmp_path) == []


def test_a_dataset_that_breaks_the_contract_is_refused(tmp_path, monkeypatch, capsys):
    (tmp_path / "own").mkdir()
    monkeypatch.setenv("ROADMAP_DATA", str(tmp_path / "own"))
    assert run(tmp_path, "workbook") == NOT_MADE
    assert "dataset.toml" in capsys.readouterr().err
    assert written(tmp_path) == []


def test_nothing_half_written_is_left_where_a_folder_cannot_be_written(
    tmp_path, monkeypatch, capsys
):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert run(tmp_path, "calendar") == NOT_MADE
    assert "No space left" in capsys.readouterr().err
    assert written(tmp_path) == []
    monkeypatch.undo()
    (tmp_path / "out").rmdir()
    (tmp_path / "out").write_text("a file")
    assert run(tmp_path, "calendar") == NOT_MADE


def test_the_address_comes_from_the_environment_or_is_the_path_alone(tmp_path, monkeypatch):
    assert run(tmp_path, "package") == MADE
    monkeypatch.setenv("ROADMAP_ADDRESS", "https://ministry.example/roadmap")
    assert run(tmp_path, "package", "--lang", "es") == MADE
    readmes = {}
    for name in written(tmp_path):
        with zipfile.ZipFile(tmp_path / "out" / name) as archive:
            readmes[name[-6:-4]] = archive.read("README.md").decode()
    assert ": /data?lang=en\n" in readmes["en"]
    assert ": https://ministry.example/roadmap/data?lang=es\n" in readmes["es"]


@pytest.mark.usefixtures("on_participants")
class TestADocumentOnOneParticipant:
    def test_is_in_its_own_language_unless_asked_otherwise(self, tmp_path):
        assert run(tmp_path, "made", "--country", "ECU") == MADE
        assert run(tmp_path, "made", "--country", "ECU", "--lang", "en") == MADE
        assert written(tmp_path) == [
            f"eu-clasi-roadmap_country-made_ECU_as-known-2026-06-04_{language}.txt"
            for language in ("en", "es")
        ]
        text = (tmp_path / "out" / written(tmp_path)[1]).read_text()
        assert text == "ECU es /countries?country=ECU&lang=es"

    def test_can_be_made_for_all_of_them(self, tmp_path):
        assert run(tmp_path, "made", "--all") == MADE
        codes = [("BRA", "pt"), ("ECU", "es"), ("EU", "en")]
        assert written(tmp_path) == [
            f"eu-clasi-roadmap_country-made_{code}_as-known-2026-06-04_{language}.txt"
            for code, language in codes
        ]

    def test_needs_to_be_told_on_whom(self, tmp_path, capsys):
        assert run(tmp_path, "made") == CALLED_WRONGLY
        assert run(tmp_path, "made", "--eu", "EUROPOL") == CALLED_WRONGLY
        output = capsys.readouterr().err
        assert "BRA, ECU, EU" in output
        assert "eu=EUROPOL (no made on it)" in output

    def test_says_why_it_cannot_be_made(self, tmp_path, capsys):
        assert run(tmp_path, "made", "--country", "ECU", "--format", "bad") == NOT_MADE
        assert "The sheet ECU would have 2 rows" in capsys.readouterr().err
        assert written(tmp_path) == []
