"""What a page is made of, as values: parts, cards, filter bar, the page itself."""
