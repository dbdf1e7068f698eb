"""What Oxigraph writes without its first lines: it puts prefixes in another order at every run, so the head is ours."""

from __future__ import annotations

from ..graph import BinaryWriter


class WithoutHead:
    """A file that hands on all but the first lines written to it."""

    def __init__(self, out: BinaryWriter, lines: int):
        self._out = out
        self._skip = lines

    def write(self, data: bytes, /) -> int:
        """Take some bytes, which need not be whole lines."""
        rest = data
        while self._skip and rest:
            _, newline, rest = rest.partition(b"\n")
            self._skip -= bool(newline)
        if rest:
            self._out.write(rest)
        return len(data)

    def flush(self) -> None:
        """Hand on what waits."""
        self._out.flush()
