"""Terms: reading the glossary, finding them in source text, verifying them in target text."""

from dragoman.glossary.entries import Form, Rendering, Term
from dragoman.glossary.faults import Fault
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.remarks import remarks
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verifying import Standing, Verdict, verify

__all__ = [
    "Fault",
    "Form",
    "Glossary",
    "Match",
    "Rendering",
    "Standing",
    "Term",
    "Verdict",
    "find_terms",
    "remarks",
    "verify",
]
