"""kg who: whom a name means, why, and how to say otherwise."""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.who import Appearance, Candidate, Reasons

_NOBODY = 1  # exit status


@click.command("who")
@click.argument("name")
@click.argument("where", metavar="GRAPH|FOLDER")
@click.option(
    "--most", type=click.IntRange(1), default=10, show_default=True, help="Articles of each person."
)
def command(name: str, where: str, most: int) -> None:
    """Tell the people whom a name means, their articles, the reasons, and the lines for --identities that change it.

    NAME is a full name in any spelling, or a surname. Of a folder the graph is built, with what earlier builds kept.
    """
    from kg.report import shown
    from kg.who import different_from, same_as, who

    found = who(name, where)
    if not found.candidates:
        click.echo(f"kg: nobody in {shown(where)} is called {shown(name)}", err=True)
        sys.exit(_NOBODY)
    for number, candidate in enumerate(found.candidates, 1):
        _candidate(number, candidate, found.base, most)
    if len(found.candidates) > 1:
        click.echo(
            "They are one? Write into a file for kg build --identities FILE (the first keeps its address):\n"
        )
        click.echo(same_as([candidate.person for candidate in found.candidates], found.base))
    several = next((c for c in found.candidates if len(c.appearances) > 1), None)
    if several is not None:
        click.echo("Somebody else is meant in an article? For example:\n")
        click.echo(different_from(several.person, several.appearances[-1], found.base))


def _candidate(number: int, candidate: "Candidate", base: str, most: int) -> None:
    count = len(candidate.appearances)
    hint = f", {candidate.hint}" if candidate.hint else ""
    _line(
        f"{number}. {candidate.name}{hint}: {count} article{'s' if count != 1 else ''}, {candidate.person.removeprefix(base)}"
    )
    if candidate.others:
        _line(f"   also called {', '.join(candidate.others)}")
    if candidate.company:
        _line(f"   named with {', '.join(candidate.company)}")
    for appearance in candidate.appearances[:most]:
        _appearance(appearance, base)
    if count > most:
        _line(f"   … and {count - most} more")
    click.echo()


def _appearance(appearance: "Appearance", base: str) -> None:
    roles = f" ({', '.join(appearance.roles)})" if appearance.roles else ""
    _line(f"   {appearance.day or 'undated'}  {appearance.headline}{roles}")
    _line(f"      {appearance.article.removeprefix(base)}")
    if appearance.reasons is not None:
        _reasons(appearance.reasons, base)


def _reasons(why: "Reasons", base: str) -> None:
    if why.reasons:
        _line(f"      {why.rule}, {why.confidence}: {'; '.join(why.reasons)}")
    if why.apart_from:
        alone = "" if why.reasons else f"{why.rule}, {why.confidence}: "
        _line(f"      {alone}not {why.apart_from.removeprefix(base)}: {'; '.join(why.against)}")


def _line(text: str) -> None:
    from kg.report import shown

    click.echo(f"{text[: len(text) - len(text.lstrip())]}{shown(text.lstrip())}")
