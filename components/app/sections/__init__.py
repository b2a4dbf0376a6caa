"""Parts of pages: each takes the view and puts its cards on the page."""
