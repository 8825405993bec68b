"""Headings keep their source's ids in every language, as the generators themselves would make them."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.anchors import ids_of
from dragoman.formats.markdown.headings import Source, headings, pinned
from dragoman.formats.markdown.settings import Settings
from dragoman.model import AnchorStyle
from tests.laws.shreds.markdown import articles
from tests.newsroom import Newsroom
from tests.publishing.generators import HOW, PROGRAMS, build, program

SETTINGS = Settings()
STYLES: tuple[AnchorStyle, ...] = ("goldmark", "github", "python")
INSERTED = re.compile(r" \{#[^{}\s]*\}|#[^{}\s]* ")
WORDS = """
A slow return|Fares, times & prices|What’s new?|C++ and C#|Ünder the bridge|Straße|İstanbul'da|*Now* and **then**
`code` here|The [map](map.md)|snake_case __strong__|two--dashes  and   spaces|1. First|2026|¿Qué pasa?|Привет, мир!
مرحبا بالعالم|שלום עולם|नमस्ते दुनिया|สวัสดีชาวโลก|世界，你好|東京の橋|한국어|ﬁne ligature|①②③
é combined|—|!!!|a/b/c|50% off|x² + y²
A slow return|A slow return|a-slow-return-1|Section_1|Section|section|Emoji 🎉 party|Ⓐ circled|tail -|- head
&amp; entity|Half ½ done|Roman Ⅷ|dots…|(brackets)|"quoted"|Grüße|ŉ n|ǅ titlecase|K kelvin
"""
LINES = [line for line in WORDS.replace("\n", "|").split("|") if line]


def bodies() -> str:
    mixed = random.Random(7)
    lines = [*LINES, *(" ".join(mixed.sample(LINES, 2)) for _ in range(60))]
    return (
        "".join(f"## {line}\n\ntext\n\n" for line in lines) + "Set text & more\n----\n\n## Closed ##\n\n> ### Inside\n"
    )


def ours(style: AnchorStyle) -> list[str]:
    return ids_of([heading.words for heading in headings(bodies(), SETTINGS)], style)


def read_ids(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'<h[23][^>]*? id="([^"]*)"', page)]


def test_hugo_makes_the_same_ids(tmp_path: Path) -> None:
    hugo = program("hugo", "apt install hugo")
    (tmp_path / "layouts/_default").mkdir(parents=True)
    (tmp_path / "layouts/_default/single.html").write_text("{{ .Content }}", encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(bodies(), encoding="utf-8")
    (tmp_path / "config.toml").write_text('baseURL = "/"\n', encoding="utf-8")
    build(hugo, "--quiet", "-d", "public", folder=tmp_path)
    assert ours("goldmark") == read_ids((tmp_path / "public/a/index.html").read_text(encoding="utf-8"))


def test_python_markdown_makes_the_same_ids(tmp_path: Path) -> None:
    python = program("python", HOW) if (PROGRAMS / "bin").is_dir() else pytest.skip(f"not installed: {HOW}")
    (tmp_path / "a.md").write_text(bodies(), encoding="utf-8")
    code = "print(__import__('markdown').markdown(open('a.md').read(), extensions=['toc', 'extra']))"
    done = subprocess.run([python, "-X", "utf8", "-c", code], cwd=tmp_path, capture_output=True, check=True)
    assert ours("python") == read_ids(done.stdout.decode())


@pytest.mark.long
def test_github_slugger_makes_the_same_ids(tmp_path: Path) -> None:
    packages = PROGRAMS / "starlight" / "node_modules"
    if shutil.which("node") is None or not packages.is_dir():
        pytest.skip(f"github-slugger is not installed: {HOW} npm")
    (tmp_path / "node_modules").symlink_to(packages)
    texts = [heading.words.text for heading in headings(bodies(), SETTINGS)]
    code = (
        "import Slugger from 'github-slugger'; const one = new Slugger();"
        f"console.log(JSON.stringify({json.dumps(texts)}.map((text) => one.slug(text))))"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    assert ours("github") == json.loads(done.stdout)


@given(articles, articles, st.sampled_from(STYLES))
def test_pinning_adds_ids_and_nothing_else(text: str, source: str, style: AnchorStyle) -> None:
    assert pinned(text, Source(text, SETTINGS), "") == text
    for other in (text, source):
        out = pinned(text, Source(other, SETTINGS), style)
        before, after = headings(text, SETTINGS), headings(out, SETTINGS)
        assert [heading.words.text for heading in after] == [heading.words.text for heading in before]
        if out != text:
            made = ids_of([heading.words for heading in headings(other, SETTINGS)], style)
            assert all(heading.words.own in ("", name) for heading, name in zip(after, made, strict=True))
            parts = iter(out)
            assert all(letter in parts for letter in text)  # in this order


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("## Fares", "## Precios {#fares}"),
        ("## Fares ##", "## Precios ## {#fares}"),
        ("## Fares {.wide}", "## Precios {#fares .wide}"),
        ("## Fares {#own}", "## Precios {#own}"),
        ("Fares\n-----", "Precios {#fares}\n-----"),
        ("Two\nFares\n-----", "Two\nPrecios {#fares}\n-----"),
        ("> ## Fares", "> ## Precios {#fares}"),
        ("## Fares {{< x >}}", "## Precios {{< x >}}"),
        ("```\n## Fares\n```", "```\n## Precios\n```"),
    ],
)
def test_how_a_heading_keeps_its_id(line: str, to: str) -> None:
    text = line.replace("Fares", "Precios")
    assert pinned(f"{text}\n\nEnd.\n", Source(f"{line}\n\nEnd.\n", SETTINGS), "goldmark") == f"{to}\n\nEnd.\n"


@pytest.mark.parametrize(("settings", "heading"), [("", " {#a-slow-return}"), ('anchors = ""\n', "")])
def test_merge_pins_where_the_generator_understands_it(newsroom: Newsroom, settings: str, heading: str) -> None:
    config = newsroom.folder / "dragoman.toml"
    config.write_text(config.read_text("utf-8") + f'\n[layout]\nprofile = "hugo"\n{settings}', encoding="utf-8")
    newsroom.edit("Engineers replaced", "## A slow return\n\nEngineers replaced")
    newsroom.run("extract")
    newsroom.approve()
    newsroom.run("merge", "-l", "es")
    assert f"## a SLOW RETURN{heading}\n" in newsroom.merged().read_text(encoding="utf-8")
