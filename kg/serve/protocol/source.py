"""Puts a graph file in order for the workers: as a database that they can all have open at once.

python -m kg.serve.protocol.source GRAPH FOLDER

is the process that does it, while the server answers already.
"""

import asyncio
import sys
from pathlib import Path

from kg.errors import KgError
from kg.rdf.files import GraphFile
from kg.serve.protocol.messages import Refused
from kg.store.database import replace_database


class Source:
    """What the workers open.

    Parameters:
        path: a graph file, or a folder that ``kg load`` made.
        folder: where the database of a file may be made.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self._path = path
        self._database = path if path.is_dir() else folder / "store"
        self._made = asyncio.ensure_future(self._make())

    async def _make(self) -> None:
        """Make the database, in a process that ends when nobody waits for it any more."""
        if self._database == self._path:
            return
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", __name__, str(self._path), str(self._database),
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            _, said = await process.communicate()
        except BaseException:
            process.kill()
            await process.wait()
            raise
        if process.returncode:
            reason = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise Refused(500, f"the graph could not be put in order: {reason}")

    async def database(self, seconds: float) -> Path:
        """Return the folder of the database.

        Parameters:
            seconds: how long to wait for it.

        Raises:
            Refused: if it is not there by then, or cannot be made.
        """
        try:
            await asyncio.wait_for(asyncio.shield(self._made), seconds)
        except TimeoutError:
            later = {"Retry-After": "5"}
            raise Refused(
                503, "the graph is still being put in order; ask again in a few seconds", later
            ) from None
        return self._database

    async def close(self) -> None:
        """Stop making the database."""
        self._made.cancel()
        await asyncio.gather(self._made, return_exceptions=True)


def main(path: str, folder: str) -> None:
    """Make the database of a graph file.

    Raises:
        KgError: if the file is missing or damaged, or the folder cannot be written.
    """
    with GraphFile(path) as file:
        replace_database(folder, file.fill, keep=False, datasets=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KgError as error:
        sys.exit(str(error))
