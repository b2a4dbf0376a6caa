"""The rows of each table of the contract that belong to a choice, translated for the reader."""

from collections.abc import Collection, Mapping

import pandas as pd

from components.view.view import View
from data import contract
from data.cache import cached_by_fingerprint
from data.meetings import MeetingStatus, known_on
from data.model.records import missing
from data.selection import choose, filters
from data.selection.filters import SIDES
from data.text import words
from data.visibility import rows_on

BY_ACTION = ("actions", "action_participants", "action_sources", "denials")
BY_MILESTONE = ("milestones", "date_changes", "reports", "evidence")
CHOICE = (*filters.CODES, *filters.PERIOD)
NARROWED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*BY_ACTION, *BY_MILESTONE), CHOICE),
    **dict.fromkeys(("priorities", "framework_priorities", "decisions"), ("priority",)),
    **dict.fromkeys(("participants", "presidencies"), SIDES),
}
"""Table to the filters that choose among its rows; other tables come whole."""
STATES = ("as_of", "edition")
"""Parameters that choose the state of every table."""
NOTE = (
    "The filters choose actions as on the pages, those that are context among them. "
    f"Of {', '.join(BY_ACTION)} the rows of these actions are given; "
    f"of {', '.join(BY_MILESTONE)} those of their milestones, "
    "of the chosen participants and statuses alone. "
    "Priorities, framework_priorities and decisions follow `priority`; "
    "participants and presidencies follow `country` and `eu`. Every other table is given whole. "
    "`as_of` and `edition` leave of every table what was known then."
)
"""What a filter does to each table, for the description."""
_known = cached_by_fingerprint(4)(rows_on)


def rows_of_table(view: View, table: str, asked: Collection[str]) -> tuple[pd.DataFrame, list[str]]:
    """The rows of a table that belong to a choice, and the `asked` parameters that chose them."""
    frame = _frame(view, table)
    applied = [name for name in (*NARROWED.get(table, ()), *STATES) if name in asked]
    if not set(applied) - set(STATES):
        return frame, applied
    chosen = choose(view.selection.snapshot, view.filters.with_(context=True))
    people, actions = view.filters.participants, chosen.listed["action_id"]
    if table in BY_ACTION:
        kept = frame["action_id"].isin(actions)
    elif table in BY_MILESTONE:
        milestones = view.dataset.milestones
        mine = milestones[milestones["action_id"].isin(actions)]
        if people:
            whose = mine["participant_id"]
            mine = mine[whose.isna() | whose.isin(people)]
        codes = chosen.milestones if view.filters.status else mine
        about = frame
        if table == "evidence":
            reports = view.dataset.reports.set_index("report_id")["milestone_id"]
            about = frame.assign(milestone_id=frame["report_id"].map(reports))
        kept = about["milestone_id"].isin(codes["milestone_id"])
    elif people and "participant_id" in frame:
        kept = frame["participant_id"].isin(people)
    else:
        kept = frame["priority_id"].isin(view.filters.priority)
    return frame[kept], applied


def _frame(view: View, table: str) -> pd.DataFrame:
    """A table as known on the cut-off. A meeting has no outcome before it takes place."""
    if not view.filters.as_of:
        return view.dataset.tables[table]
    frame = _known(view.dataset, view.as_of).tables[table]
    if table != "meetings":
        return frame
    then = known_on(view.dataset, view.as_of).loc[frame.index, list(frame.columns)]
    return then[then["status"] != MeetingStatus.AFTER_CUT_OFF]


def translate(view: View, table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows with texts in the reader's language; a text without a translation stays as it is."""
    language, found = view.t.language, {}
    if language == words.FALLBACK:
        return frame
    texts = words.translations(view.dataset, language)
    keys = contract.row_keys(frame, table) if len(frame) else []
    for column in {field for name, _, field in texts if name == table}:
        cells = zip(keys, frame[column], strict=True)
        found[column] = [
            cell if missing(cell) else texts.get((table, key, column), cell) for key, cell in cells
        ]
    if table == "participants":
        found["name"] = [view.t.participant(view.dataset, code) for code in frame["participant_id"]]
    return frame.assign(**found)
