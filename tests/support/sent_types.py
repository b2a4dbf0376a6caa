"""`python -m tests.support.sent_types`: writes what Python sends as types of TypeScript.

They are the dataclasses that orjson writes: pages with their filter bar, cards, figures, parts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from components.layout.parts import Part
from components.server.board.assets import FRONTEND
from components.server.board.content import SentCard
from components.server.board.frame import Frame
from components.server.board.on_request import HowCounted
from components.server.board.scripts import MODULES
from tests.gallery.example import Chart

FILE = FRONTEND / "sent.d.ts"
HEAD = """// What Python sends, written by `python -m tests.support.sent_types`.
// deno-fmt-ignore-file -- a type a line
// deno-lint-ignore-file no-explicit-any -- what a kind of card draws is told by its own type
"""
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}
ROOTS = (
    *(kind for kind in get_args(Chart) if kind.__name__.lower() in MODULES),
    Frame,
    SentCard,
    HowCounted,
    *(part for part in get_args(Part) if hasattr(part, "kind")),
)


def written() -> str:
    """Return the file."""
    found: dict[str, Any] = {}
    for root in ROOTS:
        _find(root, found)
    return HEAD + "".join(_line(found[name]) for name in sorted(found))


def _find(hint: Any, found: dict[str, Any]) -> None:
    """Keep the dataclasses of a type by their names, each of which stands for one."""
    inner = get_args(hint)
    if is_dataclass(hint) and hint not in found.values():
        name = _type(hint)
        if name in found:
            raise ValueError(f"two dataclasses are called {name}")
        found[name] = hint
        inner = [kind for _, kind in _fields(hint)]
    for one in inner:
        _find(one, found)


def _fields(kind: Any) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return ((field.name, hints[field.name]) for field in fields(kind))


def _line(kind: Any) -> str:
    members = "; ".join(f"{name}: {_type(hint)}" for name, hint in _fields(kind))
    return f"export type {_type(kind)} = {{ {members} }}\n"


def _type(hint: Any) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return hint.__name__  # type: ignore[union-attr]
    if hint is Any:
        return "any"
    if origin is Literal:
        return " | ".join(map(json.dumps, inner))
    if origin in (Union, UnionType):
        return " | ".join(map(_type, inner))
    if origin is Mapping:
        return f"Record<string, {_type(inner[1])}>"
    if origin is tuple and inner[-1] is not ...:
        return f"[{', '.join(map(_type, inner))}]"
    if origin in (tuple, Sequence):
        one = _type(inner[0])
        return f"({one})[]" if " | " in one else f"{one}[]"
    return next(PLAIN[kind] for kind in hint.__mro__ if kind in PLAIN)


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
