"""The extractor's word lists, as data files beside this one. Words of the language; never the names of things."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).resolve().parent


@cache
def load(name: str) -> Any:
    """Return the content of `lexicon/NAME.yaml`."""
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return the word list `key` of the file NAME as a set."""
    return frozenset(load(name)[key])
