"""Text to sentence spans."""
