"""Modules of MDX that have no end, what the fuzz found; names of components."""

from __future__ import annotations

import pytest

from dragoman.formats.reading import format_for
from dragoman.segmentation.segmenters import whole


@pytest.mark.parametrize("module", ["export const a = `x", "export const a = `${", "import `", "export ${`${"])
def test_a_template_without_an_end_ends_its_module_at_the_next_blank_line(module: str) -> None:
    article = f"Above.\n\n{module}\n\nBelow.\n".encode()
    document = format_for(".mdx").read(article, whole, "", "en")
    assert document.data == article
    assert [segment.text for segment in document.segments] == ["Above.", "Below."]


@pytest.mark.parametrize("name", ["_Box", "$box", "Größe", "Box", "my.$part"])
def test_a_component_may_have_any_name_that_javascript_allows(name: str) -> None:
    article = f"See <{name}>the {{map}}</{name}> now.\n".encode()
    document = format_for(".mdx").read(article, whole, "", "en")
    [segment] = document.segments
    marks = [(part.kind, part.source) for part in segment.content if not isinstance(part, str)]
    assert document.data == article
    assert marks == [("open", (f"<{name}>",)), ("point", ("{map}",)), ("close", (f"</{name}>",))]
