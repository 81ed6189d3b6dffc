-- Migration 5: layouts a school has accepted.

-- How tables that no connector knows are read (core/connector/Layout.h). `content` is the layout's JSON, '' = taken back;
-- the newest of a name counts, names compared by `name_key` (case folded).
CREATE TABLE decision_layout (
    decision_id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        TEXT NOT NULL UNIQUE,
    author      TEXT NOT NULL,
    made_ms     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    name_key    TEXT NOT NULL,
    content     TEXT NOT NULL
) STRICT;
CREATE INDEX decision_layout_by_name ON decision_layout (name_key);
