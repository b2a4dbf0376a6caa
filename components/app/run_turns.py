"""Runs of the page in turn: few work at a time, however many sessions one address opens."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

import streamlit as st

from components.server import limits

AT_ONCE, OF_ONE = 2, 1
"""Runs that work at a time, of all clients and of one. More threads would fight for the interpreter
with the event loop, which then answers nobody; the turn of a client ends with its run, so costly
runs cost it more."""

_of_all = threading.BoundedSemaphore(AT_ONCE)
_of_one: WeakValueDictionary[str, threading.Semaphore] = WeakValueDictionary()
_guard = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Hold a run until it is its turn.

    Where its reader has gone meanwhile or has chosen anew, Streamlit ends it at its first message.
    """
    client = limits.client_of({"client": (st.context.ip_address or "", 0)})
    with _guard:
        own = _of_one.setdefault(client, threading.Semaphore(OF_ONE))
    with own, _of_all:
        yield
