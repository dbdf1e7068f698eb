"""Reading a source of RDF: bounded, and cleaned of what the graph could not hold or hand on.

1. unpack `.gz` and `.zst` as it comes, and count what comes
2. parse; a fault is one line with its place
3. leave out what defines terms of innokg's own ontology (it is there already), named graphs of the ontology and the
   schemes, and what RDF/XML or JSON-LD could not write
4. name blank nodes, so that the graph has none; turn triple terms of RDF 1.2 into statements' parts
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from ...ontology.namespaces import ID, IKG, RDF
from ..errors import SourceError, reason
from ..statements import OBJECT, PREDICATE, SUBJECT
from .keeping import Limits
from .xmlguard import XmlGuard

COMPRESSIONS = (".gz", ".zst")
_FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "owl": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
FORMATS = tuple(_FORMATS)

_REIFIES = ox.NamedNode(RDF + "reifies")
# What an XML element's name can be made of: RDF/XML writes a predicate as one.
_ELEMENT = re.compile(r".*[/#:?=&%;@!$'()*+,0-9.~-](?P<name>[A-Za-z_][A-Za-z0-9_.-]*)$", re.DOTALL)
_BACKGROUND = (IKG.removesuffix("#"), f"{ID}scheme/")
_PLACE = re.compile(r"line (\d+)(?: column (\d+))?")
# So much of a parser's own words is shown.
_WORDS = 160
_MEND = "mend it, or say --format"


@dataclass(slots=True)
class Reading:
    """The triples of a source, to be iterated once, and what was left out of it meanwhile, by reason."""

    path: Path
    triples: Iterator[ox.Triple]
    left_out: dict[str, int] = field(default_factory=dict)
    graphs: bool = False  # had the source named graphs?
    comparable: bool = False  # did it say anything with innokg's classes or properties?
    count: int = 0


def format_of(path: Path, name: str | None) -> tuple[ox.RdfFormat, str]:
    """Return a source's format and compression by a name or its ending; raise SourceError with those there are."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    compression = suffixes.pop() if suffixes and suffixes[-1] in COMPRESSIONS else ""
    wanted = (name or (suffixes[-1] if suffixes else "")).lower().removeprefix(".")
    if wanted not in _FORMATS:
        known = " ".join(f".{ending}" for ending in _FORMATS)
        what = f"{path}: not RDF by its ending" if name is None else f"{name!r}: no such format of RDF"
        raise SourceError(f"{what}; use one of {known}, or say --format")
    return _FORMATS[wanted], compression


@contextmanager
def read(path: Path, name: str, format_name: str | None, limits: Limits) -> Iterator[Reading]:
    """Open a source and give its triples, cleaned. Raises SourceError with one line, also while they are iterated."""
    rdf_format, compression = format_of(path, format_name)
    try:
        with path.open("rb") as file, _unpacked(file, compression) as plain:
            size = limits.json_bytes if rdf_format == ox.RdfFormat.JSON_LD else limits.bytes
            bounded: IO[bytes] = cast(IO[bytes], _Bounded(plain, path, size))
            if rdf_format == ox.RdfFormat.RDF_XML:
                bounded = cast(IO[bytes], XmlGuard(bounded, path, limits.text_bytes))
            reading = Reading(path, iter(()))
            reading.triples = _Cleaner(reading, name, limits).triples(bounded, rdf_format)
            yield reading
    except IsADirectoryError:
        raise SourceError(f"{path}: is a folder; name a file") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise SourceError(f"{path}: damaged: it does not unpack as {compression}; get it again") from None


@contextmanager
def _unpacked(file: IO[bytes], compression: str) -> Iterator[IO[bytes]]:
    if compression == ".gz":
        with gzip.GzipFile(fileobj=file) as plain:
            yield cast(IO[bytes], plain)
    elif compression == ".zst":
        try:
            import zstandard
        except ImportError:
            raise SourceError("reading .zst needs zstandard; pip install 'innokg[tables]'") from None
        try:
            with zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True) as plain:
                yield cast(IO[bytes], plain)
        except zstandard.ZstdError:
            raise EOFError from None
    else:
        yield file


class _Bounded(io.RawIOBase):
    """A file that raises SourceError once more than so many bytes came out of it."""

    def __init__(self, file: IO[bytes], path: Path, most: int):
        self._file, self._path, self._most = file, path, most
        self._left = most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise SourceError(f"{self._path}: more than {self._most:,} bytes once unpacked; import it in parts")
        return data


class _Cleaner:
    """Steps 2 to 4 over one source."""

    def __init__(self, reading: Reading, name: str, limits: Limits):
        self.reading, self.limits = reading, limits
        self.base = f"{ID}import/{name}"
        self.nodes: dict[str, ox.NamedNode] = {}

    def triples(self, file: IO[bytes], rdf_format: ox.RdfFormat) -> Iterator[ox.Triple]:
        path = self.reading.path
        try:
            for quad in ox.parse(file, rdf_format, base_iri=self.base):
                yield from self._clean(quad)
        except SyntaxError as fault:
            raise SourceError(f"{path}{_where(fault)}") from None
        except SourceError:
            raise
        except (ValueError, OSError) as fault:
            # An error of the file-like object comes back as the parser's, with ours as its cause or in its words.
            cause = fault.__cause__ or fault
            if isinstance(cause, EOFError | zlib.error | gzip.BadGzipFile | SourceError):
                raise cause from None
            words = reason(cause) if isinstance(cause, OSError) else str(cause)
            raise SourceError(f"{path}: cannot be read ({words})") from None

    def _clean(self, quad: ox.Quad) -> Iterator[ox.Triple]:
        graph = quad.graph_name
        if not isinstance(graph, ox.DefaultGraph):
            self.reading.graphs = True
            if isinstance(graph, ox.NamedNode) and graph.value.startswith(_BACKGROUND):
                return self._leave_out("the ontology and its schemes, which are here already")
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(IKG):
            return self._leave_out("what defines terms of innokg's ontology")
        if isinstance(quad.object, ox.Triple):
            if quad.predicate != _REIFIES or isinstance(quad.object.object, ox.Triple):
                return self._leave_out("triple terms that are no statement's")
            parts = quad.object
            found = [(SUBJECT, parts.subject), (PREDICATE, parts.predicate), (OBJECT, parts.object)]
        else:
            found = [(quad.predicate, quad.object)]
        subject = self._node(quad.subject)
        for predicate, term in found:
            if not _ELEMENT.match(predicate.value):
                self._leave_out("properties whose names RDF/XML cannot write")
            elif isinstance(term, ox.Literal) and len(term.value) > self.limits.text_bytes:
                self._leave_out(f"texts of more than {self.limits.text_bytes:,} characters")
            else:
                self.reading.count += 1
                self.reading.comparable |= predicate.value.startswith(IKG) or _is_ours(term)
                if self.reading.count > self.limits.triples:
                    raise SourceError(
                        f"{self.reading.path}: more than {self.limits.triples:,} triples; import it in parts"
                    )
                yield ox.Triple(subject, predicate, self._node(term))  # pyright: ignore[reportArgumentType]
        return None

    def _leave_out(self, what: str) -> None:
        self.reading.left_out[what] = self.reading.left_out.get(what, 0) + 1

    def _node(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.NamedNode | ox.Literal:
        """Return a term; for a blank node its IRI, numbered in the order of coming."""
        if isinstance(term, ox.BlankNode):
            return self.nodes.setdefault(term.value, ox.NamedNode(f"{self.base}#b{len(self.nodes) + 1}"))
        return cast(ox.NamedNode, term)


def _is_ours(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(IKG)


def _where(fault: SyntaxError) -> str:
    """Return where a fault is and what, in one line."""
    words = " ".join(str(fault).split())
    if "LoadDocumentCallback" in words:
        return ": its context stands elsewhere, and none is fetched; write the context into the file"
    found = _PLACE.search(words)
    if found is None:
        return f": {words[:_WORDS]}; {_MEND}"
    place = f", line {found[1]}" + (f", column {found[2]}" if found[2] else "")
    what = re.sub(r" \(line \d+\)$", "", words.partition(": ")[2] or words)
    return f"{place}: {what[:_WORDS]}; {_MEND}"
