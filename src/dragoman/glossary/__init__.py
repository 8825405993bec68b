"""Terms: reading the glossary, finding them in source text, verifying them in target text."""

from dragoman.glossary.breaches import Breach, breaches
from dragoman.glossary.entries import Form, Rendering, StyleRule, Term
from dragoman.glossary.faults import Fault
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.remarks import remarks
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.verifying import Judgement, verify, verify_term

__all__ = [
    "Breach",
    "Fault",
    "Form",
    "Glossary",
    "Judgement",
    "Match",
    "Rendering",
    "StyleRule",
    "Term",
    "Verdict",
    "breaches",
    "find_terms",
    "remarks",
    "verify",
    "verify_term",
]
