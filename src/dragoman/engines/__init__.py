"""Engines: one file makes drafts in one way; masking and guard stand beside them."""
