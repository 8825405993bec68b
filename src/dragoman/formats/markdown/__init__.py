"""Markdown articles: CommonMark and GFM read as slices, and translations spliced between the untouched bytes."""

from dragoman.formats.markdown.article import Markdown, Mdx

__all__ = ["Markdown", "Mdx"]
