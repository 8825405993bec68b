"""For each format (a module of its name): ARTICLES, bytes that look like its files and worse, and ADDITIONS, text
that a hostile translator would put in."""
