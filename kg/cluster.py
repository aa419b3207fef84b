"""Workers on other machines, by Dask (the extra ``cluster``); they run the same functions as those of this machine.

Source: https://distributed.dask.org; ``Client.get_executor`` offers the interface of ``concurrent.futures``.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import Any

from kg.engine import processors
from kg.errors import EngineError, UsageError
from kg.fingerprint import fingerprint

try:
    import dask
    from dask.utils import parse_timedelta
    from distributed import Client, LocalCluster
    from distributed.scheduler import KilledWorker
except ImportError as error:
    raise UsageError(
        "--engine dask needs the package distributed; install it with: pip install 'kg-news[cluster]'"
    ) from error


def _patience() -> float:
    """Return how many seconds to wait for the scheduler, and for the first worker: Dask's own setting."""
    return float(parse_timedelta(dask.config.get("distributed.comm.timeouts.connect")))


class Dask:
    """Workers of a Dask cluster.

    Parameters:
        jobs: how many workers to start here if no scheduler is named; None for one a processor. With a
            scheduler, how many tasks its workers do at the same time at most; None for all that they can.
        scheduler: address of a scheduler that runs (``tcp://host:8786``), or the file in which it wrote its
            address; None to start one on this machine.
    """

    broken: tuple[type[BaseException], ...] = (KilledWorker, CancelledError)

    def __init__(self, jobs: int | None = None, scheduler: str | None = None) -> None:
        self._scheduler = scheduler
        self._asked = jobs
        self.jobs = jobs or processors()

    def executor(self) -> Executor:
        """Connect to the cluster, or start one.

        Raises:
            EngineError: if the scheduler does not answer, or has no workers.
        """
        cluster, patience = None, _patience()
        try:
            if self._scheduler is None:
                cluster = LocalCluster(
                    n_workers=self.jobs, threads_per_worker=1, processes=True, dashboard_address=None
                )
                client = Client(cluster, timeout=patience)
            elif Path(self._scheduler).is_file():
                client = Client(scheduler_file=self._scheduler, timeout=patience)
            else:
                client = Client(self._scheduler, timeout=patience)
            client.wait_for_workers(1, timeout=patience)
        except (OSError, TimeoutError, ValueError) as error:
            raise EngineError(
                f"no Dask cluster with workers at {self._scheduler or 'this machine'}: {error}; "
                "start a scheduler and workers, and name the scheduler's address or file"
            ) from error
        if self._scheduler is not None and self._asked is None:
            self.jobs = max(1, sum(client.nthreads().values()))
        return _Cluster(client, cluster)


class _Cluster(Executor):
    """Workers that are known by their client."""

    def __init__(self, client: Client, cluster: LocalCluster | None) -> None:
        self._client = client
        self._cluster = cluster
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = self._executor.submit(_same, fingerprint(), fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if not cancel_futures:
            self._executor.shutdown(wait)
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _same(program: str, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Run a function if this machine has the program that the graph is said to be made by."""
    if fingerprint() != program:
        raise EngineError(
            "a worker of the cluster has another version of kg, or of a library that it uses; install the same"
        )
    return function(*args, **kwargs)
