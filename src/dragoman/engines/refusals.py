"""Messages that services send in place of a translation, with status 200."""

from __future__ import annotations

import re

# At the beginning of the answer only. Seen with MyMemory (in capitals) and with proxies before other services.
_REFUSALS = re.compile(
    r"""\s*(?:
      MYMEMORY\ WARNING
    | (?:QUERY\ LENGTH\ LIMIT|NO\ QUERY\ SPECIFIED|NO\ CONTENT)
    | (?:'[^'\n]{0,20}'\ )?(?:IS\ (?:AN\ )?)?INVALID\ (?:SOURCE|TARGET|LANGUAGE|LANGPAIR|EMAIL|KEY|API|QUERY)
    | PLEASE\ SELECT\ TWO\ DISTINCT\ LANGUAGES
    | YOU\ USED\ ALL\ AVAILABLE\ FREE\ TRANSLATIONS
    | (?i:<!doctype\ html|<html[\s>]|<\?xml\s)
    | (?i:(?:error:?\ )?(?:429\ )?too\ many\ requests\b)
    | (?i:(?:error:?\ )?quota\ exceeded\b)
    | (?i:error\ [45]\d\d\b)
    | (?i:[45]\d\d\ (?:bad\ request|unauthorized|forbidden|internal\ server\ error|bad\ gateway|service\ unavailable))
    )""",
    re.VERBOSE,
)


def is_refusal(answer: str, source: str) -> bool:
    """True when `answer` is a service's error message, unless the source itself begins with such words."""
    return _REFUSALS.match(answer) is not None and _REFUSALS.match(source) is None
