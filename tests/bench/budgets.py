"""The budgets, and whether the product holds each."""

BUDGETS = {
    "wire": ("first load, on the wire, MB", 1.9),
    "wire_numbers": ("until the numbers stand, on the wire, MB", 0.1),
    "one": ("server CPU of a choice, one country, ms", 7),
    "known": ("server CPU of a choice, made before, ms", 7),
    "pair": ("server CPU of a choice, a new pair, ms", 12),
    "growth": ("growth of that CPU, 3 thousand to 5 million reports", 1.1),
    "load_25_lost": ("25 readers, a change a second: share not done or wrong", 0),
    "load_25_p95": ("25 readers: p95, ms", 20),
    "load_50_lost": ("50 readers: share not done or wrong", 0),
    "load_50_p95": ("50 readers: p95, ms", 50),
    "load_50_memory": ("memory after 50 readers left, ratio to before", 1.1),
    "memory": ("server memory after the first load, MiB", 260),
    "session": ("server memory, each further session, MiB", 1),
    "first_ratio": ("first visitor, ratio to later ones", 1.3),
    "shift": ("layout shift while loading (CLS)", 0.05),
}
"""Measure to what it is and the most that it may be."""


def table(result: dict[str, float]) -> str:
    """Each budget beside what was measured.

    Args:
        result: medians.
    """
    result = result | {
        "first_ratio": result["first"] / result["cold"],
        **{f"load_{readers}_lost": 1 - result[f"load_{readers}_done"] for readers in (25, 50)},
    }
    lines = [f"{'':56}{'measured':>10}{'budget':>9}"]
    for name, (title, most) in BUDGETS.items():
        if name in result:
            lines.append(
                f"{title:56}{result[name]:>10.2f}{most:>9g}  "
                f"{'held' if result[name] <= most else 'NOT HELD'}"
            )
        else:
            lines.append(f"{title:56}{'-':>10}{most:>9g}  not measured")
    return "\n".join(lines)
