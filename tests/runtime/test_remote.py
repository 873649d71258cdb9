"""Error objects become the exceptions that a generated package declares."""

from importlib import import_module
from pathlib import Path

import pytest

from hero_runtime.errors import RemoteError
from hero_runtime.json_rpc import Failure
from hero_runtime.remote import build_remote_error
from tests.runtime.generated_package import PACKAGE

FAILURE = Failure(1002, "no such book", {"id": 7})


def test_a_declared_code_has_its_class(packages: Path) -> None:
    error = build_remote_error(PACKAGE, FAILURE)
    assert type(error) is import_module(f"{PACKAGE}.errors").BookNotFound
    assert (error.code, error.message, error.data) == (1002, "no such book", {"id": 7})


def test_a_package_may_declare_no_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain_client").mkdir()
    (tmp_path / "plain_client" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    error = build_remote_error("plain_client", FAILURE)
    assert (type(error), error.code) == (RemoteError, 1002)


def test_an_errors_module_that_cannot_be_imported_is_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_client").mkdir()
    (tmp_path / "broken_client" / "__init__.py").touch()
    (tmp_path / "broken_client" / "errors.py").write_text("import no_such_module\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        build_remote_error("broken_client", FAILURE)


@pytest.mark.parametrize("code", [-32700, -32600, -32601, -32602, -32603, -1])
def test_every_code_has_advice(code: int) -> None:
    error = RemoteError("m", code=code)
    assert len(error.hint) > 20
    assert (error.hint == RemoteError("m", code=5).hint) == (code == -1)
