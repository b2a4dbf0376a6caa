"""The script that makes the fictional exercise dataset: nothing in it ever happened."""
