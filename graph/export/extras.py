"""Libraries that only some exports need: imported when used, with one clear line where they are missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from ..errors import ExportError


def require(module: str, what: str) -> ModuleType:
    """Import and return a module that `what` needs; raise ExportError that says what to install."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ExportError(
            f"writing {what} needs {module}, which is not installed; pip install 'innokg[tables]'"
        ) from None
