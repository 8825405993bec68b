"""Why a stop ends a sentence or does not: the rules that decide, by name."""

from __future__ import annotations

from typing import Literal, NamedTuple

Deciding = Literal["", "before", "behind"]


class Reason(NamedTuple):
    """A rule that decides about a stop. Its name is stable: people see it, and documents speak of it.

    `deciding` tells which word the rule looks at: the one before the stop, the one behind it, or none.
    """

    name: str
    is_border: bool
    deciding: Deciding
    meaning: str


# Borders.
FULL_STOP = Reason("full-stop", True, "", "A stop ends the sentence: nothing before it or behind it says otherwise.")
OWN_STOP = Reason("own-stop", True, "", "A stop that ends sentences by itself, with or without a blank: 。 or ।")
STARTER = Reason(
    "starter-follows",
    True,
    "behind",
    "An abbreviation, an initial or a number, but a word follows that begins sentences.",
)
UNIT = Reason("unit", True, "before", "An abbreviation behind a number, where it ends a sentence as any word does.")
FINAL = Reason("abbreviation-final", True, "before", "An abbreviation that ends sentences as any word does: etc.")
PLAIN_WORD = Reason(
    "plain-word", True, "before", "A small letter follows, but the word before the dot is surely no abbreviation."
)
FORGOTTEN_BLANK = Reason(
    "forgotten-blank",
    True,
    "behind",
    "No blank follows, but a plain word stands before and a likely beginning behind.",
)
LIST_ITEM = Reason("list-item", True, "", "The next item of a list follows in the same text: 1) Bread 2) Butter")

# No borders.
NO_WORDS_BEFORE = Reason("no-words-before", False, "", "The sentence has no letter or figure yet: … And so on.")
NO_WORDS_BEHIND = Reason("no-words-behind", False, "", "No letter or figure follows in the text.")
PAUSE = Reason("pause-follows", False, "", "A comma or another sign follows that begins no sentence.")
SMALL_LETTER = Reason("small-letter-follows", False, "behind", "A small letter follows.")
NAME = Reason("name-with-stop", False, "before", "A name that is written with an exclamation mark: Yahoo!")
ELLIPSIS = Reason("ellipsis", False, "behind", "An ellipsis within a sentence: a hesitation, or an and so on.")
NO_BLANK = Reason("no-blank", False, "", "No blank follows, as in a number, an address or a name.")
ADDRESS = Reason("address", False, "", "The stop stands in a URL, a mail address or an @name.")
IN_CODE = Reason("in-code", False, "", "The stop stands in code between backticks.")
LIST_MARKER = Reason("list-marker", False, "before", "The number or letter of a list item, at the beginning of a line.")
TITLE = Reason("abbreviation-title", False, "before", "An abbreviation before a name: Dr.")
INSIDE = Reason("abbreviation-inside", False, "before", "An abbreviation that words always follow: e.g.")
NUMBER = Reason("abbreviation-number", False, "before", "An abbreviation, and a number follows: No. 5")
MONTH = Reason("abbreviation-month", False, "before", "A short month or day with its number: Feb. 21")
GENERAL = Reason(
    "abbreviation-general", False, "before", "An abbreviation, and the next word is none that begins sentences: Inc."
)
OPENING = Reason("opening-date", False, "before", "A year or measure at the very beginning, too little for a sentence.")
ABBREVIATION_GOES_ON = Reason("abbreviation-goes-on", False, "before", "The first part of a longer abbreviation: z. B.")
NUMBER_GOES_ON = Reason(
    "number-goes-on", False, "before", "A number or a date with blanks behind its dots: 28. 000, 2026. 10. 3."
)
ORDINAL = Reason("ordinal", False, "before", "A number with a dot is an ordinal in this language: 3. Oktober")
INITIAL = Reason("initial", False, "before", "A single letter: J. Smith")
DOTTED_WORD = Reason("dotted-word", False, "before", "Letters with dots between them: U.N.")
SHORT_WORD = Reason(
    "short-word", False, "before", "A short word, in a language whose dot marks abbreviations rather than sentences."
)
QUOTE_GOES_ON = Reason("quote-goes-on", False, "", "A particle behind the closing quote goes on: 「…。」と")
REPORTING_VERB = Reason("reporting-verb", False, "", "A quotation is followed by who said it: “Why?” Ms. Diaz asked.")
IN_BRACKETS = Reason("in-brackets", False, "", "The stop stands in brackets that are part of a longer sentence.")

REASONS: tuple[Reason, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Reason))
"""Every rule, borders first."""
