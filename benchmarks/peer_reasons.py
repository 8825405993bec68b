"""Where we disagree with peers' own cases, by kind, and why: to print, and to keep in docs/checks-and-peers.md."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.peer_cases import Agreement, Case
from benchmarks.timing import table

HEAD = ["peer", "its check", "case", "agree", "of", "share"]


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
        "three points for the sign …",
        "both are the same sign to a reader; which one a house writes is its style",
        _of("end_ellipsis"),
    ),
    Kind(
        True,
        "other marks at the same quotation",
        "which marks quote is the language's; the source's single ones need not be single",
        _source_has("singlequoting", "doublequoting", sign="'"),
    ),
    Kind(
        True,
        "quotation marks that the source does not have",
        "titles, ships and companies have marks in many languages where English has none or italics; a quotation that "
        "was added is the check addition's",
        _of("singlequoting", "doublequoting"),
    ),
    Kind(
        True,
        "a letter beside a mark where a sign or nothing stood",
        "a translation may have other words and signs beside a link; only a blank that is lost, so that two words are "
        "glued, is a fault",
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
        "elements that no format of ours reads",
        "odd names and crossed elements of MDX are refused or passed by the format; a translator does not see them",
        _of("safe-mdx"),
    ),
    Kind(
        True,
        "a reference without its definition",
        "brackets are a link only where the article defines the reference; without that they are text",
        _of("md-reflink"),
    ),
    Kind(
        True,
        "the same text, which is code or a placeholder",
        "a width of a style sheet, a placeholder, an option and a path hold no word to translate",
        _same,
    ),
    Kind(
        True,
        "words twice for one inside markup of forums or a stand-in",
        "a word and a stand-in of the same name are not one word twice",
        _of("duplicate"),
    ),
    Kind(
        True,
        "a line that ends elsewhere",
        "articles are wrapped anew; hard line breaks are marks, and empty lines are counted",
        _of("newlines"),
    ),
    Kind(
        True,
        "two blanks of the source made one",
        "two blanks behind a sentence are a habit of typists that no translation must copy",
        _of("doublespacing"),
    ),
    Kind(
        True,
        "a sign of menus or three points before the text",
        "startpunc compares first signs; ours looks for ¿ and ¡, and what a sentence begins with is the language's",
        _of("startpunc"),
    ),
    Kind(
        True,
        "words for a text of signs",
        "a source that is one apostrophe is no prose; nobody can say what it stands for",
        _of("purepunc"),
    ),
    Kind(
        True,
        "a comment of old KDE files",
        "an article holds no comments for translators in its text",
        _of("untranslated"),
    ),
    Kind(
        True,
        "characters outside a list",
        "pofilter is given a list of valid characters; ours knows the scripts of a language, and Braille is none that "
        "it takes for another one's words",
        _of("validchars"),
    ),
    Kind(
        True,
        "capitals throughout",
        "a text in capitals is a way of setting, not a slip of the shift key",
        _of("multiple_capital"),
    ),
    Kind(
        True,
        "the length of a word or two",
        "few letters tell nothing of length; ours judges texts long enough to compare, by the pair of languages",
        _of("short", "long"),
    ),
    Kind(
        True,
        "two short sentences that became one",
        "sentences may be joined; ours counts where it cannot be style, and omission looks for what is gone",
        _of("sentencecount"),
    ),
    Kind(
        False,
        "a plain blank where the language wants one at which no line breaks",
        "a note: in French a line may break before the sign, and the reader sees it on a line of its own",
        lambda case: (
            case.row["check"] in ("punctuation_spacing", "puncspacing", "endpunc") and case.row["lang"] == "fr"
        ),
    ),
    Kind(
        False,
        "another language's own sign at the end",
        "the test is about one sign of the language; whichever sign was added, the source has none",
        _of("end_stop", "end_colon", "end_question", "end_exclamation"),
    ),
    Kind(
        False,
        "straight marks in Persian",
        "a note: Persian print has « »; a house that writes straight marks says so in its style",
        _of("singlequoting", "doublequoting"),
    ),
    Kind(
        False,
        "a term left in English",
        "the peer has a list of words of programs; ours is for news: what is right in English stands under keep or in "
        "the glossary",
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
        "the blank belongs to the source's text; without it two words may be glued",
        _of("xml-chars-around-tags"),
    ),
    Kind(
        False,
        "markup that the source does not have, in a source with other markup",
        "a script must be found whatever the source looks like; a lone brace of another kind makes it no safer",
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


def kind_rows(kinds: Mapping[Kind | None, Sequence[Case]]) -> list[list[str]]:
    rows = [[_case(kind.expected), kind.name, str(len(kinds[kind]))] for kind in KINDS if kind in kinds]
    for expected in (True, False):
        if left := [case for case in kinds.get(None, ()) if case.row["expected"] == expected]:
            rows.append([_case(expected), "no reason", str(len(left))])
    return rows


def rows_of(agreement: Agreement) -> list[list[str]]:
    return [
        [peer, check, _case(expected), str(score[True]), str(score.total()), _share(score[True], score.total())]
        for (peer, check, expected), score in sorted(agreement.scores.items())
    ]


def summary(agreement: Agreement, kinds: Mapping[Kind | None, Sequence[Case]]) -> str:
    """The agreement as it is, and with the disagreements that have a reason taken for right."""
    told = []
    for expected in (True, False):
        score = agreement.total(expected)
        left = sum(case.row["expected"] == expected for case in kinds.get(None, ()))
        whole = score.total()
        told.append(
            f"{_case(expected)}: {score[True]} of {whole} agree, {_share(score[True], whole)}; "
            f"with reasons {_share(whole - left, whole)}"
        )
    return "\n".join(told)


def written_page(agreement: Agreement, kinds: Mapping[Kind | None, Sequence[Case]]) -> str:
    """docs/checks-and-peers.md."""
    rows = [[_case(kind.expected), kind.name, str(len(kinds[kind])), kind.reason] for kind in KINDS if kind in kinds]
    counts = Counter[tuple[str, bool, bool]]()
    for (peer, _, expected), score in agreement.scores.items():
        counts[peer, expected, True] += score[True]
        counts[peer, expected, False] += score[False]
    sums = [
        [
            peer,
            _case(expected),
            str(counts[peer, expected, True]),
            str(whole),
            _share(counts[peer, expected, True], whole),
        ]
        for peer in sorted({peer for peer, _, _ in counts})
        for expected in (True, False)
        if (whole := counts[peer, expected, True] + counts[peer, expected, False])
    ]
    return f"""{_INTRODUCTION}
{table(["peer", "its tests expect", "we agree", "of", "share"], sums)}

## Where we disagree

{table(["its tests expect", "kind", "cases", "our reason"], rows)}
"""


_INTRODUCTION = """# Our checks and other tools' tests

Weblate and Translate Toolkit (pofilter) have checks of their own, and tests that say when each must find something and
when not. `python -m benchmarks.checks --peers FILE` asks our checks about these cases, those about prose, read as
dragoman would read such a text: Markdown by its format, elements as marks, words that must stay as terms that are kept.
FILE is a recording of the tests; it is not part of this project, since the tests have other licences.

`python -m benchmarks.checks --peers FILE --peers-page docs/checks-and-peers.md` writes this page.
"""


def _case(expected: bool) -> str:
    return "a finding" if expected else "none"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
