"""A property that is found out at its first use and then kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Found = TypeVar("Found", covariant=True)


class once(Generic[Found]):  # noqa: N801 - used as a decorator, as `property` is
    """As functools.cached_property, without its lock: in Python 3.11 that costs more than most of what checks ask of a
    text. Two threads may both find it out; what they find is the same. The object needs a `__dict__`."""

    def __init__(self, find: Callable[[Any], Found]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> once[Found]: ...
    @overload
    def __get__(self, owner: object, kind: type | None = None) -> Found: ...
    def __get__(self, owner: object | None, kind: type | None = None) -> once[Found] | Found:
        if owner is None:
            return self
        found = owner.__dict__[self._name] = self._find(owner)
        return found
