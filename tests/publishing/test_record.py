"""The record of merged articles: what was announced is known, whenever a run was killed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from dragoman.publishing.record import NAME, Record, Standing, digest
from tests.newsroom import Newsroom

LINES = ".dragoman-merged.lines"


@pytest.mark.parametrize("seed", range(20))
def test_what_was_announced_is_known_to_the_next_run_settled_or_not(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    stands: dict[str, tuple[bytes, bool]] = {}
    for _ in range(4):
        record = Record(tmp_path, tmp_path)
        for _ in range(chance.randint(0, 6)):
            path = f"ar/{chance.choice(['one', 'two', 'مقال'])}.md"
            stands[path] = chance.randbytes(3), chance.random() < 0.5
            record.announce(path, stands[path][0], complete=stands[path][1])
        if chance.random() < 0.5:
            record.settle()
        again = Record(tmp_path, tmp_path)
        found = {path: again.known(path, data) for path, (data, _) in stands.items()}
        assert found == {path: Standing(digest(data), complete) for path, (data, complete) in stands.items()}


@pytest.mark.parametrize("cut", [1, 10, 40])
def test_a_line_that_was_cut_short_spoils_no_other(tmp_path: Path, cut: int) -> None:
    record = Record(tmp_path, tmp_path)
    record.announce("es/one.md", b"1", complete=True)
    record.announce("es/two.md", b"2", complete=True)
    lines = tmp_path / LINES
    lines.write_bytes(lines.read_bytes()[:-cut])
    again = Record(tmp_path, tmp_path)
    again.announce("es/three.md", b"3", complete=True)
    again.settle()
    known = Record(tmp_path, tmp_path)
    assert known.known("es/one.md", b"1") and known.known("es/three.md", b"3")
    assert not lines.exists()


def test_a_merge_leaves_one_record_and_another_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.run("merge")
    record = newsroom.folder / "build" / NAME
    written = record.read_bytes()
    assert [*json.loads(written)] == ["es/bridge.md"]
    before = record.stat()
    newsroom.run("merge")
    after = record.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert not (newsroom.folder / "build" / LINES).exists()
