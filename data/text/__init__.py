"""The words of the interface in each language, and how a language writes."""
