"""How a server notices that a file has changed: the system tells it at once, and it looks for itself besides.

The generator only looks, twice a second, for folders of another machine tell nobody what happens in them. Here both are
done, and what was told is not noticed again when it is seen.
"""

from __future__ import annotations

import os
from contextlib import suppress

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

_READS = frozenset({"opened", "closed", "closed_no_write"})
"""Events that change nothing: a build itself opens what is watched. A file that was written was modified before."""

State = tuple[int, ...] | None
"""What changes with a file; None where there is none."""


class Noticing:
    """Stands in the place of an observer that looks."""

    def __init__(self, looking: BaseObserver) -> None:
        self._looking, self._listening = looking, Observer()
        self._listened: dict[ObservedWatch, ObservedWatch] = {}
        self._told: dict[str, State] = {}
        """How files were when the system told of them."""

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> ObservedWatch:
        """Watch a file or a folder."""
        watch = self._looking.schedule(_Seen(handler, self._told), path, recursive=recursive)
        with suppress(OSError):  # the system has its limits; it is looked at all the same
            self._listened[watch] = self._listening.schedule(_Heard(handler, self._told), path, recursive=recursive)
        return watch

    def unschedule(self, watch: ObservedWatch) -> None:
        """Watch it no longer."""
        self._looking.unschedule(watch)
        if watch in self._listened:
            self._listening.unschedule(self._listened.pop(watch))

    def start(self) -> None:
        """Begin."""
        self._looking.start()
        with suppress(OSError):
            self._listening.start()

    def stop(self) -> None:
        """End."""
        for one in (self._looking, self._listening):
            one.stop()

    def join(self) -> None:
        """Wait until both have ended."""
        for one in (self._looking, self._listening):
            if one.is_alive():
                one.join()


def notice_at_once(server: LiveReloadServer) -> None:
    """Have a server told of changes in what it watches, and will watch."""
    watched = dict(server._watch_refs)
    for path in watched:
        while path in server._watched_paths:
            server.unwatch(path)
    server.observer = Noticing(server.observer)  # type: ignore[assignment]  # it is asked for no more than this
    for path, watch in watched.items():
        server.watch(path, recursive=watch.is_recursive)


class _Heard(FileSystemEventHandler):
    """Hands on what the system tells."""

    def __init__(self, handler: FileSystemEventHandler, told: dict[str, State]) -> None:
        self._handler, self._told = handler, told

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _READS:
            self._told |= {path: _state(path) for path in _paths(event)}
            self._handler.dispatch(event)


class _Seen(FileSystemEventHandler):
    """Hands on what is seen, unless all of it has been told."""

    def __init__(self, handler: FileSystemEventHandler, told: dict[str, State]) -> None:
        self._handler, self._told = handler, told

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not all(path in self._told and self._told[path] == _state(path) for path in _paths(event)):
            self._handler.dispatch(event)


def _paths(event: FileSystemEvent) -> list[str]:
    return [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]


def _state(path: str) -> State:
    try:
        state = os.lstat(path)
    except OSError:
        return None
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino
