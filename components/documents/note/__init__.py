"""The country note: one participant on two pages, as Word and as PDF."""
