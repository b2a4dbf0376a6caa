"""Texts of data where Streamlit reads markup or tells options apart by their words."""

from components.view.labels import distinct


def test_options_of_one_name_are_told_apart_by_their_codes():
    assert distinct({"a": "Exercise", "b": "Record", "c": "Exercise"}) == {
        "a": "Exercise · a",
        "b": "Record",
        "c": "Exercise · c",
    }
