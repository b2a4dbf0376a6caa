"""Confirm or correct: what participants are asked, what they answered, and what it changed."""
