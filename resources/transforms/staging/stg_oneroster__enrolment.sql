-- model: stg_oneroster__enrolment
-- layer: staging
-- grain: one row per enrolment of a person in a class, in force
-- depends: now_oneroster__enrollments, stg_oneroster__class, setting_value, int_day
-- key: school_id, feed_id, source_id, row_no
-- index: feed_id, user_source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the enrolment comes from
--   source_id text not null | none | sourcedId
--   row_no integer not null | none | Raw row; a feed loaded by appending may hold several versions of one sourcedId
--   class_source_id text not null | none | Class
--   user_source_id text not null | none | Person
--   role text | none | student, teacher …
--   is_primary integer not null | none | 1 for the teacher in charge
--   org_source_id text | none | School
--   begin_day integer | none | First day: the enrolment's, else the class's
--   end_day integer | none | Last day, included: the enrolment's, else the class's
--   is_ended integer not null | none | 1 if the enrolment itself states its end
--   school_year integer not null | none | Year in which the school year ends; 0 if nothing tells
-- tests:
--   rows SELECT source_id FROM stg_oneroster__enrolment WHERE school_year = 0 | warn | Nothing tells the school year of an enrolment: export academic sessions, or give enrolments their dates
--   rows SELECT source_id FROM stg_oneroster__enrolment WHERE end_day < begin_day | warn | An enrolment ends before it begins and counts for no day: correct its dates
SELECT e.school_id, e.feed_id, e."sourcedId" AS source_id, e.row_no,
       e."classSourcedId" AS class_source_id, e."userSourcedId" AS user_source_id,
       lec_lower(e."role") AS role,
       coalesce(e."primary__num", 0) AS is_primary,
       coalesce(e."schoolSourcedId", c.org_source_id) AS org_source_id,
       coalesce(e."beginDate__day", c.begin_day) AS begin_day,
       coalesce(e."endDate__day" - CASE WHEN v.value = 'yes' THEN 0 ELSE 1 END, c.end_day) AS end_day,
       CASE WHEN e."endDate__day" IS NULL THEN 0 ELSE 1 END AS is_ended,
       coalesce(c.school_year, d.school_year, 0) AS school_year
FROM now_oneroster__enrollments AS e
JOIN setting_value AS v ON v.key = 'ends_inclusive'
LEFT JOIN stg_oneroster__class AS c
    ON c.school_id = e.school_id AND c.feed_id = e.feed_id AND c.source_id = e."classSourcedId"
LEFT JOIN int_day AS d ON d.day = e."beginDate__day"
WHERE e."sourcedId" IS NOT NULL AND e."classSourcedId" IS NOT NULL AND e."userSourcedId" IS NOT NULL
