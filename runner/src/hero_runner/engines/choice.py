"""Choose the engine that the environment names."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from hero_runner.engines.local import LocalEngine
from hero_runner.engines.port import Engine
from hero_runner.store.connection import StoreError

ENGINE_VARIABLE: Final = "HERO_ENGINE"


def choose_engine(home: Path, environ: Mapping[str, str]) -> Engine:
    """Return the engine for the plays of a home. Raises `StoreError`."""
    name = environ.get(ENGINE_VARIABLE) or "local"
    if name == "local":
        return LocalEngine(home)
    if name != "dbos":
        raise StoreError(
            f"{ENGINE_VARIABLE} is {name!r}: there are the engines local and dbos"
        )
    from hero_runner.engines.dbos.engine import DbosEngine

    return DbosEngine(home)
