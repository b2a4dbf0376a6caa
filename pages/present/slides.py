"""Slides: the deck of this choice for the wall of a meeting room, walked by keyboard or clicker."""

from components.app import shell, slides

slides.show(shell.head())
