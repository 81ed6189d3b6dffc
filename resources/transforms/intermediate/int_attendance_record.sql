-- model: int_attendance_record
-- layer: intermediate
-- grain: one row per student and day with attendance records
-- depends: stg_sis__attendance_day, int_person, int_org, int_day
-- key: school_id, student_key, day
-- index: org_key, day
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   day integer not null | none | Day
--   org_key integer not null | none | School; 0 where the records name none
--   absent_half_days integer not null | none | 0, 1 or 2
--   excused_half_days integer not null | none | Of those, excused
--   tardy integer not null | none | 1 if late
--   plain_records integer not null | none | Records that say present and no more
--   records integer not null | none | All records
SELECT a.school_id, d.school_year, p.student_key, a.day, min(coalesce(o.org_key, 0)) AS org_key,
       max(a.absent_half_days) AS absent_half_days, max(a.excused_half_days) AS excused_half_days,
       max(a.tardy) AS tardy, sum(a.plain_records) AS plain_records, sum(a.records) AS records
FROM stg_sis__attendance_day AS a
JOIN int_person AS p ON p.school_id = a.school_id AND p.feed_id = a.feed_id AND p.source_id = a.student_id
JOIN int_day AS d ON d.day = a.day
LEFT JOIN int_org AS o ON o.school_id = a.school_id AND o.feed_id = a.feed_id AND o.source_id = a.org_source_id
WHERE p.student_key IS NOT NULL
GROUP BY a.school_id, d.school_year, p.student_key, a.day
