"""Judge a returned file: what it would change, what cannot be taken, what it does to the numbers.

Three are compared: the sheet as it was sent, the data now, and the file. Nothing is written here.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from data.model import ACHIEVED, Dataset
from data.reading.problems import BadDatasetError
from data.records import by_code
from data.round.case import Case, fact, stated
from data.round.effects import effects
from data.round.following import changes_of, is_too_long
from data.round.rows import SETTINGS, changed, cleaned, first_day, last_day, longest
from data.round.values import (
    DATED,
    Answer,
    Box,
    Change,
    Conflict,
    Judgement,
    Need,
    Problem,
    Return,
    Said,
)

TEXTS = ("evidence", "remark")


def judge(
    dataset: Dataset,
    issued: Mapping[str, Said],
    returned: Return,
    on: date,
    only: Collection[str] | None = None,
    despite: Collection[str] = (),
) -> Judgement:
    """Judge what came back in one file.

    Args:
        dataset: the data now.
        issued: milestone to what the sheet said; empty where the participant was not asked.
        returned: what was understood of the file.
        on: day on which it was received.
        only: milestones whose answers and needs are taken; all, and every other need, where none
            is given.
        despite: milestones whose answers are taken although the data have moved since.

    Returns:
        Every problem, also those of the file; changes and effects of what can be taken; and the
        answers that are not taken until somebody chooses.

    Source: METHOD.md, section "Confirm or correct".
    """
    case = Case(dataset, issued, returned, on)
    problems, conflicts, taken = list(returned.problems), [], []
    if refused := _refusal(case):
        return Judgement((*problems, refused))
    long = (need for need in returned.needs if is_too_long(case, need))
    problems += [returned.problem(need.what, "too_long", need.place) for need in long]
    for answer in _answers(case):
        if problem := _problem(case, answer):
            problems.append(problem)
        elif answer.milestone not in despite and (now := _moved(case, answer)):
            conflicts.append(Conflict(answer.milestone, issued[answer.milestone], now, answer))
        elif only is None or answer.milestone in only:
            taken.append(answer)
    needs = [one for one in returned.needs if only is None or one.about in only]
    try:
        changes, after = _changed(case, taken, needs)
    except BadDatasetError as error:
        # Each answer that breaks the contract by itself is left out, and the others are taken.
        broken = {answer.milestone: why for answer in taken if (why := _broken(case, answer))}
        for answer in taken:
            if why := broken.get(answer.milestone):
                name = returned.file_name
                problems.append(returned.problem(name, "contract", answer.place, said=why))
        try:
            rest = [answer for answer in taken if answer.milestone not in broken]
            changes, after = _changed(case, rest if broken else taken, needs)
        except BadDatasetError:
            problem = returned.problem(returned.file_name, "contract", said=str(error))
            return Judgement((*problems, problem), conflicts=tuple(conflicts))
    found = effects(dataset, after) if changes else []
    return Judgement(tuple(problems), tuple(changes), tuple(found), tuple(conflicts))


def _changed(
    case: Case, answers: Collection[Answer], needs: Collection[Need]
) -> tuple[list[Change], Dataset]:
    """The rows that follow, with the last day of the data, and the data with them.

    Raises:
        BadDatasetError: they would break the contract.
    """
    changes = changes_of(case, answers, needs)
    if changes and case.on > case.dataset.horizon:
        before, after = ({"horizon": day.isoformat()} for day in (case.dataset.horizon, case.on))
        changes.append(Change(SETTINGS, "horizon", before, after))
    return changes, changed(case.dataset, changes) if changes else case.dataset


def _broken(case: Case, answer: Answer) -> str:
    """What one answer alone would break of the contract; blank for nothing."""
    try:
        _changed(case, [answer], ())
    except BadDatasetError as error:
        return str(error)
    return ""


def _refusal(case: Case) -> Problem | None:
    """Why nothing of the file can be taken, if so."""
    returned, rounds = case.returned, by_code(case.dataset, "rounds")
    if rounds.get(returned.round, {}).get("kind") != "confirm":
        return returned.problem(returned.round, "unknown_round")
    if not case.issued:
        return returned.problem(returned.participant, "not_asked")
    return None


def _answers(case: Case) -> Iterator[Answer]:
    """The answers, each once, with clean texts; a blank leaves what was answered before."""
    given = [replace(answer, place="") for answer in case.returned.answers]
    for at, answer in enumerate(case.returned.answers):
        if given.index(given[at]) < at:
            continue
        before, _ = case.before.get(answer.milestone, (None, None))
        same = before if before and before.box is answer.box else None
        texts = {name: cleaned(getattr(answer, name), "answers", name) for name in TEXTS}
        kept = {name: text or getattr(same, name, "") for name, text in texts.items()}
        precision = (answer.precision or "day") if answer.on else ""
        on = answer.on and first_day(answer.on, precision)
        yield replace(answer, on=on, precision=precision, **kept)


def _problem(case: Case, answer: Answer) -> Problem | None:
    """Why an answer cannot be taken, if so."""
    milestone, box, on = answer.milestone, answer.box, answer.on
    same = {replace(one, place="") for one in case.returned.answers if one.milestone == milestone}
    is_reached = milestone in case.now and case.now[milestone].state in ACHIEVED
    _, came = case.otherwise(answer) or (None, case.on)
    is_past = on is not None and last_day(on, answer.precision) < case.on
    is_future = on is not None and on > case.on
    cases = {
        "not_on_sheet": milestone not in case.issued,
        "gone": milestone not in case.now,
        "answered_twice": len(same) > 1,
        "newer_answer": came > case.on,
        "no_date": box in DATED and on is None,
        "date_without_box": box not in DATED and on is not None,
        "after_received": box is Box.REACHED and is_future,
        "expected_but_reached": box is Box.EXPECTED and is_reached,
        "expected_in_past": box is Box.EXPECTED and is_past,
        "no_wording": box is Box.NOT_RIGHT and not answer.remark,
        "too_long": any(len(getattr(answer, name)) > longest("answers", name) for name in TEXTS),
    }
    for what, holds in cases.items():
        if holds:
            value = str(came if what == "newer_answer" else on or milestone)
            return case.returned.problem(value, what, answer.place, milestone=milestone)
    return None


def _moved(case: Case, answer: Answer) -> Said | Answer | None:
    """What the data say, if an answer is about what is no longer said and says something else.

    A participant that gives another date than it gave before in this round corrects itself. Of two
    answers that came on one day nobody knows which is the later one: it is the one before then.
    """
    before, came = case.otherwise(answer) or (None, None)
    if before and came == case.on:
        return before
    issued, now = case.issued[answer.milestone], case.now[answer.milestone]
    if fact(now) in (fact(issued), stated(answer)):
        return None
    is_own = before and answer.box in DATED and stated(before) == fact(now)
    return None if is_own else now
