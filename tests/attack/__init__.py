"""Attacks on the dashboard as it is served, on this machine alone: `make attack`."""
