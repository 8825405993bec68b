"""Project in, report out; no printing."""
