"""Work shared among processes of this machine: pieces are taken one by one, by whoever is free.

The processes are forks, so they have all that was there before and nothing of it travels; what comes back is small.
They are of no use after the one that began them: they end when it ends, however it does.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import re
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from shanben.model.text import Origin
from shanben.problems import Problem, Refused

JOBS = "SHANBEN_JOBS"
"""The variable of the environment that says how many processes to use; without it, as many as there are cores."""

WORTH_SHARING = 300_000
"""Characters of a library from which several processes are quicker than one."""
_PATIENCE = 60
"""Seconds to wait for the number of the next piece of work, which takes a millionth of one."""

Result = TypeVar("Result")


def jobs(characters: int) -> int:
    """How many processes build a library of so many characters: as many as somebody asks for, else as there are cores.

    Raises ``Refused`` with an E555 where the environment names no number.
    """
    asked = os.environ.get(JOBS, "")
    if asked and not re.fullmatch(r"[1-9]\d{0,2}", asked, re.ASCII):
        message = "must be a number of processes, as in {name}=2, and is {value}"
        raise Refused([Problem("E555", message, Origin(JOBS), {"name": JOBS, "value": repr(asked)})])
    if sys.platform != "linux":  # nowhere else a process forks reliably beside the libraries that are loaded
        return 1
    if asked:
        return int(asked)
    return len(os.sched_getaffinity(0)) if characters >= WORTH_SHARING else 1


class Crew(Generic[Result]):
    """Several processes that do ``number`` pieces of work, each by its index, and this one when it has time."""

    def __init__(self, work: Callable[[int], Result], number: int, jobs: int) -> None:
        """Begin with ``jobs`` - 1 processes beside this one."""
        self._work, self._number = work, number
        self._others: list[tuple[BaseProcess, Connection]] = []
        context: Any = multiprocessing.get_context("fork") if jobs > 1 else None
        self._next: Any = context.Value("l", 0) if context else None
        self._taken = 0
        for _ in range(min(jobs, number) - 1):
            receiving, sending = context.Pipe(duplex=False)
            not_ours = (receiving, *(other for _, other in self._others))
            process = context.Process(target=self._serve, args=(sending, not_ours, os.getpid()), daemon=True)
            process.start()
            sending.close()
            self._others.append((process, receiving))

    def _take(self) -> int | None:
        if self._next is None:
            index, self._taken = self._taken, self._taken + 1
        else:
            lock = self._next.get_lock()
            if not lock.acquire(timeout=_PATIENCE):  # whoever held it was ended in that very moment
                raise _ended("SIGKILL")
            index, self._next.value = self._next.value, self._next.value + 1
            lock.release()
        return index if index < self._number else None

    def _pieces(self) -> Iterator[int]:
        while (index := self._take()) is not None:
            yield index

    def _serve(self, told: Connection, not_ours: tuple[Connection, ...], parent: int) -> None:
        """Work as one of the others, and tell what was done, piece by piece, once all is: until then nobody listens.

        The last word is the exception that ended it, or None.
        The ends of pipes that a fork has but does not read from are closed, else nobody would see that a reader is
        gone.
        """
        for connection in not_ours:
            connection.close()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is told to the one that began us, which ends us
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, signal.SIG_DFL)
        done: list[Result] = []
        last: Exception | None = None
        try:
            done.extend(self._work(index) for index in self._pieces_of(parent))
        except Exception as error:
            last = _travelling(error)
        with suppress(OSError):  # whoever began us is gone
            for result in done if last is None else ():
                told.send((result, False))
            told.send((last, True))

    def _pieces_of(self, parent: int) -> Iterator[int]:
        for index in self._pieces():
            if os.getppid() != parent:
                os._exit(1)
            yield index

    def finish(self, progress: Callable[[Iterator[int]], Iterator[int]] = iter) -> Iterator[Result]:
        """Help with what is left, then hand out what was done, in no order. Raises what ended one of the others.

        Raises ``Refused`` with an E554 where one of them was ended from outside, as for want of memory.
        """
        for index in progress(self._pieces()):
            yield self._work(index)
        for process, receiving in self._others:
            yield from self._told_by(process, receiving)
            process.join()
        self._others = []

    def _told_by(self, process: BaseProcess, receiving: Connection) -> Iterator[Result]:
        """What another has done, one after the other: of a large library all at once would be there twice."""
        while True:
            try:
                told, last = receiving.recv()
            except EOFError:
                process.join()
                raise _ended(_why(process)) from None
            if last and told is not None:
                raise told
            if last:
                return
            yield told

    def close(self) -> None:
        """End the others wherever they are. Closing twice does nothing."""
        for process, receiving in self._others:
            process.kill()
            process.join()
            receiving.close()
        self._others = []


def _travelling(error: Exception) -> Exception:
    """An exception that another process can be told of, with the place it comes from."""
    error.add_note(traceback.format_exc())
    try:
        same = isinstance(pickle.loads(pickle.dumps(error)), type(error))  # noqa: S301 - what we ourselves say
    except Exception:
        same = False
    return error if same else RuntimeError(traceback.format_exc())


def _ended(reason: str) -> Refused:
    message = "one of the processes of this build was ended ({reason}): build again, or with --jobs 1"
    return Refused([Problem("E554", message, Origin("shanben build"), {"reason": reason})])


def _why(process: BaseProcess) -> str:
    code = process.exitcode or 0
    return signal.Signals(-code).name if code < 0 else f"exit {code}"
