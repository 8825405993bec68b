"""One file a check: pairs in, findings out."""
