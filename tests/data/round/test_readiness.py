"""Who has answered what when; and what is asked again, comes late, or waits for its row."""

from dataclasses import replace
from datetime import date, timedelta

from data.reading import load
from data.round import returned, rounds
from data.round.answers.questions import asked
from data.round.answers.replies import readiness
from data.round.store import acts
from data.round.values import Answer, Box, Need
from tests.support.readings import shipped
from tests.support.rounds import CAME, REACHED, UNTIL, opened, take
from tests.support.rounds import returned as file_of

DISPUTED = Answer("A4-signed", Box.NOT_RIGHT, remark="Fue en mayo")
DAY = timedelta(1)


def stand(folder, as_of):
    """Questions by participant, those answered, and those answered late."""
    every = readiness(load.load(folder), as_of, "R-M2")
    return (
        {code: sum(one.participant == code for one in every) for code in ("ARG", "BRA")},
        [one.milestone for one in every if one.answered_on],
        [one.milestone for one in every if one.is_late],
    )


def test_a_question_is_answered_on_time_until_the_end_of_the_last_day(tmp_path):
    folder, act = opened(tmp_path)
    questions, *none = stand(folder, CAME)
    assert none == [[], []] and all(questions.values())
    nothing = Answer("A4-in_force", Box.NOTHING_NEW)
    take(folder, file_of(act, REACHED), UNTIL)
    take(folder, file_of(act, nothing), UNTIL + DAY)
    assert stand(folder, UNTIL) == (questions, [REACHED.milestone], [])
    both = sorted([REACHED.milestone, nothing.milestone])
    assert stand(folder, UNTIL + DAY) == (questions, both, [nothing.milestone])


def test_an_answer_that_is_corrected_after_the_last_day_came_on_time_all_the_same(tmp_path):
    folder, act = opened(tmp_path)
    for day in (UNTIL, UNTIL + DAY):
        take(folder, file_of(act, replace(REACHED, remark=str(day), on=day)), day)
    _, answered, late = stand(folder, UNTIL + DAY)
    assert (answered, late) == ([REACHED.milestone], [])


def test_what_an_answer_settles_on_the_first_day_was_asked_all_the_same(tmp_path):
    folder, act = opened(tmp_path)
    questions, *_ = stand(folder, act.on)
    take(folder, file_of(act, replace(REACHED, on=date(2026, 5, 4))), act.on)
    assert stand(folder, act.on) == (questions, [REACHED.milestone], [])


def test_a_remark_on_what_was_shown_for_information_is_no_answer_to_a_question(tmp_path):
    folder, act = opened(tmp_path)
    there = stand(folder, CAME)
    assert DISPUTED.milestone in act.shown["ARG"]
    take(folder, file_of(act, DISPUTED))
    assert stand(folder, CAME) == there


def test_what_a_participant_disputes_it_is_asked_again_until_it_says_otherwise(tmp_path):
    folder, act = opened(tmp_path)
    assert DISPUTED.milestone not in asked(load.load(folder))[0]["ARG"]
    take(folder, file_of(act, DISPUTED))
    questions, _ = asked(load.load(folder))
    assert DISPUTED.milestone in questions["ARG"]
    assert DISPUTED.milestone not in questions["BRA"]
    take(folder, file_of(act, Answer(DISPUTED.milestone, Box.RIGHT)), CAME + DAY)
    assert DISPUTED.milestone not in asked(load.load(folder))[0]["ARG"]


def test_a_file_that_came_earlier_replaces_no_later_answer(tmp_path):
    folder, act = opened(tmp_path)
    expected = Answer("A4-in_force", Box.EXPECTED, date(2027, 6, 1), "month")
    take(folder, file_of(act, expected), CAME + DAY)
    none, judged = take(folder, file_of(act, replace(expected, on=date(2027, 1, 1))), CAME)
    [problem] = judged.problems
    assert (none, problem.what, problem.value) == (None, "newer_answer", str(CAME + DAY))
    assert take(folder, file_of(act, expected), CAME)[1].changes == ()


def test_of_two_files_of_one_day_the_second_replaces_an_answer_only_if_somebody_says_so(tmp_path):
    folder, act = opened(tmp_path)
    later = Answer("A4-in_force", Box.EXPECTED, date(2027, 6, 1), "month")
    take(folder, file_of(act, later))
    older = file_of(act, replace(later, on=date(2027, 1, 1)))
    none, judged = take(folder, older)
    [conflict] = judged.conflicts
    assert (none, conflict.now, conflict.given.on) == (None, later, date(2027, 1, 1))
    assert take(folder, older, is_chosen=True)[0]


def test_of_chosen_rows_only_their_needs_are_taken_and_the_receipt_has_them(tmp_path):
    folder, act = opened(tmp_path)
    needs = (Need("A trainer", REACHED.milestone), Need("A room", "P1"))
    file = file_of(act, REACHED, Answer("A4-in_force", Box.NOTHING_NEW), needs=needs)
    done, _ = take(folder, file.only([REACHED.milestone]))
    assert done
    brought = acts.brought(folder, done)
    assert [row["milestone_id"] for row in brought["answers"]] == [REACHED.milestone]
    assert [row["what"] for row in brought["needs"]] == ["A trainer"]
    done, _ = take(folder, file)
    assert done and [row["what"] for row in acts.brought(folder, done)["needs"]] == ["A room"]


def test_a_mail_with_a_photo_alone_says_what_to_do_with_it(tmp_path):
    folder, _ = opened(tmp_path)
    mail = (
        b"From: a\nMIME-Version: 1.0\nContent-Type: image/jpeg\n"
        b"Content-Disposition: attachment; filename=hoja.jpg\n\nxx"
    )
    [file] = returned.read("a.eml", mail, rounds.Ledger.of(folder).sheets())
    assert [one.what for one in file.problems] == ["mail_empty"]
    assert file.problems[0].how == "fill_in"


def test_a_sheet_has_the_names_that_its_dataset_gives(tmp_path):
    folder, _ = opened(tmp_path)
    before = rounds.Ledger.of(folder).sheets()["BRA"].t("round.need.hint")
    settings = folder / "dataset.toml"
    own = '[names]\nagencies = { en = "offices", es = "oficinas", pt = "repartições" }\n'
    settings.write_text(settings.read_text("utf-8") + own, "utf-8")
    acts.keep(folder, CAME, "secretariat")
    after = rounds.Ledger.of(folder).sheets()["BRA"].t("round.need.hint")
    assert "repartições" in after and after != before


def test_nobody_is_asked_about_what_participants_may_not_see():
    exercise = shipped("exercise")
    asked_now, known = asked(exercise)
    marked = exercise.actions.set_index("action_id")["marking"]
    actions = exercise.milestones.set_index("milestone_id")["action_id"]
    every = {code for says in (*asked_now.values(), *known.values()) for code in says}
    assert "secretariat" in set(marked)
    assert set(marked[actions[[*every]]]) == {"public", "participants"}
