"""What can be wrong with a dataset, said so that whoever edits the file can mend it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
SHOWN = 60


def shorten(value: str) -> str:
    """A cell as a message shows it: one line, not too long, nothing that a terminal would obey."""
    text = re.sub(CONTROL, "\N{REPLACEMENT CHARACTER}", re.sub(r"\s+", " ", value))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}... ({len(value)})"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place.

    Attributes:
        file: name of the file in the dataset's folder.
        line: line in the file, the header being 1; 0 where the whole file is meant.
        column: name of the column; blank where the whole line is meant.
        code: which message, `problem.<code>` in the catalogues.
        value: the offending cell, shortened.
        details: what else the message names, such as what is allowed.
    """

    file: str
    line: int
    column: str
    code: str
    value: str = ""
    details: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)

    def place(self, line_word: str) -> str:
        """Where it is: `reports.csv, line 41, state`."""
        parts = [self.file, f"{line_word} {self.line}" if self.line else "", self.column]
        return ", ".join(part for part in parts if part)

    def message(self, t: Callable[..., str]) -> str:
        """What is wrong and what would be right, in the words of `t`."""
        return t(f"problem.{self.code}", value=self.value, column=self.column, **self.details)


class BadDatasetError(Exception):
    """The dataset does not keep the contract; nothing of it may be shown.

    Attributes:
        problems: all of them, in the order of files and lines.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("; ".join(f"{p.place('line')}: {p.code} {p.value!r}" for p in self.problems[:20]))
