"""The deck in HTML: on the page of the slides, and as a file of its own."""
