"""Give each module of tests the service of its own document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.functional.service import GeneratedService, generated_service


@pytest.fixture(scope="module")
def module_service(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[GeneratedService]:
    """Generate and serve the `DOCUMENT` of the module, named after the module."""
    name = request.module.__name__.rpartition(".test_")[2].replace("_", "")
    folder = tmp_path_factory.mktemp(name)
    settings = getattr(request.module, "SETTINGS", {})
    with generated_service(
        folder, request.module.DOCUMENT, name, **settings
    ) as service:
        yield service


@pytest.fixture
def service(module_service: GeneratedService) -> GeneratedService:
    """Return the service of the module, with nothing asked yet."""
    module_service.reset()
    return module_service
