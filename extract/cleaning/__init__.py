"""Cleaning: the stored text of an article to the clean text that is analysed, with the way back for every character."""

from .clean_text import CONTENT, MARKER, CleanText, clean
from .forms import fold, simplify

__all__ = ["CONTENT", "MARKER", "CleanText", "clean", "fold", "simplify"]
