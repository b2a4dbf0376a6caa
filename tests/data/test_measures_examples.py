"""The examples in the docstrings of `data.measures` run."""

import doctest
import importlib
import pkgutil

import pytest

from data import measures

MODULES = [name for _, name, _ in pkgutil.iter_modules(measures.__path__, "data.measures.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(name):
    module, options = importlib.import_module(name), doctest.NORMALIZE_WHITESPACE
    assert doctest.testmod(module, optionflags=options).failed == 0
