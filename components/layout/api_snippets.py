"""Addresses of the open data for a choice, and how a program of the reader's reads them."""

from typing import NamedTuple

from components.layout import files
from components.layout.csv_table import PROGRAM, SPREADSHEET
from components.view.view import View

BASE = "/api/v1"
"""Where the open data are, below the address of the dashboard."""
NAMES = ("measures", "actions", "milestones")
"""What the page gives addresses of; the last is what the examples read."""
ENDINGS = {"JSON": "", "CSV": ".csv", "Parquet": ".parquet"}


class Example(NamedTuple):
    """How a program reads the milestones of a choice.

    Attributes:
        program: its name.
        language: that of the code, for its colours; `None` for none.
        code: to be copied as it is.
    """

    program: str
    language: str | None
    code: str


def addresses(view: View, answer: str) -> dict[str, str]:
    """Form of an answer to the address that gives it for the present choice."""
    return {form: view.address(f"{answer}{ending}") for form, ending in ENDINGS.items()}


def links(view: View, answer: str) -> str:
    """The same in a line: Markdown."""
    forms = addresses(view, answer)
    return ", ".join(f"[{form}](<{address}>)" for form, address in forms.items())


def examples(view: View, base: str) -> list[Example]:
    """Return how programs read the milestones of the present choice, each as short as it can be."""
    where = f"{base}/{NAMES[-1]}.csv"
    forms = addresses(view, f"{base}/{NAMES[-1]}")
    is_sheet = files.separator(view.t.language) == SPREADSHEET.separator
    form = SPREADSHEET if is_sheet else PROGRAM
    sheet = forms["CSV"] if form is PROGRAM else view.address(where, separator=form.separator)
    return [
        Example("Excel", None, sheet),
        Example("Power Query", None, POWER_QUERY.format(address=sheet, separator=form.separator)),
        Example("R", "r", R.format(address=forms["CSV"])),
        Example("Python", "python", PYTHON.format(csv=forms["CSV"], parquet=forms["Parquet"])),
        Example("curl", "bash", CURL.format(csv=forms["CSV"])),
    ]


POWER_QUERY = """\
let
    Source = Csv.Document(Web.Contents("{address}"), \
[Delimiter="{separator}", Encoding=65001, QuoteStyle=QuoteStyle.Csv]),
    Milestones = Table.PromoteHeaders(Source)
in
    Milestones"""
R = """\
library(readr)
milestones <- read_csv("{address}")"""
PYTHON = """\
import pandas as pd
milestones = pd.read_csv("{csv}")

import polars as pl
milestones = pl.read_parquet("{parquet}")"""
CURL = "curl -OJ '{csv}'"
