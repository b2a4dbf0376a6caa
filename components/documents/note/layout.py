"""The parts of a country note, or of the interpreters' sheet, as data."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

SIZES = {"message": 14, "figure": 14, "text": 10, "foot": 8}
"""Size of letters, in points: nothing but head and foot is smaller than the text."""
BREAKS = re.compile(r"\s*[\r\n\t\v\f]+\s*")
"""Where a text of the data would begin a new line: no cell of a note may do so."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, the sign before it in its colour, codes of its sources."""

    text: str
    sign: str = ""
    colour: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, the sign before that in its colour, its share of the width.

    `locale` is the language of its cells, if that is not the one of the note. Its heading is
    `turned` upwards where its words are longer than it is wide.
    """

    name: str
    share: int
    number: bool = False
    sign: str = ""
    colour: str = ""
    locale: str = ""
    turned: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a header row; its first rows are the most important.

    `alt` is what it shows, for those who cannot see it. It `closes` where the last row is the total
    of the others. `style` is of its cells in `template.docx`: `Figure` for the figures of the
    headline; `names` is the column whose cells name the rows, `None` where none does.
    """

    alt: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    closes: bool = False
    style: str = "Cell"
    names: int | None = None
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Items:
    """A list, an item a line."""

    texts: tuple[str, ...]
    kind: str = field(default="items", init=False)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in a style of `template.docx`, and the codes of the sources that say so."""

    text: str
    sources: tuple[str, ...] = ()
    style: str = "Normal"
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Segment:
    """A part of a bar: how many it stands for, and word, sign and colour of its state.

    `fill` and `label` are the colours of the part and of the number on it; it is striped as a state
    without a report is.
    """

    count: int
    word: str
    sign: str
    colour: str
    fill: str
    label: str
    striped: bool


@dataclass(frozen=True)
class Bar:
    """A whole stacked by its parts, with words for those who cannot see it."""

    title: str
    alt: str
    segments: tuple[Segment, ...]
    kind: str = field(default="bar", init=False)


Block = Paragraph | Table | Items | Bar
"""Each says its kind, for writers in another language."""


@dataclass(frozen=True)
class Section:
    """A heading and the blocks under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Source:
    """An entry in the list of sources: its number in the note, what it is, and where."""

    number: int
    text: str
    url: str


@dataclass(frozen=True)
class Note:
    """A country note, ready to be written in any format.

    Attributes:
        subtitle: the day, the dataset, and whether the data are live or frozen.
        running: the text at the head of each page.
        marking: who may see it, or that it is invented; `fictional` whether it is.
        provenance: the text at the foot of each page.
        lead: what stands under the heading.
        numbers: code of a source to its number.
        locale: language and region, as office programs know them (`es-CO`).
        product: the name of the dashboard, as the author of the file.
        as_of: the cut-off, as YYYY-MM-DD.
    """

    title: str
    subtitle: str
    running: str
    marking: str
    fictional: bool
    provenance: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    sources_heading: str
    sources: tuple[Source, ...]
    numbers: Mapping[str, int]
    locale: str
    product: str
    as_of: str


def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return a note, or a part of one, with each string in it changed, but for keys and kinds."""
    if isinstance(value, str):
        return change(value)
    if is_dataclass(value) and not isinstance(value, type):
        given = (field.name for field in fields(value) if field.init)
        return replace(value, **{name: map_texts(getattr(value, name), change) for name in given})
    if isinstance(value, Mapping):
        return {key: map_texts(part, change) for key, part in value.items()}
    return tuple(map_texts(part, change) for part in value) if isinstance(value, tuple) else value


def citations(blocks: Sequence[Block]) -> list[str]:
    """Codes of the sources that some blocks name, each once, in their order."""
    codes: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            codes += block.sources
        elif isinstance(block, Table):
            codes += [code for row in block.rows for cell in row for code in cell.sources]
    return list(dict.fromkeys(codes))
