"""What a returned file does: three are compared, blanks erase nothing, evidence confirms."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import changes
from data.evidence import Basis, best_evidence, report_bases
from data.model import State
from data.reading import load
from data.round import rounds
from data.round.__main__ import T, main
from data.round.answers.following import Case, left_aside
from data.round.answers.judge import judge
from data.round.answers.replies import Reply, replies
from data.round.store import acts
from data.round.store.rows import changed
from data.round.values import Answer, Box, Need
from data.selection import Snapshot
from tests.support.rounds import CAME, REACHED, content, opened, returned, take

JOINT = [f"A4-{step}" for step in ("held", "completed", "adopted", "in_force")]
PAIRS = [
    (*both, whose)
    for both, whose in zip(
        product(("awaiting", "confirmed", "in_place"), ("open", "complete")),
        ("", "ARG", "ARG", "", "", "ARG"),
        strict=True,
    )
]
law = settings(max_examples=6, deadline=None)
texts = st.text(max_size=60) | st.sampled_from(
    ["", "=1+1", '"; DROP', "a,b\nc", "\u202eabc", " x "]
)


@st.composite
def answers(draw):
    """Answers to some questions of a sheet, in any order; some cannot be taken."""
    chosen = draw(st.permutations(JOINT))[: draw(st.integers(0, len(JOINT)))]
    days = st.dates(date(2025, 3, 5), date(2027, 12, 31)) | st.none()
    precisions = st.sampled_from(["day", "month", "quarter", "year"])
    return tuple(
        Answer(
            code, draw(st.sampled_from(Box)), draw(days), draw(precisions), draw(texts), draw(texts)
        )
        for code in chosen
    )


@pytest.fixture(scope="module")
def opened_once(tmp_path_factory):
    """A dataset in which a round is open, what the sheet of one participant said, and the act."""
    folder, act = opened(tmp_path_factory.mktemp("once"))
    return load.load(folder), {**act.asked["ARG"], **act.shown["ARG"]}, act


def shown(dataset, on=None):
    """Milestone to its state, as the pages show it."""
    rows = Snapshot.on(dataset, on or dataset.horizon).milestones
    return dict(zip(rows["milestone_id"], rows["state"], strict=True))


def states(folder):
    return shown(load.load(folder))


@law
@given(answers())
def test_after_any_file_the_data_keep_the_contract_and_show_what_was_foreseen(
    opened_once, given_answers
):
    dataset, issued, act = opened_once
    judged = judge(Case(dataset, issued, returned(act, *given_answers), CAME))
    assert all(problem.what != "contract" for problem in judged.problems)
    foreseen = {
        effect.figure: effect.after - effect.before
        for effect in judged.effects
        if effect.scope == "all"
    }
    after = changed(dataset, judged.changes)
    was, now = (Counter(shown(one).values()) for one in (dataset, after))
    assert {state: now[state] - was[state] for state in State} == {
        state: foreseen.get(state, 0) for state in State
    }


@law
@given(answers(), st.randoms(use_true_random=False))
def test_blanks_deleted_rows_and_sorted_rows_erase_nothing(opened_once, given_answers, chance):
    dataset, issued, act = opened_once
    first = judge(Case(dataset, issued, returned(act, *given_answers), CAME))
    dataset = changed(dataset, first.changes)
    left = [one for one in given_answers if chance.random() < 0.7]
    chance.shuffle(left)
    blank = [replace(one, evidence="", remark="") for one in left]
    again = judge(Case(dataset, issued, returned(act, *blank), CAME))
    assert again.changes == ()


def test_a_file_returned_unchanged_changes_nothing(tmp_path):
    folder, act = opened(tmp_path)
    there = content(folder, whole=True)
    assert take(folder, returned(act)) == (
        None,
        rounds.Ledger.of(folder).judge(returned(act), CAME),
    )
    assert content(folder, whole=True) == there


def test_the_same_file_counts_once_and_says_in_which_act(tmp_path):
    folder, act = opened(tmp_path)
    file = returned(act, REACHED, needs=(Need("A trainer", "P1", "EU", "May"),))
    receipt, _ = take(folder, file)
    there = content(folder, whole=True)
    again, judged = take(folder, file, CAME + timedelta(9))
    [problem] = judged.problems
    assert (again, problem.what, problem.value) == (None, "already_taken", "0002")
    assert (receipt.number, content(folder, whole=True)) == (2, there)


def test_an_answer_to_what_moved_since_shows_sheet_data_and_file_until_somebody_chooses(tmp_path):
    folder, act = opened(tmp_path)
    take(folder, returned(act, replace(REACHED, on=date(2026, 5, 2)), by="BRA"))
    there = content(folder)
    stale = returned(act, REACHED)
    receipt, judged = take(folder, stale)
    [conflict] = judged.conflicts
    assert receipt is None
    assert content(folder) == there
    assert (conflict.sent.on, conflict.now.on, conflict.given.on) == (
        None,
        date(2026, 5, 2),
        date(2026, 5, 4),
    )
    receipt, judged = take(folder, stale, is_chosen=True)
    assert (receipt.number, judged.conflicts) == (3, ())


def test_two_partners_who_say_the_same_of_a_joint_milestone_do_not_contradict_each_other(tmp_path):
    folder, act = opened(tmp_path)
    for by in ("ARG", "BRA"):
        _, judged = take(folder, returned(act, Answer("A4-held", Box.RIGHT), REACHED, by=by))
        assert judged.conflicts == judged.problems == ()
    assert states(folder)["A4-held"] == State.CONFIRMED


def test_what_is_called_right_is_confirmed_by_its_evidence_and_keeps_what_was_printed(tmp_path):
    folder, act = opened(tmp_path)
    assert states(folder)["A4-held"] == State.AWAITING
    take(folder, returned(act, *(Answer(f"A4-{step}", Box.RIGHT) for step in ("signed", "held"))))
    dataset = load.load(folder)
    assert shown(dataset)["A4-held"] == State.CONFIRMED
    [report] = dataset.reports[dataset.reports["reported_basis"] == "submission"]["report_id"][-1:]
    assert report_bases(dataset)[report] == Basis.OFFICIAL
    assert dataset.evidence["report_id"].tolist().count(report) == 1  # the press printed nothing
    row = (folder / "reports.csv").read_text("utf-8").splitlines()[-1]
    assert ",,high," in row  # `confirmation` is blank
    rows = Snapshot.on(dataset, dataset.horizon).milestones.set_index("milestone_id")
    assert best_evidence(dataset)[rows.loc["A4-signed", "report_id"]]["source_id"] == "S1"


def test_not_right_keeps_both_wordings_expected_moves_its_date_and_neither_a_state(tmp_path):
    folder, act = opened(tmp_path)
    before = states(folder)
    wrong = Answer("A4-held", Box.NOT_RIGHT, remark="Fue en Quito el día 23")
    take(
        folder,
        returned(act, wrong, Answer("A4-in_force", Box.EXPECTED, date(2027, 6, 14), "month")),
    )
    dataset = load.load(folder)
    assert shown(dataset) == before
    answer = dataset.answers.set_index("milestone_id").loc["A4-held"]
    assert (answer["answer"], answer["remark"]) == ("not_right", "Fue en Quito el día 23")
    rows = Snapshot.on(dataset, dataset.horizon).milestones.set_index("milestone_id")
    assert str(rows.loc["A4-in_force", "expected_on"].date()) == "2027-06-01"
    assert rows.loc["A4-in_force", "expected_precision"] == "month"


def test_nothing_new_and_right_about_what_is_open_are_answers_that_change_no_number(tmp_path):
    folder, act = opened(tmp_path)
    before = states(folder)
    both = (Answer("A4-adopted", Box.NOTHING_NEW), Answer("A4-in_force", Box.RIGHT))
    _, judged = take(folder, returned(act, *both))
    assert states(folder) == before
    assert [change.table for change in judged.changes] == ["answers", "answers", "dataset"]


def test_a_participant_that_gives_another_date_corrects_its_own_report(tmp_path):
    folder, act = opened(tmp_path)
    for day in (4, 5):
        file = returned(act, replace(REACHED, on=date(2026, 5, day)))
        _, judged = take(folder, file, CAME + timedelta(day))
        assert judged.conflicts == ()
    dataset = load.load(folder)
    rows = Snapshot.on(dataset, dataset.horizon).milestones.set_index("milestone_id")
    assert str(rows.loc["A4-adopted", "achieved_on"].date()) == "2026-05-05"
    assert len(dataset.answers) == 1


@pytest.mark.parametrize(("was", "plan", "whose"), PAIRS)
def test_the_date_that_a_participant_gives_is_shown(tmp_path, was, plan, whose):
    """Of what a report of its own, or of a source alone, said to be reached on another day."""
    folder, act = opened(tmp_path, plan)
    on = "2025-02-01" if was == "in_place" else "2025-09-01"
    edits = [
        ("reports", "R42,A4-held,,", f"R42,A4-held,{whose},"),
        ("reports", "2025-09-24,day", f"{on},day"),
    ]
    if was == "confirmed":
        edits.append(("reports", f"{on},day,,awaiting", f"{on},day,,confirmed"))
        edits.append(("evidence", "R42,S2,,,Example agency,press", "R42,S2,,,Example,participant"))
    for table, old, new in edits:
        path = folder / f"{table}.csv"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    acts.keep(folder, CAME, "editor")
    there = content(folder)
    assert states(folder)["A4-held"] == was
    answer = replace(REACHED, milestone="A4-held")
    receipt, judged = take(folder, returned(act, answer), is_chosen=True)
    dataset = load.load(folder)
    row = Snapshot.on(dataset, dataset.horizon).milestones.set_index("milestone_id").loc["A4-held"]
    assert (row["achieved_on"].date(), row["state"]) == (answer.on, State.CONFIRMED)
    assert replies(dataset, dataset.horizon)["A4-held"].reply == Reply.CONFIRMED
    moved = {one.figure for one in judged.effects if one.scope == "all"}
    assert moved == {was, State.CONFIRMED} if was != State.CONFIRMED else not moved
    acts.undo(folder, receipt.number, CAME, "secretariat")
    assert content(folder) == there


REFUSED = {
    "not_on_sheet": Answer("A2-held-BRA", Box.RIGHT),
    "no_date": replace(REACHED, on=None),
    "date_without_box": replace(REACHED, box=Box.RIGHT),
    "after_received": replace(REACHED, on=CAME + timedelta(1)),
    "expected_in_past": replace(REACHED, box=Box.EXPECTED),
    "expected_but_reached": Answer("A4-held", Box.EXPECTED, date(2027, 1, 1), "day"),
    "no_wording": Answer("A4-held", Box.NOT_RIGHT),
    "too_long": replace(REACHED, remark="x" * 2001),
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_answer_that_cannot_be_meant_is_named_with_its_place_and_the_others_are_taken(
    tmp_path, what
):
    folder, act = opened(tmp_path)
    bad = replace(REFUSED[what], place="Informe!G14")
    good = Answer("A4-completed", Box.NOTHING_NEW)
    _, judged = take(folder, returned(act, bad, good))
    assert [(one.what, one.place) for one in judged.problems] == [(what, "Informe!G14")]
    assert set(load.load(folder).answers["milestone_id"]) == {"A4-completed"}


def test_an_answer_that_breaks_the_contract_is_named_and_the_others_are_taken(tmp_path):
    folder, act = opened(tmp_path)
    reports, day = folder / "reports.csv", CAME.isoformat()
    row = f"R99,A4-adopted,ARG,{day},day,{day},publication,not_achieved,,,,,high,,,,,S1"
    reports.write_text(f"{reports.read_text('utf-8')}{row}\n", "utf-8")
    settings = (folder / "dataset.toml").read_text("utf-8")
    moved = settings.replace("horizon = 2026-06-04", f"horizon = {day}")
    (folder / "dataset.toml").write_text(moved, "utf-8")
    acts.keep(folder, CAME, "editor")
    bad = replace(REACHED, place="4")
    file = returned(act, bad, Answer("A4-held", Box.RIGHT), needs=(Need("A trainer"),))
    _, judged = take(folder, file, is_chosen=True)
    assert [(one.what, one.place) for one in judged.problems] == [("contract", "4")]
    assert set(load.load(folder).answers["milestone_id"]) == {"A4-held"}
    assert load.load(folder).needs["what"].tolist() == ["A trainer"]


@pytest.mark.parametrize(
    ("what", "change"), [("not_asked", {"round": "RR1"}), ("older_sheet", {"act_hash": "0" * 64})]
)
def test_a_file_of_another_round_country_or_issue_changes_nothing(tmp_path, what, change):
    folder, act = opened(tmp_path)
    _, judged = take(folder, replace(returned(act, REACHED), **change))
    assert [problem.what for problem in judged.problems] == [what]
    assert judged.changes == ()


def test_only_the_rows_that_were_chosen_are_taken_and_the_rest_can_follow(tmp_path):
    folder, act = opened(tmp_path)
    file = returned(act, REACHED, Answer("A4-held", Box.RIGHT))
    take(folder, file.only(["A4-held"]))
    assert set(load.load(folder).answers["milestone_id"]) == {"A4-held"}
    receipt, judged = take(folder, file)
    assert receipt is not None
    assert judged.problems == ()
    assert set(load.load(folder).answers["milestone_id"]) == {"A4-held", "A4-adopted"}


def test_what_is_reached_on_the_day_on_which_another_expects_it_is_a_change_to_reached(tmp_path):
    folder, act = opened(tmp_path)
    later = replace(REACHED, box=Box.EXPECTED, on=date(2027, 3, 1))
    take(folder, returned(act, later))
    take(folder, returned(act, REACHED, by="BRA"), is_chosen=True)
    days = [Snapshot.on(load.load(folder), CAME - timedelta(one)) for one in (1, 0)]
    kinds = changes.between(*days)["kind"].tolist()
    assert sorted(kinds) == [changes.Change.ACHIEVED, changes.Change.MOVED]


def test_what_falls_due_by_the_day_of_an_answer_is_part_of_what_it_does(tmp_path):
    folder, act = opened(tmp_path)
    path = folder / "milestones.csv"
    text = path.read_text("utf-8").replace("in_force,,5,,", "in_force,,5,2027-03-01,month")
    path.write_text(text, "utf-8")
    acts.keep(folder, CAME, "editor")
    _, judged = take(folder, returned(act, REACHED), date(2027, 7, 1))
    effects = {one.figure: (one.before, one.after) for one in judged.effects if one.scope == "all"}
    assert effects == {"confirmed": (2, 3), "not_due": (3, 1), "no_report_due": (2, 3)}
    assert load.load(folder).horizon == date(2027, 7, 1)


def test_what_a_participant_needs_is_kept_with_the_row_that_it_names_or_named_if_too_long(tmp_path):
    folder, act = opened(tmp_path)
    needs = (Need("A trainer", "A4-held", "EU", "May"), Need("Money", "row 2"), Need("  "))
    long = (Need("A guide", from_whom="x" * 201, place="4"), Need("x" * 2001))
    _, judged = take(folder, returned(act, needs=needs + long))
    assert [(one.what, one.place) for one in judged.problems] == [
        ("too_long", "4"),
        ("too_long", ""),
    ]
    rows = load.load(folder).needs
    assert rows["what"].tolist() == ["A trainer", "Money (row 2)"]
    assert rows["milestone_id"].fillna("").tolist() == ["A4-held", ""]


def opened_with_a_lead(place):
    """A folder in which Brazil has the lead of the joint action, and the act of the round."""
    folder, act = opened(place)
    people = folder / "action_participants.csv"
    people.write_text(people.read_text("utf-8").replace("A4,BRA,partner", "A4,BRA,lead"), "utf-8")
    acts.keep(folder, CAME, "editor")
    return folder, act


def test_once_the_lead_expects_a_joint_milestone_no_partner_moves_its_date(tmp_path):
    """Nor where the lead later has nothing new to say."""
    folder, act = opened_with_a_lead(tmp_path)
    first, lead, last = (
        Answer("A4-in_force", Box.EXPECTED, date(2027, month, 1), "month") for month in (4, 5, 6)
    )
    silent = Answer("A4-in_force", Box.NOTHING_NEW)
    given, expected = [("ARG", first), ("BRA", lead), ("BRA", silent), ("ARG", last)], []
    for on, (by, answer) in enumerate(given):
        file, day = returned(act, answer, by=by), CAME + timedelta(on)
        take(folder, file, day, is_chosen=True)
        rows = Snapshot.on(load.load(folder), day).milestones.set_index("milestone_id")
        expected.append(rows.loc["A4-in_force", "expected_on"].month)
    assert expected == [4, 5, 5, 5]
    answers = load.load(folder).answers.set_index("participant_id")
    assert answers.loc["ARG", "dated_on"].month == 6


def test_a_date_that_gave_way_to_one_of_the_lead_that_was_undone_is_named_and_counts_again(
    tmp_path, capsys
):
    folder, act = opened_with_a_lead(tmp_path)
    lead, other = (
        Answer("A4-in_force", Box.EXPECTED, date(2027, month, 1), "month") for month in (5, 6)
    )
    given, _ = take(folder, returned(act, lead, by="BRA"))
    take(folder, file := returned(act, other), CAME + timedelta(1), is_chosen=True)
    assert left_aside(load.load(folder), T) == []
    assert main(["undo", str(folder), str(given.number)]) == 0
    [line] = left_aside(load.load(folder), T)
    assert "Argentina" in line and line in capsys.readouterr().out
    take(folder, file, CAME + timedelta(1))
    assert left_aside(load.load(folder), T) == []
    rows = Snapshot.on(load.load(folder), CAME + timedelta(1)).milestones.set_index("milestone_id")
    assert rows.loc["A4-in_force", "expected_on"].month == 6
