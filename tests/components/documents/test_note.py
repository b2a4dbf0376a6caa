"""The content of a country note: the method's numbers, and one participant."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest

from components.cards import countries
from components.charts import theme
from components.documents import registry
from components.documents.note import note
from components.documents.note import sections as note_sections
from components.documents.note.layout import Items, Paragraph, Table
from components.view.view import open_view
from data.model import OPEN, OUT, REACHED, SET_ASIDE, Plan, State
from data.model.records import records
from data.text import words
from tests.support import build, shapes
from tests.support.notes import ADDRESS, blocks, table, view

LANGUAGES = words.languages()


@lru_cache(maxsize=256)
def content(seen, code="ECU"):
    """The note on a participant, made once for each view: nothing in it can be changed."""
    return note.content(seen, code, ADDRESS)


def texts_of(made):
    """Every text of a note."""
    for block in [*made.lead, *blocks(made)]:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row)
        elif isinstance(block, Items):
            yield from block.texts


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ECU", "es"),
        ("MEX", "es"),
        ("PRY", "es"),
        ("BRA", "pt"),
        ("EU", "en"),
        ("BEL", "en"),
        ("EUROPOL", "en"),
        ("CLASI", "en"),
    ],
)
def test_the_language_of_a_note_is_that_of_its_participant(code, language):
    assert registry.document("note").language(code) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_note_on_an_open_record_has_a_percentage_or_one_of_many(language):
    """Law 12."""
    seen = view(language=language)
    of = r"\b\d+ of \d+\b(?! \w+ 20)" if language == "en" else r"\b\d+ de \d+\b"
    for code in note.participants(seen):
        made = content(seen, code)
        counted = [one for one in made.sections if one.heading != seen.t("limits.title")]
        blocks = [block for section in counted for block in section.blocks]
        rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
        texts = [cell.text for row in rows for cell in row if len(cell.text) < 12]
        texts += [block.text for block in blocks if isinstance(block, Paragraph)]
        assert [text for text in texts if re.search(rf"\d\s?%|{of}", text)] == []


def test_a_country_that_denied_taking_part_has_that_in_its_note():
    seen = view("exercise", "en")
    denials = seen.dataset.denials
    public = seen.dataset.actions.loc[seen.dataset.actions["marking"] == "public", "action_id"]
    titles, shown = seen.dataset.actions.set_index("action_id")["title"], 0
    sentence = " has stated that it did not take part in: "
    for code in note.participants(seen):
        own = denials[(denials["participant_id"] == code) & denials["action_id"].isin(public)]
        found_texts = [text for text in texts_of(content(seen, code)) if sentence in text]
        found = [any(titles[action] in text for text in found_texts) for action in own["action_id"]]
        assert found == [True] * len(found_texts)
        shown += len(found_texts)
    assert shown > 0
    early = view("exercise", "en", as_of="2026-01-01")
    for code in note.participants(early):
        assert not [text for text in texts_of(content(early, code)) if sentence in text]


def test_actions_of_the_context_are_counted_in_a_sentence_and_in_nothing_else():
    seen = shapes.view_of(shapes.whole(Plan.OPEN))
    made = content(seen, "PER")
    assert seen.t("country_note.aside", n=1) in list(texts_of(made))
    assert not [text for text in texts_of(made) if "Invented action A3" in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_silence_on_a_record_is_no_public_source_found_and_nobody_is_called_late(language):
    codes = [f"X{number:02d}" for number in range(12)]
    actions, due = [build.action("A1", *codes)], [build.milestone("M1", "A1", "2025-06-30")]
    silent_one = build.dataset(actions, due, plan=Plan.OPEN, period=shapes.PERIOD)
    late = {
        "en": r"\b(late|overdue|behind)\b",
        "es": r"\b(atrasad|tard[eí]|incumpl)",
        "pt": r"\b(atrasad|tarde|descumpr)",
    }[language]
    silent = 0
    views = (view(language=language), shapes.view_of(silent_one, language))
    for seen, code in [(one, code) for one in views for code in note.participants(one)]:
        made = content(seen, code)
        alt = seen.t("country_note.open_alt")
        if any(isinstance(block, Table) and block.alt == alt for block in blocks(made)):
            states = [row[1].text for row in table(made, alt).rows]
            named = [text for text in states if seen.t("state.no_report_due") in text]
            silence = seen.t.capitalised(seen.t("headline.passed_small"))
            assert all(silence in text for text in named)
            silent += len(named)
        sections = note_sections.every(note.of_participant(seen, code), code)
        own = [text for section in sections for text in (section.heading, *paragraphs(section))]
        assert not [text for text in own if re.search(late, text, re.IGNORECASE)]
    assert silent > 10


def paragraphs(section):
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


def test_a_participant_of_whom_nothing_is_on_record_gets_an_honest_note():
    dataset = build.dataset([build.action("A1", "XAA", "XBB")], [build.milestone("M1", "A1")])
    people, partners = (dataset.tables[name] for name in ("participants", "action_participants"))
    people = people.assign(participant_id=["XAA", "XCC"])
    seen = shapes.view_of(
        shapes.with_tables(dataset, participants=people, action_participants=partners.head(1))
    )
    made = content(seen, "XCC")
    assert "This does not mean that nothing was done." in made.sections[0].blocks[0].text
    tables = [block for block in blocks(made) if isinstance(block, Table)]
    assert not [one for one in tables if len(one.columns) > 5]


def test_a_participant_with_one_open_step_has_a_note_without_a_percentage():
    seen = shapes.view_of(
        build.dataset([build.action("A1", "XAA", "XBB")], [build.milestone("M1", "A1")])
    )
    made = content(seen, "XAA")
    [row], nothing = table(made, seen.t("country_note.headline_alt")).rows, "– (nothing due)"
    assert [cell.text for cell in row] == ["0 of 1", nothing, "0 to 0 (of 1)", nothing]
    assert made.lead[0].text == "Pseudo-Accents: 0 of 1 milestone is confirmed. Point to raise: 1."
    assert not any("agencies" in text for text in texts_of(made))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_counted_is_in_a_note_by_name_and_nothing_is_left_out(language):
    """No list says three of 43: the rows of a note are the numbers that it gives."""
    for seen in (view(language=language), view("exercise", language)):
        for code in note.participants(seen):
            states = note.of_participant(seen, code).selection.milestones["state"].value_counts()
            made = content(seen, code)
            raised = numbered(states, *OPEN, State.AWAITING)
            lists = {seen.t("country_note.open_alt"): raised}
            for name, kinds in {"reached": REACHED, "set_aside": SET_ASIDE}.items():
                n = numbered(states, *kinds)
                lists[seen.t(f"country_note.{name}_alt", n=n)] = n
            for alt, number in lists.items():
                assert not number or len(table(made, alt).rows) == number, (code, alt)
            assert not raised or seen.t("country_note.to_raise", n=raised) in made.lead[0].text
            assert set(states.index) <= {*OPEN, *REACHED, *SET_ASIDE, *OUT}


def numbered(states, *wanted):
    """How many milestones are in some states."""
    return sum(states.get(state, 0) for state in wanted)


def test_what_to_raise_follows_from_the_state_and_the_date_of_a_milestone():
    seen, raised = view("exercise", "en"), {}
    for code in note.participants(seen):
        alt = seen.t("country_note.open_alt")
        for _, what, question, _ in table(content(seen, code), alt).rows:
            raised.setdefault(question.text, set()).add(what.sign)
    signs = {state: theme.STATE[state].sign for state in (*OPEN, State.AWAITING)}
    assert raised == {
        "Confirm or correct it": {signs[State.AWAITING]},
        "Say what happened": {signs[State.NO_REPORT_DUE]},
        "Say whether the date holds": {signs[State.NOT_DUE]},
        "Give a date; a quarter is enough": {signs[State.NOT_DUE]},
        "Decide: a new date, support, or withdrawal": {signs[State.NOT_ACHIEVED_DUE]},
        "Clear up the disagreement": {signs[State.NOT_ACHIEVED_DUE]},
    }


def test_milestones_set_aside_have_columns_of_their_own():
    seen = view(language="en")
    columns = table(content(seen), seen.t("country_note.priority_alt")).columns
    assert seen.t("state.in_place") in [column.name for column in columns]


def test_a_participant_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        content(view(), "XXX")


def test_before_the_first_meeting_the_note_says_that_there_was_none():
    dataset = build.dataset([build.action("A1", "XAA")], [build.milestone("M1", "A1")])
    assert "No earlier meeting is recorded." in list(
        texts_of(content(shapes.view_of(dataset, day=date(2025, 1, 1)), "XAA"))
    )


def test_what_became_known_later_is_not_in_a_note_of_an_earlier_day():
    early, now = content(view(language="en", as_of="2025-01-01")), content(view(language="en"))
    alt = "Agreements and working arrangements with EU agencies, most advanced first"
    dates, later = ([row[3].text for row in table(made, alt).rows] for made in (early, now))
    assert [date for date in dates if re.search("2025|2026", date)] == []
    assert [date for date in later if re.search("2025|2026", date)] != []
    blocks = [block for section in early.sections[:-1] for block in section.blocks]
    assert not [text for text in texts_of(replace(early, sections=())) if "2026" in text]
    assert not [block for block in blocks if "2026" in str(block)]


def test_the_address_reopens_the_note_whatever_the_page_was_opened_with():
    made = note.content(view(language="pt"), "BRA", f"{ADDRESS}?country=COL&lang=en")
    assert made.provenance.endswith(f" {ADDRESS}?country=BRA&lang=pt")
    unknown = note.content(view(language="pt"), "BRA", "/countries?country=COL&lang=en")
    assert unknown.provenance.endswith(" PT")


@pytest.mark.parametrize(
    ("language", "awaited"), [("en", "to be signed"), ("es", "por firmar"), ("pt", "a assinar")]
)
def test_an_agreement_in_talks_says_what_is_awaited_as_the_deck_does(language, awaited):
    view = open_view("countries", language, {"country": ["BRA"]})
    rows = records(countries.agreement_rows(view, "BRA"))
    talks = next(one for one in rows if one["action_id"] == "A077")
    assert countries.furthest(view, talks) == awaited
