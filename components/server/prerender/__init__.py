"""What the HTML of a page says before any script runs: its head for links and search engines, its numbers as tables."""
