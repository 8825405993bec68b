"""Translation memory: what people approved before."""

from dragoman.memory.translations import Memory
from dragoman.memory.units import Unit

__all__ = ["Memory", "Unit"]
