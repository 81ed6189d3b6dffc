-- model: dim_class
-- layer: gold
-- grain: one row per class, section or presentation
-- depends: int_class, stg_oneroster__class, stg_oneroster__enrolment, stg_oulad__presentation, int_lms_course,
--   int_person, int_org, key_course, dim_course
-- key: school_id, class_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   class_key integer not null | none | Class
--   feed_id integer not null | none | Feed the class comes from
--   source_id text not null | none | Id as the source writes it
--   title text not null | none | Name, else the id
--   course_key integer | none | Course of the roster
--   lms_course_key integer | none | Course of the learning platform the class is taught with
--   subject text | none | Subject
--   grade text | none | Grade, only if the class is of one grade
--   org_key integer | none | School
--   begin_day integer | none | First day
--   end_day integer | none | Last day, included
--   school_year integer | none | Year in which the school year ends
--   staff_key integer | none | Teacher in charge
WITH teacher AS (
    SELECT e.school_id, e.feed_id, e.class_source_id, p.staff_key,
           row_number() OVER (PARTITION BY e.school_id, e.feed_id, e.class_source_id
                              ORDER BY e.is_primary DESC, p.staff_key) AS choice
    FROM stg_oneroster__enrolment AS e
    JOIN int_person AS p ON p.school_id = e.school_id AND p.feed_id = e.feed_id AND p.source_id = e.user_source_id
    WHERE e.role = 'teacher' AND p.staff_key IS NOT NULL
)
SELECT k.school_id, k.class_key, k.feed_id, k.source_id,
       coalesce(c.title, k.source_id) AS title,
       coalesce(r.course_key, u.course_key) AS course_key,
       coalesce(m.lms_course_key, CASE WHEN o.source_id IS NOT NULL THEN u.course_key END) AS lms_course_key,
       coalesce(c.subject, l.subject, o.module) AS subject,
       c.grade, g.org_key,
       coalesce(c.begin_day, o.begin_day) AS begin_day,
       coalesce(c.end_day, o.end_day) AS end_day,
       coalesce(c.school_year, o.school_year) AS school_year,
       t.staff_key
FROM int_class AS k
LEFT JOIN stg_oneroster__class AS c
    ON c.school_id = k.school_id AND c.feed_id = k.feed_id AND c.source_id = k.source_id
LEFT JOIN stg_oulad__presentation AS o
    ON o.school_id = k.school_id AND o.feed_id = k.feed_id AND o.source_id = k.source_id
LEFT JOIN key_course AS r
    ON r.school_id = k.school_id AND r.feed_id = k.feed_id AND r.source_id = c.course_source_id
LEFT JOIN key_course AS u
    ON u.school_id = k.school_id AND u.feed_id = k.feed_id AND u.source_id = o.source_id
LEFT JOIN int_lms_course AS m ON m.school_id = k.school_id AND m.class_key = k.class_key
LEFT JOIN dim_course AS l ON l.school_id = m.school_id AND l.course_key = m.lms_course_key
LEFT JOIN int_org AS g
    ON g.school_id = k.school_id AND g.feed_id = k.feed_id AND g.source_id = c.org_source_id
LEFT JOIN teacher AS t
    ON t.school_id = k.school_id AND t.feed_id = k.feed_id AND t.class_source_id = k.source_id AND t.choice = 1
WHERE k.is_own = 1
