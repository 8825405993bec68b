"""Real site generators, and a small newsroom whose articles link to one another."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.newsroom import Newsroom

ROOT = Path(__file__).parents[2]
# Generators are no packages of ours: they stand in a folder of their own, which requirements/generators.sh fills.
PROGRAMS = Path(os.environ.get("DRAGOMAN_GENERATORS", ROOT / ".tools" / "generators"))
HOW = "sh requirements/generators.sh"

FERRY = """\
---
title: The ferry returns
date: 2026-03-02
---

The ferry sails again. Its [timetable]({harbour}) is out, and [the bridge]({bridge}#a-slow-return "Reopened") is open.

## Fares

A ticket costs 18 euros.
"""
BRIDGE = """\
---
title: Bridge at Valmora reopens
date: 2026-03-03
---

The bridge reopened on Monday.

## A slow return

Only [the ferry]({ferry}) ran for 14 months.

## A slow return

Lorries must wait.
"""
HARBOUR = """\
---
title: Harbour timetable
date: 2026-03-04
---

Boats leave every hour.
"""


def program(name: str, package: str) -> str:
    """The path of a generator; the test is skipped where there is none."""
    found = shutil.which(name, path=str(PROGRAMS / "bin")) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: {package}")
    return found


def packages(name: str, folder: Path) -> None:
    """Gives `folder` the npm packages of a generator; the test is skipped where they are not."""
    found = PROGRAMS / name / "node_modules"
    if shutil.which("npx") is None or not found.is_dir():
        pytest.skip(f"{name} is not installed: {HOW} npm")
    (folder / "node_modules").symlink_to(found)


def build(*command: str, folder: Path) -> None:
    env = {**os.environ, "ASTRO_TELEMETRY_DISABLED": "1", "DOCUSAURUS_NO_PERSISTENT_CACHE": "true", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, env=env)
    assert done.returncode == 0, done.stdout + done.stderr


def merged(
    newsroom: Newsroom, settings: str, links: Mapping[str, str], *, articles: str = "articles", matter: str = ""
) -> None:
    """Three articles that link to one another as `links` say; the ferry and the bridge are published in Spanish.
    `matter` is a line of their front matter, in which `{name}` is the article's."""
    shutil.rmtree(newsroom.folder / "articles")
    root = newsroom.folder / articles
    root.mkdir(parents=True)
    for name, text in (("ferry", FERRY), ("bridge", BRIDGE), ("harbour", HARBOUR)):
        for place, link in links.items():
            text = text.replace(f"{{{place}}}", link)
        if matter:
            text = text.replace("date:", f"{matter.format(name=name)}\ndate:", 1)
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    config = f'source = "en"\nlanguages = ["es"]\narticles = ["{articles}"]\n{settings}'
    (newsroom.folder / "dragoman.toml").write_text(config, encoding="utf-8")
    newsroom.run("extract")
    for name in ("ferry.md", "bridge.md"):
        newsroom.name = name
        newsroom.approve()
    newsroom.run("merge")


def hrefs(page: str) -> dict[str, str]:
    """Where the links of a page lead, by their words."""
    return {words: href for href, words in re.findall(r'<a [^>]*?href="?([^" >]*)"?[^>]*>([^<]*)</a>', page)}


def headings(page: str) -> list[str]:
    """The ids of the page's headings of level 2."""
    return re.findall(r'<h2[^>]*? id="([^"]*)"', page)
