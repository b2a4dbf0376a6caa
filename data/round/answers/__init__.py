"""What is asked, what an answer does, and what becomes of it."""
