-- Migration 4: corrected cells, the shape of each load's source, and what was decided about changed headers.

-- One corrected cell of one refused row. The newest of a (feed, entity, row_content, column_name) counts; a row with
-- `withdraws` takes the decision of that uuid back. NULL = no cell. Opaque cells pass the codec of core/govern.
CREATE TABLE decision_correction (
    decision_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid          TEXT NOT NULL UNIQUE,
    author        TEXT NOT NULL,
    made_ms       INTEGER NOT NULL,
    feed_id       INTEGER NOT NULL,
    entity        TEXT NOT NULL,
    row_content   TEXT NOT NULL,
    row_key       TEXT NOT NULL,
    column_name   TEXT NOT NULL,
    value_before  TEXT,
    value_after   TEXT,
    quarantine_id INTEGER NOT NULL,
    load_id       INTEGER NOT NULL,
    withdraws     TEXT
) STRICT;
CREATE INDEX decision_correction_by_feed ON decision_correction (feed_id, entity);
CREATE INDEX decision_correction_by_row ON decision_correction (quarantine_id);
CREATE INDEX decision_correction_withdrawn ON decision_correction (withdraws) WHERE withdraws IS NOT NULL;

-- Refused rows nobody has corrected: those of loads in force without a correction whose own load is in force.
CREATE VIEW quarantine_open AS
SELECT q.*
FROM quarantine AS q
JOIN load AS l ON l.load_id = q.load_id
WHERE l.state = 'in force'
  AND NOT EXISTS (SELECT 1
                  FROM decision_correction AS d
                  JOIN load AS c ON c.load_id = d.load_id
                  WHERE d.quarantine_id = q.quarantine_id AND c.state = 'in force');

-- The header of a load's source in its order: the column each cell went to ('' = none, it is in `extra`), the type
-- its values had in a sample ('' = none seen), and the order of day and month its dates were read in.
CREATE TABLE load_shape (
    load_id     INTEGER NOT NULL REFERENCES load,
    position    INTEGER NOT NULL,
    header      TEXT NOT NULL,
    column_name TEXT NOT NULL,
    seen_type   TEXT NOT NULL,
    date_order  TEXT NOT NULL,
    PRIMARY KEY (load_id, position)
) STRICT, WITHOUT ROWID;

-- What a header of one feed means: a column of the entity, '' = leave it out. The newest of a header counts.
CREATE TABLE decision_mapping (
    decision_id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        TEXT NOT NULL UNIQUE,
    author      TEXT NOT NULL,
    made_ms     INTEGER NOT NULL,
    feed_id     INTEGER NOT NULL,
    entity      TEXT NOT NULL,
    header      TEXT NOT NULL,
    column_name TEXT NOT NULL
) STRICT;
CREATE INDEX decision_mapping_by_feed ON decision_mapping (feed_id, entity);

-- The Health page counts those nobody has corrected.
DROP VIEW health_refused;
CREATE VIEW health_refused AS
SELECT l.school_id, q.quarantine_id, l.load_id, l.feed_id, l.entity, q.reason, l.finished_ms / 86400000 AS day
FROM quarantine_open AS q
JOIN load AS l ON l.load_id = q.load_id;
