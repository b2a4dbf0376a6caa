"""Any page as known on a day."""

import re
import shutil
import zipfile
from collections import Counter
from dataclasses import asdict
from datetime import date

import pytest

from data.archive import EditionError
from data.selection.filters import Filters
from data.text import words
from tests.support import oracle
from tests.support.readings import shipped


def plain(as_of):
    """The four figures of the headline of the record, by the method in plain Python."""
    day = date.fromisoformat(as_of)
    states = oracle.states(shipped("record"), day)
    _, kept = oracle.choice(shipped("record"), states, {}, day, asdict(Filters()))
    count = Counter(states[name] for name in kept)
    reached, to_come = ("confirmed", "awaiting"), ("not_due", "not_achieved_due")
    figures = (reached, to_come, ("no_report_due",), ("in_place",))
    return [str(sum(count[state] for state in of)) for of in figures]


@pytest.mark.parametrize(
    ("name", "as_of"), [("III-EU-CLASI", "2025-03-05"), ("IV-CLASI-summit", "2026-02-26")]
)
def test_an_edition_shows_the_numbers_of_its_day_and_its_name(open_page, name, as_of):
    page = open_page("overview", lang="en", edition=name)
    assert page.metrics == plain(as_of)
    text = " ".join([page.content["sentence"], *page.notices()])
    assert f"edition {name}".lower() in text.lower()
    assert words.words("en").date(date.fromisoformat(as_of)) in text


def test_an_edition_and_a_cut_off_do_not_go_together(open_page):
    page = open_page("overview", lang="en", edition="III-EU-CLASI", as_of="2024-01-01")
    assert page.metrics == plain("2025-03-05")
    assert any("as_of=2024-01-01" in notice for notice in page.notices("caveat"))


@pytest.mark.parametrize(
    "before",
    [
        *("2030-01-01", "2026-06-05", "M20", "M99", "nowhere", "<script>", "IV-CLASI"),
        *("2025-3-5", "2025-02-30", "20250305", "0001-01-01", "1989-12-31"),
    ],
)
def test_an_earlier_state_that_means_nothing_is_left_out_with_a_message(open_page, before):
    page = open_page("changes", lang="en", before=before)
    assert any(f"before={before}" in notice for notice in page.notices("caveat"))
    assert page.tables["changes"].rows


def test_a_state_later_than_the_cut_off_is_no_earlier_state(open_page):
    page = open_page("changes", lang="en", before="IV-CLASI-summit", as_of="2025-12-31")
    assert any("before=IV-CLASI-summit" in notice for notice in page.notices("caveat"))


def test_what_was_corrected_since_shows_beside_what_was_shown(open_page):
    page = open_page(
        "changes", lang="en", dataset="exercise", as_of="2025-11-20", before="2025-03-20"
    )
    assert any(
        re.search("For 20 November 2025, .* are different today", text)
        for text in page.texts("header")
    )


def test_an_edition_begins_with_what_was_corrected_since_in_the_language_of_the_page(open_page):
    of = {"dataset": "exercise", "edition": "EX-senior-officials-2025"}
    page = open_page("changes", lang="es", **of)
    assert "2 hitos de esta selección son hoy distintos" in page.title
    assert next(iter(page.cards)) == "corrections"
    table = str(page.tables["corrections"].rows)
    for text in ("10 jun 2026", "4 may 2025 → 22 abr 2025", "Se corrige", "informe de Honduras"):
        assert text in table
    page = open_page("changes", lang="es", edition="IV-CLASI-summit")
    assert "son hoy los mismos" in page.title
    assert "corrections" not in page.cards


def test_changes_begin_at_the_last_meeting_that_steers_the_roadmap(open_page):
    page = open_page("changes", lang="en")
    assert any("Between 4 March 2025 and 4 June 2026" in text for text in page.texts("caption"))


def test_an_action_that_came_on_record_later_shows_nothing_on_an_earlier_day(open_page):
    page = open_page("actions", lang="en", action="A084", as_of="2025-03-05")
    assert any("first recorded after 5 March 2025" in text for text in page.texts("notice"))
    assert page.cards == {}


def test_a_damaged_edition_shows_no_numbers_and_no_changes(open_page, monkeypatch, tmp_path):
    own = shutil.copytree("data/record", tmp_path / "own")
    path, part = own / "editions/III-EU-CLASI.edition.zip", "tables/reports.parquet"
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(part)
    content[info.header_offset + 30 + len(part) + info.compress_size // 2] ^= 1
    path.write_bytes(content)
    monkeypatch.setenv("ROADMAP_DATA", str(own))
    with pytest.raises(EditionError) as refused:
        open_page("overview", lang="en", edition="III-EU-CLASI")
    assert refused.value.part == part
    page = open_page("changes", lang="en", before="III-EU-CLASI")
    assert part in "".join(page.texts("refused"))
    assert "changes" not in page.cards


def test_a_day_of_ones_own_stands_among_the_choices_and_in_its_field(open_page):
    page = open_page("changes", lang="en", before="2025-03-04", as_of="2026-02-26")
    [choices], [field] = page.parts("list"), page.parts("field")
    [chosen] = [option for option in choices["options"] if option["chosen"]]
    assert chosen["label"] == words.words("en")("changes.own_day")
    assert (field["value"], field["most"]) == ("2025-03-04", "2026-02-26")
