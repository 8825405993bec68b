"""Where we disagree with peers' own cases, by kind, and why: to print, and to keep in docs/checks-and-peers.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.peer_cases import Case


@dataclass(frozen=True, slots=True)
class Kind:
    """Cases about which we disagree for one reason. `expected`: the peer expects a finding."""

    expected: bool
    name: str
    reason: str
    holds: Callable[[Case], bool]


def _of(*checks: str) -> Callable[[Case], bool]:
    return lambda case: case.row["check"] in checks


def _source_has(*checks: str, sign: str) -> Callable[[Case], bool]:
    return lambda case: case.row["check"] in checks and sign in case.row["source"]


def _same(case: Case) -> bool:
    return case.row["check"] in ("same", "unchanged", "options") and case.row["source"] == case.row["target"]


KINDS: tuple[Kind, ...] = (
    Kind(
        True,
        "other marks at the same quotation",
        "which marks quote is the language's, and the source's single ones need not be single; a house that wants it "
        'so says `as_source = ["quotes"]`. « » may stand for either even then',
        _source_has("singlequoting", "doublequoting", sign="'"),
    ),
    Kind(
        True,
        "quotation marks that the source does not have",
        "titles, ships and companies have marks in many languages where English has none or italics; a house that "
        'wants none added says `as_source = ["quotes"]`',
        _of("singlequoting", "doublequoting"),
    ),
    Kind(
        True,
        "two blanks of the source made one",
        "two blanks behind a sentence are a habit of typists that no translation must copy; a house that wants it says "
        '`as_source = ["spaces"]`',
        _of("doublespacing"),
    ),
    Kind(
        True,
        "words beside a mark that stand elsewhere",
        "words change places about a mark as the language wants it; what is gone omission looks for, and words that "
        "are glued to a mark edge-space",
        _of("xml-chars-around-tags"),
    ),
    Kind(
        True,
        "an automatic link called unsafe",
        "the source has the same link, and a format of ours makes it a mark that a translator cannot touch",
        _of("safe-html"),
    ),
    Kind(
        True,
        "the same text, which is code or a placeholder",
        "a width of a style sheet, a placeholder, an option and a path hold no word to translate",
        _same,
    ),
    Kind(
        True,
        "a word before a stand-in of its name",
        "a reader sees what is filled in, not the name; that the source has no such stand-in placeholders says",
        _of("duplicate"),
    ),
    Kind(
        True,
        "a comment of old KDE files",
        "an article holds no comments for translators in its text",
        _of("untranslated"),
    ),
    Kind(
        True,
        "two letters for one",
        "one letter more tells nothing of length; a word that became one letter is a note",
        _of("short", "long"),
    ),
    Kind(
        False,
        "a plain blank where the language wants one at which no line breaks",
        "a note: in French a line may break before the sign, and the reader sees it on a line of its own; a house that "
        "writes plain blanks says so under `[spacing]`",
        lambda case: (
            case.row["check"] in ("punctuation_spacing", "puncspacing", "endpunc") and case.row["lang"] == "fr"
        ),
    ),
    Kind(
        False,
        "another language's own sign at the end",
        "the test is about one sign of the language (Burmese, Armenian); whichever sign was added, the source has none",
        _of("end_stop", "end_colon", "end_question", "end_exclamation"),
    ),
    Kind(
        False,
        "straight marks in Persian",
        "a note: Persian print has « »; a house that writes straight marks says so with `quotes`",
        _of("singlequoting", "doublequoting"),
    ),
    Kind(
        False,
        "a term left in English",
        "the peer has a list of words of programs; ours has words that are the same in both languages, such as radio; "
        "what else is right in English stands under keep or in the glossary",
        _of("same"),
    ),
    Kind(
        False,
        "an address that was changed",
        "an address is the article's, and the translator cannot change it; here it is another one's",
        lambda case: case.row["check"] in ("xml-tags", "md-link", "md-syntax") and "untranslated" not in case.found,
    ),
    Kind(
        False,
        "a title left in English in a language that the peer passes over",
        "Interlingua has words of its own",
        _of("md-link"),
    ),
    Kind(
        False,
        "a blank just inside a mark that is gone",
        "a link may begin with the blank that parts it from the word before; without it two words may be glued",
        _of("xml-chars-around-tags"),
    ),
    Kind(
        False,
        "markup that the source does not have, in a source with other markup",
        "a script must be found whatever the source looks like, and a template's braces where it has none",
        _of("safe-html", "safe-mdx"),
    ),
    Kind(
        False,
        "angle brackets around a word",
        "it reads as a mark, so that the text could not be put back; a plain one is written `&lt;`",
        _of("xml-invalid"),
    ),
)


def by_kind(cases: Sequence[Case]) -> dict[Kind | None, list[Case]]:
    """The cases of each kind; under None those without a reason."""
    found: defaultdict[Kind | None, list[Case]] = defaultdict(list)
    for case in cases:
        kinds = (kind for kind in KINDS if kind.expected == case.row["expected"] and kind.holds(case))
        found[next(kinds, None)].append(case)
    return dict(found)
