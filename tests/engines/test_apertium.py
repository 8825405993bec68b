"""Apertium's pipelines: the real ones where installed, and stand-ins that die, hang and lose step."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.engines.apertium import MODES, ApertiumEngine
from dragoman.engines.apertium_stream import decode, encode, read_mode
from dragoman.engines.guard import guarded
from dragoman.model import Batch, ConfigError, Draft, EngineError, EngineSettings, Key, Request, from_text, to_text

real = pytest.mark.skipif(
    not (Path(MODES) / "eng-spa.mode").exists() or shutil.which("lt-proc") is None,
    reason="Apertium's pair eng-spa is not installed: apt-get install apertium apertium-eng-spa",
)

SENTENCES = [
    "The minister visits the school.",
    "See <a>the map</a> of the city.",
    "The house",
    "Where is the school?",
    "He visits <em>“the <b>bridge</b>”</em>.",
]


@pytest.fixture
def apertium() -> Iterator[ApertiumEngine]:
    engine = ApertiumEngine(EngineSettings())
    yield engine
    engine.close()


def ask(engine: ApertiumEngine, *texts: str, target: str = "es") -> list[Draft]:
    return asyncio.run(guarded(engine, Batch("en", target, tuple(Request(Key(t), t) for t in texts)), 60))


@real
def test_real_apertium_translates_and_keeps_marks(apertium: ApertiumEngine) -> None:
    assert ask(apertium, *SENTENCES) == [
        Draft("El ministro visita la escuela.", "eng-spa"),
        Draft("Ve <a>el mapa</a> de la ciudad.", "eng-spa"),
        Draft("La casa", "eng-spa"),
        Draft("Dónde es la escuela?", "eng-spa"),
        Draft("Visita <em>“el <b>puente</b>”</em>.", "eng-spa"),
    ]


@real
def test_two_hundred_texts_keep_their_order(apertium: ApertiumEngine) -> None:
    texts = [f"{SENTENCES[number % 5]} The number is {number}" for number in range(200)]
    drafts = ask(apertium, *texts)
    alone = [ask(apertium, texts[number])[0] for number in range(0, 200, 23)]
    assert all(str(number) in str(draft.text) for number, draft in enumerate(drafts))
    assert drafts[::23] == alone


@real
@pytest.mark.parametrize(
    "text",
    [
        "^the/el<det>$ [blank] {x} \\ @ / <z>",
        "* # ~ + *the house* #the ~water~ a+b **",
        "]]][[[ ^^^ $$$ \\\\ \\",
        "[<b>]the[</b>] house",
        ".[]",
        "[7]",
        "the\u00a0house\u200b \u2028 and \u202bwater\u202c",
        "the house \ue000 \ue001 \uf8ff *",
        "🎉 the 𝔥ouse",
        "á" * 3000 + " house",
        "the house " * 3000,
        "مرحبا the نقشه",
    ],
)
def test_text_that_looks_like_the_stream_format_harms_nothing(apertium: ApertiumEngine, text: str) -> None:
    before, draft, after = ask(apertium, "The house", to_text((text,)), "The house")
    assert before == after == Draft("La casa", "eng-spa")
    assert draft.text is not None
    (answer,) = from_text(draft.text, ())
    assert [sign for sign in str(answer) if sign in "*#~+[]{}^$@<>\\"] == [
        sign for sign in text if sign in "*#~+[]{}^$@<>\\"
    ]


@real
def test_unknown_words_lose_their_star_and_are_counted(apertium: ApertiumEngine) -> None:
    assert ask(apertium, "The *zyxgrob* house and zyxgrob") == [Draft("El *zyxgrob* casa y zyxgrob", "eng-spa")]
    assert apertium.unknown == {"zyxgrob": 2}


@real
def test_texts_do_not_leak_into_their_neighbours(apertium: ApertiumEngine) -> None:
    texts = ["Bridge", "The minister of", "New", "York", "Prime", "Minister", "Talks resume in"]
    assert ask(apertium, *texts) == [ask(apertium, text)[0] for text in texts]


@real
def test_a_pipeline_killed_between_and_during_batches_is_started_again(apertium: ApertiumEngine) -> None:
    expected = ask(apertium, "The house")
    for pipeline in apertium._pipelines.values():
        os.kill(pipeline.pids[3], 9)
    assert ask(apertium, "The house") == expected

    async def kill_midway() -> list[Draft]:
        batch = Batch("en", "es", tuple(Request(Key(t), t) for t in ["The house"] * 2000))
        work = asyncio.create_task(guarded(apertium, batch, 60))
        await asyncio.sleep(0.3)
        for pipeline in list(apertium._pipelines.values()):
            os.kill(pipeline.pids[0], 9)
        return await work

    assert asyncio.run(kill_midway()) == expected * 2000


@real
def test_closing_leaves_no_process_behind_and_the_engine_can_be_used_again(apertium: ApertiumEngine) -> None:
    ask(apertium, "The house")
    pids = [pid for pipeline in apertium._pipelines.values() for pid in pipeline.pids]
    apertium.close()
    apertium.close()
    assert pids
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]
    assert ask(apertium, "The house") == [Draft("La casa", "eng-spa")]


@real
def test_an_installed_pair_is_not_missing(apertium: ApertiumEngine) -> None:
    assert [apertium.missing(*pair) for pair in [("en", "es"), ("en-GB", "es-MX"), ("es", "en-US")]] == ["", "", ""]
    assert "eng-spa" in apertium.installed()


@pytest.mark.parametrize(
    ("source", "target", "line"),
    [
        ("en", "ca", "apt-get install apertium apertium-eng-cat"),
        ("es", "ca-valencia", "apt-get install apertium apertium-spa-cat"),
        ("es", "pt-BR", "apt-get install apertium apertium-es-pt"),
        ("en", "gl", "apt-get install apertium apertium-en-gl"),
        ("eu", "en", "apt-get install apertium apertium-eu-en"),
        ("en", "hr", "apt-get install apertium apertium-hbs-eng"),
        ("en", "eu", "Apertium has no pair en → eu"),
        ("en", "sr", "Apertium has no pair en → sr"),
        ("en", "fa", "Apertium has no pair en → fa"),
        ("en", "zh-Hans", "Apertium has no pair en → zh-Hans"),
    ],
)
def test_a_missing_pair_comes_with_the_line_that_installs_it(
    tmp_path: Path, source: str, target: str, line: str
) -> None:
    engine = ApertiumEngine(EngineSettings({"modes": str(tmp_path)}))
    assert engine.missing(source, target) == line
    with pytest.raises(EngineError, match="is not installed") as refused:
        asyncio.run(engine.translate(Batch(source, target, ())))
    assert refused.value.hint == line


@pytest.mark.parametrize(
    ("installed", "source", "target", "mode"),
    [
        (["en-gl"], "en", "gl", "en-gl"),
        (["eng-cat", "eng-cat_valencia"], "en", "ca-valencia", "eng-cat_valencia"),
        (["eng-cat"], "en", "ca-valencia", "eng-cat"),
        (["es-pt", "es-pt_BR"], "es-419", "pt-BR", "es-pt_BR"),
        (["es-pt", "es-pt_BR"], "es", "pt", "es-pt"),
        (["eng-hbs_SR"], "en", "sr-Latn-RS", "eng-hbs_SR"),
        (["swe-nob"], "sv", "no", "swe-nob"),
        (["kaz-xyz"], "kk", "xyz", "kaz-xyz"),
    ],
)
def test_modes_are_found_under_old_and_new_codes(
    tmp_path: Path, installed: list[str], source: str, target: str, mode: str
) -> None:
    stage = write_stage(tmp_path, "")
    for name in [*installed, "spa-eng-tagger"]:
        (tmp_path / f"{name}.mode").write_text(str(stage))
    engine = ApertiumEngine(EngineSettings({"modes": str(tmp_path)}))
    assert engine.missing(source, target) == ""
    draft = asyncio.run(engine.translate(Batch(source, target, (Request(Key("a"), "a"),))))[0]
    engine.close()
    assert draft == Draft("A", mode)


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "eng-spa.mode").write_text("no-such-proc 'x.bin' | cat")
    engine = ApertiumEngine(EngineSettings({"modes": str(tmp_path)}))
    assert engine.missing("en", "es") == "apt-get install --reinstall apertium apertium-eng-spa  # lacks no-such-proc"
    with pytest.raises(EngineError, match="Apertium's no-such-proc cannot be started"):
        ask(engine, "The house")
    engine.close()


def test_a_text_that_kills_the_pipeline_stands_alone_without_a_draft(tmp_path: Path) -> None:
    engine = stand_in(tmp_path, "if 'KILL' in text: os._exit(1)")
    texts = [f"text {number}" for number in range(40)]
    texts[7] = texts[23] = "KILL"
    drafts = ask(engine, *texts)
    engine.close()
    dead = Draft(None, "eng-spa", "Apertium ended or hung on this text, twice")
    assert drafts == [dead if text == "KILL" else Draft(text.upper(), "eng-spa") for text in texts]


def test_a_text_that_hangs_the_pipeline_stands_alone_without_a_draft(tmp_path: Path) -> None:
    engine = stand_in(tmp_path, "if 'HANG' in text: time.sleep(60)", timeout=0.5)
    drafts = ask(engine, "one", "HANG", "two")
    engine.close()
    assert [draft.text for draft in drafts] == ["ONE", None, "TWO"]


def test_a_pipeline_that_fails_once_loses_nothing(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    engine = stand_in(
        tmp_path, f"if 'ONCE' in text and not os.path.exists({str(seen)!r}): open({str(seen)!r}, 'w'); os._exit(1)"
    )
    drafts = ask(engine, "one", "ONCE", "two")
    engine.close()
    assert [draft.text for draft in drafts] == ["ONE", "ONCE", "TWO"]


def test_a_pipeline_that_loses_step_gives_no_text_another_ones_answer(tmp_path: Path) -> None:
    engine = stand_in(tmp_path, "if 'TWICE' in text: send(text.upper())\nif 'MUTE' in text: continue", timeout=0.5)
    texts = ["one", "TWICE", "two", "MUTE", "three", "four"]
    drafts = ask(engine, *texts)
    engine.close()
    assert all(draft.text in (None, text.upper()) for draft, text in zip(drafts, texts, strict=True))
    assert [draft.text for draft, text in zip(drafts, texts, strict=True) if text.islower()] == [
        "ONE",
        "TWO",
        "THREE",
        "FOUR",
    ]


def test_a_pipeline_that_answers_nothing_is_an_error(tmp_path: Path) -> None:
    engine = stand_in(tmp_path, "os._exit(1)")
    with pytest.raises(EngineError, match="pipeline eng-spa answers nothing"):
        ask(engine, *(f"text {number}" for number in range(30)))
    engine.close()


def test_a_large_text_does_not_make_both_ends_wait(tmp_path: Path) -> None:
    engine = stand_in(tmp_path, "")
    text = "water " * 100_000 + "end"
    assert ask(engine, text, "one") == [Draft(text.upper(), "eng-spa"), Draft("ONE", "eng-spa")]
    engine.close()


def test_a_batch_out_of_time_stops_its_pipeline_and_the_next_batch_works(tmp_path: Path) -> None:
    engine = stand_in(tmp_path, "if 'HANG' in text: time.sleep(60)")
    batch = Batch("en", "es", (Request(Key("HANG"), "HANG"),))
    began = time.monotonic()
    with pytest.raises(EngineError, match="no answer within"):
        asyncio.run(guarded(engine, batch, 0.5))
    assert ask(engine, "one") == [Draft("ONE", "eng-spa")]
    engine.close()
    assert time.monotonic() - began < 15  # not the pipeline's own patience


@pytest.mark.parametrize(
    "line",
    [
        "cat; rm x",
        "cat > x",
        "cat < x",
        "cat `id`",
        "cat $(id)",
        "cat & cat",
        "cat || cat",
        "cat | | cat",
        "",
        "cat 'x",
    ],
)
def test_a_mode_file_is_no_shell_script(tmp_path: Path, line: str) -> None:
    mode = tmp_path / "eng-spa.mode"
    mode.write_text(line)
    with pytest.raises(EngineError, match=r"eng-spa\.mode"):
        read_mode(mode)


def test_a_mode_file_is_read_into_arguments(tmp_path: Path) -> None:
    mode = tmp_path / "eng-spa.mode"
    mode.write_text(
        "lt-proc '/a b/x|y.bin' | apertium-tagger -g $2 'p' | vislcg3 -t 'g' | cg-proc 'g' | lt-proc $1 'gen'\n"
    )
    assert read_mode(mode) == [
        ["lt-proc", "-z", "/a b/x|y.bin"],
        ["apertium-tagger", "-z", "-g", "p"],
        ["vislcg3", "-t", "g"],
        ["cg-proc", "-z", "g"],
        ["lt-proc", "-z", "-g", "gen"],
    ]


def test_a_text_is_ended_and_numbered_in_the_stream() -> None:
    assert encode("a  b", 7).stream == "a[  ]b.[7]"
    assert encode("{a} [b]?", 8).stream == "\\{a\\} \\[b\\]?[8]"
    assert decode("A[  ]b.[7]", encode("a  b", 7)) == ("A  b", [])
    assert decode("A[  ]b.[8]", encode("a  b", 7)) is None
    assert decode(" *A   b.[7]", encode("a b", 7)) == ("A b", ["A"])


def test_unknown_options_are_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match="has no option 'mode'; did you mean 'modes'"):
        ApertiumEngine(EngineSettings({"mode": "x"}))
    with pytest.raises(ConfigError, match="'timeout' of engine apertium must be a number above 0"):
        ApertiumEngine(EngineSettings({"timeout": "soon"}))


def stand_in(folder: Path, behaviour: str, timeout: float = 20) -> ApertiumEngine:
    """An engine whose one pair, eng-spa, is two stages: one with `behaviour`, and one that passes on."""
    (folder / "eng-spa.mode").write_text(f"{write_stage(folder, behaviour)} | {write_pass(folder)}")
    return ApertiumEngine(EngineSettings({"modes": str(folder), "timeout": timeout}))


def write_stage(folder: Path, behaviour: str) -> Path:
    """A program that puts each NUL-ended text into capitals; `behaviour` comes first and sees `text` and `send`."""
    return _write_program(
        folder / "stage",
        f"""
        import os, sys, time
        out = sys.stdout.buffer
        def send(text):
            out.write(text.encode() + b"\\0")
            out.flush()
        rest = b""
        while chunk := os.read(0, 65536):
            *whole, rest = (rest + chunk).split(b"\\0")
            for text in [part.decode() for part in whole]:
{textwrap.indent(behaviour, " " * 16)}
                send(text.upper())
        """,
    )


def write_pass(folder: Path) -> Path:
    return _write_program(
        folder / "pass",
        """
        import os
        while chunk := os.read(0, 65536):
            while chunk:
                chunk = chunk[os.write(1, chunk):]
        """,
    )


def _write_program(path: Path, code: str) -> Path:
    path.write_text(f"#!{sys.executable} -IS\n{textwrap.dedent(code)}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
