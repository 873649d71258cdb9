"""Start a PostgreSQL for tests: as an ordinary user, on a Unix socket, then gone."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest
from dbos import DBOS

USERS = ("postgres", "nobody")
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "300",
    # What the tests kill is never PostgreSQL itself.
    "fsync": "off",
    "autovacuum": "off",
}


class Postgres:
    """Hold a running server with an empty copy of what DBOS needs."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(mkdtemp(prefix="pg-"))
        self._user = find_user()
        self._count = 0
        if self._user is not None:
            os.chown(self._folder, pwd.getpwnam(self._user).pw_uid, -1)
        data = self._folder / "data"
        self._run("initdb", "-D", data, "-U", "hero", "--auth=trust", "-E", "UTF8")
        self.start()
        DBOS.migrate(self.address("template"))

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = " ".join(f"-c {key}='{value}'" for key, value in SETTINGS.items())
        options += f" -k {self._folder}"
        log = self._folder / "log"
        data = self._folder / "data"
        self._run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop the server, as its owner would."""
        self._run("pg_ctl", "-D", self._folder / "data", "-m", "fast", "stop")

    def address(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://hero@/{name}?host={self._folder}"

    def create(self) -> str:
        """Create a database and return its address."""
        self._count += 1
        name = f"test{self._count}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template".encode())
        return self.address(name)

    def close(self) -> None:
        """Stop the server and delete its files."""
        self._run("pg_ctl", "-D", self._folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str | Path) -> None:
        # The server keeps the streams that it inherits: a pipe would never end.
        with open(os.devnull, "w") as nothing:
            subprocess.run(
                [self._programs / program, *arguments],
                user=self._user,
                cwd=self._folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=nothing,
                stderr=nothing,
                check=True,
                timeout=60,
            )


def start_postgres() -> Postgres:
    """Start a server; without the programs for one, skip, but never in CI."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not places:
        reason = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        assert "CI" not in os.environ, reason
        pytest.skip(reason)
    return Postgres(places[-1])


def find_user() -> str | None:
    """Return whom to run the server as, where we are root and it refuses to."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in USERS if user in known)
