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


def addresses(view: View, base: str) -> dict[str, dict[str, str]]:
    """Name of an answer to its forms, each with the address that gives it for the present choice.

    Args:
        view: what the reader is looking at.
        base: where the open data are.
    """
    return {
        name: {form: view.address(f"{base}/{name}{ending}") for form, ending in ENDINGS.items()}
        for name in NAMES
    }


def examples(view: View, base: str) -> list[Example]:
    """The same for programs, each as short as it can be."""
    name = NAMES[-1]
    forms, where = addresses(view, base)[name], f"{base}/{name}.csv"
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
