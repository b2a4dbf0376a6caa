"""What one reader looks at: the view, the choice behind it, and what is kept of both."""
