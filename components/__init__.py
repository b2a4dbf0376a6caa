"""How things look. May import data, never pages."""
