"""`innokg build`: articles to graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import console
from ..exits import AppError, ExitCode
from ..options import graph_option

if TYPE_CHECKING:
    from ...extract.reading.limits import Limits
    from ...graph.extractor import Extractor

# What is said of how an article was read, but does not mean that anything of it was lost.
_HARMLESS = frozenset(
    {"boilerplate", "duplicate", "encoding-declared", "no-title", "not-chinese", "replaced", "version"}
)


@click.command(short_help="Build a graph of articles.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@graph_option
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="How many processes read articles."
)
@click.option(
    "--proposer",
    "proposers",
    multiple=True,
    metavar="NAME[=FILE]",
    help="Let another extractor propose facts too: a spaCy component by name, with a YAML file of its settings.",
)
@click.option(
    "--limit", "settings", multiple=True, metavar="NAME=VALUE", help="Change a limit of reading; may be repeated."
)
@click.option(
    "--identities",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A YAML file of same-as and different-from: which names mean one thing, and which do not.",
)
def command(
    paths: tuple[Path, ...],
    directory: Path,
    workers: int,
    proposers: tuple[str, ...],
    settings: tuple[str, ...],
    identities: Path | None,
) -> ExitCode:
    """Build a graph of the articles under PATH (files, folders, archives), in place of what DIR held.

    Only what changed since the last build is read anew. What cannot be read is left out and listed; the exit code is
    then 1. The old graph can be queried until the new one is whole.

    The limits: max_file_bytes, max_expanded_bytes, max_compression_ratio, max_archive_members, max_archive_depth,
    max_pages, seconds_per_file, seconds_per_article.
    """
    limits = _limits(settings)
    from ...graph import build
    from ...queries.examples import quads
    from ..summary import show
    from ..watching import watch

    extractor = _extractor(proposers, limits, identities) if proposers or identities else None
    with watch() as progress:
        report = build(
            paths, directory, workers=workers, limits=limits, progress=progress, extractor=extractor, also=quads()
        )
    for item in (*report.left_out, *report.notices):
        console.tell(str(item))
    show(report, directory)
    lost = any(item.code not in _HARMLESS for item in (*report.left_out, *report.notices))
    return ExitCode.INCOMPLETE if lost else ExitCode.DONE


def _extractor(texts: tuple[str, ...], limits: Limits, identities: Path | None) -> Extractor[Any]:
    """innokg's extractor with what the options add; made once here, so that wrong settings are told at once."""
    from ...extract.overrides import NONE, OverridesError, read_overrides
    from ...extract.pipeline import pipeline
    from ...extract.proposals import ProposerError, read_proposer
    from ...graph.innokg_extractor import InnokgExtractor

    try:
        proposers = tuple(map(read_proposer, texts))
        pipeline(proposers)
        overrides = read_overrides(identities) if identities else NONE
    except (ProposerError, OverridesError) as fault:
        raise AppError(str(fault)) from None
    return InnokgExtractor(limits, proposers=proposers, overrides=overrides)


def _limits(settings: Sequence[str]) -> Limits:
    """Return the limits with those changed that NAME=VALUE says."""
    from ...extract.reading.limits import Limits

    kinds: dict[str, Any] = {one.name: type(one.default) for one in fields(Limits)}
    values: dict[str, Any] = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in kinds:
            raise click.BadParameter(f"{name!r} is none; they are {', '.join(kinds)}", param_hint="--limit")
        try:
            values[name] = kinds[name](value)
        except ValueError:
            raise click.BadParameter(f"{setting!r}: write {name}=NUMBER", param_hint="--limit") from None
        if not values[name] > 0:
            raise click.BadParameter(f"{setting!r}: must be above nought", param_hint="--limit")
    return Limits(**values)
