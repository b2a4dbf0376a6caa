"""Bad cells, each by itself."""

from data.cells import LONGEST_CELL
from tests.support.spoiled import bad

CELLS = [
    bad(
        "required cell blank",
        "actions.csv 3 title",
        "",
        "blank",
        "the cell is empty; enter a value",
    ),
    bad(
        "nul character",
        "actions.csv 3 title",
        "Tra\0ining",
        "control_character",
        "a character that no document can hold or that changes the direction of reading; "
        "delete it: 'Tra[U+0000]ining'",
    ),
    *(
        bad(
            f"mark that turns the direction of reading U+{ord(mark):04X}",
            "participants.csv 3 name",
            f"{mark}Europol",
            "control_character",
            f"changes the direction of reading; delete it: '[U+{ord(mark):04X}]Europol'",
        )
        for mark in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ),
    bad(
        "line separator",
        "notes.csv 2 text",
        "one\u2028two",
        "control_character",
        "'one[U+2028]two'",
    ),
    bad(
        "the last of all characters",
        "notes.csv 2 text",
        "one\ufffftwo",
        "control_character",
        "'one[U+FFFF]two'",
    ),
    bad(
        "line break in a title",
        "actions.csv 3 title",
        "Training\nof",
        "line_break",
        "a line break is not allowed here; delete it: 'Training of'",
    ),
    bad(
        "line break in a translated title",
        "texts.csv 2 text",
        "Acuerdo\ncon",
        "line_break",
        "'Acuerdo con'",
    ),
    bad(
        "space that does not break before",
        "sources.csv 3 publisher",
        "\xa0example",
        "outer_space",
        "the value; delete them: '[U+00A0]example'",
    ),
    bad(
        "space of no width in a word",
        "reports.csv 4 state",
        "achieved\u200b",
        "not_allowed",
        "'achieved[U+200B]' is not allowed; use one of",
    ),
    bad(
        "month 13",
        "reports.csv 2 dated_on",
        "2025-13-01",
        "no_such_day",
        "the date '2025-13-01' does not exist",
    ),
    bad(
        "day first, with slashes",
        "reports.csv 2 reported_on",
        "05/03/2025",
        "not_date",
        "is not a date; write it as YYYY-MM-DD",
    ),
    bad(
        "date with a time of day",
        "sources.csv 2 published_on",
        "2025-03-06 00:00:00",
        "time_of_day",
        "contains a time of day; write only the date, as YYYY-MM-DD",
    ),
    bad(
        "year 2205",
        "actions.csv 2 starts_on",
        "2205-03-05",
        "not_plausible",
        "is outside the years 1990-2100",
    ),
    bad(
        "integer with a fraction",
        "priorities.csv 3 position",
        "2.0",
        "decimal_places",
        "'2.0' has decimal places; write it without them",
    ),
    bad(
        "integer beyond all counting",
        "priorities.csv 3 position",
        "9" * 30,
        "not_integer",
        "is not a whole number",
    ),
    bad(
        "position 0",
        "priorities.csv 3 position",
        "0",
        "too_small",
        "'0' is too small; the minimum is 1",
    ),
    bad(
        "boolean in capitals",
        "participants.csv 4 reports",
        "TRUE",
        "not_boolean",
        "'TRUE' is not allowed; use one of true, false",
    ),
    bad(
        "unknown state",
        "reports.csv 4 state",
        "acheived",
        "not_allowed",
        "'acheived' is not allowed; use one of achieved, announced",
    ),
    bad(
        "code that starts in small letters",
        "notes.csv 2 note_id",
        "n1",
        "not_code",
        "'n1' is not a valid code",
    ),
    bad(
        "code longer than 40", "notes.csv 2 note_id", "N" * 41, "too_long", "at most 40 characters"
    ),
    bad(
        "language by its name",
        "texts.csv 2 language",
        "english",
        "not_language",
        "'english' is not a two-letter language code in lower case",
    ),
    bad(
        "country with two letters",
        "meetings.csv 2 country",
        "BE",
        "not_country",
        "'BE' is not a three-letter country code in capitals",
    ),
    bad(
        "javascript address",
        "sources.csv 3 url",
        "javascript:alert(1)",
        "not_address",
        "not a web address; it must start with https://",
    ),
    bad(
        "address with a space",
        "sources.csv 3 url",
        "https://example.org/a b",
        "not_address",
        "/a b' is not a web address",
    ),
    bad(
        "address over two lines",
        "sources.csv 3 url",
        "https://example.org/\njavascript:x",
        "not_address",
        "is not a web address",
    ),
    bad(
        "text over the length",
        "actions.csv 3 title",
        "x" * 401,
        "too_long",
        "at most 400 characters: 'xxx",
    ),
    bad(
        "megabyte where no length is set",
        "notes.csv 3 about_id",
        "x" * 1_000_000,
        "too_long",
        f"at most {LONGEST_CELL} characters",
    ),
]
