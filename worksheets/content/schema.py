"""The model as JSON Schema, for editors that help while typing."""

from __future__ import annotations

import json

import msgspec

from worksheets.content.files import FILES, OTHERS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return the JSON Schema of each file by name, like 'aspects.schema.json'."""
    return {
        f"{stem}.schema.json": _schema(stem, model) for stem, model in {**FILES, **OTHERS}.items()
    }


def _schema(stem: str, model: type[msgspec.Struct]) -> str:
    schema = msgspec.json.schema(model)
    schema |= {"$schema": DIALECT, "title": f"{stem}.yaml"}
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
