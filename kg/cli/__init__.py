"""The command line. Command modules import only click; what they run is imported when it runs."""

import os
import signal
import sys
from importlib import import_module
from typing import Any

import click

from kg.errors import KgError
from kg.version import VERSION

_COMMANDS = (
    "build", "extract", "validate", "query", "ask", "stats", "inspect", "load", "cache", "forget", "ontology", "shapes",
    "example", "serve", "who", "link",
)  # fmt: skip

_STOPPED = {
    "build": "no output was changed; the same command goes on from here",
    "load": "a folder is as it was, a server has what it was sent; the same command does all of it",
    "link": "no file was changed; the same command goes on from the answers that are kept",
    "serve": "the reading room is closed",
}


class _Terminated(BaseException):
    """Somebody asked the program to end."""


def _stop(number: int, frame: object) -> None:
    raise _Terminated


class _Commands(click.Group):
    """Loads a command's module when it is asked for, and turns errors into one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"kg.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        signal.signal(signal.SIGTERM, _stop)  # as Ctrl-C does: what was begun is cleared away
        # Before numpy is loaded: processes of -j share the processors, and only one without threads can be copied.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        try:
            return super().invoke(ctx)
        except KgError as error:
            from kg.report import shown

            click.echo(f"kg: {shown(str(error))}", err=True)
            sys.exit(error.exit_code)
        except BrokenPipeError:  # whoever read our output has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes it once more
            sys.exit(0)
        except (KeyboardInterrupt, _Terminated) as stopped:
            left = _STOPPED.get(ctx.invoked_subcommand or "", "no output was changed")
            click.echo(f"kg: stopped; {left}", err=True)
            sys.exit(130 if isinstance(stopped, KeyboardInterrupt) else 143)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="kg")
def main() -> None:
    """Turn news articles into a knowledge graph: who said what, about whom, when, and in which article."""
