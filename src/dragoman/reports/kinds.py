"""Every form by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.reports import (
    as_comment,
    as_github,
    as_gitlab,
    as_html,
    as_json,
    as_jsonl,
    as_junit,
    as_sarif,
    as_text,
)
from dragoman.reports.report import Report

KINDS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text.render,
    "short": as_text.render_short,
    "json": as_json.render,
    "jsonl": as_jsonl.render,
    "github": as_github.render,
    "gitlab": as_gitlab.render,
    "sarif": as_sarif.render,
    "junit": as_junit.render,
    "html": as_html.render,
    "comment": as_comment.render,
}
