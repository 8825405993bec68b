"""Finding new terms: names that articles use, and what approved translations call them."""
