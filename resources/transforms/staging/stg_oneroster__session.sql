-- model: stg_oneroster__session
-- layer: staging
-- grain: one row per academic session in force
-- depends: now_oneroster__academic_sessions, setting_value, int_day
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the session comes from
--   source_id text not null | none | sourcedId
--   title text | none | Name of the session
--   kind text | none | gradingPeriod, semester, schoolYear or term
--   begin_day integer | none | First day
--   end_day integer | none | Last day, included
--   school_year integer | none | Year in which the school year ends
-- tests:
--   rows SELECT source_id FROM stg_oneroster__session WHERE end_day < begin_day | warn | A session ends before it begins: correct its dates in the student information system
SELECT s.school_id, s.feed_id, s."sourcedId" AS source_id, s."title" AS title, s."type" AS kind,
       s."startDate__day" AS begin_day,
       s."endDate__day" - CASE WHEN v.value = 'yes' THEN 0 ELSE 1 END AS end_day,
       coalesce(lec_integer(s."schoolYear"), d.school_year) AS school_year
FROM now_oneroster__academic_sessions AS s
JOIN setting_value AS v ON v.key = 'ends_inclusive'
LEFT JOIN int_day AS d ON d.day = s."startDate__day"
WHERE s."sourcedId" IS NOT NULL
