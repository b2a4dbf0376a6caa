"""What the page of an action says: whose each milestone is, and each report with what is known of it."""

import pytest


def ladder(app):
    return next(table.value for table in app.table if {"Milestone", "Due on"} <= set(table.value.columns))


@pytest.mark.parametrize(("query", "whose"), [({"action": "EX-A021", "dataset": "exercise"}, True), ({"action": "A001"}, False)])
def test_a_milestone_says_whose_it_is_where_participants_have_parts_of_their_own(open_page, query, whose):
    shown = ladder(open_page("actions", lang="en", **query))
    assert ("Whose" in shown) == whose
    if whose:
        assert {"Guatemala", "Argentina"} <= set(shown["Whose"])


def test_a_report_without_a_source_ends_with_the_day_on_which_it_became_known(open_page):
    app = open_page("actions", lang="en", action="EX-A021", dataset="exercise")
    lines = [text.value for text in app.markdown if text.value.startswith(":small[") and "known on" in text.value]
    assert lines
    assert [line for line in lines if line.endswith("· ]")] == []
