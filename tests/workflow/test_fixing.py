"""check --fix: what it mends, what it never touches, and that it ends."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import Catalog
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.model import Block, Key, Origin, Pair, Segment, State, Translation, digest, read_tags
from dragoman.workflow.fixing import CHECKS, matter, mend
from tests.newsroom import Newsroom

DRAFT = (State.DRAFT,)


def pair(source: str, target: str, line: int = 1, state: State = State.DRAFT) -> Pair:
    segment = Segment(read_tags(source), (source,), Block(line, "body"))
    return Pair(segment, Translation(target, state), line)


def mended(source: str, target: str, language: str) -> str:
    fixed, _ = mend([pair(source, target)], Rules("en", language, "a.md", "a.md.po"), DRAFT)
    return fixed[0].after if fixed else target


@pytest.mark.parametrize(
    ("language", "source", "before", "after"),
    [
        ("es", "The bridge is open.", "El  puente está abierto.", "El puente está abierto."),
        ("es", "The bridge is open.", " El puente está abierto. ", "El puente está abierto."),
        ("de", "“We are here,” she said.", '"Wir sind hier", sagte sie.', "„Wir sind hier“, sagte sie."),
        (
            "fr",
            "“We are here,” she said.",
            '"Nous sommes là", a-t-elle dit.',
            "«\u00a0Nous sommes là\u00a0», a-t-elle dit.",
        ),
        ("fr", "Who will pay?", "Qui va payer ?", "Qui va payer\u202f?"),
        ("fr", "Who will pay?", "Qui va payer?", "Qui va payer\u202f?"),
        ("ru", "“We are here,” she said.", '"Мы здесь", — сказала она.', "«Мы здесь», — сказала она."),
        ("ar", "The port, the station and the bridge.", "الميناء, والمحطة والجسر.", "الميناء، والمحطة والجسر."),
        ("ar", "The bridge is open.", "الجســـر مفتوح.", "الجسر مفتوح."),
        ("zh-Hans", "The port, he said, is open.", "他说,港口已开放。", "他说，港口已开放。"),
        ("ja", "The port handled 1,250 ships.", "港は１２５０隻を扱った。", "港は1250隻を扱った。"),
        ("es", "The café is open.", "El cafe\u0301 está abierto.", "El café está abierto."),
        ("es", "The office is open.", "La o\ufb01cina está abierta.", "La oficina está abierta."),
        ("es", "The bridge is open.", "El pu\u200bente está\x07 abierto.", "El puente está abierto."),
        ("es", "See <a>the map</a>.", "Vea  <a>el mapa</a> .", "Vea <a>el mapa</a>."),
    ],
)
def test_what_is_mechanical_is_mended(language: str, source: str, before: str, after: str) -> None:
    assert mended(source, before, language) == after


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("es", "The bridge is open.", "El puente está cerrado."),
        ("es", "It took 14 months.", "Tardó 15 meses."),
        ("de", "“No,” she said.", "„Nein“, sagte sie."),
        ("he", "“No,” she said.", '"לא", אמרה.'),
        ("fa", "He goes.", "او می\u200cرود."),
        ("hi", "The bridge is open.", "पुल खुला है।"),
    ],
)
def test_what_is_right_or_no_machines_business_is_left(language: str, source: str, target: str) -> None:
    assert mended(source, target, language) == target


LATIN = [
    "El puente",
    "14",
    "1.250",
    "“sí”",
    '"no"',
    "«ya»",
    " ",
    "  ",
    "\u00a0",
    ",",
    ".",
    "?",
    "!",
    ":",
    "<b>",
    "</b>",
]
OTHERS = [
    "الجسـر",
    "،",
    "١٢",
    "cafe\u0301",
    "\u200b",
    "\x07",
    "ﬁn",
    "１２",
    "，",
    "。",
    "港口",
    "...",
    "…",
    "(",
    ")",
    "</b>",
]
PIECES = st.sampled_from([*LATIN, *OTHERS])
TEXTS = st.lists(PIECES, min_size=1, max_size=9).map("".join)
LANGUAGES = st.sampled_from(["es", "fr", "de", "ru", "ar", "fa", "he", "zh-Hans", "ja", "hi", "tr"])


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3), LANGUAGES)
def test_mending_changes_no_matter_and_mends_all_it_can_at_once(rows: Sequence[tuple[str, str]], language: str) -> None:
    rules = Rules("en", language, "a.md", "a.md.po")
    pairs = [pair(source, target, line) for line, (source, target) in enumerate(rows, 1)]
    fixed, left = mend(pairs, rules, DRAFT)
    after = {one.line: one.after for one in fixed}
    again = [pair(one.segment.text, after.get(one.line, _text(one)), one.line) for one in pairs]
    for one, other in zip(pairs, again, strict=True):
        assert matter(_text(one)) == matter(_text(other))
    assert sum(len(run(again, rules)) for _ in (1,)) <= len(run(pairs, rules))
    if not left:
        assert [finding.check for finding in run(again, rules, CHECKS) if _is_fixable(finding)] == []


def _text(one: Pair) -> str:
    return one.translation.text if one.translation else ""


def _is_fixable(finding: object) -> bool:
    fix, start, end = (getattr(finding, name) for name in ("fix", "start", "end"))
    target = str(getattr(finding, "target", ""))
    return fix is not None and start is not None and fix != target[start:end]


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """A person's draft, an engine's draft and an approved text, each with two blanks in a row."""
    newsroom.run("extract")
    catalog = Catalog.read(newsroom.catalog())
    keys = [key for key in catalog.keys if "bridge" in key.text.lower() or "ferry" in key.text]
    texts = ["Puente  uno", "Puente  dos", "Puente  tres"]
    made = Origin("pseudo", "", "2026-11-27", digest(texts[1]))
    catalog.put(keys[0], Translation(texts[0], State.APPROVED), over=None)
    catalog.put(keys[1], Translation(texts[1], State.DRAFT, made))
    catalog.put(keys[2], Translation(texts[2], State.DRAFT), over=None)
    catalog.write(newsroom.catalog())
    return newsroom


def texts(newsroom: Newsroom) -> list[str]:
    catalog = Catalog.read(newsroom.catalog())
    return [now.text for key in catalog.keys if (now := catalog.translation(key)) and now.text]


def test_only_drafts_are_mended_unless_told(room: Newsroom) -> None:
    room.run("check", "-l", "es", "--fix", code=1)
    assert "2 texts mended in 1 catalog" in room.errors
    assert texts(room) == ["Puente  uno", "Puente dos", "Puente tres"]
    catalog = Catalog.read(room.catalog())
    drafts = [now for key in catalog.keys if (now := catalog.translation(key)) and now.state is State.DRAFT]
    assert [now.is_machine for now in drafts] == [True, False]  # an engine's draft is still one
    room.run("check", "-l", "es", "--fix", "--approved", code=1)
    assert texts(room) == ["Puente uno", "Puente dos", "Puente tres"]
    before = room.catalog().read_bytes()
    room.run("check", "-l", "es", "--fix", "--approved", code=1)
    assert room.catalog().read_bytes() == before


def test_diff_shows_and_writes_nothing(room: Newsroom) -> None:
    before = room.catalog().read_bytes()
    shown = room.run("check", "-l", "es", "--fix", "--diff", code=1)
    assert "double-space\n- Puente  dos\n+ Puente dos\n" in shown
    assert "uno" not in shown
    assert room.catalog().read_bytes() == before


def test_gettext_accepts_what_was_mended(room: Newsroom) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext's msgfmt is not installed")
    room.run("check", "-l", "es", "--fix", "--approved", code=1)
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", str(room.catalog())], capture_output=True, text=True, check=False
    )
    assert "error" not in done.stderr


def test_the_diff_shows_blanks_that_look_alike(room: Newsroom) -> None:
    path = room.catalog()
    path.write_text(
        path.read_text(encoding="utf-8").replace("Puente  dos", "Valmora Pue\u200bnte dos \u00a0x"), "utf-8"
    )
    shown = room.run("check", "-l", "es", "--fix", "--diff", code=1)
    assert "- Valmora Pue\\u200bnte dos \u00a0x\n+ Valmora Puente dos\u00a0x\n" in shown


def test_a_repeated_sentence_is_mended_once_for_all_its_places() -> None:
    segment = Segment(read_tags("Read more."), ("Read more.",), Block(1, "body"))
    again = Segment(read_tags("Read more."), ("Read more.",), Block(2, "body"))
    made = Translation("Lea  más .", State.DRAFT)
    fixed, left = mend([Pair(segment, made, 7), Pair(again, made, 7)], Rules("en", "es", "a.md", "a.md.po"), DRAFT)
    assert ([one.after for one in fixed], left) == (["Lea más."], 0)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--approved"], "--approved says what --fix may mend"),
        (["--fix", "--source"], "--fix does not go with --source"),
        (["--diff", "--changed-from", "HEAD"], "--fix does not go with --changed-from"),
    ],
)
def test_options_that_do_not_go_together_are_told(room: Newsroom, arguments: list[str], error: str) -> None:
    before = room.catalog().read_bytes()
    room.run("check", *arguments, code=2)
    assert error in room.errors
    assert room.catalog().read_bytes() == before


TOGETHER = ("The ferry will run until June.", "The council has promised to keep one boat for visitors.")


@pytest.fixture
def together(newsroom: Newsroom) -> Newsroom:
    """Two sentences that one draft of a person translates, with a blank too many."""
    newsroom.run("extract")
    catalog = Catalog.read(newsroom.catalog())
    first, second = (Key(text) for text in TOGETHER)
    text = "El barco irá hasta junio,  y el consejo guardará uno para los visitantes."
    catalog.put_together([first, second], Translation(text, State.DRAFT))
    catalog.write(newsroom.catalog())
    newsroom.run("extract")
    return newsroom


@pytest.mark.parametrize("host", [0, 1])
def test_the_text_of_sentences_translated_together_is_mended(together: Newsroom, host: int) -> None:
    if host:  # the other way round: the text below the second sentence
        catalog = Catalog.read(together.catalog())
        text = catalog.translation(Key(TOGETHER[0]))
        assert text is not None
        catalog.put(Key(TOGETHER[0]), Translation("[inside: next]", State.APPROVED), over=text)
        catalog.put(Key(TOGETHER[1]), text)
        catalog.write(together.catalog())
        together.run("extract")
    before = together.catalog().read_text(encoding="utf-8")
    together.run("check", "-l", "es", "--fix", "--only", "double-space", code=None)
    assert together.catalog().read_text(encoding="utf-8") == before.replace("junio,  y", "junio, y")
    together.run("extract")
    assert together.catalog().read_text(encoding="utf-8") == before.replace("junio,  y", "junio, y")


def test_a_joint_text_is_as_approved_as_the_least_of_its_sentences(together: Newsroom) -> None:
    catalog = Catalog.read(together.catalog())
    key = Key(TOGETHER[0])
    now = catalog.translation(key)
    assert now is not None
    catalog.put(key, Translation(now.text, State.APPROVED), over=now)
    catalog.write(together.catalog())
    before = together.catalog().read_text(encoding="utf-8")
    together.run("check", "-l", "es", "--fix", "--only", "double-space", code=None)
    assert together.catalog().read_text(encoding="utf-8") == before  # approved: only with --approved
    marked = before.replace('msgstr "[inside: previous]"', '#, fuzzy\nmsgstr "[inside: previous]"')
    at = before.index('msgstr "[inside: previous]"')
    start = before.rindex("msgid", 0, at)
    marked = before[:start] + "#, fuzzy\n" + before[start:]
    together.catalog().write_text(marked, encoding="utf-8")
    together.run("check", "-l", "es", "--fix", "--only", "double-space", code=None)
    assert together.catalog().read_text(encoding="utf-8") == marked.replace("junio,  y", "junio, y")
