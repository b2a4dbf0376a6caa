"""What can be wrong with a dataset, said so that whoever edits the file can mend it."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

BOM = b"\xef\xbb\xbf"
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")
"""Unicode categories of characters that a reader cannot see, or cannot tell from others."""
ALIKE = ("CYRILLIC", "GREEK")
"""Scripts of which letters look like Latin ones."""
SHOWN = 60
MOST_DIFFERENT = 200
"""Cells named for one kind of problem in one column; one more message says how many are left."""
MOST_LINES = 5
"""Lines named in which a problem is again."""
CONSEQUENCES = ("unknown_reference", "takes_no_part", "needs_owner", "no_source", "not_announced")
"""Problems that a row can have because another one is wrong: they are named last."""


def shorten(value: str) -> str:
    """A cell as a message shows it: one line, cut after 60 characters, followed by its length.

    What cannot be seen, or looks like a Latin letter and is none, stands there by its number.
    """
    line = re.sub(r"[ \t\n\r\f\v]+", " ", value[: SHOWN * 2])
    text = "".join(f"[U+{ord(one):04X}]" if _is_unclear(one, line) else one for one in line)
    return text if len(value) <= SHOWN else f"{text[:SHOWN]}... ({len(value)})"


def _is_unclear(one: str, among: str) -> bool:
    """Whether a reader cannot see a character, or takes it for a Latin letter beside others."""
    if one != " " and unicodedata.category(one) in UNSEEN:
        return True
    is_alike = unicodedata.name(one, "").startswith(ALIKE)
    return is_alike and re.search("[A-Za-z0-9]", among) is not None


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place: a line of a file, the header being 1, and a column.

    The line is 0 where the whole file is meant, the column blank where the whole line is. The
    message is `problem.<code>` in the catalogues; it names the cell, shortened, and the details.
    `again` are other lines in which the same is wrong with the same cell.
    """

    file: str
    line: int
    column: str
    code: str
    value: str = ""
    details: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)
    again: tuple[int, ...] = field(default=(), compare=False, hash=False)

    def but(self, places: Collection[tuple[str, int, str]]) -> "Problem | None":
        """The same without some places, each a file, a line and a column, if anything is left."""
        every = (self.line, *self.again)
        lines = [line for line in every if (self.file, line, self.column) not in places]
        return replace(self, line=lines[0], again=tuple(lines[1:])) if lines else None

    def place(self, line_word: str) -> str:
        """Where it is: `reports.csv, line 41, state`."""
        parts = [self.file, f"{line_word} {self.line}" if self.line else "", self.column]
        return ", ".join(part for part in parts if part)

    def message(self, t: Callable[..., str]) -> str:
        """What is wrong and what would be right, in the words of `t`."""
        sentence = t(f"problem.{self.code}", value=self.value, column=self.column, **self.details)
        if not self.again:
            return sentence
        lines = ", ".join(map(str, self.again[:MOST_LINES]))
        more = " ..." if len(self.again) > MOST_LINES else ""
        return f"{sentence} {t('problems.again', n=len(self.again), lines=lines + more)}"

    def sentence(self, t: Callable[..., str]) -> str:
        """Where it is and what is wrong, in the words of `t`; a page of a workbook has rows."""
        word = "problems.line_word" if "." in self.file else "round.tables.row"
        return f"{self.place(t(word))}: {self.message(t)}"


def named(
    file: str,
    column: str,
    lines: Sequence[int],
    code: str,
    values: Sequence[str] | None = None,
    **details: str,
) -> Iterator[Problem]:
    """The same problem in several lines of a column: one for each different cell, up to a limit.

    One more says in how many lines it is beyond that. `details` is what else the message names.
    """
    found: dict[str, list[int]] = {}
    for line, value in zip(lines, values or [""] * len(lines), strict=True):
        found.setdefault(value, []).append(int(line))
    for value, (line, *again) in list(found.items())[:MOST_DIFFERENT]:
        yield Problem(file, line, column, code, shorten(value), details, tuple(again))
    if left := list(found.values())[MOST_DIFFERENT:]:
        more = {**details, "number": str(sum(map(len, left)))}
        yield Problem(file, left[0][0], column, "and_more", "", more)


class BadDatasetError(Exception):
    """The dataset does not keep the contract; nothing of it may be shown.

    Its problems are in the order of files and lines, what can come of others last.
    """

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = sorted(problems, key=lambda one: (one.code in CONSEQUENCES, one))

    def __str__(self) -> str:
        """Every problem as a sentence in English, one a line, for a terminal or a log."""
        from data.text import words  # words reads datasets, which can be refused

        t = words.words(words.FALLBACK)
        return "\n".join(problem.sentence(t) for problem in self.problems)
