"""The strict reader (`live_models.strict_reader`) and its field checks, for the daemon.

`live_daemon` may import `live_inference` only (`tests/house/test_architecture.py`).
"""

from live_models.fields import FieldError, InFolder, Length, OneOf, Within, checked, shown
from live_models.strict_reader import (
    TOML_BYTES,
    FileError,
    FileMissingError,
    open_regular,
    parse_json,
    read_bytes,
    read_fields,
    read_json,
    read_text,
    read_toml,
)

__all__ = [
    "TOML_BYTES",
    "FieldError",
    "FileError",
    "FileMissingError",
    "InFolder",
    "Length",
    "OneOf",
    "Within",
    "checked",
    "open_regular",
    "parse_json",
    "read_bytes",
    "read_fields",
    "read_json",
    "read_text",
    "read_toml",
    "shown",
]
