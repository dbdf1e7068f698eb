"""Cleaning: the stored text of an article to the clean text that is analysed, with the way back for every character."""

from .clean_text import CONTENT, MARKER, CleanText, clean
from .forms import fold, simplify
from .masked import is_masked, mask_before, masks, without_masks

__all__ = [
    "CONTENT",
    "MARKER",
    "CleanText",
    "clean",
    "fold",
    "is_masked",
    "mask_before",
    "masks",
    "simplify",
    "without_masks",
]
