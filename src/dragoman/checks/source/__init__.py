"""Checks of an article before it is fanned out: one file a check, pairs without translations in, findings out."""
