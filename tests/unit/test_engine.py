"""Results come in the order of the tasks, from as many processes as were asked for, whatever becomes of these."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.engine import Crew, Done, Local, engine
from kg.errors import UsageError
from tests.articles import HEAD, TAIL
from tests.support.cli import environment
from tests.support.work import deadly, double, failing, parent

LOST = -1


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_known_ones_among_them(jobs: int) -> None:
    work = [Done(7) if number % 3 else number for number in range(300)]
    with Crew(Local(jobs)) as crew:
        found = list(crew.run(double, work, lost=lambda _: LOST))
    assert found == [7 if number % 3 else 2 * number for number in range(300)]


def test_known_results_do_not_wait_for_more() -> None:
    def work() -> "list[Done[int]]":
        raise AssertionError

    with Crew(Local(1)) as crew:
        results = crew.run(double, (Done(n) if n < 2 else work()[0] for n in range(3)), lost=lambda _: LOST)
        assert [next(results), next(results)] == [0, 1]


def test_much_work_travels_alone() -> None:
    begun: list[int] = []
    doing: list[int] = []

    def work() -> Iterator[int]:
        for number in range(6):
            begun.append(number)
            yield number

    def note(number: int) -> int:
        doing.append(len(begun))
        return double(number)

    with Crew(Local(1)) as crew:
        found = list(crew.run(note, work(), lost=lambda _: LOST, heavy=lambda number: number == 3))
    assert found == [2 * number for number in range(6)]
    assert doing == [4, 4, 4, 4, 6, 6]  # so many were there when each was done


@pytest.mark.slow
def test_a_task_that_kills_its_worker_is_lost_alone() -> None:
    with Crew(Local(2)) as crew:
        found = list(crew.run(deadly, range(200), lost=lambda _: LOST))
        again = list(crew.run(deadly, range(110, 120), lost=lambda _: LOST))
    assert found == [LOST if number in (77, 113) else 2 * number for number in range(200)]
    assert again == [LOST if number == 113 else 2 * number for number in range(110, 120)]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_in_a_worker_is_raised_here(jobs: int) -> None:
    with Crew(Local(jobs)) as crew, pytest.raises(ZeroDivisionError):
        list(crew.run(failing, range(200), lost=lambda _: LOST))


@pytest.mark.slow
@pytest.mark.parametrize("size", [8, 200])
def test_only_one_job_is_done_in_this_process(size: int) -> None:
    with Crew(Local(1)) as crew:
        assert set(crew.run(parent, range(size), lost=lambda _: LOST)) == {os.getpid()}
    with Crew(Local(2)) as crew:
        assert os.getpid() not in list(crew.run(parent, range(size), lost=lambda _: LOST))


@pytest.mark.slow
def test_a_task_among_the_first_that_kills_its_worker_is_lost_alone() -> None:
    with Crew(Local(2)) as crew:
        found = list(crew.run(deadly, range(70, 80), lost=lambda _: LOST))
    assert found == [LOST if number == 77 else 2 * number for number in range(70, 80)]


@pytest.mark.slow
def test_two_tasks_that_kill_their_workers_take_no_other_with_them() -> None:
    near = [77 if number == 20 else 113 if number == 40 else number for number in range(64)]
    with Crew(Local(2)) as crew:
        found = list(crew.run(deadly, near, lost=lambda _: LOST))
    assert found == [LOST if number in (77, 113) else 2 * number for number in near]


def test_a_task_is_handed_out_while_known_results_come_after_it() -> None:
    done: list[int] = []

    def work() -> "Iterator[int | Done[int]]":
        yield 1
        for number in range(100):
            seen.append(len(done))
            yield Done(number)

    def task(number: int) -> int:
        done.append(number)
        return 2 * number

    seen: list[int] = []
    with Crew(Local(1)) as crew:
        assert list(crew.run(task, work(), lost=lambda _: LOST)) == [2, *range(100)]
    assert seen[0] == 0
    assert seen[-1] == 1


@pytest.mark.slow
def test_where_copies_could_hang_others_are_started_at_once() -> None:
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        with Crew(Local(2)) as crew:
            assert list(crew.run(double, range(8), lost=lambda _: LOST)) == [*range(0, 16, 2)]
    finally:
        stop.set()
        other.join()


@pytest.mark.slow
def test_workers_end_when_their_parent_is_killed() -> None:
    program = (
        "from kg.engine import Crew, Local\nfrom tests.support.work import parent\n"
        "import time\n"
        "if __name__ == '__main__':\n"
        " with Crew(Local(2)) as crew:\n"
        "  print(*set(crew.run(parent, range(300), lost=lambda _: 0)), flush=True)\n"
        "  time.sleep(60)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment(), text=True
    )
    assert child.stdout is not None
    workers = {int(number) for number in child.stdout.readline().split()} - {child.pid}
    assert workers
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    until = time.monotonic() + 20
    while any(alive(worker) for worker in workers):
        assert time.monotonic() < until, "a worker outlived its parent"
        time.sleep(0.05)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:  # noqa: PTH123 - it may be gone
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_an_engine_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="no 'abacus' among the engines; choose one of local"):
        engine("abacus")


BUILD = """
import os, sys
from kg.cli import main
main(["build", sys.argv[1], "-q", "-o", sys.argv[1] + "/g.nq", "--fresh", "-j", "1"], standalone_mode=False)
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="tells threads by /proc, which Linux has")
def test_a_build_has_no_threads_so_that_it_can_be_copied(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD + "Jan Claussen kam." + TAIL, "utf-8")
    variables = {name: value for name, value in environment().items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path)],
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "1\n"
