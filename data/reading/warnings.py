"""What keeps the contract but may be a mistake: it is printed, and stops nothing."""

import re
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from data.dates import period_end
from data.model import COUNTED, Dataset, Link, Plan
from data.reading.problems import shorten

BOTH_SIDES = (Link.BOTH, Link.EU, Link.MEMBER_STATE)
"""The links of an action in which both sides act."""
EU_SIDE = ("eu", "eu_institution", "eu_agency", "eu_member_state", "programme")
"""The kinds of participants that can act on the side of the EU."""
OF_THE_EU = tuple(kind for kind in EU_SIDE if kind != "eu_member_state")
MAY = re.compile(r"(?i)\b(?:could|might|podr[ií]an?|poderiam?|pourrai(?:t|ent)|könnten?)\b")
"""By such words a source says that something is possible, which is no announcement."""
COMMON = {
    "de": "der und den von mit für auf ist im dem wurde",
    "en": "the of and with was by from which has were",
    "es": "el los las y su fue al desde más según",
    "fr": "les des et du dans pour avec par aux cette",
    "it": "il gli della di per nel che alla dei sono",
    "nl": "het een van op met voor zijn aan dat bij",
    "pt": "os em com uma não foi pela pelo ao são",
}
"""Words that are common in one language of sources and hardly occur in the others."""
CLEARLY = 2
"""By how many common words another language must lead."""


def find_warnings(dataset: Dataset) -> list[tuple[str, str, str]]:
    """What may be a mistake in a dataset.

    Returns:
        For each, the file, the key of `[doubt]` in the catalogues, and the code of the row. Sides,
        sources and operations are looked at in an open record alone.
    """
    warnings = [*_due_too_soon(dataset), *_out_of_order(dataset), *_idle(dataset)]
    warnings += _other_language(dataset)
    if dataset.plan is Plan.OPEN:
        for find in (_one_side, _step_of_one_side, _only_possible, _one_operation):
            warnings += find(dataset)
    return [(file, key, shorten(code)) for file, key, code in warnings]


def _due_too_soon(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """The last step of a part is due before the action starts."""
    last = _in_order(dataset).groupby(["action_id", "owner"], sort=False).tail(1)
    starts = last["action_id"].map(dataset.actions.set_index("action_id")["starts_on"])
    for code in last.loc[last["due"] < starts, "milestone_id"]:
        yield "milestones.csv", "due_before_start", code


def _out_of_order(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """A step is due before the period begins in which the one before it is."""
    steps = _in_order(dataset)
    begins = steps["agreed_on"].groupby([steps["action_id"], steps["owner"]], sort=False).shift()
    for code in steps.loc[steps["due"] < begins, "milestone_id"]:
        yield "milestones.csv", "due_before_last", code


def _idle(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Somebody owes reports and takes part in nothing."""
    people = dataset.participants
    busy = people["participant_id"].isin(dataset.action_participants["participant_id"])
    for code in people.loc[people["reports"] & ~busy, "participant_id"]:
        yield "participants.csv", "idle", code


def _other_language(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """A quote has clearly more common words of another language than of the one it names."""
    common = {name: set(words.split()) for name, words in COMMON.items()}
    quoted = dataset.evidence.dropna(subset=["quote", "quote_language"])
    columns = (quoted[name] for name in ("report_id", "quote", "quote_language"))
    for report, text, language in zip(*columns, strict=True):
        words = re.findall(r"\w+", text.casefold())
        score = {name: sum(word in known for word in words) for name, known in common.items()}
        if language in score and max(score.values()) >= score[language] + CLEARLY:
            yield "evidence.csv", "other_language", report


def _one_side(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """An action counts as cooperation, and nobody acts on one side; or its link names another side.

    Source: METHOD.md, section "Evidence and cooperation".
    """
    kinds = dataset.participants.set_index("participant_id")["kind"]
    acting = dataset.action_participants[dataset.action_participants["role"] != "support"]
    sides = acting["participant_id"].map(kinds).groupby(acting["action_id"]).agg(set)
    rows = dataset.actions[dataset.actions["link"].isin(BOTH_SIDES)]
    for action, link in zip(rows["action_id"], rows["link"], strict=True):
        found = sides.get(action, set())
        if "state" not in found or not found & set(EU_SIDE):
            yield "actions.csv", "one_side", action
        elif link != Link.BOTH and (link == Link.EU) != bool(found & set(OF_THE_EU)):
            yield "actions.csv", "other_link", action


def _step_of_one_side(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """A mandate is given by one side alone: it belongs to the step to which it leads."""
    rows = dataset.milestones
    for code in rows.loc[rows["step"] == "mandate", "milestone_id"]:
        yield "milestones.csv", "step_of_one_side", code


def _only_possible(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """A date was taken from sources all of which say only that something could happen."""
    announced = dataset.reports[dataset.reports["state"] == "announced"].merge(dataset.evidence)
    announced = announced.dropna(subset="quote")
    vague = announced["quote"].str.contains(MAY).groupby(announced["milestone_id"]).all()
    dated = dataset.milestones.loc[dataset.milestones["agreed_on"].notna(), "milestone_id"]
    for code in dated[dated.isin(vague.index[vague])]:
        yield "milestones.csv", "only_possible", code


def _one_operation(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Two operations rest on one page: they may be one operation with two phases."""
    actions = dataset.milestones.set_index("milestone_id")["action_id"]
    achieved = dataset.reports[dataset.reports["state"] == "achieved"]
    sourced = achieved[["report_id", "milestone_id"]].merge(dataset.evidence, on="report_id")
    sourced = sourced.assign(action_id=sourced["milestone_id"].map(actions))
    rows = dataset.actions
    operations = rows.loc[(rows["kind"] == "operation") & rows["link"].isin(COUNTED), "action_id"]
    sourced = sourced[sourced["action_id"].isin(operations)]
    by_page = sourced.groupby("source_id")["action_id"].agg(set)
    pairs = {pair for codes in by_page for pair in combinations(sorted(codes), 2)}
    for one, other in sorted(pairs):
        yield "actions.csv", "one_operation", f"{one}, {other}"


def _in_order(dataset: Dataset) -> pd.DataFrame:
    """The milestones by their position, with `owner` (or blank) and `due`.

    `due` is the last day of the agreed period. What a decision moved is left out: its date was
    looked at already.
    """
    moved = dataset.date_changes.loc[dataset.date_changes["kind"] == "in_force", "milestone_id"]
    rows = dataset.milestones[~dataset.milestones["milestone_id"].isin(moved)]
    due = period_end(rows["agreed_on"], rows["agreed_precision"])
    rows = rows.assign(due=due, owner=rows["participant_id"].fillna(""))
    return rows.sort_values("position", kind="stable")
