"""A spec that changes names the flows it breaks, with file and line, before they run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hero_runner.gate import check_flows
from tests.repository.modules import ROOT

DOCUMENT: dict[str, Any] = {
    "openrpc": "1.3.2",
    "info": {"title": "Shop", "version": "1"},
    "methods": [
        {
            "name": "item.get",
            "params": [{"name": "sku", "required": True, "schema": {"type": "string"}}],
            "result": {
                "name": "item",
                "schema": {"$ref": "#/components/schemas/Item"},
            },
        },
        {
            "name": "item.set",
            "params": [
                {
                    "name": "item",
                    "required": True,
                    "schema": {"$ref": "#/components/schemas/Item"},
                }
            ],
            "result": {"name": "ok", "schema": {"type": "boolean"}},
        },
    ],
    "components": {
        "schemas": {
            "Item": {
                "type": "object",
                "required": ["sku", "price"],
                "properties": {
                    "sku": {"type": "string"},
                    "price": {"type": "integer"},
                    "stock": {"type": "integer", "default": 0},
                },
            }
        }
    },
}

READS = """\
\"\"\"Order what runs out. Trusted: it may use what no script may.\"\"\"

import os
import sys

from shop_client import Shop


def main(sku):
    with Shop(os.environ["SHOP"]) as shop:
        item = shop.item_get(sku)
        return item.price * max(0, 10 - item.stock)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) > 0)
"""
WRITES = """\
from shop_client import Item, Shop

shop = Shop()
shop.item_set(
    Item(
        sku="a",
        price=1,
        stock=3,
    )
)
"""
UNTOUCHED = "from shop_client import Shop\n\nprint(Shop().item_get('a').price)\n"


def generate(folder: Path, document: dict[str, Any]) -> None:
    """Write specs with one service, and generate its package."""
    specs = folder / "specs" / "shop"
    specs.mkdir(parents=True, exist_ok=True)
    (specs / "openrpc.json").write_text(json.dumps(document), "utf-8")
    (specs.parent / "specs.toml").write_text("[services.shop]\n", "utf-8")
    command = [sys.executable, "-m", "hero_generator", "generate", "--no-verify"]
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, timeout=120
    )


def without_stock() -> dict[str, Any]:
    """Return the document without one field of its result."""
    changed: dict[str, Any] = json.loads(json.dumps(DOCUMENT))
    del changed["components"]["schemas"]["Item"]["properties"]["stock"]
    return changed


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with specs, a generated package and three flows."""
    generate(tmp_path, DOCUMENT)
    (tmp_path / "flows").mkdir()
    for name, text in (("reads", READS), ("writes", WRITES), ("untouched", UNTOUCHED)):
        (tmp_path / "flows" / f"{name}.py").write_text(text, "utf-8")
    return tmp_path


def gate_flows(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run what `make check` runs over the flows of a folder."""
    flows = [f"flows/{name}.py" for name in ("reads", "writes", "untouched")]
    return subprocess.run(
        [
            *(sys.executable, "-c", "from hero_runner.cli import main; main()"),
            *("check-script", "--flow", *flows),
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "generated/shop/src")},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_removed_field_names_the_flows_that_use_it(shop: Path) -> None:
    before = gate_flows(shop)
    assert (before.returncode, before.stdout) == (0, ""), before.stdout
    generate(shop, without_stock())
    after = gate_flows(shop)
    assert after.returncode == 1
    assert [line for line in after.stdout.splitlines() if line[0] != " "] == [
        "flows/reads.py:12:41: unknown-field: Item has no field stock",
        "flows/writes.py:8:9: unknown-argument: Item has no parameter stock",
    ]
    generate(shop, DOCUMENT)
    assert gate_flows(shop).returncode == 0


def test_flows_may_do_what_scripts_may_not() -> None:
    text = "import os\nimport pydantic\n\nprint(getattr(os, 'get' + 'cwd')())\n"
    assert check_flows({"flow": text})["flow"].passed


def test_flows_see_everything_that_is_installed() -> None:
    text = (
        "import click\nfrom hero_runtime.mock import MockTransport\n"
        "from hero_proc_client import HeroProc\n\n"
        "click.echo((HeroProc().job_get('x').fase, MockTransport))\n"
    )
    found = check_flows({"flow": text})["flow"].findings
    assert [(item.code, item.line) for item in found] == [("unknown-field", 5)]


def test_check_gates_flows_and_saved_scripts() -> None:
    """Ask make what `make check` would run, were these the flows."""
    done = subprocess.run(
        [
            *("make", "--dry-run", "--no-print-directory", "check"),
            *("FLOWS=flows/a.py flows/b.py", "SAVED=flows/saved/c.py"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "hero-runner check-script --flow flows/a.py flows/b.py\n" in done.stdout
    assert "hero-runner check-script flows/saved/c.py\n" in done.stdout
