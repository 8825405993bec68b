"""Words that must not stand in a language, whatever the source says: how rules are read, and where they are broken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.glossary import Glossary, Rendering, StyleRule, Term, breaches
from dragoman.glossary.auditing import audit
from dragoman.glossary.breaches import Running
from dragoman.glossary.doubts import doubts
from dragoman.language.quotations import quotations
from tests.glossary.exchange import read

RULE = StyleRule("es", ("ilegales",), "personas migrantes", "No person is illegal", ("armas ilegales",), domain="style")
TOML = """\
# House style

[[style]]
language = "es"
forbidden = ["ilegales"]
instead = "personas migrantes"
note = "No person is illegal"
allowed = ["armas ilegales"]

[[term]]
source = "bay"
es = { approved = "bahía" }
"""


def found(target: str, *rules: StyleRule, language: str = "es", source: str = "") -> list[str]:
    return [breach.found for breach in breaches(source, target, language, Glossary(style=rules or (RULE,)))]


def test_rules_and_terms_stand_in_one_file() -> None:
    bay = Term("bay", renderings={"es": Rendering("bahía")}, domain="style")
    assert read(TOML, "style.toml") == Glossary((bay,), style=(RULE,))


def test_a_table_says_the_same_in_a_row_without_a_source() -> None:
    text = (
        "source,note,es,es:admitted,es:forbidden,fr:forbidden\n"
        ",No person is illegal,personas migrantes,armas ilegales,ilegales,clandestin | clandestins\n"
    )
    french = StyleRule("fr", ("clandestin", "clandestins"), note="No person is illegal", domain="style")
    assert read(text, "style.csv") == Glossary(style=(RULE, french))


def test_a_concept_of_another_tool_that_is_only_deprecated_is_a_rule() -> None:
    text = """<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><langSec xml:lang="es"><termSec><term>ilegales</term>
<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="es"><termSec><term>muelle</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""
    glossary = read(text, "style.tbx")
    assert (glossary.terms, glossary.style) == ((), (StyleRule("es", ("ilegales",), domain="style"),))
    assert [f"{fault.where}: {fault.message}" for fault in glossary.faults] == [
        "style.tbx:4: a concept without a term in 'en'"
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('forbidden = ["x"]', "1: a [[style]] without 'language'"),
        ('language = "es"', "1: a [[style]] without 'forbidden'"),
        ('language = "es"\nforbidden = []', "3: a [[style]] without 'forbidden'"),
        ('language = "es"\nforbidden = "x"', "3: 'forbidden' must be a list of strings"),
        ('language = "es"\nforbidden = ["  "]', "3: 'forbidden' is empty"),
        ('language = "es"\nforbiden = ["x"]', "3: unknown key 'forbiden'; did you mean 'forbidden'?"),
        ('language = "es"\nforbidden = ["x"]\nquotes = "forbid"', "4: unknown quotes 'forbid'"),
        ('language = "es"\nforbidden = ["x"]\nexact = "yes"', "4: 'exact' must be true or false"),
        ('language = "es"\nforbidden = ["x"]\ninstead = "X"', "3: a [[style]] both allows and forbids 'x'"),
        ('language = "e s"\nforbidden = ["x"]', "2: 'e s' is no language tag"),
    ],
)
def test_a_bad_rule_costs_itself_only_and_is_told(lines: str, message: str) -> None:
    good = '\n[[style]]\nlanguage = "fr"\nforbidden = ["y"]\n'
    glossary = read(f"[[style]]\n{lines}\n{good}", "s.toml")
    assert glossary.style == (StyleRule("fr", ("y",), domain="s"),)
    assert f"{glossary.faults[0].where}: {glossary.faults[0].message}".startswith(f"s.toml:{message}")


def test_a_rule_of_a_language_counts_in_its_variants_and_nowhere_else() -> None:
    assert [found("Los ilegales.", language=tag) for tag in ("es", "es-MX", "est", "pt")] == [
        ["ilegales"],
        ["ilegales"],
        [],
        [],
    ]
    mexican = StyleRule("es-MX", ("ilegales",))
    assert [found("Los ilegales.", mexican, language=tag) for tag in ("es", "es-MX")] == [[], ["ilegales"]]


@pytest.mark.parametrize(
    "text", ["los SIN  PAPELES", "los <b>sin</b> papeles", "los sin\npapeles", "los sin pa\u00adpeles", "«sin papeles»"]
)
def test_words_are_found_however_they_are_written(text: str) -> None:
    assert len(found(text, StyleRule("es", ("sin papeles",)))) == 1


def test_a_name_that_holds_the_word_may_stand_where_the_source_has_the_name() -> None:
    term = Term("Illegals Cup", renderings={"es": Rendering("Copa de los Ilegales")})
    glossary = Glossary((term,), style=(RULE,))
    text = "Ganó la Copa de los Ilegales."
    assert [each.found for each in breaches("It won the Illegals Cup.", text, "es", glossary)] == []
    assert [each.found for each in breaches("It won the cup.", text, "es", glossary)] == ["Ilegales"]
    assert [f"{one.severity}: {one.message}" for one in audit(glossary, "en", ["es"])] == [
        "warning: 'Ilegales' (es) is forbidden by the style and approved for 'Illegals Cup'"
    ]


def test_a_draft_says_which_word_it_should_not_have() -> None:
    glossary = Glossary(style=(RULE, StyleRule("es", ("okupas",))))
    assert doubts("They left.", "Los ilegales y los ilegales, y los okupas, se fueron.", "es", glossary) == [
        "Forbidden word: \u2068ilegales\u2069 → \u2068personas migrantes\u2069 (No person is illegal)",
        "Forbidden word: \u2068okupas\u2069",
    ]


QUOTED = {
    "He said “a b” and c.": ["“a b”"],
    "„a b“, sagte er.": ["„a b“"],
    "»a b«, sagte er.": ["»a b«"],
    "« a b », dit-il.": ["« a b »"],
    "«a “b” c», dijo.": ["«a “b” c»"],
    '"a" and "b"': ['"a"', '"b"'],
    "”a b”, sade han.": ["”a b”"],
    "他说：“甲乙。”": ["“甲乙。”"],
    "「甲『乙』」と": ["「甲『乙』」"],
    "It goes “on": ["“on"],
    "It went on” he said.": ["It went on”"],
    "It’s the dogs’ day.": [],
    "": [],
}  # fmt: skip


@pytest.mark.parametrize("text", QUOTED)
def test_quotations_of_many_languages_are_known_by_their_marks(text: str) -> None:
    assert [text[start:end] for start, end in quotations(text)] == QUOTED[text]


def test_a_quotation_goes_on_over_the_sentences_of_a_block() -> None:
    running = Running()
    texts = ["Dijo: «Uno.", "Dos.", "Tres», y calló.", "Cuatro.", "«Cinco.", "Seis."]
    blocks = [1, 1, 1, 1, 1, 2]
    begun = [running.begins_quoted(block, text) for block, text in zip(blocks, texts, strict=True)]
    assert begun == [False, True, True, False, False, False]
    glossary = Glossary(style=(StyleRule("es", ("dos",), quotes="allow"),))
    for quoted, expected in ((True, []), (False, ["Dos"])):
        assert [one.found for one in breaches("", "Dos.", "es", glossary, quoted=quoted)] == expected


@given(st.text(alphabet='ab «»„“”"「」.,', max_size=30), st.booleans())
@settings(deadline=None)
def test_quotations_stand_in_order_and_in_the_text(text: str, opened: bool) -> None:
    spans = quotations(text, opened)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
