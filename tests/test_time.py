"""Any page as known on a day: its numbers equal a plain replay of the reports up to that day."""

import shutil
from collections import Counter
from datetime import date

import pytest

from data import words
from data.model import Period, Plan
from tests.test_counts import counted_actions, headline, rows, states

DAYS = ["2024-06-30", "2025-03-05", "2026-02-26"]


def plain(as_of):
    """The four figures of the headline as the page writes them."""
    return [str(number) for number in headline(as_of)]


@pytest.mark.parametrize("as_of", DAYS)
def test_the_overview_on_a_day_is_the_plain_replay_of_the_reports_up_to_that_day(open_page, as_of):
    app = open_page("overview", lang="en", as_of=as_of)
    assert [metric.value for metric in app.metric] == plain(as_of)


@pytest.mark.parametrize(
    ("name", "as_of"), [("III-EU-CLASI", "2025-03-05"), ("IV-CLASI-summit", "2026-02-26")]
)
def test_an_edition_shows_the_numbers_of_its_day_and_its_name(open_page, name, as_of):
    app = open_page("overview", lang="en", edition=name)
    assert [metric.value for metric in app.metric] == plain(as_of)
    said = " ".join(caption.value for caption in app.caption).replace("\\", "")
    assert f"edition {name}" in said
    assert words.words("en").date(date.fromisoformat(as_of)) in said


def test_an_edition_and_a_cut_off_do_not_go_together(open_page):
    app = open_page("overview", lang="en", edition="III-EU-CLASI", as_of="2024-01-01")
    assert [metric.value for metric in app.metric] == plain("2025-03-05")
    assert any("as_of=2024-01-01" in warning.value.replace("\\", "") for warning in app.warning)


def test_changes_between_two_days_lists_exactly_the_reports_in_between_each_with_its_source(
    open_page,
):
    app = open_page("changes", lang="en", before="2025-03-05", as_of="2026-02-26")
    counted = {
        row["milestone_id"] for row in rows("milestones") if row["action_id"] in counted_actions()
    }
    inside = [
        row
        for row in rows("reports")
        if "2025-03-05" < row["reported_on"] <= "2026-02-26" and row["milestone_id"] in counted
    ]
    url = {row["source_id"]: row["url"] for row in rows("sources")}
    listed = next(
        table.value for table in app.dataframe if "Before and after" in table.value.columns
    )
    told = listed[listed["Change"].str.contains("Reached or confirmed|New report only|Reversed")]
    expected = Counter(
        (
            words.words("en").short_date(date.fromisoformat(row["reported_on"])),
            url[row["source_id"]],
        )
        for row in inside
    )
    assert Counter(zip(told["Date"], told["Source"], strict=True)) == expected
    rest = listed[~listed["Change"].isin(told["Change"])]
    assert {kind.split(" ", 1)[1] for kind in rest["Change"]} <= {
        "Date passed, no report",
        "Plan changed",
    }


@pytest.mark.parametrize("language", words.languages())
def test_the_paragraph_says_the_plain_counts(open_page, language):
    app = open_page("changes", lang=language, before="2025-03-05", as_of="2026-02-26")
    t = words.words(language, Plan.OPEN, Period(date(2025, 3, 5), date(2026, 12, 31)))
    own = {
        row["milestone_id"] for row in rows("milestones") if row["action_id"] in counted_actions()
    }
    first, last = (
        Counter(state for name, state in states(day).items() if name in own)
        for day in ("2025-03-05", "2026-02-26")
    )
    closing = t(
        "changes.totals",
        first_reached=first["confirmed"] + first["awaiting"],
        first_count=first["confirmed"],
        last_reached=last["confirmed"] + last["awaiting"],
        last_count=last["confirmed"],
    )
    assert any(closing in text.value.replace("\\", "") for text in app.markdown)


@pytest.mark.parametrize(
    "before", ["2030-01-01", "2026-06-05", "M20", "nowhere", "<script>", "2025-3-5", "IV-CLASI"]
)
def test_an_earlier_state_that_means_nothing_is_left_out_with_a_message(open_page, before):
    app = open_page("changes", lang="en", before=before)
    assert any(f"before={before}" in warning.value.replace("\\", "") for warning in app.warning)
    assert len(app.dataframe) >= 1


def test_a_state_later_than_the_cut_off_is_no_earlier_state(open_page):
    app = open_page("changes", lang="en", before="IV-CLASI-summit", as_of="2025-12-31")
    assert any(
        "before=IV-CLASI-summit" in warning.value.replace("\\", "") for warning in app.warning
    )


def test_the_changes_of_a_country_are_those_of_its_actions(open_page):
    app = open_page("changes", lang="en", before="2025-03-05", as_of="2026-02-26", country=["PRY"])
    partners = {
        row["action_id"] for row in rows("action_participants") if row["participant_id"] == "PRY"
    } & counted_actions()
    owner = {row["milestone_id"]: row for row in rows("milestones")}
    inside = [
        row
        for row in rows("reports")
        if "2025-03-05" < row["reported_on"] <= "2026-02-26"
        and owner[row["milestone_id"]]["action_id"] in partners
        and owner[row["milestone_id"]]["participant_id"] in ("", "PRY")
    ]
    listed = next(
        table.value for table in app.dataframe if "Before and after" in table.value.columns
    )
    assert listed["Change"].str.contains(
        "Reached or confirmed|New report only|Reversed"
    ).sum() == len(inside)


def test_the_exercise_is_marked_on_the_page_and_on_each_card(open_page):
    for language in words.languages():
        app = open_page("overview", lang=language, dataset="exercise")
        marking = words.words(language)("marking.exercise")
        assert any(marking in warning.value for warning in app.warning)
        subtitles = [caption.value.replace("\\", "") for caption in app.caption]
        assert sum(subtitle.startswith(f"{marking} ·") for subtitle in subtitles) == 4


def test_what_was_corrected_since_shows_beside_what_was_shown(open_page):
    app = open_page(
        "changes", lang="en", dataset="exercise", as_of="2025-11-20", before="2025-03-20"
    )
    assert any(
        "The data for 20 November 2025 have since been corrected" in heading.value
        for heading in app.subheader
    )


def test_changes_begin_at_the_last_meeting_that_steers_the_roadmap(open_page):
    app = open_page("changes", lang="en")
    assert any("Between 5 March 2025 and 4 June 2026" in text.value for text in app.markdown)


def test_an_action_that_came_on_record_later_shows_nothing_on_an_earlier_day(open_page):
    app = open_page("actions", lang="en", action="A084", as_of="2025-03-05")
    assert any("first recorded after 5 March 2025" in text.value for text in app.info)
    assert len(app.table) == 0


def test_an_edition_with_a_damaged_manifest_shows_no_numbers(open_page, monkeypatch, tmp_path):
    own = shutil.copytree("data/record", tmp_path / "own")
    path = own / "editions" / "III-EU-CLASI.edition.zip"
    content = path.read_bytes()
    at = content.index(b"manifest.json") + 400
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    monkeypatch.setenv("ROADMAP_DATA", str(own))
    app = open_page("overview", lang="en", edition="III-EU-CLASI")
    assert "manifest.json" in app.error[0].value.replace("\\", "")
    assert len(app.metric) == 0


def test_a_day_of_ones_own_begins_as_the_day_that_was_shown(open_page):
    app = open_page("changes", lang="en")
    app.selectbox(key="before").set_value("day").run()
    assert app.query_params["before"] == "2025-03-05"
    assert app.selectbox(key="before").value == "day"
