"""HTML: pages and fragments, and HTML inside other formats."""

from dragoman.formats.html.article import HTML
from dragoman.formats.html.blocks import read_html, tokens_of
from dragoman.formats.html.scopes import Facts
from dragoman.formats.html.settings import HtmlSettings
from dragoman.formats.html.spelling import Codec, HtmlSpeller

__all__ = ["HTML", "Codec", "Facts", "HtmlSettings", "HtmlSpeller", "read_html", "tokens_of"]
