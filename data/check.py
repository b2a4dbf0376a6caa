"""Check a dataset's folder from the command line: `python -m data.check FOLDER`."""

import sys
from pathlib import Path

from data import load, words
from data.problems import BadDatasetError


def main(arguments: list[str]) -> int:
    """Print every problem of the folder; 0 if there is none, 1 if there are, 2 if called wrongly."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    t = words.words(words.FALLBACK)
    try:
        dataset = load.load(Path(arguments[0]))
    except BadDatasetError as error:
        for problem in error.problems:
            print(f"{problem.place('line')}: {problem.message(t)}")
        return 1
    print(t("problems.none", rows=sum(map(len, dataset.tables.values()))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
