"""Agreements and contacts with EU agencies, each by its furthest step."""

from collections.abc import Sequence
from enum import StrEnum

import pandas as pd

from data.model import ACHIEVED, COUNTED, OPEN, Dataset


class Stage(StrEnum):
    """How far a country and an agency have come; the order is the order of the ladder."""

    NONE = "none"
    CONTACT = "contact"
    NEGOTIATING = "negotiating"
    SIGNED = "signed"
    IN_FORCE = "in_force"


STAGE_OF_STEP = {
    "mandate": Stage.NEGOTIATING,
    "signed": Stage.SIGNED,
    "adopted": Stage.SIGNED,
    "in_force": Stage.IN_FORCE,
}
"""The stage that a reached step of an agreement means."""
STAGE_COLUMNS = [
    *("action_id", "milestone_id", "step", "title", "state"),
    *("achieved_on", "achieved_precision", "reached_by", "source_id"),
]
"""Columns of the milestone that gives a stage."""
PAIR = ["action_id", "participant_id"]


def agreements(
    actions: pd.DataFrame, milestones: pd.DataFrame, dataset: Dataset, participant: str
) -> pd.DataFrame:
    """The agreements of a participant with EU agencies, each with the furthest step reached.

    `actions` are rows of that table. Milestones of other participants alone are left out.

    Returns:
        One row per agency and agreement, by agency, then by start: `participant_id` (the agency),
        `action_id`, and of the furthest step, missing where none was reached: `milestone_id`,
        `step`, `title`, `position`, `state`, `achieved_on`, `achieved_precision`, `reached_by`,
        `source_id`.

    Source: METHOD.md, section "The public record", for the path of an agreement.
    """
    partners = dataset.action_participants
    mine = partners.loc[partners["participant_id"] == participant, "action_id"]
    chosen = actions[(actions["kind"] == "agreement") & actions["action_id"].isin(mine)]
    kinds = dataset.participants.set_index("participant_id")["kind"]
    agencies = partners[partners["participant_id"].map(kinds) == "eu_agency"][PAIR]
    rows = agencies.merge(chosen[["action_id", "starts_on"]], on="action_id")
    rows = rows.sort_values(["participant_id", "starts_on"], kind="stable")
    owned = milestones["participant_id"].isna() | (milestones["participant_id"] == participant)
    reached = milestones[owned & milestones["state"].isin(ACHIEVED)]
    reached = reached.sort_values("position", kind="stable")
    furthest = reached.drop_duplicates("action_id", keep="last")[[*STAGE_COLUMNS, "position"]]
    return rows.drop(columns="starts_on").merge(furthest, on="action_id", how="left")


def agencies(
    milestones: pd.DataFrame, dataset: Dataset, countries: Sequence[str], bodies: Sequence[str]
) -> pd.DataFrame:
    """Country x EU agency: the furthest stage of any agreement or contact between the two.

    A reached step of an agreement gives its stage; an agreement of which a source says that it is
    not reached yet is in talks; a reached step of `infrastructure` (a liaison office, contact
    points) is a contact.

    Returns:
        One row per country and agency, indexed by both (`participant_id`, `agency_id`): `stage` (a
        `Stage`), and of the milestone that gives it, missing where there is none: `milestone_id`,
        `action_id`, `step`, `title`, `state`, `achieved_on`, `achieved_precision`, `reached_by`,
        `source_id`; and `also_in_talks`, whether the two have signed one and negotiate another.

    Source: METHOD.md, section "Countries and agencies".
    """
    pairs = _stages(milestones, dataset)
    partners = dataset.action_participants[PAIR]
    for side, codes in {"agency_id": bodies, "country_id": countries}.items():
        own = partners[partners["participant_id"].isin(codes)]
        pairs = pairs.merge(own.rename(columns={"participant_id": side}), on="action_id")
    pairs = pairs[pairs["participant_id"].isna() | (pairs["participant_id"] == pairs["country_id"])]
    keys = ["country_id", "agency_id"]
    furthest = pairs.drop_duplicates(keys, keep="last").set_index(keys)
    both = pairs.merge(furthest, on=keys, suffixes=("", "_of_pair"))
    is_beside = (both["stage"] == Stage.NEGOTIATING) & (both["stage_of_pair"] != both["stage"])
    also = both[is_beside & (both["action_id"] != both["action_id_of_pair"])]
    index = pd.MultiIndex.from_product([countries, bodies], names=["participant_id", "agency_id"])
    grid = furthest[["stage", *STAGE_COLUMNS]].reindex(index)
    return grid.assign(
        stage=grid["stage"].fillna(str(Stage.NONE)),
        also_in_talks=index.isin(also.set_index(keys).index),
    )


def _stages(milestones: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The milestones that give a stage, the least first and then by date, with their `stage`.

    Of actions that count; of an action and participant only the first one that signs.
    """
    counted = dataset.actions[dataset.actions["link"].isin(COUNTED)]
    milestones = milestones[milestones["action_id"].isin(counted["action_id"])]
    kind = milestones["action_id"].map(counted.set_index("action_id")["kind"])
    found = milestones[["participant_id", *STAGE_COLUMNS]]
    achieved = found["state"].isin(ACHIEVED)
    # A planned agreement of which nobody has said a word is not in talks.
    is_sourced = dataset.reports["source_id"].notna() & (dataset.reports["state"] != "not_started")
    is_reported = milestones["report_id"].isin(dataset.reports.loc[is_sourced, "report_id"])
    in_talks = found["state"].isin(OPEN) & is_reported
    stages = {step: str(stage) for step, stage in STAGE_OF_STEP.items()}
    stage = found["step"].map(stages).where(achieved, str(Stage.NEGOTIATING))
    stage = stage.where((kind == "agreement") & (achieved | in_talks))
    contact = (kind == "infrastructure") & achieved
    found = found.assign(stage=stage.mask(contact, str(Stage.CONTACT))).dropna(subset="stage")
    places = {str(stage): place for place, stage in enumerate(Stage)}
    found = found.assign(place=found["stage"].map(places))
    found = found.sort_values(["place", "achieved_on"], kind="stable", na_position="first")
    # A work programme adopted under a signed arrangement does not sign it anew.
    again = found.duplicated(["action_id", "participant_id", "stage"])
    return found[~again | (found["stage"] != Stage.SIGNED)]


def open_agreements(
    milestones: pd.DataFrame, dataset: Dataset, bodies: Sequence[str]
) -> pd.DataFrame:
    """The milestones that count and are not reached, of agreements with any of these agencies.

    Source: METHOD.md, section "Milestone states".
    """
    actions, partners = dataset.actions, dataset.action_participants
    theirs = partners.loc[partners["participant_id"].isin(bodies), "action_id"]
    is_agreement = (actions["kind"] == "agreement") & actions["link"].isin(COUNTED)
    agreements = actions.loc[is_agreement & actions["action_id"].isin(theirs), "action_id"]
    is_open = milestones["state"].isin(OPEN)
    return milestones[is_open & milestones["action_id"].isin(agreements)]


def signed_by_agency(grid: pd.DataFrame) -> pd.DataFrame:
    """How many countries have signed with each agency, and with how many it is in talks.

    `grid` is what `agencies` returns.

    Returns:
        One row per agency, in the order of the grid: `signed` (or in force), `negotiating`.

    Source: METHOD.md, section "Countries and agencies".
    """
    stages = grid["stage"]
    is_signed = stages.isin([Stage.SIGNED, Stage.IN_FORCE])
    counts = pd.DataFrame({"signed": is_signed, "negotiating": stages == Stage.NEGOTIATING})
    return counts.groupby(level="agency_id", sort=False).sum()
