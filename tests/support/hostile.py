"""The public record with other titles: as short, as long or as hostile as the contract allows."""

import shutil
from itertools import cycle
from pathlib import Path

import pandas as pd

from data.reading import load

LONG = 400
"""Characters of a title at most, as the contract has it."""
WORDS = "Cooperación reforzada contra las redes transnacionales de tráfico "
TITLES = {
    "short": ["A"],
    "long": [(WORDS * 10)[:LONG].strip().ljust(LONG, "x"), "W" * LONG],
    "markup": [
        '<script>alert("1")</script>',
        "=1+1",
        '=HYPERLINK("http://evil.example","x")',
        "+1",
        "@SUM(A1)",
        "a & b < c > d",
        "[x](javascript:y) **z**",
        "https://evil.example/title",
    ],
    "markdown": [
        "</script><!--<b>x</b>-->",
        ":small[[x](<https://evil.example>)]",
        "![x](https://evil.example/x.png)",
        "<https://evil.example>",
        "[x] (y) [z]: https://evil.example",
        "# x | y | `z` ~~a~~",
        "&lt;b&gt; &#60;i&#62; https://here.invalid.example",
    ],
}
RENAMED = {
    "priorities": "title",
    "actions": "title",
    "meetings": "title",
    "sources": "title",
    "notes": "text",
}


def write(folder: Path, kind: str) -> Path:
    """Write the record with titles from `TITLES`, without translations; returns its folder."""
    shutil.copytree(load.FOLDER / "record", folder, ignore=shutil.ignore_patterns("editions"))
    for table, column in RENAMED.items():
        path = folder / f"{table}.csv"
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        titles = cycle(TITLES[kind])
        # No meeting may be an action too: that would be one event, counted twice.
        frame[column] = [
            f"M{next(titles)}"[:LONG] if table == "meetings" else next(titles)
            for _ in range(len(frame))
        ]
        if "short" in frame:
            frame["short"] = ""
        frame.to_csv(path, index=False, lineterminator="\n")
    texts = folder / "texts.csv"
    texts.write_text(texts.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    return folder
