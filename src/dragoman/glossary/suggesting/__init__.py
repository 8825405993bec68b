"""Terms that a glossary should have, found in the articles themselves."""
