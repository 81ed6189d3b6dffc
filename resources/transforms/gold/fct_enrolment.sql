-- model: fct_enrolment
-- layer: gold
-- grain: one row per student, class and entry into it
-- depends: stg_oneroster__enrolment, stg_oulad__registration, stg_sis__section_day, stg_sis__mark, int_person,
--   int_class, int_org, int_day
-- key: school_id, school_year, student_key, class_key, entry
-- index: class_key, student_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   class_key integer not null | none | Class
--   entry integer not null | none | 1 for the first entry into this class, 2 for a re-entry …
--   org_key integer | none | School
--   begin_day integer | none | First day; NULL if no source tells
--   end_day integer | none | Last day, included; NULL = open
-- tests:
--   relationship class_key -> dim_class.class_key | error | An enrolment names a class that has no row: report it
WITH section AS (
    SELECT s.school_id, d.school_year, s.feed_id, s.student_id, s.section_id, s.org_source_id
    FROM stg_sis__section_day AS s
    JOIN int_day AS d ON d.day = s.first_day
    UNION
    SELECT m.school_id, m.school_year, m.feed_id, m.student_id, m.section_id, CAST(NULL AS text)
    FROM stg_sis__mark AS m
    WHERE m.section_id IS NOT NULL
),
entered AS (
    SELECT e.school_id, e.school_year, p.student_key, c.class_key, o.org_key, e.begin_day, e.end_day, e.source_id
    FROM stg_oneroster__enrolment AS e
    JOIN int_person AS p ON p.school_id = e.school_id AND p.feed_id = e.feed_id AND p.source_id = e.user_source_id
    JOIN int_class AS c ON c.school_id = e.school_id AND c.feed_id = e.feed_id AND c.source_id = e.class_source_id
    LEFT JOIN int_org AS o ON o.school_id = e.school_id AND o.feed_id = e.feed_id AND o.source_id = e.org_source_id
    WHERE e.role = 'student' AND p.student_key IS NOT NULL
    UNION ALL
    SELECT r.school_id, r.school_year, p.student_key, c.class_key, CAST(NULL AS bigint), r.begin_day, r.end_day,
           r.student_id
    FROM stg_oulad__registration AS r
    JOIN int_person AS p ON p.school_id = r.school_id AND p.feed_id = r.feed_id AND p.source_id = r.student_id
    JOIN int_class AS c ON c.school_id = r.school_id AND c.feed_id = r.feed_id AND c.source_id = r.presentation_id
    WHERE p.student_key IS NOT NULL
    UNION ALL
    SELECT s.school_id, s.school_year, p.student_key, c.class_key, min(o.org_key), CAST(NULL AS bigint),
           CAST(NULL AS bigint), min(s.student_id)
    FROM section AS s
    JOIN int_person AS p ON p.school_id = s.school_id AND p.feed_id = s.feed_id AND p.source_id = s.student_id
    JOIN int_class AS c ON c.school_id = s.school_id AND c.feed_id = s.feed_id AND c.source_id = s.section_id
    LEFT JOIN int_org AS o ON o.school_id = s.school_id AND o.feed_id = s.feed_id AND o.source_id = s.org_source_id
    WHERE p.student_key IS NOT NULL AND c.is_own = 1
    GROUP BY s.school_id, s.school_year, p.student_key, c.class_key
)
SELECT school_id, school_year, student_key, class_key,
       row_number() OVER (PARTITION BY school_id, school_year, student_key, class_key
                          ORDER BY begin_day NULLS FIRST, end_day NULLS LAST, source_id) AS entry,
       org_key, begin_day, end_day
FROM entered
