"""Small faults in the product, more than fifty: each must make the tests named beside it fail.

    python -m tests.faults            plant each by itself in a copy of HEAD, and run its tests
    python -m tests.faults server     those in files of which the path holds this word

Before tests are taken out or written anew, run it, and again after: the same must be caught.
"""

import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
LIBRARIES = ("streamlit.web.bootstrap", "fastapi", "pandas", "pyarrow.parquet", "hypothesis")
LIBRARIES += ("pptx", "docx", "openpyxl", "icalendar", "lxml.html", "babel.dates", "httpx2")
"""Packages that most tests need: imported once, not once for each fault."""
TIMES = itertools.count(1)
CAUGHT = {0: "NOT CAUGHT", 1: "caught"}
"""Exit code of pytest to what it says of a fault; any other: the tests could not run."""


class Fault(NamedTuple):
    """A text of a file that stands there once, what is written instead, and who must notice."""

    file: str
    old: str
    new: str
    tests: str


FAULTS: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("data/status.py", "data/test_status.py"): [
        ('(frame["due_on"] <= questions["day"])', '(frame["due_on"] < questions["day"])'),
        ('questions["day"] - frame["due_on"]', 'frame["due_on"] - questions["day"]'),
        ('(frame["reached_by"] < starts)', '(frame["reached_by"] <= starts)'),
        ("(late >= 2) | serious", "(late >= 3) | serious"),
        ("SERIOUS_DELAY_DAYS = 90", "SERIOUS_DELAY_DAYS = 91"),
        ("STALLED_MONTHS = 9", "STALLED_MONTHS = 10"),
        ('pairs["reported_on"] <= pairs["known_by"]', 'pairs["reported_on"] < pairs["known_by"]'),
        ("joint & lead_spoke & by_partner", "lead_spoke & by_lead"),
    ],
    ("data/status.py", "data/test_rounds.py"): [
        ('found["due_on"] <= deadlines.max()', 'found["due_on"] >= deadlines.max()'),
    ],
    ("data/dates.py", "data/test_dates.py"): [('"quarter": "Q"', '"quarter": "M"')],
    ("data/measures/headlines.py", "data/test_measures.py"): [
        ("high=confirmed + awaiting + silent", "high=confirmed + awaiting"),
        ("self.missing <= MOST_MISSING * self.of", "self.missing < MOST_MISSING * self.of"),
        ("TO_COME = (State.NOT_DUE, State.NOT_ACHIEVED_DUE)", "TO_COME = (State.NOT_DUE,)"),
        ('REACHED,\n    "confirmed": (State.CONFIRMED,)', 'REACHED,\n    "confirmed": REACHED'),
    ],
    ("data/measures/headlines.py", "components/cards/test_steps.py"): [
        ("high, low = max(reached.values())", "low, high = max(reached.values())"),
    ],
    ("data/measures/by_country.py", "data/test_measures.py"): [
        ('2 * late > tally["due"]', '2 * late >= tally["due"]'),
        ("partners.get(action, [])", "partners.get(action, [])[:1]"),
    ],
    ("data/measures/by_month.py", "data/test_by_month.py"): [
        ('"announced": due[among(state, APPLICABLE) &', '"announced": due['),
        ("np.argsort(-days", "np.argsort(days"),
    ],
    ("data/measures/by_agency.py", "data/test_by_agency.py"): [
        ('drop_duplicates("action_id", keep="last")', 'drop_duplicates("action_id")'),
        ("isin([Stage.SIGNED, Stage.IN_FORCE])", "isin([Stage.SIGNED])"),
        (
            'isin(_actions_with(dataset, bodies))\n        & milestones["state"]',
            'notna()\n        & milestones["state"]',
        ),
    ],
    ("data/selection/__init__.py", "data/selection/test_selection.py"): [
        ("name: masks.any_of(codes)", "name: index.listed"),
        ("self.is_joint | self.owner.any_of(codes)", "self.owner.any_of(codes)"),
        ("last >= np.datetime64(since)", "first >= np.datetime64(since)"),
    ],
    (
        "data/changes.py",
        "data/test_changes.py::test_a_report_is_a_change_of_the_kind_that_its_effect_gives",
    ): [
        ("Change.REVERSAL: had & ~now.isin(ACHIEVED)", "Change.REVERSAL: had"),
    ],
    ("data/meetings.py", "data/test_meetings.py"): [
        ("if later >= as_of.replace(day=1)", "if later > as_of.replace(day=1)"),
    ],
    ("data/evidence.py", "data/test_evidence.py"): [("origins >= 2", "origins >= 1")],
    (
        "data/visibility.py",
        "data/test_editions.py::test_an_edition_holds_what_became_known_on_its_very_day",
    ): [
        ('dataset.reports["reported_on"] <= day', 'dataset.reports["reported_on"] < day'),
    ],
    (
        "data/visibility.py",
        "test_marking.py::test_the_folder_holds_nothing_that_is_marked_higher",
    ): [
        ('NAMED = ("decisions", "participants", "sources")', 'NAMED = ("decisions", "sources")'),
    ],
    ("data/cache.py", "data/test_measures.py"): [("(dataset.fingerprint,)", "(dataset.name,)")],
    (
        "data/reading/checks.py",
        "data/reading/test_load.py::test_all_problems_are_named_at_once_in_order_of_file_and_line",
    ): [
        ("~frame[column].isin([*there", "frame[column].isin([*there"),
    ],
    ("data/round/replies.py", "data/round/test_replies.py"): [
        (
            'own_reports(dataset, code, answer["participant_id"])',
            'dataset.reports[dataset.reports["milestone_id"] == code]',
        ),
    ],
    (
        "data/round/acts.py",
        "data/round/test_acts.py::test_acts_undone_in_another_order_than_taken_leave_the_bytes_of_before",
    ): [
        ("None if was_made and is_bare else text.encode()", "text.encode()"),
    ],
    ("data/round/said_dates.py", "data/round/test_fields.py"): [
        ("if one <= 12 and other <= 12 and one != other:", "if one < other <= 12:"),
    ],
    ("data/text/es.toml", "test_words.py::test_a_sentence_is_not_left_in_english"): [
        ("ningún hito alcanzado hasta ahora", "no milestone reached so far"),
    ],
    (
        "data/record/milestones.csv",
        "data/test_record.py::test_a_milestone_is_known_from_its_first_report",
    ): [("signed,,2,,,2023-02-22", "signed,,2,,,2023-02-23")],
    ("components/layout/csv_table.py", "components/layout/test_csv_table.py"): [
        ('FORMULA = frozenset("=+', 'FORMULA = frozenset("+'),
        ("        return inert(cell)\n", "        return cell\n"),
    ],
    ("components/layout/files.py", "components/layout/test_files.py"): [
        ("if view.edition\n", "if not view.edition\n"),
    ],
    ("components/layout/quotes.py", "components/layout/test_quotes.py"): [
        ('url if missing(row["quote"]) else address_of_quote(url, row["quote"])', "url"),
    ],
    ("components/view/view.py", "components/view/test_view.py"): [
        ("found.until < found.since", "found.until > found.since"),
        ('    if filters.context:\n        parts.append(t("filters.said_context"))\n', ""),
    ],
    ("components/cards/sentence.py", "components/cards/test_sentence.py"): [
        ("n=numbers.to_come)", "n=numbers.passed)"),
    ],
    ("components/cards/comparison.py", "components/cards/test_comparison.py"): [
        ("set.intersection(*each)", "set.union(*each)"),
    ],
    ("components/cards/meeting_cards.py", "components/cards/test_meeting_cards.py"): [
        ("view.on(meetings.eve(meeting))", 'view.on(meeting["starts_on"].date())'),
    ],
    ("components/cards/events.py", "components/cards/test_events.py"): [
        ("records(at[:MOST])", "records(at[-MOST:])"),
    ],
    ("components/documents/calendar.py", "components/documents/test_calendar.py"): [
        ("end=last.date() + timedelta(days=1)", "end=last.date()"),
        ("return STATUS.CANCELLED", "return STATUS.CONFIRMED"),
    ],
    ("components/documents/package.py", "components/documents/test_package.py"): [
        ("_known(view.dataset, view.as_of)", "view.dataset"),
    ],
    ("components/documents/note/standing.py", "components/documents/test_note.py"): [
        (
            "for state in (*APPLICABLE, *SET_ASIDE) if total[state]",
            "for state in APPLICABLE if total[state]",
        ),
    ],
    ("components/server/headers.py", "components/server/test_headers.py"): [
        ('    "x-content-type-options": "nosniff",\n', ""),
        ('"object-src": "\'none\'"', '"object-src": "\'self\'"'),
    ],
    ("components/server/limits.py", "components/server/test_limits.py"): [
        ("tasks_waiting >= self.most_waiting", "tasks_waiting > 2 * self.most_waiting"),
        ("(address, 64)", "(address, 128)"),
        ("len(times) >= window.amount", "len(times) > window.amount"),
        ("times[-window.amount] + window.seconds", "times[0] + window.seconds"),
    ],
    ("components/server/file_answer.py", "components/server/test_file_answer.py"): [
        ("int(last or size) + 1, size", "int(last or size), size"),
        ("return Response(status_code=304, headers=headers)", "pass"),
    ],
    ("components/server/websocket_limits.py", "components/server/test_websocket_limits.py"): [
        ("len(frame) > limits.LARGEST_MESSAGE", "len(frame) > 9 * limits.LARGEST_MESSAGE"),
    ],
    ("components/server/log.py", "components/server/test_log.py"): [
        (
            '"type": type(error).__name__, "where": _where(error.__traceback__)}\n    event',
            '"type": str(error)}\n    event',
        ),
    ],
    ("components/server/api/counts.py", "test_one_number.py"): [
        ('{"low": head.low, "high": head.high', '{"low": head.high, "high": head.low'),
    ],
    ("components/server/search.py", "components/server/test_search.py"): [
        ("if len(text) > most or", "if"),
    ],
}
"""File and tests, below `tests`, to each fault: the text that stands there once, and the other."""


def faults(word: str) -> Iterator[Fault]:
    """Each fault in the files of which the path holds a word."""
    for (file, tests), pairs in FAULTS.items():
        yield from (Fault(file, old, new, tests) for old, new in pairs if word in file)


def run(copy: Path, tests: str) -> int:
    """The exit code of pytest for some tests of a copy, in a child that has `LIBRARIES` already."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.chdir(copy)
    sys.path[:] = [str(copy), *(path for path in sys.path if path not in ("", str(ROOT)))]
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    paths = [f"tests/{one}" for one in tests.split()]
    code = 70
    try:
        code = pytest.main(["-n", "0", "-q", "-x", "-p", "no:cacheprovider", *paths])
    finally:
        os._exit(int(code))


def put(path: Path, text: str) -> None:
    """Write a file with a time of its own: by that Python tells whether its bytecode is old."""
    path.write_text(text, "utf-8")
    os.utime(path, (next(TIMES),) * 2)


def plant(copy: Path, fault: Fault) -> str:
    """What the tests say of one fault; the copy is as before afterwards."""
    path = copy / fault.file
    whole = path.read_text("utf-8")
    if whole.count(fault.old) != 1:
        return "NOT PLANTED: the text does not stand there once"
    put(path, whole.replace(fault.old, fault.new))
    code = run(copy, fault.tests)
    put(path, whole)
    return CAUGHT.get(code, f"NOT RUN: pytest ended with {code}")


def main(word: str = "") -> int:
    """Plant every fault in a copy of HEAD; 1 where one is not caught."""
    wanted = list(faults(word))
    for name in LIBRARIES:
        import_module(name)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "copy"
        subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", copy], cwd=ROOT, check=True
        )
        (copy / ".venv").symlink_to(ROOT / ".venv")
        number = 0
        try:
            if code := run(copy, " ".join(dict.fromkeys(one.tests for one in wanted))):
                print(f"Without any fault, pytest ends with {code}.")
                return 2
            for one in wanted:
                outcome = plant(copy, one)
                number += outcome == CAUGHT[1]
                print(f"{outcome}: {one.file}: {one.old!r} -> {one.new!r}", flush=True)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", copy], cwd=ROOT, check=True)
    print(f"{number} of {len(wanted)} are caught.")
    return int(number < len(wanted))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
