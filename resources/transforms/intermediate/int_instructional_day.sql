-- model: int_instructional_day
-- layer: intermediate
-- grain: one row per school with attendance and day on which it holds school
-- depends: int_attendance_org, int_attendance_record, stg_sis__calendar, int_enrolled_span
-- key: school_id, org_key, day
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   org_key integer not null | none | School; 0 where the records name none
--   day integer not null | none | Day
--   day_source text not null | none | calendar, or records: no calendar, but at least a tenth of the enrolled have a record (any record where only exceptions are recorded)
-- tests:
--   rows SELECT day FROM int_instructional_day WHERE day_source = 'records' | warn | No calendar says when there was school, so days with enough records count: import the school calendar
WITH own AS (
    SELECT DISTINCT c.school_id, c.org_key, c.school_year FROM stg_sis__calendar AS c
),
followed AS (
    SELECT a.school_id, a.org_key, c.school_year, c.day, max(c.is_instructional) AS is_instructional
    FROM int_attendance_org AS a
    JOIN stg_sis__calendar AS c ON c.school_id = a.school_id
    LEFT JOIN own AS o ON o.school_id = a.school_id AND o.org_key = a.org_key AND o.school_year = c.school_year
    WHERE c.org_key = a.org_key OR (o.org_key IS NULL AND (c.org_key = 0 OR a.org_key = 0))
    GROUP BY a.school_id, a.org_key, c.school_year, c.day
),
covered AS (
    SELECT DISTINCT school_id, org_key, school_year FROM followed
),
recorded AS (
    SELECT r.school_id, r.org_key, r.school_year, r.day, count(*) AS students
    FROM int_attendance_record AS r
    LEFT JOIN covered AS c
        ON c.school_id = r.school_id AND c.org_key = r.org_key AND c.school_year = r.school_year
    WHERE c.school_year IS NULL
    GROUP BY r.school_id, r.org_key, r.school_year, r.day
),
enrolled AS (
    SELECT r.school_id, r.org_key, r.day, count(DISTINCT s.student_key) AS students
    FROM recorded AS r
    JOIN int_enrolled_span AS s
        ON s.school_id = r.school_id AND s.school_year = r.school_year AND s.org_key = r.org_key
        AND s.begin_day <= r.day AND s.end_day >= r.day
    GROUP BY r.school_id, r.org_key, r.day
)
SELECT school_id, org_key, day, 'calendar' AS day_source FROM followed WHERE is_instructional = 1
UNION ALL
SELECT r.school_id, r.org_key, r.day, 'records'
FROM recorded AS r
JOIN int_attendance_org AS a ON a.school_id = r.school_id AND a.org_key = r.org_key
LEFT JOIN enrolled AS e ON e.school_id = r.school_id AND e.org_key = r.org_key AND e.day = r.day
WHERE a.recording = 'exceptions' OR r.students * 10 >= coalesce(e.students, 0)
