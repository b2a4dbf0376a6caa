"""The budgets, and whether the product holds each."""

import json
from pathlib import Path

BUDGETS = {
    "wire": ("first load, on the wire, MB", 1.9),
    "wire_numbers": ("until the numbers stand, on the wire, MB", 0.1),
    "peer_cold": ("cold load, ratio to the best peer", 0.6),
    "peer_numbers": ("cold load to the numbers, ratio to the best peer", 0.25),
    "peer_warm": ("warm reload, ratio to the best peer", 0.7),
    "peer_filter": ("filter to right values, ratio to the best peer", 0.6),
    "peer_filter_p95": ("the same, p95", 0.8),
    "peer_turn": ("page change, ratio to the best peer's warm reload", 0.7),
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
NOT_PEERS = ("product", "streamlit", "limit", "st-")


def table(result: dict[str, float]) -> str:
    """Each budget beside what was measured.

    Args:
        result: medians of the product; those that need peers only where `of_peers` ran.
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


def of_peers(path: Path) -> dict[str, float]:
    """Ratios of the product to the best other framework, from a benchmark that ran both.

    Args:
        path: JSON with `runs`: size to target to `<what>_median_ms` and `<what>_p95_ms`.
            The product's target is `product`.
    """
    run = next(
        run for run in json.loads(path.read_text("utf-8"))["runs"].values() if "product" in run
    )
    peers = [found for name, found in run.items() if not name.startswith(NOT_PEERS)]
    asked = {
        "cold": ("cold_median_ms", "cold_median_ms"),
        "numbers": ("numbers_median_ms", "cold_median_ms"),
        "warm": ("warm_median_ms", "warm_median_ms"),
        "filter": ("filter_median_ms", "filter_median_ms"),
        "filter_p95": ("filter_p95_ms", "filter_p95_ms"),
        "turn": ("turn_median_ms", "warm_median_ms"),
    }
    return {
        f"peer_{name}": run["product"][ours] / min(peer[theirs] for peer in peers)
        for name, (ours, theirs) in asked.items()
        if ours in run["product"]
    }
