"""What is written: rows and their lines, acts, the folder."""
