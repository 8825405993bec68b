"""What a written article needs to be published."""
