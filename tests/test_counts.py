"""The numbers on the pages equal counts of the CSV files by a few lines of plain Python."""

import csv
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.support import oracle
from tests.support.readings import shipped

COUNTED = ("roadmap", "eu_clasi", "eu", "member_state")
RECORD = Path(__file__).parent.parent / "data" / "record"
HORIZON = "2026-06-04"


def rows(table):
    with (RECORD / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def states(as_of=HORIZON):
    """State of each milestone on a day, by the method in plain Python."""
    return oracle.states(shipped("record"), date.fromisoformat(as_of))


def counted_actions():
    """Actions that count as cooperation."""
    return {row["action_id"] for row in rows("actions") if row["link"] in COUNTED}


def headline(as_of=HORIZON, actions=None, milestones=None):
    """The four figures of the headline: of all that counts, or of some actions or milestones."""
    found = figures(as_of, actions, milestones)
    return [found[name] for name in ("reached", "to_come", "passed", "in_place")]


def figures(as_of=HORIZON, actions=None, milestones=None):
    """The figures of the headline by name, and the number whose day is not known."""
    own = {
        row["milestone_id"]
        for row in rows("milestones")
        if row["action_id"] in counted_actions() & (actions or counted_actions())
    }
    own &= own if milestones is None else milestones
    counted = Counter(state for milestone, state in states(as_of).items() if milestone in own)
    return {
        "reached": counted["confirmed"] + counted["awaiting"],
        "to_come": counted["not_due"] + counted["not_achieved_due"],
        "passed": counted["no_report_due"],
        "in_place": counted["in_place"],
        "before_or_since": counted["before_or_since"],
    }


def test_no_figure_of_the_record_is_a_share_or_part_of_a_whole(open_page):
    for language, word in {"en": "of", "es": "de", "pt": "de"}.items():
        for name in ("overview", "priorities", "countries", "actions", "timeline", "changes"):
            page = open_page(name, lang=language)
            said = [*page.metrics, *page.titles]
            said += page.texts("title", "header", "subheader", "caption", "framed")
            said += [card["subtitle"] for card in page.cards.values()]
            said += [
                cell
                for table in page.tables.values()
                for row in table.rows
                for cell in row
                if not cell.startswith("http")
            ]
            # What follows a stroke is the number of an act, such as (EU) 2026/828 of 30 March.
            share = rf"(?<![\d/])\d+ {word} \d+|\d ?%"
            assert re.findall(share, " ".join(said)) == [], (language, name)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "do not add up to the total"),
        ("es", "no equivale al total"),
        ("pt", "não corresponde ao total"),
    ],
)
def test_the_pages_say_that_countries_do_not_add_up_to_the_total(open_page, language, words):
    for name in ("overview", "countries"):
        assert words in " ".join(open_page(name, lang=language).words)
