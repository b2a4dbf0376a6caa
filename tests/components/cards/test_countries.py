"""The page of countries: a country or one of the EU side alone, and several side by side."""

import pandas as pd
import pytest

from components.cards import countries, meetings, overview, priorities
from components.layout.parts import Text, Tone
from components.view.labels import escape
from data import measures
from data.model import Plan
from tests.support import shapes
from tests.support.opened import content_of, view_of


def page(**query):
    """What the page of countries says for a choice."""
    return content_of(view_of("countries", **query), {})


def keys(content):
    return [card.key for card in content.cards]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ({"country": ["ECU"]}, "Ecuador"),
        ({"eu": ["EUROPOL"]}, "Europol"),
        ({"country": ["ECU"], "eu": ["EUROPOL"]}, "Ecuador"),
    ],
    ids=str,
)
def test_one_country_or_one_of_the_eu_side_alone_has_its_profile(query, title):
    content = page(**query)
    assert content.title == title
    assert {"countries", "course", "due", "latest", "actions"} <= set(keys(content))
    assert "shared" not in keys(content)


@pytest.mark.parametrize(
    ("language", "report"), [("en", "report"), ("es", "informe"), ("pt", "relatório")]
)
def test_nobody_owes_a_report_in_an_open_record(language, report):
    def found(**query):
        return countries.finding(view_of("countries", language, **query))

    assert report not in found()
    assert report in found(dataset="exercise")
    assert found(dataset="exercise").count(": 16;") == 2  # with open ones, and with overdue ones


def test_a_profile_begins_with_what_was_reached_and_its_lists_and_offers_a_state_a_message():
    """The message is for who knows better; an agency of the EU side has another way."""
    for query, code, with_offer in (
        ({"country": ["ECU"]}, "ECU", True),
        ({"eu": ["EUROPOL"]}, "EUROPOL", False),
    ):
        view = page(**query).view
        title, beside = countries.heading_parts(view, code, {})
        assert title == Text(escape(overview.sentence(view)), Tone.TITLE)
        assert (countries.reply_part(view, code) is not None) == with_offer
        assert len(beside.parts) == 1 + with_offer
        lists = beside.parts[0].markdown
        assert all(f"behind={name}" in lists for name in ("reached", "to_come"))
        assert lists.lower().count("in place") <= 1, "the lists say it already"
        closes = overview.lists_line(view, {"behind": "reached"})
        assert "behind=reached" not in closes
        assert (lists.count("'current'"), closes.count("'current'")) == (0, 1)


def test_a_list_leaves_out_the_state_that_its_title_says():
    view = page(dataset="exercise", country=["MEX"]).view
    columns = {name: overview.behind(view, name).table.columns for name in ("due", "overdue")}
    assert {name: "State" in shown for name, shown in columns.items()} == {
        "due": True,
        "overdue": False,
    }


def test_the_profile_of_one_of_the_eu_side_counts_what_it_takes_part_in():
    view = page(eu=["EUROJUST"]).view
    partners = view.dataset.action_participants
    of = set(partners.loc[partners["participant_id"] == "EUROJUST", "action_id"])
    counted = view.selection.snapshot.milestones["action_id"].isin(
        of & set(view.dataset.actions.loc[view.selection.snapshot.index.counts, "action_id"])
    )
    assert measures.total(view.selection.milestones) == measures.total(
        view.selection.snapshot.milestones[counted]
    )


def test_of_what_a_dataset_leaves_blank_no_heading_no_column_and_no_word_alone_is_shown():
    dataset = shapes.whole(Plan.OPEN)
    blank = dataset.priorities.assign(description=pd.NA)
    view = shapes.view_of(shapes.with_tables(dataset, priorities=blank))
    assert countries.participant_facts(view, "PER") == []
    label = view.t("priorities.asks")
    tiles = priorities.tiles(view)
    assert label not in tiles.table
    assert not any(row.below for row in tiles.chart.rows)
    assert not any(label in part.markdown for part in priorities.heading_parts(view, "P1", {}))
    assert "presidency" not in meetings.axis(view).subtitle
    assert "presidency" in meetings.axis(view_of("meetings")).subtitle
