"""What is bad between cells: keys, references, and the rules of the contract."""

from tests.support.spoiled import bad, cell, insert, kind, swap, together

KEYS = [
    kind(
        "code repeated",
        insert("notes.csv", 4, "N1,limit,,,Again"),
        "notes.csv 4 note_id",
        "repeated_key",
        "'N1' is used more than once; each value must be unique",
    ),
    kind(
        "key of two columns repeated",
        insert("action_participants.csv", 4, "A1,ARG,support,"),
        "action_participants.csv 4 action_id, participant_id",
        "repeated_key",
        "'A1/ARG' is used more than once",
    ),
    bad(
        "position repeated",
        "priorities.csv 3 position",
        "1",
        "repeated_key",
        "'1' is used more than once",
    ),
    bad(
        "action of no priority",
        "actions.csv 4 priority_id",
        "P9",
        "unknown_reference",
        "'P9' was not found in priorities.csv",
    ),
    bad(
        "presidency of nobody",
        "presidencies.csv 3 participant_id",
        "CHL",
        "unknown_reference",
        "'CHL' was not found in participants.csv",
    ),
    bad(
        "long unknown reference",
        "decisions.csv 3 meeting_id",
        "M" * 9000,
        "unknown_reference",
        f"'{'M' * 60}... (9000)' was not found in",
    ),
    bad(
        "note about no row",
        "notes.csv 3 about_id",
        "A9",
        "unknown_reference",
        "'A9' was not found in actions.csv",
    ),
    bad(
        "text of no table",
        "texts.csv 2 table",
        "deeds",
        "not_allowed",
        "'deeds' is not allowed; use one of priorities, participants",
    ),
    bad(
        "text of no column",
        "texts.csv 2 field",
        "subtitle",
        "not_allowed",
        "'subtitle' is not allowed; use one of action_id, priority_id, title",
    ),
]

BETWEEN_COLUMNS = [
    bad(
        "ends before it starts",
        "actions.csv 3 ends_on",
        "2025-01-01",
        "before",
        "'2025-01-01' is earlier than 'starts_on'",
    ),
    bad(
        "date without precision",
        "milestones.csv 2 agreed_precision",
        "",
        "needed_with",
        "required here, because 'agreed_on' has one",
    ),
    kind(
        "precision without date",
        cell("actions.csv", 2, "ends_precision", "day"),
        "actions.csv 2 ends_on",
        "needed_with",
        "required here, because 'ends_precision' has one",
    ),
    bad(
        "correction of another milestone",
        "reports.csv 6 corrects",
        "R1",
        "not_same",
        "the row 'R1' has a different 'milestone_id'",
    ),
    kind(
        "corrected before it was said",
        cell("reports.csv", 6, "reported_on", "2025-03-31"),
        "reports.csv 6 reported_on",
        "not_after",
        "'2025-03-31' is earlier than the date of the row named in 'corrects'",
    ),
    bad(
        "month not on its first day",
        "actions.csv 3 starts_on",
        "2025-02-02",
        "not_period_start",
        "first day of the period",
    ),
    kind(
        "achieved in a complete plan without confirmation",
        together(
            swap("dataset.toml", 'plan = "open"', 'plan = "complete"'),
            cell("reports.csv", 2, "confirmation", ""),
        ),
        "reports.csv 2 confirmation",
        "needed_when",
        "required here when 'state' is achieved",
    ),
    bad(
        "confirmed in an open record on one origin",
        "reports.csv 4 confirmation",
        "confirmed",
        "against_evidence",
        "'confirmed' contradicts the evidence: according to evidence.csv it is awaiting",
    ),
    kind(
        "one communiqué in two outlets passed as two origins",
        together(
            cell("evidence.csv", 2, "voice", "press"),
            cell("evidence.csv", 3, "origin", "example COUNCIL"),
        ),
        "reports.csv 2 confirmation",
        "against_evidence",
        "according to evidence.csv it is awaiting",
    ),
    bad(
        "quote of more than forty words",
        "evidence.csv 2 quote",
        " ".join("y" * 41),
        "too_many_words",
        "more than 40 words",
    ),
    kind(
        "source newer than its report",
        cell("sources.csv", 2, "published_on", "2025-03-07"),
        "evidence.csv 2 source_id",
        "newer_source",
        "the source was published on 2025-03-07",
    ),
    bad(
        "not achieved, yet confirmed",
        "reports.csv 3 confirmation",
        "confirmed",
        "not_with",
        "must be empty when 'state'",
    ),
    kind(
        "achieved on no day",
        together(
            cell("reports.csv", 2, "achieved_on", ""),
            cell("reports.csv", 2, "achieved_precision", ""),
        ),
        "reports.csv 2 achieved_on",
        "needed_when",
        "required here when 'state' is achieved",
    ),
    kind(
        "not achieved, yet on a day",
        together(
            cell("reports.csv", 3, "achieved_on", "2025-05-01"),
            cell("reports.csv", 3, "achieved_precision", "day"),
        ),
        "reports.csv 3 achieved_on",
        "not_with",
        (
            "must be empty when 'state' is announced, not_achieved, not_started, not_applicable, "
            "withdrawn; delete '2025-05-01'"
        ),
    ),
]

BETWEEN_TABLES = [
    kind(
        "partner that denied",
        insert("action_participants.csv", 7, "A1,BRA,partner,"),
        "denials.csv 2 participant_id",
        "also_in",
        "'BRA' is also in action_participants.csv",
    ),
    bad(
        "report from the future",
        "reports.csv 2 reported_on",
        "2062-03-06",
        "after_horizon",
        "'2062-03-06' is after 2026-06-04",
    ),
    bad(
        "marked for others than the readers of the folder",
        "actions.csv 2 marking",
        "participants",
        "marked_higher",
        "'participants' is not for the readers of this folder (audience in dataset.toml: public)",
    ),
    bad(
        "milestone of nobody where everyone has one",
        "milestones.csv 4 participant_id",
        "",
        "needs_owner",
        "'A2' is an action with the mode 'each'",
    ),
    bad(
        "milestone of somebody who takes no part",
        "milestones.csv 5 participant_id",
        "EUROPOL",
        "takes_no_part",
        "'EUROPOL' does not take part",
    ),
    bad(
        "report by somebody who takes no part",
        "reports.csv 3 participant_id",
        "BRA",
        "takes_no_part",
        "add it to action_participants.csv",
    ),
    kind(
        "position twice in a part",
        cell("milestones.csv", 3, "position", "1"),
        "milestones.csv 3 action_id, participant_id, position",
        "repeated_key",
        "'A1//1' is used more than once",
    ),
    kind(
        "action on the day of a meeting with its source",
        cell("actions.csv", 2, "kind", "meeting"),
        "actions.csv 2 action_id",
        "same_event",
        "this is already in meetings.csv, as 'M1'",
    ),
    kind(
        "action with the title of a meeting",
        together(
            cell("actions.csv", 4, "title", "technical MEETING"),
            cell("actions.csv", 4, "kind", "meeting"),
        ),
        "actions.csv 4 action_id",
        "same_event",
        "this is already in meetings.csv, as 'M2'",
    ),
    kind(
        "action with the title of a framework",
        cell("actions.csv", 4, "title", "Alliance for Security"),
        "actions.csv 4 action_id",
        "same_event",
        "this is already in frameworks.csv, as 'F1'; delete one of the two",
    ),
    kind(
        "step of an open record without a source",
        together(cell("reports.csv", 4, "source_id", ""), cell("reports.csv", 10, "source_id", "")),
        "milestones.csv 4 milestone_id",
        "no_source",
        "in an open record, a milestone needs a report or an announcement with a source",
    ),
    kind(
        "date that no source announces",
        cell("reports.csv", 10, "state", "not_started"),
        "milestones.csv 4 agreed_on",
        "not_announced",
        "no source announces '2025-02-01'",
    ),
    kind(
        "two words on one day",
        insert(
            "reports.csv",
            3,
            "R11,A1-signed,ARG,2025-03-05,day,2025-03-06,submission,not_achieved,,,,,low,,,,,S2",
        ),
        "reports.csv 3 state",
        "two_voices",
        "'not_achieved' contradicts another report on this milestone",
    ),
    bad(
        "report that corrects itself",
        "reports.csv 7 corrects",
        "R6",
        "circle",
        "lead back to this row through 'R6'",
    ),
]
