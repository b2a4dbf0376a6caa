"""Every figure, card and slide in every state: what tests assert, and pictures to look at."""
