"""Judge a returned file: what it would change, what cannot be taken, what it does to the numbers.

Three are compared: the sheet as it was sent, the data now, and the file. Nothing is written here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from data import measures
from data.model import ACHIEVED, COUNTED, Dataset, State
from data.reading.problems import BadDatasetError
from data.round.answers.following import Case, answered, changes_of, fact, needed, stated
from data.round.store.rows import changed, first_day, is_too_long, last_day, written
from data.round.values import DATED, Answer, Box, Conflict, Effect, Judgement, Problem, Said
from data.selection import Snapshot


def judge(case: Case, is_chosen: bool = False) -> Judgement:
    """Judge what came back in one file, as it stands beside the data.

    Where somebody has chosen so, its answers are taken also where the data have moved since.

    Returns:
        Every problem, also those of the file; changes and effects of what can be taken; and the
        answers that are not taken until somebody chooses.

    Source: METHOD.md, section "Confirm or correct".
    """
    returned = case.returned
    problems, conflicts, taken = [*returned.problems], list[Conflict](), list[Answer]()
    if not case.issued:
        return Judgement((*problems, returned.problem(returned.participant, "not_asked")))
    long = (need for need in returned.needs if is_too_long("needs", needed(case, need)))
    problems += [returned.problem(need.what, "too_long", need.place) for need in long]
    for answer in _answers(case):
        if problem := _problem(case, answer):
            problems.append(problem)
        elif not is_chosen and (now := _moved(case, answer)):
            sent = case.issued[answer.milestone]
            conflicts.append(Conflict(answer.milestone, sent, now, answer))
        else:
            taken.append(answer)
    changes = changes_of(case, taken)
    try:
        after = changed(case.dataset, changes)
    except BadDatasetError:
        # What breaks the contract beside the answers before it is left out, the others are taken.
        every, taken = taken, list[Answer]()
        changes = changes_of(case, taken)
        after = changed(case.dataset, changes)
        for answer in every:
            more = changes_of(case, [*taken, answer])
            try:
                after = changed(case.dataset, more)
                taken, changes = [*taken, answer], more
            except BadDatasetError as error:
                name, why = returned.file_name, str(error)
                problems.append(returned.problem(name, "contract", answer.place, text=why))
    found = effects(case.dataset, after)
    return Judgement(tuple(problems), tuple(changes), tuple(found), tuple(conflicts))


def _answers(case: Case) -> Iterator[Answer]:
    """The answers with clean texts; a blank leaves what was answered before."""
    for answer in case.returned.answers:
        before = case.before.get(answer.milestone, {})
        is_same = before.get("answer") == answer.box
        texts = written("answers", {"evidence": answer.evidence, "remark": answer.remark})
        evidence, remark = (
            texts[name] or (before[name] if is_same else "") for name in ("evidence", "remark")
        )
        precision = (answer.precision or "day") if answer.on else ""
        on = answer.on and first_day(answer.on, precision)
        yield replace(answer, on=on, precision=precision, evidence=evidence, remark=remark)


def _problem(case: Case, answer: Answer) -> Problem | None:
    """Why an answer cannot be taken, the first reason that holds; `None` where it can."""
    milestone, box, on = answer.milestone, answer.box, answer.on
    is_reached = milestone in case.now and case.now[milestone].state in ACHIEVED
    _, came = case.otherwise(answer) or (None, case.on)
    is_past = on is not None and last_day(on, answer.precision) < case.on
    is_future = on is not None and on > case.on
    cases = {
        "not_on_sheet": milestone not in case.issued,
        "gone": milestone not in case.now,
        "newer_answer": came > case.on,
        "no_date": box in DATED and on is None,
        "date_without_box": box not in DATED and on is not None,
        "after_received": box is Box.REACHED and is_future,
        "expected_but_reached": box is Box.EXPECTED and is_reached,
        "expected_in_past": box is Box.EXPECTED and is_past,
        "no_wording": box is Box.NOT_RIGHT and not answer.remark,
        "too_long": is_too_long("answers", answered(case, answer)),
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


def effects(before: Dataset, after: Dataset) -> list[Effect]:
    """The numbers that change, as each dataset is shown on its last day.

    What falls due between these two days is part of it.

    Source: METHOD.md, section "Confirm or correct".
    """
    if after is before:
        return []
    was, now = (numbers(one, one.horizon) for one in (before, after))
    return [
        Effect(str(state), scope, was[scope, state], number)
        for (scope, state), number in now.items()
        if number != was[scope, state]
    ]


def numbers(dataset: Dataset, as_of: date) -> dict[tuple[str, State], int]:
    """Milestones that count, by scope (all, priority, participant with joint ones) and state."""
    rows, actions = Snapshot.on(dataset, as_of).milestones, dataset.actions
    rows = rows[rows["action_id"].isin(actions.loc[actions["link"].isin(COUNTED), "action_id"])]
    listed = measures.explode_by_participant(rows, dataset)
    counts = {
        "all": measures.total(rows),
        **measures.counts(rows, "priority_id", list(dataset.priorities["priority_id"])),
        **measures.counts(listed, "participant_id", list(dataset.participants["participant_id"])),
    }
    return {(scope, state): row[state] for scope, row in counts.items() for state in State}
