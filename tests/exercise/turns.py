"""Reports that take something back: reversals, and corrections of a date or of a state."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from tests.exercise import vocabulary
from tests.exercise.plan import START, Period, between
from tests.exercise.reporting import Report, Story

SPANS = ((date(2025, 3, 20), date(2025, 11, 12)), (date(2025, 11, 12), date(2026, 9, 10)))
"""From one main meeting to the next; in each of these everything happens that can."""
WAIT = timedelta(12)
"""The fewest days until a report is taken back."""
TURNS = ("reversal", "wrong_date", "wrong_state")


def turn(seed: int, told: Sequence[Story], times: int) -> None:
    """Let something of the stories be taken back between each pair of main meetings.

    Each turn happens so many times to what was reported before the span, and in it.
    """
    rng = Random(f"{seed}/turns")
    free = list(told)
    rng.shuffle(free)
    for first, last in SPANS:
        for since, until in ((START, first), (first, last - WAIT)):
            for kind in TURNS * times:
                for story in free:
                    if report := _achievement(story, kind, since, until):
                        day = max(report.day + WAIT, first) + timedelta(1)
                        day = between(rng, day, last - timedelta(1))
                        _take_back(rng, story, report, kind, day, last)
                        free.remove(story)
                        break


def _achievement(story: Story, kind: str, since: date, until: date) -> Report | None:
    """The report that is to be taken back.

    It is an achievement, reported between two days, on which no later step rests.
    """
    if not story.is_last or story.milestone.removed:
        return None
    wanted = ("achieved", "confirmed" if kind == "reversal" else "awaiting")
    fitting = (one for one in story.reports if (one.state, one.confirmation) == wanted)
    found = next(fitting, None)
    return found if found and since <= found.day <= until else None


def _take_back(rng: Random, story: Story, report: Report, kind: str, day: date, last: date) -> None:
    """Correct a report, or report that the milestone is no longer reached.

    Later reports are made again.

    Until the end of the span it stays open, so that the two main meetings differ.
    """
    note = rng.choice(vocabulary.words("sentences")[kind])
    new = Report(day, "not_achieved", report.by, note=note)
    if rng.random() < 0.3:
        new.basis, new.source = "publication", f"EX-S-{story.action.code[3:]}"
    if kind == "reversal":
        story.reports = [one for one in story.reports if one.day < day]
    else:
        story.reports = [one for one in story.reports if one is report or one.day < report.day]
        new.corrects = report
    story.reports.append(new)
    if kind == "wrong_date":
        assert report.achieved
        earlier = Period(report.achieved.start - timedelta(rng.randint(4, 25)), "day")
        new.state, new.achieved, new.confirmation = "achieved", earlier, report.confirmation
        new.confidence, new.stage = report.confidence, report.stage
        return
    later = [sent for sent in story.days if sent > day + timedelta(20)]
    for sent in sorted({*later[:1], *later[-1:]}):
        reason = rng.choice(vocabulary.words("sentences")["delay"])
        late = Report(sent, "not_achieved", report.by, confidence="medium", note=reason)
        story.reports.append(late)
    if later and later[-1] > last and rng.random() < 0.4:
        reached = Period(between(rng, later[-1] - timedelta(20), later[-1]), "day")
        again = Report(later[-1], "achieved", report.by, reached, "awaiting", stage=report.stage)
        again.confidence = "medium"
        story.reports[-1] = again
