-- Migration 1: the school itself, its load log, quarantine, decisions, and the runner's memory.
-- Raw tables are made from the connectors' schemas, gold tables from the headers of the models.

CREATE TABLE school (
    school_id  INTEGER PRIMARY KEY,
    uuid       TEXT NOT NULL,
    match_key  BLOB NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE sequence (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO sequence VALUES ('row', 1), ('package', 1);

CREATE TABLE feed (
    feed_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id INTEGER NOT NULL,
    connector TEXT NOT NULL,
    name      TEXT NOT NULL,
    UNIQUE (connector, name)
) STRICT;

CREATE TABLE load (
    load_id     INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id   INTEGER NOT NULL,
    feed_id     INTEGER NOT NULL REFERENCES feed,
    entity      TEXT NOT NULL,
    source      TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    package_id  INTEGER NOT NULL,
    scope       TEXT NOT NULL,
    mode        TEXT NOT NULL CHECK (mode IN ('snapshot', 'delta', 'append')),
    mapping     TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('in force', 'undone', 'repeat')),
    repeat_of   INTEGER,
    person      TEXT NOT NULL,
    started_ms  INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL,
    first_row   INTEGER NOT NULL,
    last_row    INTEGER NOT NULL,
    rows_read   INTEGER NOT NULL,
    inserted    INTEGER NOT NULL,
    updated     INTEGER NOT NULL,
    unchanged   INTEGER NOT NULL,
    closed      INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    remarks     TEXT NOT NULL
) STRICT;
CREATE INDEX load_by_feed ON load (feed_id, entity, state, load_id);

CREATE TABLE quarantine (
    quarantine_id INTEGER PRIMARY KEY AUTOINCREMENT,
    load_id       INTEGER NOT NULL REFERENCES load,
    source_row    INTEGER NOT NULL,
    column_name   TEXT NOT NULL,
    reason        TEXT NOT NULL,
    arguments     TEXT NOT NULL,
    row_json      TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_by_load ON quarantine (load_id);

CREATE TABLE decision_setting (
    decision_id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        TEXT NOT NULL UNIQUE,
    author      TEXT NOT NULL,
    made_ms     INTEGER NOT NULL,
    key         TEXT NOT NULL,
    value       TEXT NOT NULL
) STRICT;

CREATE TABLE decision_match (
    decision_id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        TEXT NOT NULL UNIQUE,
    author      TEXT NOT NULL,
    made_ms     INTEGER NOT NULL,
    feed_a      INTEGER NOT NULL,
    source_a    TEXT NOT NULL,
    feed_b      INTEGER NOT NULL,
    source_b    TEXT NOT NULL,
    accepted    INTEGER NOT NULL CHECK (accepted IN (0, 1))
) STRICT;

CREATE TABLE setting_default (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW setting_value AS
SELECT d.key AS key,
       coalesce((SELECT s.value FROM decision_setting AS s WHERE s.key = d.key ORDER BY s.decision_id DESC LIMIT 1),
                d.value) AS value
FROM setting_default AS d;

CREATE TABLE raw_state (
    name    TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE model_state (
    model       TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    version     INTEGER NOT NULL,
    row_count   INTEGER NOT NULL,
    seconds     REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE model_input (
    model TEXT NOT NULL,
    input TEXT NOT NULL,
    PRIMARY KEY (model, input)
) STRICT, WITHOUT ROWID;
