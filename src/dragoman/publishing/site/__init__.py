"""A site of plain files: every article in every language, and the desk's view of them."""
