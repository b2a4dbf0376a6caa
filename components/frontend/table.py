"""Stub until the branch `tables` is merged."""

from pandas.api.types import is_numeric_dtype

from data.records import missing


def render(card, view):
    frame = card.table
    rows = []
    for code, cells in zip(frame.index, frame.itertuples(index=False), strict=True):
        href = (
            view.address(
                f"{card.opens}s" if card.opens in ("action", "meeting") else view.page,
                **{card.opens: code},
            )
            if card.opens and isinstance(code, str)
            else ""
        )
        rows.append({"href": href, "cells": ["" if missing(c) else str(c) for c in cells]})
    return {
        "columns": [
            {"name": str(n), "type": "number" if is_numeric_dtype(frame[n]) else "text"}
            for n in frame.columns
        ],
        "rows": rows,
    }
