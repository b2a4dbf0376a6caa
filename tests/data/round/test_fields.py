"""What stands in the fields of a sheet: answers, or problems with their places; nothing guessed."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from data.round import sheet_excel, sheet_word
from data.round.values import REMEDIES, Box
from data.text.words import catalogue, languages
from tests.support.sheets import (
    CODES,
    in_excel,
    in_word,
    parts_of,
    read,
    rows_of,
    saved,
    sheet,
    zipped,
)


@pytest.mark.parametrize(
    ("fields", "what", "place"),
    [
        (
            {"A001-in_force|right": "x", "A001-in_force|nothing_new": "x"},
            *("no_box", "1 · Correcto"),
        ),
        ({"A001-in_force|remark": "hablemos"}, "no_box", "1"),
        ({"A122-held|reached_on": "1/3/2027"}, "date_two_readings", "4 · Alcanzado el"),
        ({"A122-held|expected_on": "31/02/2027"}, "date_unread", "4 · Previsto para"),
        ({"A122-held|expected_on": "pronto"}, "date_unread", "4 · Previsto para"),
        ({"A122-held|expected_on": "1/3/27"}, "date_unread", "4 · Previsto para"),
    ],
)
def test_a_field_of_a_word_sheet_that_is_not_clear_is_named_with_its_place(fields, what, place):
    found = read(in_word(sheet_word.write(sheet()), fields))
    ((problem),) = found.problems
    assert (found.answers, problem.what, problem.place) == ((), what, place)


@pytest.mark.parametrize(
    ("cells", "what", "place"),
    [
        ({"G6": "quizás"}, "no_box", "Respuestas!G6"),
        ({"G7": "Alcanzado el", "H7": "11/3/2027"}, "date_two_readings", "Respuestas!H7"),
        ({"H7": date(2027, 3, 1)}, "no_box", "Respuestas!H7"),
        ({"G7": "Alcanzado el", "H7": "=TODAY()"}, "formula", "Respuestas!H7"),
        ({"G7": "Alcanzado el", "H7": date(1985, 3, 1)}, "date_unread", "Respuestas!H7"),
    ],
)
def test_a_cell_that_is_not_clear_is_named_as_excel_shows_it(cells, what, place):
    found = read(in_excel(sheet_excel.write(sheet()), cells))
    ((problem),) = found.problems
    assert (found.answers, problem.what, problem.place) == ((), what, place)


def test_all_problems_are_said_at_once_beside_what_was_understood():
    cells = {"G6": "quizás", "G7": "Correcto", "G8": "Alcanzado el", "H8": "pronto"}
    found = read(in_excel(sheet_excel.write(sheet()), cells))
    assert [answer.milestone for answer in found.answers] == [CODES[1]]
    assert [problem.what for problem in found.problems] == ["no_box", "date_unread"]


@pytest.mark.parametrize(
    ("written", "on", "precision"),
    [
        (2028, date(2028, 1, 1), "year"),
        ("2027-03", date(2027, 3, 1), "month"),
        ("sept. de 2027", date(2027, 9, 1), "month"),
        ("2nd quarter of 2027", date(2027, 4, 1), "quarter"),
        ("13/3/2027", date(2027, 3, 13), "day"),
    ],
)
def test_a_date_says_how_exactly_it_is_known(written, on, precision):
    cells = {"G6": "Previsto para", "H6": written}
    (answer,) = read(in_excel(sheet_excel.write(sheet()), cells)).answers
    assert (answer.on, answer.precision) == (on, precision)


@pytest.mark.parametrize(
    ("form", "precision"),
    [
        ("d/m/yyyy", "day"),
        ("[$-80D]mmm yyyy", "month"),
        ('mmmm" de "yyyy', "month"),
        ("yyyy", "year"),
    ],
)
def test_a_date_is_known_as_exactly_as_it_is_shown(form, precision):
    book = openpyxl.load_workbook(io.BytesIO(sheet_excel.write(sheet())))
    page = book["Respuestas"]
    page["G6"], page["H6"] = "Alcanzado el", date(2027, 1, 1)
    page["H6"].number_format = form
    (answer,) = read(saved(book)).answers
    assert (answer.on, answer.precision) == (date(2027, 1, 1), precision)


@pytest.mark.parametrize("head", ["B5", "G5"])
def test_a_head_that_is_changed_is_named_and_hides_no_answers(head):
    cells = {head: "Otra cosa", "G6": "Correcto"}
    found = read(in_excel(sheet_excel.write(sheet()), cells))
    assert "heads_lost" in [one.what for one in found.problems]


def test_a_need_a_text_and_a_title_that_begin_as_a_label_does_are_no_answers():
    issued = sheet()
    named = replace(issued.questions[1], step="Evidencia digital")
    issued = replace(issued, questions=(issued.questions[0], named, *issued.questions[2:]))
    fields = {
        "A171-held|nothing_new": "x",
        "A001-in_force|right": "x",
        "A001-in_force|remark": "véase A043-in_operation",
        "need1|what": "Evidencia digital: un curso",
        "need1|about": "A122-held",
    }
    found = read(in_word(sheet_word.write(issued), fields), issued)
    assert rows_of(found.answers) == [
        ("A001-in_force", Box.RIGHT, None, "", "", "véase A043-in_operation"),
        ("A171-held", Box.NOTHING_NEW, None, "", "", ""),
    ]
    assert (found.problems, found.needs[0].what) == ((), "Evidencia digital: un curso")


@pytest.mark.parametrize("remark", [", salvo la fecha", " salvo la fecha", ": salvo la fecha"])
def test_what_is_written_beside_a_box_is_a_remark_and_without_a_tick_it_is_named(remark):
    whole = sheet_word.write(sheet())
    ticked = parts_of(in_word(whole, {f"{CODES[0]}|right": "x"}))
    texts = [
        parts["word/document.xml"].replace(b" Correcto<", f" Correcto{remark}<".encode(), 1)
        for parts in (ticked, parts_of(whole))
    ]
    first, second = (read(zipped({**ticked, "word/document.xml": text})) for text in texts)
    assert rows_of(first.answers) == [(CODES[0], Box.RIGHT, None, "", "", "salvo la fecha")]
    assert (second.answers, [one.what for one in second.problems]) == ((), ["no_box"])


def with_first_box(*changes):
    """A sheet in Word whose first box is changed: pairs of a text behind its tag, and another."""
    tag = f'<w:tag w:val="{CODES[0]}|right"/>'
    parts = parts_of(sheet_word.write(sheet()))
    before, after = parts["word/document.xml"].decode().split(tag)
    for old, new in changes:
        after = after.replace(old, new, 1)
    return read(zipped({**parts, "word/document.xml": f"{before}{tag}{after}".encode()}))


@pytest.mark.parametrize("sign", ["☒", "x", "✓"])
def test_a_box_says_what_one_sees_whatever_its_control_records(sign):
    found = with_first_box(("☐", sign))
    assert [(one.milestone, one.box) for one in found.answers] == [(CODES[0], Box.RIGHT)]


@pytest.mark.parametrize(("sign", "found"), [("☐", ["box_unclear"]), ("■", []), ("", [])])
def test_a_box_that_is_ticked_and_shown_blank_is_named(sign, found):
    was = with_first_box(('checked w14:val="0"', 'checked w14:val="1"'), ("☐", sign))
    assert [one.what for one in was.problems] == found
    assert [one.box for one in was.answers] == ([] if found else [Box.RIGHT])


def test_a_text_that_is_too_long_is_not_cut_where_nobody_sees_it():
    content = in_excel(sheet_excel.write(sheet()), {"G6": "Correcto", "J6": "x" * 2500})
    assert len(read(content).answers[0].remark) > 2000


@pytest.mark.parametrize(
    ("page", "cells", "what", "place"),
    [
        ("Lo que necesitamos", {"A6": "=1+1"}, "formula", "A6"),
        ("Lo que necesitamos", {"A6": "Equipo", "C6": "=A6"}, "formula", "C6"),
        ("Para información", {"E6": "=1+1"}, "formula", "E6"),
        ("Léame", {"B12": "=1+1"}, "formula", "B12"),
    ],
)
def test_a_cell_of_another_page_that_is_not_clear_is_named(page, cells, what, place):
    found = read(in_excel(sheet_excel.write(sheet()), cells, page))
    assert [(one.what, one.place) for one in found.problems] == [(what, f"{page}!{place}")]
    assert (found.answers, found.needs) == ((), ())


@pytest.mark.parametrize("form", ["General", "yyyy-mm-dd"])
def test_a_year_and_a_month_that_a_program_took_for_a_number_are_not_guessed(form):
    book = openpyxl.load_workbook(io.BytesIO(sheet_excel.write(sheet())))
    page = book["Respuestas"]
    page["G6"], page["H6"] = "Previsto para", 2027.1
    page["H6"].number_format = form
    found = read(saved(book))
    assert ([one.what for one in found.problems], found.answers) == (["date_unread"], ())


@pytest.mark.parametrize(
    ("cells", "milestone", "on"),
    [
        ({"G7": "Alcanzado el"}, CODES[1], None),
        ({"G7": "Correcto", "H7": "13/3/2027"}, CODES[1], date(2027, 3, 13)),
    ],
)
def test_what_does_not_go_together_is_left_to_whoever_judges_it(cells, milestone, on):
    (answer,) = read(in_excel(sheet_excel.write(sheet()), cells)).answers
    assert (answer.milestone, answer.on, answer.place) == (milestone, on, "Respuestas!G7")


@pytest.mark.parametrize(("code", "value"), [("A999-held", "A999-held"), ("", "–")])
def test_a_row_that_is_not_on_the_sheet_is_no_answer(code, value):
    found = read(in_excel(sheet_excel.write(sheet()), {"B7": code, "G7": "Correcto"}))
    problems = [(one.what, one.value, one.place) for one in found.problems]
    assert (problems, found.answers) == ([("not_on_sheet", value, "Respuestas!G7")], ())


@pytest.mark.parametrize(
    ("again", "boxes", "problems"), [("Correcto", [Box.RIGHT], []), ("Nada nuevo", [], ["no_box"])]
)
def test_a_row_that_was_copied_is_one_answer_or_asked_back(again, boxes, problems):
    cells = {"G6": "Correcto", "B7": CODES[0], "G7": again}
    found = read(in_excel(sheet_excel.write(sheet()), cells))
    assert [one.box for one in found.answers] == boxes
    assert [one.what for one in found.problems] == problems


def test_not_right_with_a_date_is_the_right_date():
    fields = {"A122-held|not_right": "x", "A122-held|reached_on": "3 sept 2025"}
    (answer,) = read(in_word(sheet_word.write(sheet()), fields)).answers
    assert (answer.box, answer.on) == (Box.REACHED, date(2025, 9, 3))


@pytest.mark.parametrize("language", languages())
def test_every_problem_has_its_sentence_and_every_sentence_its_problem(language):
    for section, keys in (("problem", set(REMEDIES)), ("remedy", {*REMEDIES.values()})):
        found = {key for key in catalogue(language) if key.startswith(f"round.{section}.")}
        assert found == {f"round.{section}.{key}" for key in keys}
