"""Measure the gate on a script of fifty lines, beside what it could have been made of.

Cold is a process of its own from start to end; warm is a call in a process that has
made one before. Nothing is kept between two calls of the gate: warm only saves the
start of Python.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.documents import Skipped, find_corpus
from bench.measure import BASELINE, Command, baseline, measure, measure_together
from bench.progress import show
from bench.report import Report, Table, usage_table
from bench.settings import Settings
from hero_runner.gate import Grant, check_script, find_grant
from hero_runner.gate.process import find_program, list_source_folders

ROOT = Path(__file__).parents[1]
SCRIPT = '''\
"""Report which books speak of a word, and copy the one that does most."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timezone

from hero_books_client import HeroBooks, NewBook, NewPage, SearchMatch
from hero_books_client.errors import BookNotFound
from hero_runtime.errors import RemoteError

WORD = "engine"


def group(matches: list[SearchMatch]) -> dict[str, list[SearchMatch]]:
    found: dict[str, list[SearchMatch]] = {}
    for match in matches:
        found.setdefault(match.book, []).append(match)
    return found


def copy_book(client: HeroBooks, name: str, target: str) -> int:
    book = client.book_get(name)
    pages = []
    for entry in client.page_list(name).pages:
        page = client.page_read(name, entry.name)
        pages.append(NewPage(name=page.name, title=page.title, content=page.content))
    copy = NewBook(name=target, title=book.title, author=book.author, pages=pages)
    return client.book_add(copy).page_count


def main() -> None:
    with HeroBooks() as client:
        grouped = group(client.book_search(WORD, limit=50).matches)
        counts = Counter({name: len(matches) for name, matches in grouped.items()})
        for name, count in counts.most_common(3):
            try:
                book = client.book_get(name)
            except BookNotFound:
                continue
            author = "unknown" if book.author is None else book.author.upper()
            added = datetime.fromtimestamp(book.added_at, timezone.utc)
            print(f"{book.title} by {author}, {added:%Y-%m-%d}: {count}")
        try:
            best = counts.most_common(1)[0][0]
            print(json.dumps({"pages": copy_book(client, best, "copy")}))
        except RemoteError as problem:
            print(problem)


main()
'''


def run(settings: Settings) -> Report:
    """Measure the script as it is and with a mistake in it."""
    books = [find_grant("hero_books")]
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        script = base / "script.py"
        script.write_text(SCRIPT, "utf-8")
        cold = _measure_cold(base, script, books, settings)
        warm = _measure_warm(base, script, books, settings)
    return Report(
        (cold, warm, *_measure_large(settings)),
        (f"the script has {len(SCRIPT.splitlines())} lines; nothing of it runs",),
    )


def _measure_cold(
    base: Path, script: Path, grants: list[Grant], settings: Settings
) -> Table:
    sources = os.pathsep.join(map(str, list_source_folders(grants)))
    python = sys.executable
    gate = "from hero_runner.cli import main; main()"
    mypy = (python, "-m", "mypy", "--strict", "--config-file=")
    seen = {"MYPYPATH": sources}
    cached = base / "cache"
    commands = {
        BASELINE: baseline(),
        "check-script": Command((python, "-c", gate, "check-script", str(script))),
        "ty alone": Command((str(find_program("ty")), *_ty_arguments(grants, script))),
        "mypy, nothing cached": Command(
            (*mypy, "--cache-dir=/dev/null", str(script)), base, environment=seen
        ),
        "mypy, all cached": Command(
            (*mypy, f"--cache-dir={cached}", str(script)), base, environment=seen
        ),
        "pyright": Command(
            (python, "-m", "pyright", "--pythonpath", python, str(script)), base
        ),
    }
    usages = measure_together(commands, settings.runs)
    return usage_table("a process for each check", usages, "check-script")


def _ty_arguments(grants: list[Grant], script: Path) -> tuple[str, ...]:
    paths = [f"--extra-search-path={folder}" for folder in list_source_folders(grants)]
    return ("check", f"--python={sys.prefix}", *paths, str(script))


def _measure_warm(
    base: Path, script: Path, grants: list[Grant], settings: Settings
) -> Table:
    wrong = SCRIPT.replace("page.content)", "page.contents)")
    calls: dict[str, Callable[[], object]] = {
        "check_script, passed": lambda: check_script(SCRIPT, grants),
        "check_script, one mistake": lambda: check_script(wrong, grants),
        "check_script, refused import": lambda: check_script("import os\n", []),
    }
    rows = [(name, *_time(call, settings.runs * 4)) for name, call in calls.items()]
    rows += _time_daemon(base, script, grants, settings)
    return Table("a call in a warm process", ("", "median ms", "most ms"), tuple(rows))


def _time(call: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return median and maximum of a call, in milliseconds."""
    call()
    spent = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent), max(spent)


def _time_daemon(
    base: Path, script: Path, grants: list[Grant], settings: Settings
) -> list[tuple[str, float, float]]:
    """Time mypy's daemon, which keeps everything but the script in memory.

    The script changes before each check: without that, there is nothing to do.
    """
    environment = os.environ | {
        "MYPYPATH": os.pathsep.join(map(str, list_source_folders(grants)))
    }
    status = f"--status-file={base / 'daemon.json'}"
    daemon = [sys.executable, "-m", "mypy.dmypy", status]
    count = iter(range(10**6))

    def check() -> None:
        script.write_text(f"{SCRIPT}\n\nN = {next(count)}\n", "utf-8")
        subprocess.run(
            [*daemon, "run", "--", "--strict", "--config-file=", str(script)],
            cwd=base,
            env=environment,
            capture_output=True,
            check=True,
        )

    show("mypy's daemon")
    try:
        return [("mypy's daemon, with its client", *_time(check, settings.runs))]
    finally:
        subprocess.run(
            [*daemon, "stop"], cwd=base, env=environment, capture_output=True
        )


def _measure_large(settings: Settings) -> list[Table]:
    """Time a short script against the largest document of the corpus, if it is here."""
    try:
        document = find_corpus() / "lotus-full" / "openrpc.json"
    except Skipped:
        return []
    with tempfile.TemporaryDirectory() as folder:
        made = ("generate", "--document", str(document), "--name", "lotus_full")
        command = (sys.executable, "-m", "hero_generator", *made)
        measure(Command((*command, "--out", folder, "--no-verify")))
        package = Path(folder, "lotus_full", "src", "lotus_full_client")
        grants = [Grant("lotus_full", package.name, package)]
        text = "from lotus_full_client import LotusFull\n\nclient = LotusFull()\n"
        methods = (package / "interface.pyi").read_text("utf-8").count("    def ")
        passed = f"{text}print(client.filecoin_chain_head())\n"
        wrong = passed.replace("head", "haed")
        assert check_script(passed, grants).passed
        assert len(check_script(wrong, grants).findings) == 1
        rows = (
            ("passed", *_time(lambda: check_script(passed, grants), settings.runs)),
            ("one mistake", *_time(lambda: check_script(wrong, grants), settings.runs)),
        )
    title = f"a call in a warm process, {methods} methods"
    return [Table(title, ("", "median ms", "most ms"), rows)]
