"""Write what was fetched, each file in one step, the manifest last."""

from __future__ import annotations

from pathlib import Path

from hero_generator.fetch.update import Update
from hero_generator.manifest import MANIFEST_NAME
from hero_generator.manifest_edit import edit_manifest
from hero_generator.publish import write_file


def write_update(specs: Path, update: Update) -> None:
    """Write the files of an update and its entry in the manifest."""
    for path, data in update.files.items():
        write_file(specs / path, data)
    if not update.settings:
        return
    manifest = specs / MANIFEST_NAME
    text = manifest.read_text("utf-8") if manifest.is_file() else ""
    edited = edit_manifest(text, update.name, update.settings)
    if edited != text:
        write_file(manifest, edited.encode())
