"""What changed rows do to the numbers of the pages."""

from datetime import date

from data import measures
from data.model import COUNTED, Dataset, State
from data.round.values import Effect
from data.selection import Snapshot


def effects(before: Dataset, after: Dataset) -> list[Effect]:
    """The numbers that change, and how much of that comes from days that passed.

    They are those of the pages: each dataset as it is shown, on its own last day.

    Source: METHOD.md, section "Confirm or correct".
    """
    was, now = numbers(before, before.horizon), numbers(after, after.horizon)
    waited = was if before.horizon == after.horizon else numbers(before, after.horizon)
    found = []
    for (scope, state), number in now.items():
        former, by_days = was[scope, state], waited[scope, state] - was[scope, state]
        if number != former or by_days:
            found.append(Effect(str(state), scope, former, number, by_days))
    return found


def numbers(dataset: Dataset, as_of: date) -> dict[tuple[str, State], int]:
    """Milestones of actions that count by state: of all, of each priority and participant."""
    rows, actions = Snapshot.on(dataset, as_of).milestones, dataset.actions
    rows = rows[rows["action_id"].isin(actions.loc[actions["link"].isin(COUNTED), "action_id"])]
    listed = measures.explode_by_participant(rows, dataset)
    counts = {
        "all": measures.total(rows),
        **measures.counts(rows, "priority_id", list(dataset.priorities["priority_id"])),
        **measures.counts(listed, "participant_id", list(dataset.participants["participant_id"])),
    }
    return {(scope, state): row[state] for scope, row in counts.items() for state in State}
