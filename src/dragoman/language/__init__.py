"""Facts of each language as data, and how to read them."""
