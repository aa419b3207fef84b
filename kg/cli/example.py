"""kg example: copy the bundled example corpus."""

from pathlib import Path

import click


@click.command("example")
@click.argument("folder")
def command(folder: str) -> None:
    """Copy the bundled example articles to FOLDER, which must not exist yet."""
    from kg.errors import OutputError
    from kg.resources import folder as bundled

    target = Path(folder)
    try:
        target.mkdir(parents=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder {folder!r}: {error.strerror}") from error
    for file in (bundled("examples") / "taz").iterdir():
        (target / file.name).write_bytes(file.read_bytes())
    click.echo(f"the example articles are in {folder}; now run: kg build {folder} -o graph.ttl", err=True)
