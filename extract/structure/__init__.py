"""Structure: the stored text of an article to blocks, each with its kind and place."""

from .blocks import blocks_of
from .lines import Line, has_text, lines_of
from .wrapping import unwrapped

__all__ = ["Line", "blocks_of", "has_text", "lines_of", "unwrapped"]
