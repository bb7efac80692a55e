"""The map over sources on other machines: a scheduler of Dask hands it to its workers, who write into a shared folder.

It takes the place of a ``Crew``. What a worker is told is small: where the library lies, what the environment says to
it, and which sources to write; see ``errands`` for what it does then. What comes back is what it read of its pages.
Where machines share no folder but a bucket, the library goes there first, and the pages come back that way (``depot``).
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import hashlib
import importlib
import logging
import os
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Any

import mkdocs
from mkdocs.config.defaults import MkDocsConfig

from shanben.doors import errands
from shanben.doors.depot import Depot, is_afar
from shanben.doors.filling import Filling
from shanben.doors.lent import state_of
from shanben.doors.luggage import packed_library
from shanben.doors.marks import MARK
from shanben.export.site_reading import SiteReading
from shanben.model.text import Origin
from shanben.pictures import is_inside
from shanben.problems import Problem, Refused
from shanben.programs import BY_WHOM, programs, release
from shanben.read.configuration import configuration_files
from shanben.read.history import EPOCH, last_change
from shanben.wording import said

log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")

SCHEDULER = "SHANBEN_SCHEDULER"
"""The variable of the environment that holds the address of a scheduler; without it this machine does everything."""
SHARED = "SHANBEN_SHARED"
"""The one that says where workers find the library's folder, where that is not where it is here; or, where no folder is
shared, an address for all that goes to and fro.
"""

_ADDRESS = re.compile(r"(tcp|tls)://\S+:\d{1,5}")
_LOOK = 1.0
"""Seconds without a result after which somebody looks whether there are workers."""
_ROUNDS = 8
"""Batches for each worker: the last ones end at nearly the same moment, and one that is lost is soon done again."""
_RETRIES = 2
_FEW = 8
"""Sources of a larger library that are sooner written than the library is sent away for them."""
_ENV = re.compile(r"!ENV\s*(\[[^\]]*\]|(?:\s*-\s*\S+)+|\S+)")
_LANGUAGE = frozenset({"LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "TZ"})
_NO_PART = BY_WHOM | {"SHANBEN_BUNDLES", "SHANBEN_SIGN"}
"""Variables of ours that no worker needs; one names a key."""


def scheduler() -> str:
    """The address of the scheduler that the environment names; empty where it names none."""
    return os.environ.get(SCHEDULER, "").strip()


def check_scheduler() -> None:
    """See that the scheduler is there, before a library is read for it, and that what is shared can be used.

    Raises ``Refused`` with an E556, or an E574.
    """
    if scheduler():
        _connected(scheduler()).close()
        build = uuid.uuid4().hex
        if depot := _depot(build):
            try:
                depot.begin(build)
            except Refused:
                with suppress(Refused):
                    depot.empty()
                raise
            depot.empty()


class Cluster:
    """The workers of a scheduler, who write the sources of a library, each known by its index."""

    def __init__(self, config: MkDocsConfig, number: int, filling: Filling) -> None:
        """Begin. ``filling`` writes here what comes in parcels and, so that it need not travel, what was kept.

        Raises ``Refused`` with an E556 where there is no scheduler, with an E557 where it has no workers, with an E574
        where the library cannot be sent to them.
        """
        build = uuid.uuid4().hex
        self._build, self._mark, self._filling = build, Path(config.site_dir) / MARK, filling
        self._depot = _depot(build)
        self._kept = SiteReading()
        self._readings: dict[int, SiteReading] = {}
        self._told: set[str] = set()
        self._idle = 0.0
        self._waiting: dict[Any, Sequence[int]] = {}
        self._client: Any = _connected(scheduler())
        try:
            self._mark.write_text(build, encoding="ascii", newline="\n")
            left = [index for index in range(number) if not (self._depot and self._stands(filling.again(index)))]
            if self._depot and len(left) <= _FEW < number:
                left = [index for index in left if not self._stands(filling.write(index))]
            if left:
                self._begin(config, left)
        except BaseException:
            self.close()
            raise

    def _begin(self, config: MkDocsConfig, left: Sequence[int]) -> None:
        """Hand out the sources that are left."""
        size = max(1, -(-len(left) // (self._workers() * _ROUNDS)))
        job = _job(config, self._build)
        if self._depot:
            self._depot.begin(self._build)
            sent = self._depot.send_library(packed_library(config))
            job = replace(job, sent=sent, folder=self._depot.address, site="site", environment=_moment(config, job))
        for first in range(0, len(left), size):
            indexes = left[first : first + size]
            key = f"shanben-{self._build}-{first}"
            future = self._client.submit(errands.write, job, indexes, key=key, pure=False, retries=_RETRIES)
            self._waiting[future] = indexes

    def _stands(self, reading: SiteReading | None) -> bool:
        """Whether a source was written here, which is read."""
        if reading:
            self._kept.add(reading)
        return reading is not None

    def _workers(self) -> int:
        """How many threads of workers there are, once there is one."""
        with _lost():
            try:
                self._client.wait_for_workers(1, timeout=_patience())
            except TimeoutError:
                raise _without_workers() from None
            return sum(self._client.nthreads().values()) or 1

    def finish(self, progress: Callable[[Iterator[int]], Iterator[int]] = iter) -> Iterator[SiteReading]:
        """Hand out what was read of what was written, in no order, until all of it is.

        Raises ``Refused`` with an E557 where scheduler or workers are gone, with an E558 where a worker has other
        programs, with an E559 where it sees another library; and what a worker refuses in this one.
        """
        yield self._kept
        for index in progress(self._indexes()):
            yield self._readings.pop(index)
        self.close()

    def _indexes(self) -> Iterator[int]:
        while self._waiting:
            for future in self._done():
                indexes = self._waiting.pop(future)
                self._readings |= zip(indexes, self._received(future, indexes), strict=True)
                yield from indexes

    def _done(self) -> set[Any]:
        """What has come back since the last time, which may be nothing."""
        distributed: Any = importlib.import_module("distributed")
        with _lost():
            try:
                done: set[Any] = distributed.wait([*self._waiting], timeout=_LOOK, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                self._look()
                return set()
        return done

    def _result(self, future: Any) -> Any:
        """What a batch came to: one that is done is done again where the only worker that knew it is gone."""
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                self._look()

    def _look(self) -> None:
        """See that there still are workers. Raises ``Refused`` with an E557 where none have been there for long."""
        self._idle = 0.0 if self._client.nthreads() else self._idle + _LOOK
        if self._idle > _patience():
            raise _without_workers() from None

    def _received(self, future: Any, indexes: Sequence[int]) -> list[SiteReading]:
        distributed: Any = importlib.import_module("distributed")
        with _lost():
            try:
                answer = self._result(future)
            except (errands.Ended, distributed.KilledWorker):
                message = "a batch of sources ended every worker that took it: give workers more memory, or build here"
                raise Refused([Problem("E557", message, Origin(SCHEDULER))]) from None
            except (OSError, Refused, concurrent.futures.CancelledError):
                raise
            except Exception as error:  # what a scheduler or worker cannot even read
                raise _other_programs(str(error)) from None
        if problems := errands.refused(answer):
            raise Refused(problems)
        for level, words in answer["said"]:
            if words not in self._told:
                self._told.add(words)
                log.log(level, "%s", words)
        readings = [SiteReading.from_plain(one) for one in answer["readings"]]
        if self._depot:
            self._take(self._depot, answer, zip(indexes, readings, answer["asked"], strict=True))
        return readings

    def _take(self, depot: Depot, answer: errands.Answer, made: Iterable[tuple[int, SiteReading, Any]]) -> None:
        """Write what came in a parcel, source by source, if it is what was read. Raises ``Refused`` with an E574."""
        parcel = depot.fetch(answer["parcel"])
        for index, reading, asked in made:
            told = reading.digests | reading.others
            held = dict(islice(parcel, len(told)))
            if told != {name: hashlib.sha256(held[name]).hexdigest() for name in filter(is_inside, held)}:
                message = "what a worker has written did not come back whole: build again"
                raise Refused([Problem("E574", message, Origin(SHARED))])
            self._filling.take(index, reading, held, None if asked is None else tuple(map(tuple, asked)))
        depot.remove(answer["parcel"])

    def close(self) -> None:
        """End what is still at work on this build, wherever it is. Closing twice does nothing."""
        client, self._client = self._client, None
        if client is None:
            return
        with suppress(OSError):
            if self._mark.is_file():  # whoever cannot be reached writes nothing more
                self._mark.write_text("", encoding="ascii", newline="\n")
        with suppress(Refused):
            if self._depot:
                self._depot.end()
        waiting, self._waiting = [*self._waiting], {}
        with suppress(Exception, asyncio.CancelledError):
            if client.status == "running":
                client.cancel(waiting)
                client.run(errands.end, self._build, on_error="ignore")
        with suppress(Exception, asyncio.CancelledError):
            client.close(timeout=2)
        if self._depot:
            try:
                self._depot.empty()
            except Refused:
                address = self._depot.address
                log.info("%s", said("What was sent to {address} is still there: remove it.", address=address))


# --- what workers are told --------------------------------------------------------------------------------------------


def _job(config: MkDocsConfig, build: str) -> errands.Job:
    """What a worker needs to know of a build."""
    settings = Path(config.config_file_path).absolute()
    return errands.Job(
        build=build,
        release=release(),
        programs=programs(),
        state=state_of(config),
        folder=os.environ.get(SHARED, "").strip() or str(settings.parent),
        configuration=settings.name,
        site=_beside(Path(config.site_dir), settings.parent),
        directory_urls=config.use_directory_urls,
        environment=_said_to(settings),
    )


def _depot(build: str) -> Depot | None:
    """The folder of a build where machines share an address only. Raises ``Refused`` with an E574."""
    address = os.environ.get(SHARED, "").strip().rstrip("/")
    if not is_afar(address):
        return None
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return Depot(f"{address}/shanben-{moment}-{build[:8]}", Origin(SHARED))


def _moment(config: MkDocsConfig, job: errands.Job) -> Mapping[str, str]:
    """The environment of a job, with the moment of the build, for those who have no history of the library."""
    return {EPOCH: str(last_change(Path(config.config_file_path).absolute().parent)), **job.environment}


def _beside(site: Path, root: Path) -> str:
    """The folder of the site as workers find it: from the library's, where it lies in that."""
    site, root = site.resolve(), root.resolve()
    return (site.relative_to(root) if site.is_relative_to(root) else site).as_posix()


def _said_to(settings: Path) -> Mapping[str, str]:
    """What the environment says to a library, and nothing else of it: it may hold what is nobody's business."""
    texts = [file.path.read_text(encoding="utf-8") for file in configuration_files(settings)]
    named = {word for text in texts for one in _ENV.findall(text) for word in re.findall(r"\w+", one)}
    return {
        name: value
        for name, value in os.environ.items()
        if name == EPOCH or name in named | _LANGUAGE or (name.startswith("SHANBEN_") and name not in _NO_PART)
    }


# --- what goes wrong --------------------------------------------------------------------------------------------------


_TALKERS = frozenset({"distributed", "asyncio"})
"""Who tells at length what we tell in a line: asyncio tells the traceback of a future that nobody asked for again."""


def _connected(address: str) -> Any:
    """A client of a scheduler. Raises ``Refused`` with an E556."""
    if not _ADDRESS.fullmatch(address):
        message = "must be the address of a scheduler, as in tcp://10.0.0.1:8786, and is {value}"
        raise Refused([Problem("E556", message, Origin(SCHEDULER), {"value": address})])
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        message = "building on other machines needs more packages: pip install 'shanben[cluster]'"
        raise Refused([Problem("E556", message, Origin(SCHEDULER))]) from None
    for name in [*logging.root.manager.loggerDict]:
        if name.split(".")[0] in _TALKERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return _soon(lambda: distributed.Client(address))
    except TypeError as error:  # of tls:// where nothing says by which keys
        message = "the scheduler at {address} cannot be asked: {reason}"
        raise Refused([Problem("E556", message, Origin(SCHEDULER), {"address": address, "reason": error})]) from None
    except (OSError, ValueError, ImportError, RuntimeError):
        message = "there is no scheduler at {address}: start one with `dask scheduler`, or build without it"
        raise Refused([Problem("E556", message, Origin(SCHEDULER), {"address": address})]) from None


def _soon(made: Callable[[], Any]) -> Any:
    """What is made, unless that takes longer than a scheduler takes that is there. Raises TimeoutError, an OSError.

    Dask waits for a connection, but without end for the rest of what another program answers.
    """
    found: Future[Any] = Future()

    def make() -> None:
        try:
            found.set_result(made())
        except BaseException as error:
            found.set_exception(error)

    Thread(target=make, daemon=True).start()  # which nobody waits for: it ends with us
    return found.result(timeout=_patience() + _LOOK)


def _patience() -> float:
    """Seconds to wait for workers: as many as Dask waits for a scheduler."""
    import dask.config
    from dask.utils import parse_timedelta

    return float(parse_timedelta(dask.config.get("distributed.comm.timeouts.connect")))


class _lost:  # noqa: N801 - it is used as a function
    """Tells of a scheduler that is gone, whatever it was asked when it went."""

    def __enter__(self) -> None:
        """Nothing is to be done before."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, (OSError, concurrent.futures.CancelledError, asyncio.CancelledError)):
            message = "the scheduler at {address} is gone: build again, or without it"
            raise Refused([Problem("E557", message, Origin(SCHEDULER), {"address": scheduler()})]) from None


def _without_workers() -> Refused:
    message = "the scheduler at {address} has no workers: start some with `dask worker {address}`, or build without it"
    return Refused([Problem("E557", message, Origin(SCHEDULER), {"address": scheduler()})])


def _other_programs(reason: str) -> Refused:
    message = "scheduler or workers cannot read what they are told: install the same programs everywhere ({reason})"
    return Refused([Problem("E558", message, Origin(SCHEDULER), {"reason": reason})])
