"""What a page says about an earlier day, an edition or an invented dataset, without a browser."""

from collections import Counter

import pytest

from data import words
from tests.test_counts import last_day, rows, states

DAYS = ["2024-06-30", "2025-03-05", "2026-02-26"]


def due(as_of):
    """Milestones listed by a day whose agreed date had come by then."""
    return {
        row["milestone_id"]
        for row in rows("milestones")
        if row["known_on"] <= as_of and row["agreed_on"] and last_day(row["agreed_on"], row["agreed_precision"]) <= as_of
    }


def headline(as_of, t, own=None):
    """The four numbers of the headline as they are written, replayed from the reports; of `own` milestones only, where they are given."""
    found = {code: state for code, state in states(as_of).items() if own is None or code in own}
    counted, come = Counter(found.values()), due(as_of) & set(found)
    delivered = sum(found[code] == "confirmed" for code in come)
    silent, confirmed = counted["no_report_due"], counted["confirmed"]
    return [
        t("headline.of", count=confirmed, of=len(found)),
        t("headline.of", count=delivered, of=len(come)) if come else "–",
        t("headline.between", low=confirmed, high=confirmed + counted["awaiting"] + silent),
        t("headline.of", count=len(come) - silent, of=len(come)) if come else "–",
    ]


@pytest.mark.parametrize("as_of", DAYS)
def test_the_four_numbers_of_an_earlier_day_are_the_plain_replay(open_page, as_of):
    for language in words.languages():
        app = open_page("overview", lang=language, as_of=as_of)
        assert [metric.value for metric in app.metric] == headline(as_of, words.words(language))


@pytest.mark.parametrize(("edition", "as_of"), [("III-EU-CLASI", "2025-03-05"), ("IV-CLASI-summit", "2026-02-26")])
def test_an_edition_shows_the_four_numbers_of_its_day(open_page, edition, as_of):
    app = open_page("overview", lang="en", edition=edition)
    assert [metric.value for metric in app.metric] == headline(as_of, words.words("en"))


def test_a_cut_off_beside_an_edition_is_left_out_with_a_message(open_page):
    app = open_page("overview", lang="en", edition="III-EU-CLASI", as_of="2024-06-30")
    assert [metric.value for metric in app.metric] == headline("2025-03-05", words.words("en"))
    assert any("as_of=2024" in warning.value.replace("\\", "") for warning in app.warning)


@pytest.mark.parametrize("language", words.languages())
@pytest.mark.parametrize("page", ["overview", "priorities", "countries", "actions", "timeline", "meetings", "changes", "data", "method"])
def test_the_exercise_is_marked_on_each_page_in_each_language_and_the_record_is_not(open_page, page, language):
    marking = words.words(language)("marking.exercise")
    app = open_page(page, lang=language, dataset="exercise")
    assert any(marking in warning.value for warning in app.warning)
    assert not any(marking in warning.value for warning in open_page(page, lang=language).warning)
