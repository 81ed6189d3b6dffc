-- model: stg_sis__section_day
-- layer: staging
-- grain: one row per student and section that attendance records name
-- depends: now_sis__attendance
-- key: school_id, feed_id, student_id, section_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the records come from
--   student_id text not null | none | Student
--   section_id text not null | none | Section
--   org_source_id text | none | School
--   first_day integer | none | First day with a record
--   last_day integer | none | Last day with a record
SELECT school_id, feed_id, student_id, section_id, min(school) AS org_source_id,
       min("attendance_date__day") AS first_day, max("attendance_date__day") AS last_day
FROM now_sis__attendance
WHERE student_id IS NOT NULL AND section_id IS NOT NULL
GROUP BY school_id, feed_id, student_id, section_id
