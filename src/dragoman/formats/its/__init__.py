"""ITS 2.0 (Internationalization Tag Set): what in a tree of markup is to be translated, and how.

`rules_in` reads rules, `annotate` applies them, with local markup, inheritance and defaults as the standard says:
https://www.w3.org/TR/its20/
"""

from dragoman.formats.its.annotating import Annotations, Said, annotate
from dragoman.formats.its.rules import ITS, RULES, Linked, Rule, files_rules, linked_rules, rule_files, rules_in
from dragoman.formats.its.selecting import selected

__all__ = [
    "ITS",
    "RULES",
    "Annotations",
    "Linked",
    "Rule",
    "Said",
    "annotate",
    "files_rules",
    "linked_rules",
    "rule_files",
    "rules_in",
    "selected",
]
