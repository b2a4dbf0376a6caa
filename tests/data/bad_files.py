"""Bad files, settings and shapes of tables."""

import shutil

from tests.support.spoiled import content, dangling, in_its_place, kind, swap, together

FILES_AND_SETTINGS = [
    kind(
        "settings without end",
        content("dataset.toml", lambda data: data + b"#" * 100_000),
        "dataset.toml",
        "too_large",
        "100000 bytes",
    ),
    kind(
        "toml malformed",
        swap("dataset.toml", "[title]", "[title"),
        "dataset.toml",
        "bad_settings",
        "is not valid TOML",
    ),
    kind(
        "horizon not a date",
        swap("dataset.toml", "2026-06-04", '"June 2026"'),
        "dataset.toml 0 horizon",
        "bad_setting",
        "'June 2026' is not valid; use horizon = 2026-06-04",
    ),
    kind(
        "fictional not a boolean",
        swap("dataset.toml", "fictional = true", 'fictional = "yes"'),
        "dataset.toml 0 fictional",
        "bad_setting",
        "'yes' is not valid; use true, false",
    ),
    kind(
        "audience that there is not",
        swap("dataset.toml", "fictional", 'audience = "ministers"\nfictional'),
        "dataset.toml 0 audience",
        "bad_setting",
        "'ministers' is not valid; use public, participants, secretariat",
    ),
    kind(
        "title without a language",
        swap("dataset.toml", 'pt = "Registro inventado"', ""),
        "dataset.toml 0 title",
        "bad_setting",
        "use en, es, pt",
    ),
    kind(
        "unknown setting",
        swap("dataset.toml", "fictional", "cutoff = 3\nfictional"),
        "dataset.toml 0 cutoff",
        "stray_setting",
        "'cutoff' is not a known setting",
    ),
    kind(
        "period that ends first",
        swap("dataset.toml", "ends = 2026", "ends = 2024"),
        "dataset.toml 0 period",
        "bad_setting",
        "is not valid",
    ),
    kind(
        "horizon without end",
        swap("dataset.toml", "2026-06-04", "9999-12-31"),
        "dataset.toml 0 horizon",
        "not_plausible",
        "1990-2100",
    ),
    kind(
        "cycle of no level",
        swap("dataset.toml", '"ministerial"', '"royal"'),
        "dataset.toml 0 cycle",
        "bad_setting",
        "levels = ",
    ),
    kind(
        "number beyond all counting in the settings",
        swap("dataset.toml", "months = 18", f"months = 0x{'f' * 9000}"),
        "dataset.toml 0 cycle",
        "bad_setting",
        "'...' is not valid",
    ),
    kind(
        "control character in a title",
        swap("dataset.toml", 'es = "Registro', 'es = "Registro\\u0085'),
        "dataset.toml 0 title",
        "control_character",
        "Registro[U+0085]",
    ),
    kind(
        "line break in a title",
        swap("dataset.toml", 'es = "', 'es = "a\\n'),
        "dataset.toml 0 title",
        "line_break",
        "a line break is not allowed here; delete it: 'a Registro",
    ),
    kind(
        "folder in place of a table",
        in_its_place("notes.csv"),
        "notes.csv",
        "not_a_file",
        "a folder, or something else that is not a file",
    ),
    kind(
        "link to nowhere in place of a table",
        dangling("notes.csv"),
        "notes.csv",
        "missing_file",
        "the file is missing",
    ),
    kind(
        "empty file",
        content("notes.csv", lambda _: b""),
        "notes.csv",
        "empty_file",
        "the file is empty",
    ),
    kind(
        "header only where rows are needed",
        together(
            *(
                content(f"{name}.csv", lambda data: data.splitlines()[0])
                for name in ("milestones", "date_changes", "reports", "evidence")
            )
        ),
        "milestones.csv",
        "no_rows",
        "add at least one",
    ),
    kind(
        "byte-order mark",
        content("notes.csv", lambda data: b"\xef\xbb\xbf" + data),
        "notes.csv 1",
        "byte_order_mark",
        "without this mark",
    ),
    kind(
        "latin-1",
        content("texts.csv", lambda data: data.decode().encode("latin-1")),
        "texts.csv 3",
        "not_utf8",
        "the byte 0xed is not UTF-8",
    ),
    kind(
        "stray csv file",
        lambda folder: shutil.copy(folder / "reports.csv", folder / "reports (2).csv"),
        "reports (2).csv",
        "stray_file",
        "not one of the tables",
    ),
]

SHAPE = [
    kind(
        "stray column",
        content(
            "priorities.csv",
            lambda data: (
                data.replace(b"source_id", b"source_id,colour")
                .replace(b"S1", b"S1,")
                .replace(b",,", b",,,")
            ),
        ),
        "priorities.csv 1 colour",
        "stray_column",
        "the column 'colour' is not expected",
    ),
    kind(
        "column without a name",
        swap("priorities.csv", "description,source_id", "description,source_id,"),
        "priorities.csv 1",
        "blank_columns",
        "blank columns after the last one",
    ),
    kind(
        "blank cells after the last column of every row",
        content("sources.csv", lambda data: data.replace(b"\n", b",,\n")),
        "sources.csv 1",
        "blank_columns",
        "blank columns after the last one",
    ),
    kind(
        "rows of commas",
        content("notes.csv", lambda data: data + b",,,,\n" * 50),
        "notes.csv 5",
        "blank_rows",
        "contain only separators: 50",
    ),
    kind(
        "semicolons",
        content("framework_priorities.csv", lambda data: data.replace(b",", b";")),
        "framework_priorities.csv 1",
        "separator",
        "the columns are separated by ;",
    ),
    kind(
        "missing column",
        content(
            "frameworks.csv", lambda data: data.replace(b"description,", b"").replace(b",,", b",")
        ),
        "frameworks.csv 1 description",
        "missing_column",
        "the column 'description' is missing",
    ),
    kind(
        "repeated column",
        content(
            "priorities.csv",
            lambda data: (
                data.replace(b"description", b"description,title")
                .replace(b"exchanged,", b"exchanged,x,")
                .replace(b",,", b",,,")
            ),
        ),
        "priorities.csv 1 title",
        "repeated_column",
        "'title' appears more than once",
    ),
    kind(
        "row with too few cells",
        swap("framework_priorities.csv", "F1,P2", "F1"),
        "framework_priorities.csv 3",
        "ragged_row",
        "the line has 1 cells but needs 2; check its commas and quotation marks: 'F1'",
    ),
    kind(
        "row with too many cells",
        swap("action_sources.csv", "A1,2,S2", "A1,2,S2,,page 4"),
        "action_sources.csv 3",
        "ragged_row",
        (
            "the line has 5 cells but needs 3; check its commas and quotation marks: "
            "'A1,2,S2,,page 4'"
        ),
    ),
    kind(
        "unclosed quote in the last column",
        swap("notes.csv", "Two sources", '"Two sources'),
        "notes.csv 3",
        "unreadable",
        "is not valid CSV",
    ),
    kind(
        "text after a closing quote",
        swap("actions.csv", '"Two weeks, online"', '"Two weeks" online'),
        "actions.csv 3",
        "unreadable",
        "is not valid CSV",
    ),
]
