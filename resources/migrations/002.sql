-- Migration 2: loads in the making, loads that failed, scopes by number. The raw tables follow in ensureRawTable().

-- Values of an entity's scope columns, joined by U+001F; raw rows hold the number. 0 = no scope, not in here.
CREATE TABLE scope (
    scope_id INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE
) STRICT;

-- state 'staged': its rows are stored in part or whole but belong to an import that has not ended; nobody sees them.
-- state 'failed': nothing of it is there; error_… say why.
CREATE TABLE load_2 (
    load_id         INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id       INTEGER NOT NULL,
    feed_id         INTEGER NOT NULL REFERENCES feed,
    entity          TEXT NOT NULL,
    source          TEXT NOT NULL,
    bytes           INTEGER NOT NULL,
    sha256          TEXT NOT NULL,
    package_id      INTEGER NOT NULL,
    scope           TEXT NOT NULL,
    mode            TEXT NOT NULL CHECK (mode IN ('snapshot', 'delta', 'append')),
    mapping         TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('in force', 'undone', 'repeat', 'staged', 'failed')),
    repeat_of       INTEGER,
    person          TEXT NOT NULL,
    started_ms      INTEGER NOT NULL,
    finished_ms     INTEGER NOT NULL,
    first_row       INTEGER NOT NULL,
    last_row        INTEGER NOT NULL,
    rows_read       INTEGER NOT NULL,
    inserted        INTEGER NOT NULL,
    updated         INTEGER NOT NULL,
    unchanged       INTEGER NOT NULL,
    closed          INTEGER NOT NULL,
    quarantined     INTEGER NOT NULL,
    remarks         TEXT NOT NULL,
    base            TEXT NOT NULL,
    error_code      TEXT NOT NULL,
    error_row       INTEGER NOT NULL,
    error_column    TEXT NOT NULL,
    error_arguments TEXT NOT NULL
) STRICT;
INSERT INTO load_2
SELECT load_id, school_id, feed_id, entity, source, 0, sha256, package_id, scope, mode, mapping, state, repeat_of, person,
       started_ms, finished_ms, first_row, last_row, rows_read, inserted, updated, unchanged, closed, quarantined, remarks,
       '', '', 0, '', '[]'
FROM load;
DROP TABLE load;
ALTER TABLE load_2 RENAME TO load;
CREATE INDEX load_by_feed ON load (feed_id, entity, state, load_id);
