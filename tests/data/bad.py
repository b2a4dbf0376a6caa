"""Folders made bad, each in one way; `problems.csv` has what must then be said."""

import shutil

from tests.support.edits import Edit, cell, content, dangling, in_its_place, insert, swap, together

MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of reading."""
BAD: dict[str, Edit] = {
    # Files and settings
    "no folder": shutil.rmtree,
    "file in place of the folder": lambda folder: (shutil.rmtree(folder), folder.touch()),
    "folder of something else": lambda folder: (shutil.rmtree(folder), folder.mkdir()),
    "settings without end": content("dataset.toml", lambda data: data + b"#" * 100_000),
    "toml malformed": swap("dataset.toml", "[title]", "[title"),
    "horizon not a date": swap("dataset.toml", "2026-06-04", '"June 2026"'),
    "fictional not a boolean": swap("dataset.toml", "fictional = true", 'fictional = "yes"'),
    "audience that there is not": swap(
        "dataset.toml", "fictional", 'audience = "ministers"\nfictional'
    ),
    "title without a language": swap("dataset.toml", 'pt = "Registro inventado"', ""),
    "unknown setting": swap("dataset.toml", "fictional", "cutoff = 3\nfictional"),
    "period that ends first": swap("dataset.toml", "ends = 2026", "ends = 2024"),
    "setting that is missing": swap("dataset.toml", 'plan = "open"\n', ""),
    "name with markup": swap("dataset.toml", 'en = "Both sides"', 'en = "[Both](x)"'),
    "meeting of no series": cell("meetings.csv", 3, "series", "royal"),
    "number of a day": cell("reports.csv", 2, "reported_on", "45721"),
    "day in words": cell("reports.csv", 2, "reported_on", "5 March 2025"),
    "quarter for a day": cell("reports.csv", 2, "dated_on", "Q1 2025"),
    "Cyrillic letter in a reference": cell("actions.csv", 3, "priority_id", "\u04201"),
    "horizon without end": swap("dataset.toml", "2026-06-04", "9999-12-31"),
    "cycle of no level": swap("dataset.toml", '"ministerial"', '"royal"'),
    "number beyond all counting in the settings": swap(
        "dataset.toml", "months = 18", f"months = 0x{'f' * 9000}"
    ),
    "control character in a title": swap("dataset.toml", 'es = "Registro', 'es = "Registro\\u0085'),
    "line break in a title": swap("dataset.toml", 'es = "Registro', 'es = "a\\n'),
    "folder in place of a table": in_its_place("notes.csv"),
    "link to nowhere in place of a table": dangling("notes.csv"),
    "empty file": content("notes.csv", lambda _: b""),
    "header only where rows are needed": together(
        *(
            content(f"{name}.csv", lambda data: data.splitlines()[0])
            for name in ("milestones", "date_changes", "reports", "evidence")
        )
    ),
    "spreadsheet by another name": content("notes.csv", lambda _: b"PK\x03\x04..."),
    "utf-16": content("notes.csv", lambda data: data.decode().encode("utf-16")),
    "nothing but zeros": content("notes.csv", lambda data: bytes(len(data))),
    "no names of columns": content("notes.csv", lambda data: data.split(b"\n", 1)[1]),
    "latin-1": content("texts.csv", lambda data: data.decode().encode("latin-1")),
    "stray csv file": lambda folder: shutil.copy(
        folder / "reports.csv", folder / "reports (2).csv"
    ),
    # Shapes of tables
    "stray column": content(
        "priorities.csv",
        lambda data: (
            data.replace(b"source_id", b"source_id,colour")
            .replace(b"S1", b"S1,")
            .replace(b",,", b",,,")
        ),
    ),
    "missing column": content(
        "frameworks.csv", lambda data: data.replace(b"description,", b"").replace(b",,", b",")
    ),
    "repeated column": content(
        "priorities.csv",
        lambda data: (
            data.replace(b"description", b"description,title")
            .replace(b"exchanged,", b"exchanged,x,")
            .replace(b",,", b",,,")
        ),
    ),
    "row with too few cells": swap("framework_priorities.csv", "F1,P2", "F1"),
    "row with too many cells": swap("action_sources.csv", "A1,2,S2", "A1,2,S2,,page 4"),
    "unclosed quote in the last column": swap("notes.csv", "Two sources", '"Two sources'),
    "text after a closing quote": swap("actions.csv", '"Two weeks, online"', '"Two weeks" online'),
    # Cells
    "required cell blank": cell("actions.csv", 3, "title", ""),
    "nul character": cell("actions.csv", 3, "title", "Tra\0ining"),
    **{
        f"mark that turns the direction of reading U+{ord(mark):04X}": cell(
            "participants.csv", 3, "name", f"{mark}Europol"
        )
        for mark in MARKS
    },
    "line separator": cell("notes.csv", 2, "text", "one\u2028two"),
    "the last of all characters": cell("notes.csv", 2, "text", "one\ufffftwo"),
    "line break in the title of an action": cell("actions.csv", 3, "title", "Training\nof"),
    "line break in a translated title": cell("texts.csv", 2, "text", "Acuerdo\ncon"),
    "space that does not break before": cell("sources.csv", 3, "publisher", "\xa0example"),
    "space of no width in a word": cell("reports.csv", 4, "state", "achieved\u200b"),
    "month 13": cell("reports.csv", 2, "dated_on", "2025-13-01"),
    "day first, with slashes": cell("reports.csv", 2, "reported_on", "05/03/2025"),
    "date with a time of day": cell("sources.csv", 2, "published_on", "2025-03-06 10:30:00"),
    "year 2205": cell("actions.csv", 2, "starts_on", "2205-03-05"),
    "integer with thousands": cell("priorities.csv", 3, "position", "2.000"),
    "integer beyond all counting": cell("priorities.csv", 3, "position", "9" * 30),
    "position 0": cell("priorities.csv", 3, "position", "0"),
    "boolean as a number": cell("participants.csv", 4, "reports", "1"),
    "unknown state": cell("reports.csv", 4, "state", "acheived"),
    "code that starts in small letters": cell("notes.csv", 2, "note_id", "n1"),
    "code longer than 40": cell("notes.csv", 2, "note_id", "N" * 41),
    "language by its name": cell("texts.csv", 2, "language", "english"),
    "country with two letters": cell("meetings.csv", 2, "country", "BE"),
    "javascript address": cell("sources.csv", 3, "url", "javascript:alert(1)"),
    "address with a space": cell("sources.csv", 3, "url", "https://example.org/a b"),
    "address over two lines": cell("sources.csv", 3, "url", "https://example.org/\njavascript:x"),
    "text over the length": cell("actions.csv", 3, "title", "x" * 401),
    "short name over the length in a translation": insert(
        "texts.csv", 2, f"actions,A1,short,es,{'x' * 49}"
    ),
    "megabyte where no length is set": cell("notes.csv", 3, "about_id", "x" * 1_000_000),
    # Keys and references
    "code repeated": insert("notes.csv", 4, "N1,limit,,,Again"),
    "key of two columns repeated": insert("action_participants.csv", 4, "A1,ARG,support,"),
    "position repeated": cell("priorities.csv", 3, "position", "1"),
    "action of no priority": cell("actions.csv", 4, "priority_id", "P9"),
    "presidency of nobody": cell("presidencies.csv", 3, "participant_id", "CHL"),
    "long unknown reference": cell("decisions.csv", 3, "meeting_id", "M" * 9000),
    "note about no row": cell("notes.csv", 3, "about_id", "A9"),
    "text of no table": cell("texts.csv", 2, "table", "deeds"),
    "text of no column": cell("texts.csv", 2, "field", "subtitle"),
    # Between columns
    "ends before it starts": cell("actions.csv", 3, "ends_on", "2025-01-01"),
    "date without precision": cell("milestones.csv", 2, "agreed_precision", ""),
    "precision without date": cell("actions.csv", 2, "ends_precision", "day"),
    "correction of another milestone": cell("reports.csv", 6, "corrects", "R1"),
    "corrected before it was said": cell("reports.csv", 6, "reported_on", "2025-03-31"),
    "quarter not on its first day": cell("meetings.csv", 3, "starts_on", "2026-05-01"),
    "month not on its first day": cell("actions.csv", 3, "starts_on", "2025-02-02"),
    "achieved in a complete plan without confirmation": together(
        swap("dataset.toml", 'plan = "open"', 'plan = "complete"'),
        cell("reports.csv", 2, "confirmation", ""),
    ),
    "confirmed in an open record on one origin": cell(
        "reports.csv", 4, "confirmation", "confirmed"
    ),
    "one communiqué in two outlets passed as two origins": together(
        cell("evidence.csv", 2, "voice", "press"),
        cell("evidence.csv", 3, "origin", "example COUNCIL"),
    ),
    "quote of more than forty words": cell("evidence.csv", 2, "quote", " ".join("y" * 41)),
    "source newer than its report": cell("sources.csv", 2, "published_on", "2025-03-07"),
    "not achieved, yet confirmed": cell("reports.csv", 3, "confirmation", "confirmed"),
    "achieved on no day": together(
        cell("reports.csv", 2, "achieved_on", ""), cell("reports.csv", 2, "achieved_precision", "")
    ),
    "not achieved, yet on a day": together(
        cell("reports.csv", 3, "achieved_on", "2025-05-01"),
        cell("reports.csv", 3, "achieved_precision", "day"),
    ),
    # Between tables
    "partner that denied": insert("action_participants.csv", 7, "A1,BRA,partner,"),
    "report from the future": cell("reports.csv", 2, "reported_on", "2062-03-06"),
    "marked for others than the readers of the folder": cell(
        "actions.csv", 2, "marking", "participants"
    ),
    "milestone of nobody where everyone has one": cell("milestones.csv", 4, "participant_id", ""),
    "milestone of somebody who takes no part": cell(
        "milestones.csv", 5, "participant_id", "EUROPOL"
    ),
    "report by somebody who takes no part": cell("reports.csv", 3, "participant_id", "BRA"),
    "position twice in a part": cell("milestones.csv", 3, "position", "1"),
    "action on the day of a meeting with its source": cell("actions.csv", 2, "kind", "meeting"),
    "action with the title of a meeting": together(
        cell("actions.csv", 4, "title", "technical MEETING"),
        cell("actions.csv", 4, "kind", "meeting"),
    ),
    "action with the title of a framework": cell(
        "actions.csv", 4, "title", "Alliance for Security"
    ),
    "step of an open record without a source": together(
        cell("reports.csv", 4, "source_id", ""), cell("reports.csv", 10, "source_id", "")
    ),
    "date that no source announces": cell("reports.csv", 10, "state", "not_started"),
    "two words on one day": insert(
        "reports.csv",
        3,
        "R11,A1-signed,ARG,2025-03-05,day,2025-03-06,submission,not_achieved,,,,,low,,,,,S2",
    ),
    "report that corrects itself": cell("reports.csv", 7, "corrects", "R6"),
}
"""What is wrong, to how it comes about in the small dataset."""
