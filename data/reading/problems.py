"""What can be wrong with a dataset, said so that whoever edits the file can mend it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

CONTROL = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Characters that no document can hold, that break a line where nobody sees it, or that turn the
direction of reading: after one of these, the number beside a name reads from right to left."""
LINE_BREAK = "[\n\r]"
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")
"""Unicode categories of characters that a reader cannot see, or cannot tell from others."""
SHOWN = 60
MOST_EQUAL = 200
"""Places named for one kind of problem in one column; one more message says how many are left."""


def shorten(value: str) -> str:
    """A cell as a message shows it: one line, not too long, what cannot be seen by its number."""
    line = re.sub(r"[ \t\n\r\f\v]+", " ", value[: SHOWN * 2])
    text = "".join(
        f"[U+{ord(one):04X}]" if one != " " and unicodedata.category(one) in UNSEEN else one
        for one in line
    )
    return text if len(value) <= SHOWN else f"{text[:SHOWN]}... ({len(value)})"


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

    def sentence(self, t: Callable[..., str]) -> str:
        """Where it is and what is wrong, in the words of `t`."""
        return f"{self.place(t('problems.line_word'))}: {self.message(t)}"


def named(
    file: str,
    column: str,
    lines: Sequence[int],
    code: str,
    values: Sequence[str] | None = None,
    **details: str,
) -> Iterator[Problem]:
    """The same problem in several lines of a column: one each with its cell, up to a limit.

    One more says how many are left beyond it. `details` is what else the message names.
    """
    for position, line in enumerate(lines[:MOST_EQUAL]):
        value = "" if values is None else shorten(values[position])
        yield Problem(file, int(line), column, code, value, details)
    if len(lines) > MOST_EQUAL:
        more = {**details, "number": str(len(lines) - MOST_EQUAL)}
        yield Problem(file, int(lines[MOST_EQUAL]), column, "and_more", "", more)


class BadDatasetError(Exception):
    """The dataset does not keep the contract; nothing of it may be shown.

    Attributes:
        problems: all of them, in the order of files and lines.
    """

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = sorted(problems)

    def __str__(self) -> str:
        """Every problem as a sentence in English, one a line, for a terminal or a log."""
        from data.text import words  # words reads datasets, which can be refused

        t = words.words(words.FALLBACK)
        return "\n".join(problem.sentence(t) for problem in self.problems)
