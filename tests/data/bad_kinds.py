"""The kinds of bad data that the loader must name."""

from tests.data.bad_cells import CELLS
from tests.data.bad_files import FILES_AND_SETTINGS, SHAPE
from tests.data.bad_rules import BETWEEN_COLUMNS, BETWEEN_TABLES, KEYS

KINDS = [*FILES_AND_SETTINGS, *SHAPE, *CELLS, *KEYS, *BETWEEN_COLUMNS, *BETWEEN_TABLES]
