"""What axe-core finds against WCAG 2.2, levels A and AA."""

from pathlib import Path

import axe_playwright_python

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "([within, runOnly]) => axe.run(within || document, {runOnly, resultTypes: ['violations']})"
"""Only violations are told whole: to describe all that passed takes longer than to look."""


def findings(page, within="", leave_out=()):
    """Findings on a page, or `within` a selector: rule, first element; `leave_out` names rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    violations = page.evaluate(RUN, [within, TAGS])["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}"
        for one in violations
        if one["id"] not in leave_out
    ]
