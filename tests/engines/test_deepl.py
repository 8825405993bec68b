"""DeepL: our engine and the official library, against the same server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.servers import phrasebook
from tests.servers.deepl import DeepL
from tests.servers.serving import KEY

from dragoman.engines.deepl import DeepLEngine
from dragoman.engines.guard import guarded
from dragoman.engines.xml_text import from_xml, to_xml
from dragoman.model import Batch, ConfigError, Draft, EngineError, EngineSettings, Key, Mark, Request, to_text
from dragoman.model.drafting import Person, Surroundings, TermChoice

TEXTS = phrasebook.article()
RIGHT = phrasebook.translate(TEXTS)
COUNCIL = TermChoice("council", "concejo")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepL]:
    monkeypatch.setenv("DEEPL_AUTH_KEY", KEY)
    with DeepL() as server:
        server.key = KEY
        yield server


def opened(service: DeepL, **options: object) -> DeepLEngine:
    return DeepLEngine(EngineSettings({"url": service.url, **options}))


def batch(*texts: str, target: str = "es", **more: Any) -> Batch:
    return Batch("en", target, tuple(Request(Key(text), text) for text in texts or TEXTS), **more)


def ask(engine: DeepLEngine, asked: Batch) -> list[Draft]:
    async def asking() -> list[Draft]:
        drafts = list(await engine.translate(asked))
        engine.close()
        return drafts

    return asyncio.run(asking())


def test_an_article_comes_back_with_its_marks_and_with_what_it_cost(service: DeepL) -> None:
    drafts = ask(opened(service), batch())
    sizes = [len(text.replace("<b>", "").replace("</b>", "")) for text in TEXTS]
    assert drafts == [Draft(text, "en-es", billed=size) for text, size in zip(RIGHT, sizes, strict=True)]
    assert service.questions == [
        {
            "text": [text.replace("&", "&amp;") for text in TEXTS],
            "source_lang": "EN",
            "target_lang": "ES",
            "show_billed_characters": True,
            "preserve_formatting": True,
            "tag_handling": "xml",
            "tag_handling_version": "v2",
            "outline_detection": False,
        }
    ]


def test_the_article_goes_along_as_context_and_formality_as_a_wish(service: DeepL) -> None:
    around = Surroundings(
        headline="Bridge open again",
        cast=(Person("Ana Ruiz", "mayor", "feminine", "Ana Ruiz", "la alcaldesa"), Person("Tom Reed")),
        formality="more",
    )
    first, second = TEXTS[:2]
    asked = Batch(
        "en",
        "es",
        (
            Request(Key(first), first, after=second),
            Request(Key(second), second, before=first, after="It <b>carries</b> 400 cars an hour."),
        ),
        around,
    )
    assert [draft.text for draft in ask(opened(service, model="quality_optimized"), asked)] == RIGHT[:2]
    assert {name: service.questions[0].get(name) for name in ("context", "formality", "model_type")} == {
        "context": "Ana Ruiz, mayor (feminine): Ana Ruiz, la alcaldesa\nTom Reed\nBridge open again\n"
        "It carries 400 cars an hour.",
        "formality": "prefer_more",
        "model_type": "quality_optimized",
    }


def test_the_key_tells_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, url in ((f"{KEY}:fx", "https://api-free.deepl.com/"), (KEY, "https://api.deepl.com/")):
        monkeypatch.setenv("DEEPL_AUTH_KEY", key)
        engine = DeepLEngine(EngineSettings())
        assert engine._opened().url == url
        assert engine.reaches() == ""


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("en", "en", ("EN", "EN-US")),
        ("en-GB", "es-MX", ("EN", "ES-419")),
        ("pt-BR", "pt", ("PT", "PT-PT")),
        ("zh-Hant", "zh-Hans", ("ZH", "ZH-HANS")),
        ("no", "zh-TW", ("NB", "ZH-HANT")),
        ("de-AT", "en-IE", ("DE", "EN-GB")),
    ],
)
def test_languages_are_asked_for_by_deepls_codes(
    service: DeepL, source: str, target: str, codes: tuple[str, str]
) -> None:
    service.sources, service.targets = (codes[0],), (codes[1],)
    asked = replace(batch("Yes"), source=source, target=target)
    assert ask(opened(service), asked)[0].detail == "-".join(codes).lower()


def test_a_language_it_has_not_is_said_before_anything_is_sent(service: DeepL) -> None:
    engine = opened(service)
    assert engine.missing("en", "nn") == "DeepL has no target language nn"
    assert asyncio.run(engine.reach()) == ""
    assert engine.missing("en", "fr") == "DeepL has no target language fr"
    assert engine.pairs() == [
        ("de", "en-GB"), ("de", "en-US"), ("de", "es"), ("en", "de"), ("en", "es"), ("es", "de"), ("es", "en-GB"),
        ("es", "en-US"),
    ]  # fmt: skip
    assert service.bills == []


def test_a_quota_that_is_used_up_is_told_from_a_service_that_is_busy(service: DeepL) -> None:
    service.quota = 10
    engine = opened(service)
    with pytest.raises(EngineError) as failed:
        asyncio.run(engine.translate(batch()))
    assert (failed.value.again, failed.value.sent) == ("exhausted", False)
    service.quota = 0
    assert asyncio.run(engine.reach()) == "the quota is used up: 0 of 0 characters"


def test_without_a_key_nothing_is_sent_and_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEPL_AUTH_KEY", raising=False)
    engine = DeepLEngine(EngineSettings())
    assert engine.missing("en", "es") == "export DEEPL_AUTH_KEY=…  # the key for engine deepl"
    assert asyncio.run(engine.reach()) == engine.missing("en", "es")


@pytest.mark.parametrize("options", [{"model": "best"}, {"glossaries": -1}, {"glossaries": True}, {"modle": "x"}])
def test_a_wrong_setting_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        DeepLEngine(EngineSettings(options))


def termed(*terms: TermChoice, missed: tuple[str, ...] = ()) -> Batch:
    return Batch("en", "es", (Request(Key(TEXTS[0]), TEXTS[0], terms=terms, missed=missed),))


def test_terms_are_rendered_by_a_glossary_of_the_account(service: DeepL) -> None:
    engine = opened(service, glossaries=2)
    assert engine.caps.terms
    assert ask(engine, termed(COUNCIL))[0].text == "El concejo inauguró el nuevo puente el lunes."
    assert ask(engine, termed(COUNCIL))[0].text == "El concejo inauguró el nuevo puente el lunes."
    [glossary] = service.glossaries.values()
    assert (glossary.source, glossary.target, glossary.entries) == ("en", "es", "council\tconcejo")
    assert glossary.name.startswith("dragoman en-es ")


def test_another_run_with_the_same_terms_finds_the_glossary(service: DeepL) -> None:
    for _ in range(3):
        ask(opened(service, glossaries=2), termed(COUNCIL))
    assert len(service.glossaries) == 1


def test_of_our_glossaries_the_oldest_go_and_nobody_elses(service: DeepL) -> None:
    from tests.servers.deepl import Glossary

    others = Glossary("00000000-0000-0000-0000-0000000000ff", "Legal desk", "en", "es", "court\ttribunal")
    service.glossaries[others.number] = others
    service._made = 1
    engine = opened(service, glossaries=2)
    for word in ("council", "mayor", "ferry", "report"):
        ask(engine, termed(TermChoice(word, word.title())))
    assert [glossary.entries for glossary in service.glossaries.values()] == [
        "court\ttribunal",
        "council\tCouncil\nferry\tFerry\nmayor\tMayor",
        "council\tCouncil\nferry\tFerry\nmayor\tMayor\nreport\tReport",
    ]


def test_a_glossary_that_somebody_deleted_is_made_again(service: DeepL) -> None:
    engine = opened(service, glossaries=2)
    ask(engine, termed(COUNCIL))
    service.glossaries.clear()
    with pytest.raises(EngineError) as failed:
        asyncio.run(engine.translate(termed(COUNCIL)))
    assert (failed.value.again, failed.value.sent) == ("later", False)
    assert ask(engine, termed(COUNCIL))[0].text == "El concejo inauguró el nuevo puente el lunes."


def test_an_account_without_room_for_glossaries_translates_without(service: DeepL) -> None:
    service.glossaries_allowed = 0
    assert ask(opened(service, glossaries=2), termed(COUNCIL))[0].text == RIGHT[0]


def test_what_the_glossary_missed_is_not_paid_a_second_time(service: DeepL) -> None:
    drafts = ask(opened(service, glossaries=2), termed(COUNCIL, missed=("council",)))
    assert drafts == [Draft(None, "en-es", "DeepL's glossary does not render a term of this text", billed=0)]
    assert service.bills == []


def test_a_request_too_large_for_deepl_is_not_sent(service: DeepL) -> None:
    with pytest.raises(EngineError) as failed:
        asyncio.run(opened(service).translate(batch("a & " * 40_000)))
    assert (failed.value.again, failed.value.sent) == ("smaller", False)
    assert service.received == []


def test_a_tag_that_deepl_loses_leaves_the_segment_empty(service: DeepL) -> None:
    service.translate = lambda texts, target: [text.replace("<b>", "") for text in phrasebook.translate(texts, target)]
    drafts = asyncio.run(guarded(opened(service), batch(*TEXTS[:3]), 10))
    assert [draft.text for draft in drafts] == [*RIGHT[:2], None]
    assert drafts[2].reason.startswith("the engine broke a mark")


PLAIN = st.text(st.sampled_from("ab <>&;\"'é字lt amp/1#39"), max_size=12)
CONTENT = st.lists(st.one_of(PLAIN, st.sampled_from((Mark("open", "b"), Mark("point", "img")))), max_size=6)


@given(CONTENT)
def test_a_text_survives_the_way_into_xml_and_back(parts: list[str | Mark]) -> None:
    content: list[str | Mark] = []
    for at, part in enumerate(parts):
        if isinstance(part, Mark):
            mark = Mark(part.kind, f"{part.name}{at}" if at else part.name)
            content += [mark, "x", Mark("close", mark.name)] if mark.kind == "open" else [mark]
        else:
            content.append(part)
    text = to_text(content)
    assert from_xml(to_xml(text), text) == to_text(tuple(_read(text)))


def _read(text: str) -> tuple[str | Mark, ...]:
    from dragoman.engines.masking import read_marks

    return read_marks(text)


# The official library against the same server: what our engine is tested with speaks DeepL's protocol.


@pytest.fixture
def official(service: DeepL, monkeypatch: pytest.MonkeyPatch) -> Any:
    deepl = pytest.importorskip("deepl", reason="the library deepl is not installed")
    monkeypatch.setattr(deepl.http_client, "max_network_retries", 0)
    return deepl.DeepLClient(KEY, server_url=service.url)


def test_the_official_library_gets_the_same_translations(service: DeepL, official: Any) -> None:
    results = official.translate_text(
        [text.replace("&", "&amp;") for text in TEXTS],
        source_lang="EN",
        target_lang="ES",
        context="Bridge open again",
        formality="prefer_more",
        tag_handling="xml",
        outline_detection=False,
    )
    ours = ask(opened(service), batch())
    assert [
        (from_xml(result.text, text), result.billed_characters) for result, text in zip(results, TEXTS, strict=True)
    ] == [(draft.text, draft.billed) for draft in ours]
    theirs, asked = service.questions
    assert {name: value for name, value in theirs.items() if name in asked} == {
        name: value for name, value in asked.items() if name in theirs
    }
    usage = official.get_usage()
    assert (usage.character.count, usage.character.limit) == (service.billed, service.quota)
    assert [language.code for language in official.get_target_languages()] == ["EN-GB", "EN-US", "ES", "DE"]


def test_the_official_library_finds_and_uses_the_glossary_we_made(service: DeepL, official: Any) -> None:
    ask(opened(service, glossaries=2), termed(COUNCIL))
    [glossary] = official.list_multilingual_glossaries()
    entries = official.get_multilingual_glossary_entries(glossary, "EN", "ES")
    assert entries.dictionaries[0].entries == "council\tconcejo"
    result = official.translate_text(TEXTS[0], source_lang="EN", target_lang="ES", glossary=glossary)
    assert result.text == "El concejo inauguró el nuevo puente el lunes."
    official.delete_multilingual_glossary(glossary)
    assert service.glossaries == {}


@pytest.mark.parametrize(
    ("fault", "name"),
    [("456", "QuotaExceededException"), ("429", "TooManyRequestsException"), ("500", "DeepLException")],
)
def test_the_official_library_reads_the_servers_faults(service: DeepL, official: Any, fault: str, name: str) -> None:
    import deepl

    service.faults.plan(fault)
    with pytest.raises(getattr(deepl, name)):
        official.translate_text("Yes", target_lang="ES")
    service.key = "another"
    with pytest.raises(deepl.AuthorizationException):
        official.get_usage()
