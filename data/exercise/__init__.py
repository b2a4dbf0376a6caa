"""The fictional exercise dataset, and the script that makes it: nothing in it ever happened."""
