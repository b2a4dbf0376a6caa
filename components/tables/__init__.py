"""Rows as tables in the reader's words, and as files."""
