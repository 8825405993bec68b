"""The templates of a site: ours, before each of which goes a newsroom's own of the same name. What each one shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.model import ConfigError, Where

if TYPE_CHECKING:  # loaded only where something is rendered: a build of nothing new needs none of it
    from jinja2 import Environment, PackageLoader, TemplateError
    from jinja2.nodes import Template

OF_WORKS = ("article.html", "compare.html")  # one work's pages; all others show many
_FOLDER = "templates"
_NARROW = frozenset(["title", "languages", "terms", "address"])  # of the newsroom, the same for all pages
_INNER = frozenset(["args", "func", "keywords"])  # of what templates are given to call


@dataclass(frozen=True, slots=True)
class Use:
    """What the pages of a template are made with: a digest of its text and of every text that it builds upon, and
    whether it may show any work, not only those that it is given."""

    digest: str
    is_wide: bool


class Templates:
    """`own` is a newsroom's folder of templates; None for none."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own

    def render(self, name: str, shown: Mapping[str, Any]) -> str:
        """A page of a template. Raises ConfigError with its line for one that cannot be used."""
        from jinja2 import TemplateError

        try:
            return self._environment.get_template(name).render(shown)
        except TemplateError as error:
            raise self._fault(name, error) from error
        except UnicodeDecodeError as error:
            raise ConfigError(f"{name}, or what it is made with, is not UTF-8", Where(str(self._own))) from error

    def uses(self) -> dict[str, Use]:
        """What the pages of each template are made with, by its name. One that cannot be used is told by `render`."""
        return {name: self._use(name) for name in self._ours.list_templates()}

    def _use(self, name: str) -> Use:
        """Follows a template into those that it extends, includes and imports; where their names are known only when it
        is rendered, into all."""
        from jinja2 import TemplateSyntaxError
        from jinja2.meta import find_referenced_templates

        found: dict[str, str] = {}
        is_wide = False
        waiting = [name]
        while waiting:
            if (one := waiting.pop()) in found:
                continue
            text = found[one] = self._text(one)
            try:
                tree = self._environment.parse(text, one)
            except TemplateSyntaxError:
                continue
            is_wide |= _is_wide(tree)
            for other in find_referenced_templates(tree):
                waiting += [other] if other is not None else self._environment.list_templates()
        parts = (part for one in sorted(found) for part in (one, found[one]))
        return Use(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32], is_wide)

    def _text(self, name: str) -> str:
        """ "" for one that is not there, since a template may do without it, or that is no text."""
        from jinja2 import TemplateNotFound

        loader = self._environment.loader
        try:
            return loader.get_source(self._environment, name)[0] if loader else ""
        except (TemplateNotFound, UnicodeDecodeError):
            return ""

    def _fault(self, name: str, error: TemplateError) -> ConfigError:
        """Where a template is wrong: in the innermost that the error went through."""
        place, line = name, getattr(error, "lineno", None)
        if line is None:
            for place, line in _trace(error):  # noqa: B007 - the last one counts
                pass
        else:
            place = getattr(error, "name", None) or name
        own = self._own / place if self._own else None
        where = str(own) if own is not None and own.is_file() else f"the template {place}"
        return ConfigError(
            str(error.message or error),
            Where(where, line),
            "correct it, or take it away: ours of that name counts then",
        )

    @cached_property
    def _ours(self) -> PackageLoader:
        from jinja2 import PackageLoader

        return PackageLoader("dragoman.publishing.site", _FOLDER)

    @cached_property
    def _environment(self) -> Environment:
        from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

        return Environment(
            loader=ChoiceLoader([FileSystemLoader(self._own), self._ours]) if self._own else self._ours,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )


def _trace(error: TemplateError) -> Iterator[tuple[str, int]]:
    """The templates' lines that an error went through while a page was rendered."""
    step = error.__traceback__
    while step is not None:
        template = step.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            yield template.name, template.get_corresponding_lineno(step.tb_lineno)
        step = step.tb_next


def _is_wide(tree: Template) -> bool:
    """True when a template may reach works that it is not given: by the newsroom, used otherwise than for what is the
    same on all pages, or by what is inside other things."""
    from jinja2 import nodes

    narrow = set()
    inside: list[tuple[object, nodes.Node]] = [(one.attr, one.node) for one in tree.find_all(nodes.Getattr)]
    inside += [(_constant(one), one.node) for one in tree.find_all(nodes.Getitem)]
    for name, of in inside:
        if isinstance(name, str) and (name.startswith("_") or name in _INNER):
            return True
        if isinstance(of, nodes.Name) and name in _NARROW:
            narrow.add(id(of))
    return any(one.name == "newsroom" and id(one) not in narrow for one in tree.find_all(nodes.Name))


def _constant(item: Any) -> object:
    from jinja2 import nodes

    return item.arg.value if isinstance(item.arg, nodes.Const) else None
