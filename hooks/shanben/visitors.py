"""Whom a server answers: a library that is being edited is no business of the pages of other sites.

A page of another site can have its own name lead to this computer (DNS rebinding), and then reads what it likes; and it
can name our scripts, which carry the texts of the search. A browser tells of both in what it asks.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

Answer = tuple[str, str]
"""A status, and one line that says why."""

_METHODS = ("GET", "HEAD")


def refusal(asked: Mapping[str, Any], host: str, url: str) -> Answer | None:
    """What is answered to somebody who is not let in; None for everybody else.

    ``asked`` is the environment of a WSGI program, ``host`` what the server listens on, ``url`` its address.
    """
    name = str(asked.get("HTTP_HOST", ""))
    if asked.get("REQUEST_METHOD", "GET") not in _METHODS:
        return "405 Method Not Allowed", "Nothing can be sent to this server, only read."
    if name and is_here(host) and not is_here(_without_port(name)):
        listen = "or let it listen where others may ask (--address 0.0.0.0:8000)"
        return "421 Misdirected Request", f"This server answers on this computer only: open {url}, {listen}."
    foreign = asked.get("HTTP_SEC_FETCH_SITE") == "cross-site"
    if foreign and asked.get("HTTP_SEC_FETCH_MODE", "navigate") != "navigate":
        return "403 Forbidden", "A page of another site has asked for this."
    return None


def is_here(host: str) -> bool:
    """Whether a name or an address is that of this computer and of no other: ``localhost``, ``127.0.0.1``, ``::1``."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() and (not name.count(":") or name.endswith("]")) else host
