"""The country note: one participant, as Word and as PDF."""
