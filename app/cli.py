"""The `innokg` command: finds its subcommands, and turns every fault into one line and an exit code."""

from __future__ import annotations

import logging
import os
import pkgutil
import sys
import traceback
import warnings
from collections.abc import Sequence
from importlib import import_module

import click

from . import commands, console, exits
from .exits import ExitCode

DEBUG = "INNOKG_DEBUG"


class _Commands(click.Group):
    """A group whose commands are the modules of `commands/`, imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_name(module.name) for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = next(m.name for m in pkgutil.iter_modules(commands.__path__) if _name(m.name) == cmd_name)
        return import_module(f".{module}", commands.__name__).command

    def invoke(self, ctx: click.Context) -> object:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # click itself would call it a failure
            _drop_output()
            return ExitCode.DONE  # the reader of a pipe (`head`, a pager) has seen enough
        return result


def _name(module: str) -> str:
    """Return the command that a module holds; one that Python reserves the name of ends in an underscore."""
    return module.removesuffix("_")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="innokg", prog_name="innokg", message="%(prog)s %(version)s")
def cli() -> None:
    """Chinese policy articles on innovation centres and consortia, as an RDF graph in which every fact carries its
    sentence.

    Results go to standard output, messages to standard error. Exit codes: 0 done; 1 done, but something was left out or
    failed a check (listed); 2 wrong usage or nothing could be done.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on these arguments (None: the process's own) and return its exit code."""
    console.prepare_streams()
    if not os.environ.get(DEBUG):
        _silence_libraries()
    try:
        code = cli.main(args=arguments, prog_name="innokg", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        console.tell("innokg: interrupted")
        return ExitCode.INTERRUPTED
    except Exception as fault:
        return _failed(fault)
    return int(code or ExitCode.DONE)


def _silence_libraries() -> None:
    """Keep what libraries say to their own developers from the person at the terminal."""
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())


def _drop_output() -> None:
    """Send what standard output still holds nowhere: the interpreter would try it again at exit, and fail loudly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(fault: Exception) -> int:
    if os.environ.get(DEBUG):
        traceback.print_exception(fault)
    lines = list(exits.explain(fault))
    if not lines:
        what = " ".join(f"{type(fault).__name__}: {fault}".split())
        lines = [f"unexpected fault: {what}. Please report it; {DEBUG}=1 shows where it happened"]
    for line in lines:
        console.tell(f"innokg: {line}")
    try:
        sys.stdout.flush()
    except OSError:
        _drop_output()
    return ExitCode.FAILED
