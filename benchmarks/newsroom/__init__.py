"""A made-up newsroom of any size: articles, their approved translations, and a glossary."""
