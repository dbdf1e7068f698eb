"""How much a reader takes on: every limit is a setting, its default chosen with a reason."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of reading; a file beyond one is left out with a line that names the limit."""

    # A long report as text is 1 MiB, a saved page with its pictures 20 MiB, a scanned volume as PDF 50 MiB.
    max_file_bytes: int = 64 * MIB
    # What one archive, word-processor file or compressed stream may unpack to: a year of a journal.
    max_expanded_bytes: int = 512 * MIB
    # Text shrinks to a fifth, seldom to a fiftieth; bombs reach a thousand and more.
    max_compression_ratio: int = 200
    # Entries of one archive; more is a corpus, to be unpacked into a folder.
    max_archive_members: int = 100_000
    # Archives within archives: a zip of zips is met, deeper nesting is not.
    max_archive_depth: int = 2
    # The longest policy report is some hundred pages; a page takes about 20 ms.
    max_pages: int = 2_000
    # Ten times what the longest good file took on a slow core.
    seconds_per_file: float = 60.0
    # Reading and analysing one article; the longest ones take seconds. It only has to stop what never ends.
    seconds_per_article: float = 300.0
