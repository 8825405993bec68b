"""Translation memory: what people approved before."""

from dragoman.memory.translations import Memory

__all__ = ["Memory"]
