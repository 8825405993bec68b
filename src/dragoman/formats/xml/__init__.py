"""XML articles of any vocabulary, read by rule (ITS 2.0)."""

from dragoman.formats.xml.article import XML

__all__ = ["XML"]
