"""Turn the error object of an answer into the exception of its code."""

from collections.abc import Mapping
from importlib import import_module

from hero_runtime.errors import RemoteError
from hero_runtime.json_rpc import Failure


def build_remote_error(package: str, failure: Failure) -> RemoteError:
    """Return the error that a generated package declares for a code.

    Codes that it does not declare become plain `RemoteError`.
    """
    error_class = _read_error_classes(package).get(failure.code, RemoteError)
    return error_class(failure.message, code=failure.code, data=failure.data)


def _read_error_classes(package: str) -> Mapping[int, type[RemoteError]]:
    name = f"{package}.errors"
    try:
        errors: Mapping[int, type[RemoteError]] = import_module(name).ERRORS
    except ModuleNotFoundError as error:
        # A package without declared errors may leave the module out.
        if error.name not in (name, package):
            raise
        return {}
    return errors
