"""The page where translations are finished: served on this machine, saving into the same PO files as every editor."""
