-- Migration 3: what a school counts about itself, for itself alone: query times, page use, size of the file, outcomes of
-- the data checks, alerts that were seen. Counts and ids only. Days are UTC days since 1970; what is older than two
-- months is kept by month (core/store/Monitor).

CREATE TABLE health_query (
    day        INTEGER NOT NULL,
    metric     TEXT NOT NULL,
    bucket_us  INTEGER NOT NULL,
    times      INTEGER NOT NULL,
    total_us   INTEGER NOT NULL,
    longest_us INTEGER NOT NULL,
    school_id  INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (day, metric, bucket_us)
) STRICT, WITHOUT ROWID;

CREATE TABLE health_page (
    day       INTEGER NOT NULL,
    page      TEXT NOT NULL,
    opened    INTEGER NOT NULL,
    school_id INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (day, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE health_size (
    day       INTEGER PRIMARY KEY,
    bytes     INTEGER NOT NULL,
    school_id INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE health_rows (
    day       INTEGER NOT NULL,
    raw_table TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    school_id INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (day, raw_table)
) STRICT, WITHOUT ROWID;

-- One row per check: how its newest run ended, since when that is so, and how it was before.
CREATE TABLE health_check (
    check_id  TEXT PRIMARY KEY,
    model     TEXT NOT NULL,
    outcome   TEXT NOT NULL CHECK (outcome IN ('passed', 'warned', 'failed')),
    bad_rows  INTEGER NOT NULL,
    words     TEXT NOT NULL,
    since_ms  INTEGER NOT NULL,
    was       TEXT NOT NULL,
    school_id INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- Builds of a day and the checks they ran, by outcome.
CREATE TABLE health_build (
    day       INTEGER PRIMARY KEY,
    builds    INTEGER NOT NULL,
    passed    INTEGER NOT NULL,
    warned    INTEGER NOT NULL,
    failed    INTEGER NOT NULL,
    school_id INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE decision_alert (
    decision_id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        TEXT NOT NULL UNIQUE,
    author      TEXT NOT NULL,
    made_ms     INTEGER NOT NULL,
    alert       TEXT NOT NULL
) STRICT;

-- Rows of the loads in force by outcome; "newest" marks the newest load of each feed and entity.
CREATE VIEW health_load AS
WITH newest AS (
    SELECT max(load_id) AS load_id FROM load WHERE state = 'in force' GROUP BY feed_id, entity
)
SELECT l.school_id, l.load_id, l.feed_id, l.entity, l.finished_ms / 86400000 AS day,
       CASE WHEN n.load_id IS NULL THEN 'earlier' ELSE 'newest' END AS recent, o.outcome, o.outcome_order,
       CASE o.outcome_order WHEN 1 THEN l.inserted WHEN 2 THEN l.updated WHEN 3 THEN l.unchanged ELSE l.quarantined END
           AS row_count
FROM load AS l
CROSS JOIN (SELECT 'inserted' AS outcome, 1 AS outcome_order UNION ALL SELECT 'updated', 2
            UNION ALL SELECT 'unchanged', 3 UNION ALL SELECT 'quarantined', 4) AS o
LEFT JOIN newest AS n ON n.load_id = l.load_id
WHERE l.state = 'in force';

-- Rows refused by loads in force.
CREATE VIEW health_refused AS
SELECT l.school_id, q.quarantine_id, l.load_id, l.feed_id, l.entity, q.reason, l.finished_ms / 86400000 AS day
FROM quarantine AS q
JOIN load AS l ON l.load_id = q.load_id
WHERE l.state = 'in force';

-- The last day of which any of this tells.
CREATE VIEW health_clock AS
SELECT max(day) AS last_day FROM (
    SELECT max(finished_ms) / 86400000 AS day FROM load
    UNION ALL SELECT max(day) FROM health_size
    UNION ALL SELECT max(day) FROM health_query
    UNION ALL SELECT max(day) FROM health_page
    UNION ALL SELECT max(day) FROM health_build
) AS days;
