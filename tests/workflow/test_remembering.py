"""The memory follows the files that feed it, and reads no more of them than have changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from dragoman import Catalog
from dragoman.catalog.inside import Side
from dragoman.language.tags import serves
from dragoman.memory import Memory
from dragoman.memory.filling import FileState
from dragoman.model import Block, ConfigError, FileError, Key, Segment
from dragoman.project import MemoryRules, Project, find_project
from dragoman.workflow.remembering import Refilled, Remembering, neighbours_of, refill
from tests.newsroom import Newsroom

HOUR = 3_600_000_000_000


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.run("extract")
    newsroom.approve()
    age(newsroom)
    return newsroom


def age(newsroom: Newsroom) -> None:
    """Every file is an hour old: none may have been written again within the same tick of the clock."""
    for path in newsroom.folder.rglob("*.*"):
        if path.is_file():
            os.utime(path, ns=(time.time_ns() - HOUR, time.time_ns() - HOUR))


def filled(newsroom: Newsroom, *, anew: bool = False) -> tuple[Refilled, list[tuple[str, str]]]:
    project = find_project(newsroom.folder)
    memory = Memory(project.memory_file)
    report = refill(project, memory, anew=anew)
    units = [(unit.source, unit.target) for unit in memory.units()]
    memory.close()
    return report, units


def test_step_by_step_is_all_at_once(room: Newsroom) -> None:
    report, before = filled(room)
    assert (report.files, len(report.read), len(before)) == (2, 2, 12)
    room.edit("for 14 months", "for 15 months")
    room.run("extract", "-l", "es")
    report, now = filled(room)
    assert report.read == ["locales/es/bridge.md.po"]
    assert sorted(now) == sorted(before)  # the stale text stays approved for its old source
    room.approve()
    _, now = filled(room)
    assert len(now) == len(before) + 1
    assert filled(room, anew=True)[1] == now


def test_a_file_with_another_time_and_the_same_bytes_is_not_read_again(room: Newsroom) -> None:
    filled(room)
    assert filled(room)[0].read == []
    os.utime(room.catalog())
    assert filled(room)[0].read == []


def test_a_change_within_the_same_tick_of_the_clock_is_seen(room: Newsroom) -> None:
    data = room.catalog().read_bytes()
    moment = time.time_ns()
    os.utime(room.catalog(), ns=(moment, moment))
    filled(room)
    room.catalog().write_bytes(data.replace(b"tHE FERRY", b"tHE FERRi"))
    os.utime(room.catalog(), ns=(moment, moment))
    assert filled(room)[0].read == ["locales/es/bridge.md.po"]


def test_sentences_that_are_translated_together_are_remembered_together(room: Newsroom) -> None:
    catalog = Catalog.read(room.catalog())
    keys = [key for key in catalog.keys if key.text.startswith(("The ferry will", "The council has"))]
    assert len(keys) == 2
    text = room.catalog().read_text(encoding="utf-8")
    second = catalog.translation(keys[1])
    assert second is not None
    room.catalog().write_text(
        text.replace(f'msgstr "{second.text}"', f'msgstr "{Side.PREVIOUS.marker}"'), encoding="utf-8"
    )
    age(room)
    _, units = filled(room)
    joint = f"{keys[0].text} {keys[1].text}"
    assert [source for source, _ in units if source.startswith("The ferry will")] == [joint]
    room.edit(f"{joint}\n", f"{keys[0].text}\n\n{keys[1].text}\n")  # the article alone has changed
    age(room)
    report, units = filled(room)
    assert report.read == ["locales/es/bridge.md.po"]
    assert joint not in [source for source, _ in units]


def test_a_memory_that_cannot_be_written_stops_the_run(room: Newsroom) -> None:
    (room.folder / ".dragoman" / "memory.sqlite").write_bytes(b"not a database, and never was one\n" * 99)
    room.run("translate", "-l", "es", code=2)
    assert room.errors.count("the translation memory is damaged") == 1
    with pytest.raises(FileError):
        Remembering(find_project(room.folder)).open()


def test_what_is_not_asked_is_not_opened(tmp_path: Path) -> None:
    Remembering(Project(tmp_path, "en", ("es",))).close()
    assert [*tmp_path.iterdir()] == []


def test_settings(tmp_path: Path) -> None:
    settings = tmp_path / "dragoman.toml"

    def read(text: str) -> MemoryRules:
        settings.write_text(f'source = "en"\n[memory]\n{text}\n', encoding="utf-8")
        return find_project(tmp_path).memory

    assert read("") == MemoryRules(("memory/*.tmx",), 75, "suggest", 3)
    assert read('files = ["tm/**/*.tmx"]\nthreshold = 80\nfuzzy = "off"\nsuggestions = 1') == MemoryRules(
        ("tm/**/*.tmx",), 80, "off", 1
    )
    for bad in ("threshold = 20", 'fuzzy = "maybe"', 'files = ["/tmp/*.tmx"]', "suggestions = -1", "treshold = 80"):
        with pytest.raises(ConfigError):
            read(bad)


def test_a_state_holds_while_size_and_time_are_the_same() -> None:
    state = FileState("0", 10, HOUR, 2 * HOUR)
    assert state.is_now(10, HOUR)
    assert not state.is_now(11, HOUR)
    assert not state.is_now(10, HOUR + 1)
    assert not FileState("0", 10, HOUR, HOUR + 1).is_now(10, HOUR)
    assert not FileState("0", 10, HOUR, 2 * HOUR, is_alone=False).is_now(10, HOUR)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("es", "es-ES", True),
        ("zh-CN", "zh-Hans", True),
        ("zh-TW", "zh-Hant-HK", False),
        ("zh-TW", "zh-Hant", True),
        ("pt-BR", "pt-PT", False),
        ("sr", "sr-Latn", False),
        ("en", "de", False),
    ],
)
def test_a_tag_serves_another_that_says_less_or_the_same(one: str, other: str, expected: bool) -> None:
    assert serves(one, other) is serves(other, one) is expected


def test_a_text_that_stands_twice_has_no_neighbours() -> None:
    texts = ["One.", "Read more.", "Two.", "Read more.", "Three."]
    segments = [Segment((text,), (text,), Block(at)) for at, text in enumerate(texts)]
    assert neighbours_of(segments) == {
        Key("One."): ("", "Read more."),
        Key("Two."): ("Read more.", "Three."),
        Key("Three."): ("Two.", ""),
    }
