"""The extractor's word lists, as data files beside this one. Words of the language; never the names of things."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """Return the content of `lexicon/NAME.yaml`."""
    return yaml.safe_load(files(__package__).joinpath(f"{name}.yaml").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return the word list `key` of the file NAME as a set."""
    return frozenset(load(name)[key])
