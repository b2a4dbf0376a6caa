"""Legends and bars in the inks of the dashboard, as our scripts take them (`inks.css`)."""

from collections.abc import Sequence
from typing import Any

from components.charts.inks import Key, Piece


def legend(key: Sequence[Key]) -> list[dict[str, Any]]:
    """An ink and its word each."""
    return [{"ink": str(line.ink), "word": line.word} for line in key]


def bar(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """An ink and a width each."""
    return [{"ink": str(piece.ink), "width": percent(piece.share)} for piece in pieces]


def percent(share: float) -> str:
    """A part of a room, from 0 to 1, as CSS writes it."""
    return f"{share * 100:.4g}%"
