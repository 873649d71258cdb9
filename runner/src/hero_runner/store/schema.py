"""The tables of the play store, as the steps that lead from one schema to the next."""

from typing import Final

MIGRATIONS: Final = (
    """
    CREATE TABLE flow_version (
        hash TEXT PRIMARY KEY,
        path TEXT NOT NULL,
        source TEXT NOT NULL,
        created REAL NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE play (
        id TEXT PRIMARY KEY,
        trace TEXT NOT NULL,
        flow TEXT NOT NULL,
        version TEXT NOT NULL REFERENCES flow_version,
        status TEXT NOT NULL,
        given TEXT NOT NULL,
        input TEXT,
        output TEXT,
        error TEXT,
        attempt INTEGER NOT NULL DEFAULT 1,
        engine TEXT NOT NULL,
        job TEXT,
        parent TEXT,
        parent_span TEXT,
        rerun_of TEXT,
        forked_from TEXT,
        dropped INTEGER NOT NULL DEFAULT 0,
        cancelling INTEGER NOT NULL DEFAULT 0,
        created REAL NOT NULL,
        started REAL,
        ended REAL
    ) WITHOUT ROWID;
    CREATE INDEX play_created ON play (created);
    CREATE TABLE memo (
        play TEXT NOT NULL,
        key TEXT NOT NULL,
        family TEXT NOT NULL,
        arguments TEXT NOT NULL,
        output TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        ended REAL NOT NULL,
        PRIMARY KEY (play, key)
    ) WITHOUT ROWID;
    CREATE TABLE span (
        play TEXT NOT NULL,
        id TEXT NOT NULL,
        parent TEXT,
        attempt INTEGER NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        key TEXT,
        started INTEGER NOT NULL,
        ended INTEGER,
        status TEXT NOT NULL,
        error TEXT,
        attributes TEXT NOT NULL DEFAULT '{}',
        PRIMARY KEY (play, id)
    ) WITHOUT ROWID;
    CREATE TABLE event (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        play TEXT NOT NULL,
        line TEXT NOT NULL
    );
    CREATE INDEX event_play ON event (play, sequence);
    CREATE TABLE log (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        play TEXT NOT NULL,
        span TEXT NOT NULL,
        written INTEGER NOT NULL,
        text TEXT NOT NULL
    );
    CREATE INDEX log_play ON log (play, span);
    CREATE TABLE question (
        play TEXT NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        schema TEXT,
        ui TEXT,
        asked REAL NOT NULL,
        answer TEXT,
        answered REAL,
        PRIMARY KEY (play, key)
    ) WITHOUT ROWID;
    """,
)
"""`user_version` of a store is the number of these that it has been through."""

SCHEMA_VERSION: Final = len(MIGRATIONS)
