"""Runs of the page in turn: few work at a time, however many sessions one address opens."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

import streamlit as st

from components.server import limits

_of_all = threading.BoundedSemaphore(limits.RUNS)
_of_one: WeakValueDictionary[str, threading.Semaphore] = WeakValueDictionary()
_guard = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Hold a run until it is its turn.

    Where its reader has gone meanwhile or has chosen anew, Streamlit ends it at its first message.
    """
    client = limits.client_of({"client": (st.context.ip_address or "", 0)})
    with _guard:
        own = _of_one.setdefault(client, threading.Semaphore(limits.RUNS_OF_ONE))
    with own, _of_all:
        yield
