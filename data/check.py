"""Check a dataset's folder from the command line: `python -m data.check FOLDER`."""

import argparse
import signal
import sys
from pathlib import Path

from data.reading import load
from data.reading.problems import MOST_LINES, BadDatasetError
from data.reading.warnings import find_warnings
from data.text import words


def main(arguments: list[str] | None = None) -> int:
    """Print every problem of a folder and return 1; or what may be a mistake in it, and return 0.

    Called wrongly, it exits with 2.
    """
    what = "Name every problem of a dataset's folder, and what is worth a look."
    parser = argparse.ArgumentParser(prog="python -m data.check", description=what)
    where = "where dataset.toml and the tables lie"
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=where)
    known = {"choices": words.languages(), "default": words.FALLBACK}
    parser.add_argument("--lang", help="language of the answer", **known)
    args = parser.parse_args(arguments)
    t = words.words(args.lang)
    try:
        dataset = load.load(args.folder)
    except BadDatasetError as error:
        for problem in error.problems:
            print(problem.sentence(t))
        return 1
    doubts: dict[tuple[str, str], list[str]] = {}
    for file, key, code in find_warnings(dataset):
        doubts.setdefault((file, key), []).append(code)
    for (file, key), (first, *others) in doubts.items():
        doubt = t(f"doubt.{key}", code=first)
        if others:
            more = " ..." if len(others) > MOST_LINES else ""
            codes = "; ".join(others[:MOST_LINES]) + more
            doubt = f"{doubt} {t('problems.others', n=len(others), codes=codes)}"
        print(f"{t('problems.doubt')}: {file}: {doubt}")
    print(t("problems.none", rows=sum(map(len, dataset.tables.values()))))
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `... | head` ends it without a word.
    sys.exit(main())
