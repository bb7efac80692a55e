"""Why a document cannot be taken in."""

from __future__ import annotations


class Unusable(Exception):
    """Why a file cannot be taken in: a template for people, with its values."""

    def __init__(self, message: str, code: str = "E105", **values: object) -> None:
        self.message, self.code, self.values = message, code, values
        super().__init__(message)
