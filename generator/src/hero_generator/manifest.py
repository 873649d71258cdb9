"""Parse `specs.toml`, the manifest that says which services there are."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import Any

from hero_generator.diagnostics import Diagnostic, error
from hero_generator.names import RESERVED_CLASS_NAMES, ClassName
from hero_runtime.document.names import PythonIdentifier, default_package

MANIFEST_NAME = "specs.toml"


@dataclass(frozen=True, slots=True)
class Service:
    """Hold one manifest entry: everything about a service its document does not say."""

    name: str
    """Name of the service and of its folder under `generated/`."""
    document: str
    """Path of the cached document, relative to the specs folder."""
    overlay: str
    """Path of the overlay, relative to the specs folder; it need not exist."""
    package: str
    """Import name of the generated package."""
    class_name: str
    """Name of the client class."""
    version: str = "0.1.0"
    """Version of the generated distribution."""
    origin: str = "document"
    """Where the document comes from: `reference`, `fetched` or `document`."""
    source: str = ""
    """What a fetched document was fetched from; a URL is asked again."""
    digest: str = ""
    """Digest of the document as it was fetched; another one was edited since."""
    fetched: str = ""
    """Day on which the document was fetched (ISO 8601)."""
    sockets: tuple[str, ...] = ()
    """Names to probe in the socket folder, in order."""
    summary: str = ""
    """Replaces the summary line made from the document."""
    vendored: str = ""
    """Folder of files that remote references mean by their `$id`, in the specs folder."""
    sole_object_parameter: bool = False
    """Whether a sole parameter named `params` is the params object itself."""

    @property
    def distribution(self) -> str:
        """Return the name pip knows the package by."""
        return self.package.replace("_", "-")

    @property
    def changelog(self) -> str:
        """Return the path of the changelog, relative to the specs folder."""
        return str(PurePosixPath(self.document).with_name("CHANGELOG.md"))


def build_service(name: str, document: str = "", **settings: Any) -> Service:
    """Build an entry, deriving from the name what the settings leave out."""
    path = document or f"{name}/openrpc.json"
    derived = {
        "overlay": str(PurePosixPath(path).with_name("overlay.json")),
        "package": default_package(name),
        "class_name": ClassName.from_words([name], reserved=RESERVED_CLASS_NAMES),
    }
    return Service(name=name, document=path, **(derived | settings))


def parse_manifest(
    text: str, file: str
) -> tuple[tuple[Service, ...], tuple[Diagnostic, ...]]:
    """Parse the manifest's text into entries, sorted by name, and its problems."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        message = f"the manifest is not TOML: {problem}"
        hint = "Correct the file at the place named."
        return (), (error("manifest-not-toml", file, "", message, hint),)
    defaults = tables.get("defaults", {})
    entries = tables.get("services", {})
    if not isinstance(entries, dict):
        message = "`services` is not a table"
        hint = "Write [services.NAME] for each service."
        return (), (error("manifest-entry", file, "/services", message, hint),)
    services: list[Service] = []
    problems: list[Diagnostic] = []
    for name, settings in sorted(entries.items()):
        found = _entry_problems(name, defaults, settings, file)
        problems.extend(found)
        if not found:
            services.append(build_service(name, **_typed(defaults | settings)))
    problems.extend(_shared_packages(services, file))
    return tuple(services), tuple(problems)


_SETTINGS = {
    field.name: field.type for field in fields(Service) if field.name != "name"
}
_VERSION = re.compile(
    r"[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?(\.post[0-9]+)?(\.dev[0-9]+)?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TOML_TYPES: dict[str, type] = {"str": str, "bool": bool, "tuple[str, ...]": list}


def _typed(settings: dict[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in settings.items()
    }


def _entry_problems(
    name: str, defaults: Any, settings: Any, file: str
) -> list[Diagnostic]:
    pointer = f"/services/{name}"
    if not isinstance(settings, dict) or not isinstance(defaults, dict):
        message = "an entry of the manifest is not a table"
        return [
            error("manifest-entry", file, pointer, message, f"Write [services.{name}].")
        ]
    if PythonIdentifier.from_lock(name) is None or name != name.lower():
        message = f"{name!r} cannot be the name of a Python package"
        hint = "Use lower-case letters, digits and underscores, a letter first."
        return [error("manifest-name", file, pointer, message, hint)]
    return [
        problem
        for key, value in (defaults | settings).items()
        if (problem := _setting_problem(key, value, file, pointer)) is not None
    ]


def _setting_problem(
    key: str, value: object, file: str, pointer: str
) -> Diagnostic | None:
    if key not in _SETTINGS:
        hint = f"Known settings: {', '.join(sorted(_SETTINGS))}."
        message = f"unknown setting {key!r}"
        return error("manifest-setting", file, f"{pointer}/{key}", message, hint)
    expected = _TOML_TYPES[str(_SETTINGS[key])]
    items = value if isinstance(value, list) else []
    if not isinstance(value, expected) or not all(isinstance(i, str) for i in items):
        message = f"setting {key!r} has a value of the wrong type"
        hint = (
            f"Write a {'list of strings' if expected is list else expected.__name__}."
        )
        return error("manifest-setting", file, f"{pointer}/{key}", message, hint)
    hint = _unusable(key, value)
    if hint:
        message = f"setting {key!r} cannot be {value!r}"
        return error("manifest-setting", file, f"{pointer}/{key}", message, hint)
    return None


def _unusable(key: str, value: object) -> str:
    """Return what to write instead of a value of the right type; nothing if it serves."""
    path = PurePosixPath(str(value))
    if key in ("package", "class_name") and (
        PythonIdentifier.from_lock(str(value)) is None or value in RESERVED_CLASS_NAMES
    ):
        return "Use a Python name that generated modules do not import."
    if key in ("document", "overlay", "vendored") and (
        path.is_absolute() or ".." in path.parts
    ):
        return "Use a path inside the specs folder."
    if key == "version" and not _VERSION.fullmatch(str(value)):
        return "Use a version such as 1.2.3 or 1.2.3rc1 (PEP 440)."
    if key == "fetched" and not _DAY.fullmatch(str(value)):
        return "Use a day such as 2026-01-31."
    return ""


def _shared_packages(services: list[Service], file: str) -> list[Diagnostic]:
    owners: dict[str, str] = {}
    problems = []
    for service in services:
        owner = owners.setdefault(service.package, service.name)
        if owner != service.name:
            message = f"{owner} and {service.name} would both be {service.package}"
            hint = "Set a different `package` for one of them."
            pointer = f"/services/{service.name}/package"
            problems.append(error("manifest-package", file, pointer, message, hint))
    return problems
