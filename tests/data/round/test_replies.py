"""What answers come to: confirmed, not contradicted, disputed, as long as it is what is shown."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from components.layout import quotes
from data.reading import load
from data.round.answers.replies import Reply, beside, replies
from data.round.values import Answer, Box
from data.text import words
from tests.support.rounds import CAME, REACHED, UNTIL, opened, returned, take
from tests.support.shapes import view_of

HELD = "A4-held"


def found_in(folder, as_of=None):
    """Milestone to what answers come to, on the last day of the data unless another is given."""
    dataset = load.load(folder)
    return replies(dataset, as_of or dataset.horizon)


def test_what_a_partner_calls_right_is_confirmed_by_it_with_the_day(tmp_path):
    folder, act = opened(tmp_path)
    take(folder, returned(act, Answer(HELD, Box.RIGHT), Answer("A4-adopted", Box.RIGHT)))
    found = found_in(folder)
    assert set(found) == {HELD, "A4-adopted"}
    assert {(one.reply, one.participants, one.on) for one in found.values()} == {
        (Reply.CONFIRMED, ("ARG",), CAME)
    }
    assert found_in(folder, CAME - timedelta(1)) == {}


def test_what_is_no_longer_shown_is_no_longer_confirmed(tmp_path):
    folder, act = opened(tmp_path)
    take(folder, returned(act, Answer("A4-adopted", Box.RIGHT)))
    take(folder, returned(act, REACHED, by="BRA"), CAME + timedelta(1))
    [found] = found_in(folder).values()
    assert (found.participants, found.on) == (("BRA",), CAME + timedelta(1))
    assert found_in(folder, CAME)["A4-adopted"].participants == ("ARG",), "on an earlier day it is"


def test_who_calls_one_date_right_confirms_no_other_that_comes_on_the_same_day(tmp_path):
    folder, act = opened(tmp_path)
    later = Answer("A4-in_force", Box.EXPECTED, date(2027, 6, 1), "month")
    take(folder, returned(act, Answer("A4-in_force", Box.RIGHT)))
    take(folder, returned(act, later, by="BRA"))
    assert found_in(folder) == {}


def test_nothing_new_and_an_expected_date_confirm_nothing(tmp_path):
    folder, act = opened(tmp_path)
    later = Answer("A4-in_force", Box.EXPECTED, date(2027, 6, 1), "month")
    take(folder, returned(act, Answer("A4-adopted", Box.NOTHING_NEW), later))
    assert found_in(folder) == {}


def test_what_one_disputes_is_disputed_with_its_words_whatever_another_confirms(tmp_path):
    folder, act = opened(tmp_path)
    against = Answer(HELD, Box.NOT_RIGHT, remark="Fue en Quito")
    take(folder, returned(act, against))
    take(folder, returned(act, Answer(HELD, Box.RIGHT), by="BRA"))
    found = found_in(folder)[HELD]
    assert (found.reply, found.participants) == (Reply.DISPUTED, ("ARG",))
    dataset = load.load(folder)
    assert beside(dataset, dataset.horizon)[HELD] == {"ARG": against}
    take(folder, returned(act, Answer(HELD, Box.RIGHT)), CAME + timedelta(1))
    assert found_in(folder)[HELD].reply == Reply.CONFIRMED


@pytest.mark.parametrize("silence", [True, False])
def test_silence_stands_only_where_the_round_says_so_and_only_after_its_last_day(tmp_path, silence):
    folder, act = opened(tmp_path, silence=silence)
    take(folder, returned(act, Answer(HELD, Box.NOTHING_NEW)), UNTIL)
    assert found_in(folder, UNTIL) == {}
    found = found_in(folder, UNTIL + timedelta(1))
    assert HELD not in found
    assert ("A4-adopted" in found) == silence
    if silence:
        assert found["A4-adopted"].reply == Reply.NOT_CONTRADICTED
        assert found["A4-adopted"].participants == ("ARG", "BRA")


def test_silence_stands_for_nothing_that_nobody_was_asked_about(tmp_path):
    folder, _ = opened(tmp_path, silence=True)
    reports, known = folder / "reports.csv", UNTIL + timedelta(30)
    row = f"R99,A4-adopted,,{known},day,{known},publication,achieved,{known},day,,,medium,,,,,S3"
    settings = folder / "dataset.toml"
    moved = re.sub(r"(?m)^horizon = .*", f"horizon = {known}", settings.read_text("utf-8"))
    settings.write_text(moved, "utf-8")
    reports.write_text(f"{reports.read_text('utf-8')}{row}\n", "utf-8")
    assert "A4-adopted" in found_in(folder, known - timedelta(1))
    assert "A4-adopted" not in found_in(folder, known)


def test_evidence_and_dates_expected_of_a_joint_milestone_stand_beside_it_by_name(tmp_path):
    folder, act = opened(tmp_path)
    later = Answer("A4-in_force", Box.EXPECTED, date(2027, 6, 1), "month", remark="Salvo crisis")
    evidence = Answer(HELD, Box.RIGHT, evidence="Gaceta 209", remark="Fue rápido")
    take(folder, returned(act, evidence, later, REACHED))
    view = view_of(load.load(folder), language="es")
    text = view.t("answered.confirmed", names="Argentina", day=view.t.short_date(CAME))
    assert quotes.reply(view, HELD) == f"{text}. Argentina: Correcto · Gaceta 209"
    assert quotes.reply(view, "A4-in_force") == "Argentina: Previsto para jun 2027"
    assert quotes.reply(view, REACHED.milestone).endswith("4 de mayo de 2026 · Note 12")
    before = view_of(load.load(folder), "es", day=CAME - timedelta(1))
    assert quotes.reply(before, HELD) == ""


@pytest.mark.parametrize("language", words.languages())
def test_it_is_said_with_names_day_and_each_wording(tmp_path, language):
    folder, act = opened(tmp_path)
    file = returned(act, Answer(HELD, Box.NOT_RIGHT, remark="Fue en Quito"), REACHED)
    take(folder, replace(file, language=language))
    view = view_of(load.load(folder), language=language)
    assert quotes.reply(view, HELD).endswith(". Argentina: “Fue en Quito”")
    assert view.t.participant(view.dataset, "ARG") in quotes.reply(view, "A4-adopted")
    assert quotes.reply(view, "A4-signed") == ""
    [report] = view.dataset.reports["report_id"][-1:]
    assert quotes.basis(view, report) == view.t("evidence.stated")
    assert all("](<" not in paragraph for paragraph in quotes.paragraphs(view, report))
