"""The sentence beside a report is that of the evidence, in its language, with the way to it."""

import csv
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest

from components.cards import overview
from components.view.view import open_view
from data.text import words
from tests.support.opened import htmls, open_board

RECORD = Path(__file__).parents[3] / "data" / "record"
LANGUAGES = words.languages()
ACTIONS = ("A001", "A002", "A009", "A057")
AT = ":~:text="


@cache
def rows(table):
    with (RECORD / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def urls():
    return {row["source_id"]: row["url"] for row in rows("sources")}


def evidence(report):
    return [row for row in rows("evidence") if row["report_id"] == report]


def leads_to(address, row):
    """Whether an address is that of a page at its sentence, named whole or by its ends."""
    page, _, text = address.partition(AT)
    ends = [unquote(end) for end in text.split(",")]
    named = row["quote"].startswith(ends[0]) and row["quote"].endswith(ends[-1])
    return page.removesuffix("#") == urls()[row["source_id"]].removesuffix("#") and named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", overview.RECORD_FIGURES)
def test_a_list_behind_a_number_has_the_sentence_of_each_milestone(language, figure):
    view = open_view("overview", language, {"as_of": ["2025-03-05"]} if figure == "passed" else {})
    t, card = view.t, overview.behind(view, figure)
    milestones = view.selection.milestones
    deciding = dict(zip(milestones["milestone_id"], milestones["report_id"], strict=True))
    listed = card.table.to_dict("records")
    assert listed
    for row in listed:
        told = [one for one in evidence(deciding[row[t("column.id")]]) if one["quote"]]
        own = [one for one in told if one["voice"] == "participant"] or told
        if not own:
            assert not row.get(t("column.sentence"))
            assert AT not in row[t("column.source")]
            continue
        said, source = row[t("column.sentence")], row[t("column.source")]
        [chosen] = [one for one in own if one["quote"] in said and leads_to(source, one)][:1]
        assert t.locale.languages[chosen["quote_language"]] in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_dossier_has_every_sentence_of_every_report_in_its_language(language, action):
    page = open_board("actions", {"lang": language, "action": action})
    quotes = [
        quote
        for html in htmls(page.content)
        for quote in lxml.html.fragment_fromstring(html, create_parent="div").iter("blockquote")
    ]
    own = {row["milestone_id"] for row in rows("milestones") if row["action_id"] == action}
    reports = {row["report_id"] for row in rows("reports") if row["milestone_id"] in own}
    wanted = [row for row in rows("evidence") if row["report_id"] in reports]
    assert len(quotes) == len(wanted) > 0
    t = page.view.t
    for row in wanted:
        [shown] = [
            one
            for one in quotes
            if (row["quote"] or t("evidence.not_found")) in one.text_content()
            and t("evidence.origin", origin=row["origin"]) in one.text_content()
            and any(
                leads_to(link.get("href"), row)
                if row["quote"]
                else link.get("href") == urls()[row["source_id"]]
                for link in one.iter("a")
            )
        ][:1]
        assert t(f"voice.{row['voice']}") in shown.text_content()
        if row["quote"]:
            assert row["quote_language"] in {one.get("lang") for one in shown.iter()}
