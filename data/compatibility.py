"""What the contract added since it was first used, and what stood in its place before.

By this an old dataset is told what to add, and an old edition opens with its own numbers.
"""

NEW_TABLES = ("denials", "revisions")
"""Tables that were not there: there was nothing to put into them."""
NEW_COLUMNS = {("actions", "link"): "eu_clasi"}
"""Columns that were not there, and what held for every row."""
RENAMED = {("participants", "kind"): {"clasi_state": "state"}}
"""Values that have another name now."""
PLAN = "complete"
"""Every dataset was shown as an agreed plan, without a first day before which all was in place."""
NEW_STATES = {"in_place": 0, "before_or_since": 0}
"""Columns of frozen statuses that were not there, and how many milestones were counted in them."""


def value_before(table: str, column: str) -> str | None:
    """What held for every row before a column was there; `None` where it has always been there."""
    return NEW_COLUMNS.get((table, column))


def renamed(table: str, column: str) -> dict[str, str]:
    """Old names of values of a column to those of today."""
    return RENAMED.get((table, column), {})
