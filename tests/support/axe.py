"""What axe-core finds against WCAG 2.2, levels A and AA."""

from pathlib import Path

import axe_playwright_python

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """([include, exclude, runOnly, rules]) =>
    axe.run({include, exclude}, {runOnly, rules, preload: false, resultTypes: ["violations"]})"""
"""Only violations are told whole: to describe all that passed takes longer than to look.

No rule of these tags looks at what would be loaded before: style sheets, and sound, which we have
none of.
"""
ALIKE = ["tbody tr:nth-child(n + 9)", "li:nth-child(n + 9)", ".marks a:nth-child(n + 5)"]
"""Rows, items of a list, and marks in a cell that are drawn like those before them."""


def findings(page, within="html", leave_out=()):
    """Findings on a page, or `within` a selector: rule, first element; `leave_out` names rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    rules = {name: {"enabled": False} for name in leave_out}
    violations = page.evaluate(RUN, [[within], ALIKE, TAGS, rules])["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in violations]
