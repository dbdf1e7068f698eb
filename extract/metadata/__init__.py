"""Metadata: what an article says of itself, each value with its place in the stored text."""

from .find import Findings, find

__all__ = ["Findings", "find"]
