-- model: fct_attendance
-- layer: gold
-- grain: one row per student and enrolled instructional day with known attendance
-- depends: int_attendance_record, int_attendance_org, int_instructional_day, int_enrolled_span
-- key: school_id, student_key, day
-- index: day, student_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   day integer not null | none | Day
--   org_key integer | none | School
--   enrolled_half_days integer not null | none | 2
--   attended_half_days integer not null | none | Half days present, late included
--   absent_half_days integer not null | none | Half days absent, excused or not
--   excused_half_days integer not null | none | Of those, excused
--   tardy integer not null | none | 1 if late and not absent all day
-- tests:
--   rows SELECT day FROM fct_attendance WHERE attended_half_days + absent_half_days <> enrolled_half_days | error | Attended and absent do not make a day: report it
WITH recorded AS (
    SELECT r.school_id, r.school_year, r.student_key, r.day, r.org_key, r.absent_half_days, r.excused_half_days, r.tardy
    FROM int_attendance_record AS r
    JOIN int_attendance_org AS a ON a.school_id = r.school_id AND a.org_key = r.org_key
    JOIN int_instructional_day AS i ON i.school_id = r.school_id AND i.org_key = r.org_key AND i.day = r.day
    WHERE a.recording = 'every_day'
      AND EXISTS (
          SELECT 1 FROM int_enrolled_span AS s
          WHERE s.school_id = r.school_id AND s.school_year = r.school_year AND s.student_key = r.student_key
            AND s.begin_day <= r.day AND s.end_day >= r.day)
),
expected AS (
    SELECT s.school_id, s.school_year, s.student_key, i.day, min(a.org_key) AS org_key
    FROM int_enrolled_span AS s
    JOIN int_attendance_org AS a ON a.school_id = s.school_id AND (a.org_key = s.org_key OR a.org_key = 0)
    JOIN int_instructional_day AS i
        ON i.school_id = a.school_id AND i.org_key = a.org_key
        AND i.day >= s.begin_day AND i.day <= s.end_day AND i.day <= a.last_day
    WHERE a.recording = 'exceptions'
    GROUP BY s.school_id, s.school_year, s.student_key, i.day
),
known AS (
    SELECT school_id, school_year, student_key, day, org_key, absent_half_days, excused_half_days, tardy FROM recorded
    UNION ALL
    SELECT e.school_id, e.school_year, e.student_key, e.day, e.org_key, coalesce(r.absent_half_days, 0),
           coalesce(r.excused_half_days, 0), coalesce(r.tardy, 0)
    FROM expected AS e
    LEFT JOIN int_attendance_record AS r
        ON r.school_id = e.school_id AND r.student_key = e.student_key AND r.day = e.day
)
SELECT school_id, min(school_year) AS school_year, student_key, day,
       CASE WHEN min(org_key) = 0 THEN NULL ELSE min(org_key) END AS org_key,
       2 AS enrolled_half_days,
       2 - max(absent_half_days) AS attended_half_days,
       max(absent_half_days) AS absent_half_days,
       max(excused_half_days) AS excused_half_days,
       max(tardy) AS tardy
FROM known
GROUP BY school_id, student_key, day
