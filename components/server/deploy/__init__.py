"""Running the dashboard for many readers: nginx in front, processes behind it."""
