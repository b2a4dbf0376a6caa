"""Slides: the deck of this choice for the wall of a meeting room, walked by keyboard or clicker."""

from components import frame, slides

slides.show(frame.head())
