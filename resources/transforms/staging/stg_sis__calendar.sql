-- model: stg_sis__calendar
-- layer: staging
-- grain: one row per school and day of the calendar
-- depends: now_sis__calendar, int_org, int_day
-- key: school_id, org_key, day
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   org_key integer not null | none | School; 0 where the calendar names none
--   day integer not null | none | Day
--   school_year integer not null | none | Year in which the school year ends
--   is_instructional integer not null | none | 1 if there is school
SELECT c.school_id, coalesce(o.org_key, 0) AS org_key, c."date__day" AS day, d.school_year,
       max(CASE WHEN lec_lower(c.day_type) = 'instructional' THEN 1 ELSE 0 END) AS is_instructional
FROM now_sis__calendar AS c
JOIN int_day AS d ON d.day = c."date__day"
LEFT JOIN int_org AS o ON o.school_id = c.school_id AND o.feed_id = c.feed_id AND o.source_id = c.school
GROUP BY c.school_id, coalesce(o.org_key, 0), c."date__day", d.school_year
