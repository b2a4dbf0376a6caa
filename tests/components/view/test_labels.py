"""Texts of data where Streamlit reads markup or tells options apart by their words."""

from components.view.labels import DOT, distinct, in_line


def test_options_of_one_name_are_told_apart_by_their_codes():
    assert distinct({"a": "Exercise", "b": "Record", "c": "Exercise"}) == {
        "a": "Exercise · a",
        "b": "Record",
        "c": "Exercise · c",
    }


def test_a_date_after_an_arabic_name_is_read_after_it_and_a_blank_text_leaves_no_dot():
    assert in_line(["Riad", "", "2027"]) == f"Riad{DOT}2027"
    assert in_line(["قادة الدول", "1 Jan 2027"]) == f"قادة الدول\u200e{DOT}1 Jan 2027"
    assert in_line(["قادة الدول", "(1-2 Jan)"], " ") == "قادة الدول\u200e (1-2 Jan)"
    assert in_line(["2027", "قادة الدول"]) == f"2027{DOT}قادة الدول"
