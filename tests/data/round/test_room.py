"""The room: each tick is an act about what is shown now; the conclusions say what came of it."""

import io
from datetime import date

import docx
import pytest

from data.round import conclusions
from data.round import rounds as ledgers
from data.round import sheet_words as say
from data.round.answers import questions
from data.round.rounds import Ledger
from data.round.store import acts
from data.round.values import Answer, Box
from data.text import words
from tests.support import rounds, shapes

ON, HELD = date(2026, 7, 3), "A4-held"
LATER = Answer("A4-in_force", Box.EXPECTED, date(2027, 3, 1), "month")
WRONG = Answer("A4-completed", Box.NOT_RIGHT, remark="Built, not opened")


@pytest.fixture
def folder(tmp_path):
    return rounds.opened(tmp_path)[0]


def tick(folder, answer, by="ARG"):
    came = ledgers.agreed(Ledger.of(folder).sheets()[by], answer)
    return ledgers.take(folder, came, ON, "secretariat", is_chosen=True)


def test_each_tick_is_an_act_that_is_undone_alone_and_the_same_tick_is_none(folder):
    before = rounds.content(folder)
    act, _ = tick(folder, rounds.REACHED)
    assert (act.respondent, act.participant, act.file_name) == (ledgers.AGREED, "ARG", "")
    again, judged = tick(folder, rounds.REACHED)
    assert again is None
    assert [one.what for one in judged.problems] == ["already_taken"]
    second, _ = tick(folder, LATER, "BRA")
    ledger = Ledger.of(folder)
    assert ledgers.ticks(ledger.acts, act.round) == [act, second]
    for one in (second, act):
        acts.undo(folder, one.number, ON, "secretariat")
    assert rounds.content(folder) == before
    assert ledgers.ticks(Ledger.of(folder).acts, act.round) == []


def test_the_room_decides_about_what_is_shown_now_whatever_the_sheet_said(folder):
    tick(folder, rounds.REACHED, "BRA")
    act, judged = tick(folder, Answer("A4-adopted", Box.REACHED, date(2026, 5, 9), "day"))
    assert (act is None, judged.conflicts) == (False, ())


def test_conclusions_say_what_was_confirmed_moved_and_disputed_by_whom_and_what_is_next(folder):
    for by in ("ARG", "BRA"):
        tick(folder, Answer(HELD, Box.RIGHT), by)
    tick(folder, LATER)
    tick(folder, WRONG, "BRA")
    ledger = Ledger.of(folder)
    shown = {code: questions.said(row) for code, row in questions.shown(ledger.dataset).items()}
    for language in words.languages():
        sheet = ledger.sheets(language=language)["ARG"]
        t, written = sheet.t, docx.Document(io.BytesIO(conclusions.write(ledger.dataset, sheet)))
        texts = [one.text for one in written.paragraphs]
        names = t.listed([t.participant(ledger.dataset, code) for code in ("ARG", "BRA")])
        parts = ("confirmed", "open", "moved", "disputed", "next")
        heads = [f"{n}. {t(f'round.conclusions.{name}')}" for n, name in enumerate(parts, start=1)]
        at = [texts.index(head) for head in heads]
        assert at == sorted(at)
        [both] = [text for text in texts[at[0] : at[1]] if names in text]
        assert f"{t('round.says')} {say.said(shown[HELD], t)}. {t('round.box.right')}" in both
        assert "Built, not opened" in "".join(texts[at[3] : at[4]])
        assert t.date(date(2027, 3, 1), "month") in "".join(texts[at[2] : at[3]])
        assert t.date(date(2027, 3, 1), "month") in "".join(texts[at[4] :])


def test_who_called_right_what_is_no_longer_shown_confirms_nothing_in_the_conclusions(folder):
    tick(folder, Answer(LATER.milestone, Box.RIGHT), "BRA")
    for parts in (1, 0):
        ledger = Ledger.of(folder)
        found = conclusions.sections(ledger.dataset, ledger.sheets(language="en")["ARG"])
        assert (len(found["open"]), found["confirmed"]) == (parts, [])
        tick(folder, LATER)
    assert [says for _, says in found["moved"]] == ["Expected in Mar 2027 (Argentina)"]
    tick(folder, Answer(LATER.milestone, Box.REACHED, date(2026, 6, 1), "day"), "BRA")
    ledger = Ledger.of(folder)
    found = conclusions.sections(ledger.dataset, ledger.sheets(language="en")["ARG"])
    assert (len(found["confirmed"]), found["moved"], found["next"]) == (1, [], [])


def test_conclusions_say_how_many_dates_they_leave_out(folder, monkeypatch):
    monkeypatch.setattr(conclusions, "MOST_NEXT", 0)
    tick(folder, LATER)
    ledger = Ledger.of(folder)
    sheet = ledger.sheets(language="en")["ARG"]
    parts = conclusions.sections(ledger.dataset, sheet)
    assert [name for name, _ in parts["next"]] == ["And 1 more date"]
    context = ledger.dataset.actions.assign(link="context")
    aside = shapes.with_tables(ledger.dataset, actions=context)
    assert conclusions.sections(aside, sheet)["next"] == [], "what is context is nobody's next"
