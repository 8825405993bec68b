"""The one safe way to parse XML: nothing is resolved, nothing is loaded, and everything has a bound.

`scan` locates every piece of markup in the text, `tree` gives lxml's tree of the same text for XPath to choose in. The
DOCTYPE is looked at and then taken away from both parsers, so that no entity has a meaning and no file a reason.
`events` reads a file of any size, piece by piece.
"""

from dragoman.xml.charset import decode
from dragoman.xml.events import Event, events
from dragoman.xml.prolog import Prolog, find_prolog
from dragoman.xml.tokens import Token, scan
from dragoman.xml.tree import Element, parse, tree

__all__ = ["Element", "Event", "Prolog", "Token", "decode", "events", "find_prolog", "parse", "scan", "tree"]
