"""What draws a page: its layout as JSON, the same in its HTML and by a route."""
