"""The examples in the docstrings of `data.measures` run, and every public measure has some.

Run one by hand: `python -m doctest -o NORMALIZE_WHITESPACE data/measures/counting.py`.
"""

import doctest
import importlib
import inspect
import pkgutil

import pytest

from data import measures

MODULES = [name for _, name, _ in pkgutil.iter_modules(measures.__path__, "data.measures.")]
FUNCTIONS = [name for name in measures.__all__ if inspect.isfunction(getattr(measures, name))]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(name):
    found = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_measure_shows_an_example(name):
    assert doctest.DocTestFinder().find(getattr(measures, name))[0].examples
