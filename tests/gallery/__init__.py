"""Every figure, card and slide in every state: tested, drawn as pictures, and there to be looked at."""
