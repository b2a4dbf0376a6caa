"""The HTML of a page before any script runs: a head for links, and the numbers as tables."""
