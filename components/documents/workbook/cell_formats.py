"""How the cells of the workbook look."""

from typing import Any

from components.charts import theme
from components.view.view import View

BLUE, GREY, RED = theme.PRIMARY, theme.real(theme.WITHDRAWN), theme.real(theme.LATE)


def every(view: View) -> dict[str, dict[str, Any]]:
    """Name to look of every kind of cell, as XlsxWriter takes it; dates and shares by language."""
    day = {"num_format": f"[$-{view.t.facts.cell_number}]d mmm yyyy", "align": "left"}
    number = {"num_format": "#,##0", "align": "right", "indent": 1}
    share = {**number, "num_format": view.t.facts.share_in_cells}
    total = {"bold": True, "top": 1}
    heading = {
        "bold": True,
        "font_color": theme.PAPER,
        "bg_color": BLUE,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": theme.PAPER,
    }
    return {
        "title": {"bold": True, "font_size": 18, "font_color": BLUE},
        "marked": {"bold": True, "font_size": 12, "font_color": RED},
        "strong": {"bold": True, "font_size": 12, "font_color": BLUE},
        "small": {"font_size": 9, "font_color": GREY},
        "heading": heading,
        "heading_of_numbers": {**heading, "align": "right", "indent": 1},
        "label": {"bold": True, "text_wrap": True},
        "text": {"text_wrap": True},
        "line": {},
        "link": {"font_color": BLUE, "underline": 1, "text_wrap": True},
        "number": number,
        "share": share,
        "date": day,
        "total_text": {"text_wrap": True, **total},
        "total_number": {**number, **total},
        "total_share": {**share, **total},
    }
