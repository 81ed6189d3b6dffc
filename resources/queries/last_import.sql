-- What the newest import brought, per file. An import is a run of loads with less than a minute between the end of one
-- and the start of the next: a folder with several packages is one import.
WITH run AS (
    SELECT l.load_id, l.source, l.state, l.inserted, l.updated, l.closed, l.quarantined,
           CASE WHEN l.started_ms - lag(l.finished_ms) OVER (ORDER BY l.load_id) < 60000 THEN 0 ELSE 1 END AS begins
    FROM load AS l
),
numbered AS (
    SELECT r.load_id, r.source, r.state, r.inserted, r.updated, r.closed, r.quarantined,
           sum(r.begins) OVER (ORDER BY r.load_id) AS import_no
    FROM run AS r
)
SELECT n.source, sum(n.inserted), sum(n.updated), sum(n.closed), sum(n.quarantined)
FROM numbered AS n
WHERE n.state = 'in force'
  AND n.import_no = (SELECT max(m.import_no) FROM numbered AS m WHERE m.state = 'in force')
GROUP BY n.source
ORDER BY min(n.load_id)
