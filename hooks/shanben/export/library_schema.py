"""The JSON Schema of ``library.json``, from the same enumerations as the file itself (``library_file``)."""

from __future__ import annotations

from typing import Any

from shanben.model.language import TranslationStatus
from shanben.model.library import FORMAT
from shanben.model.text import BlockKind, GapReason
from shanben.model.versions import Standing


def library_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``library.json``."""
    span = {
        "type": "array", "prefixItems": [{"$ref": "#/$defs/position"}, {"$ref": "#/$defs/position"}], "minItems": 2,
        "maxItems": 2, "description": "Half-open range of code points in the source's decoded text",
    }  # fmt: skip
    text = {"type": "string"}
    usage = {"enum": ["preferred", "admitted", "avoid"]}
    optional_text = {"type": ["string", "null"]}
    level = {"type": ["integer", "null"], "minimum": 1}
    ordinal = {"type": "integer", "minimum": 1}
    position = {"$ref": "#/$defs/position"}
    spans = {"type": "array", "items": {"$ref": "#/$defs/span"}}
    translations = {"$ref": "#/$defs/translations"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Shanben library",
        **_object({
            "format": {"const": FORMAT},
            "sources": _list(_object({
                "slug": text,
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "characters": {"$ref": "#/$defs/position"},
                "gaps": _list(_object(
                    {"span": {"$ref": "#/$defs/span"}, "reason": {"enum": [reason.value for reason in GapReason]}},
                    {"note": text},
                )),
            })),
            "works": _list(_object({
                "id": text, "title": text, "title_supplied": {"type": "boolean"}, "language": text,
                "excerpt": {"type": "boolean"}, "source": text,
                "facts": _list(_object({
                    "name": text, "text": text, "supplied": {"type": "boolean"}, "spans": spans,
                    "value": optional_text | {"description": "The same for machines: a date as ISO 8601"},
                    "read": {"type": "boolean", "description": "Read in the text by the engine"},
                })),
                "sections": _list(_object({
                    "id": text, "anchor": text, "kind": text, "level": {"type": "integer", "minimum": 1},
                    "heading": {"type": ["string", "null"]}, "supplied": {"type": "boolean"},
                    "number": optional_text | {"description": "The heading's number as printed"},
                    "blocks": _list(text) | {"description": "Ids of the blocks directly in it, without its heading"},
                    "translations": translations,
                })),
                "blocks": _list(_object(
                    {
                        "id": text, "kind": {"enum": [kind.value for kind in BlockKind]}, "level": level, "text": text,
                        "spans": spans, "translations": translations,
                    },
                    {
                        "run_in": _object({"text": text, "level": level, "spans": spans, "translations": translations}),
                        "cell": _object({
                            "table": text, **dict.fromkeys(("row", "column", "rows", "columns"), ordinal),
                            "header": {"type": "boolean"},
                        }),
                        "caption_of": text | {"description": "The table whose caption it is"},
                        "lines": _list(position) | {"description": "Where each line of the stanza begins in its text"},
                        "note": _object({"mark": optional_text, "called_from": _list(text)}),
                        "calls": _list(_object({"at": position, "note": text, "mark": optional_text})),
                        "picture": _object({"file": text, "alt": text, "width": level, "height": level}),
                    },
                )),
                "queries": _list(_object({"question": text, "block": optional_text})),
            }, {
                "status": {"enum": [standing.value for standing in Standing if standing is not Standing.UNKNOWN]}
                | {"description": "Whether it holds on the day `as_of`, where that is known"},
                "in_force_from": optional_text | {"description": "Of one that is not yet in force, from when it is"},
                "version": _object({
                    "of": text | {"description": "The work it is a version of, where the current one stands"},
                    "date": text, "label": text, "status": {"enum": [standing.value for standing in Standing]},
                    "current": {"type": "boolean"}, "by": optional_text,
                    "stated": {"type": "boolean", "description": "Whether an edition file says so"},
                    "articles": {
                        "type": "object", "additionalProperties": text,
                        "description": "Where the current version has what stands at an anchor of this one",
                    },
                }),
                "references": _list(_object({
                    "kind": text, "block": text, "span": {"$ref": "#/$defs/range"}, "raw": text,
                    "resolved": {"type": "boolean"},
                    "targets": _list(_object({"work": optional_text, "anchor": optional_text, "url": optional_text})),
                })),
            })),
        }, {
            "as_of": text | {"description": "The day for which it is told what is in force"},
            "missing": _list(text) | {"minItems": 1, "description": "Sources that on_error: skip left out"},
            "collections": _list(_object({
                "id": text, "title": text, "introduction": text,
                "works": _list(text) | {"description": "In the order of the collection"},
            })),
            "changes": _list(_object({
                "by": text | {"description": "The work that changes another"}, "of": text,
                "made": optional_text | {"description": "The text that came of it, where the library holds it"},
                "ends": {"type": "boolean", "description": "Whether it repeals the other"},
            })),
            "terms": _list(_object({
                "id": text, "text": text,
                "aliases": _list(_object({"text": text, "usage": usage, "scope": _list(text)})),
                "senses": _list(_object({
                    "translations": _list(_object({
                        "language": text, "text": text, "status": {"$ref": "#/$defs/status"}, "source": optional_text,
                        "usage": usage,
                    })),
                    "definition": text, "note": text, "scope": _list(text),
                })),
                "uses": {"$ref": "#/$defs/position"},
            })),
            "problems": _list(_object({
                "code": {"type": "string", "pattern": "^[EWD][0-9]{3}$"}, "message": text, "path": text,
                "line": {"type": ["integer", "null"], "minimum": 1},
            })),
        }),
        "$defs": {
            "range": span | {"description": "Half-open range of code points in a block's text"},
            "position": {"type": "integer", "minimum": 0},
            "status": {"enum": [status.value for status in TranslationStatus]},
            "span": span,
            "translations": {
                "type": "object",
                "description": "Keyed by language (BCP 47)",
                "additionalProperties": _object(
                    {
                        "text": text,
                        "status": {"$ref": "#/$defs/status"},
                        "source": {"type": ["string", "null"]},
                    },
                    {"fuzzy": {"type": "boolean"}},
                ),
            },
        },
    }  # fmt: skip


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
