"""How severe findings are: by project, language and path, and what fails a run."""

from __future__ import annotations

import pytest
from tests.newsroom import Newsroom


def weights(newsroom: Newsroom, settings: str, code: int | None = None) -> set[tuple[object, object]]:
    config = newsroom.folder / "dragoman.toml"
    base = config.read_text(encoding="utf-8").partition("\n# test\n")[0]
    config.write_text(f"{base}\n# test\n{settings}", encoding="utf-8")
    rows = newsroom.json("check", "--only", "missing", code=code)["findings"]
    return {(row["language"], row["severity"]) for row in rows}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", {("es", "error"), ("ar", "error")}),
        ('[checks.severity]\nmissing = "warning"\n', {("es", "warning"), ("ar", "warning")}),
        ('[checks.severity.es]\nmissing = "note"\n', {("es", "note"), ("ar", "error")}),
        (
            '[checks.severity]\nmissing = "note"\n[checks.severity.ar]\nmissing = "error"\n',
            {("es", "note"), ("ar", "error")},
        ),
        ('[checks.severity.es]\nmissing = "off"\n', {("ar", "error")}),
        ('[[rule]]\npaths = ["articles/*"]\nseverity = { missing = "note" }\n', {("es", "note"), ("ar", "note")}),
        ('[[rule]]\npaths = ["other/*"]\nseverity = { missing = "note" }\n', {("es", "error"), ("ar", "error")}),
        (
            '[checks.severity.es]\nmissing = "off"\n[[rule]]\npaths = ["articles/*"]\n'
            'severity.es = { missing = "note" }\n',
            {("es", "note"), ("ar", "error")},
        ),
    ],
)
def test_the_narrowest_word_counts(newsroom: Newsroom, settings: str, expected: set[tuple[str, str]]) -> None:
    assert weights(newsroom, settings) == expected


def test_what_fails_a_run_is_set_by_the_project_and_by_the_option(newsroom: Newsroom) -> None:
    newsroom.run("check", code=1)
    weights(newsroom, '[checks]\nfail_on = "never"\n', code=0)
    newsroom.run("check", "--fail-on", "error", code=1)
    weights(newsroom, '[checks]\nfail_on = "note"\n[checks.severity]\nmissing = "note"\n', code=1)
    newsroom.run("check", "--only", "missing", "--fail-on", "never", code=0)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ('[checks.severity]\nmissing = "fatal"\n', "'missing' in [checks.severity] is 'fatal'"),
        ('[checks.severity.de]\nmissing = "note"\n', "[checks.severity.de] is for 'de', which is not in 'languages'"),
        ('[checks]\nfail_on = "nver"\n', "'fail_on' in [checks] is 'nver'\n  hint: did you mean 'never'?"),
    ],
)
def test_a_wrong_weight_is_told_with_a_way_out(newsroom: Newsroom, settings: str, error: str) -> None:
    config = newsroom.folder / "dragoman.toml"
    config.write_text(config.read_text(encoding="utf-8") + settings, encoding="utf-8")
    newsroom.run("check", code=2)
    assert error in newsroom.errors
