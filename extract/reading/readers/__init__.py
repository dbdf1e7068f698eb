"""The readers, one format a module: each declares its READER, and the registry is made of what they declare."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from ..reader import Reader


@cache
def readers() -> tuple[Reader, ...]:
    """Return all readers in the order of their ranks."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    found = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(found, key=lambda reader: (reader.rank, reader.name)))


@cache
def by_ending() -> dict[str, Reader]:
    """Return the reader of each file ending."""
    return {ending: reader for reader in readers() for ending in reader.endings}
