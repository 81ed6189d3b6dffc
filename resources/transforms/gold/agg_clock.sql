-- model: agg_clock
-- layer: gold
-- grain: one row per domain with facts that have happened
-- depends: agg_learner_day, int_attendance_record, fct_score, fct_survey_answer, stg_oneroster__enrolment,
--   fct_enrolment, load
-- key: school_id, domain
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   domain text not null | none | events, attendance, marks, survey or enrolment
--   last_day integer not null | none | Last day with facts, never later than the last import
-- tests:
--   accepted domain: events, attendance, marks, survey, enrolment | error | A clock of an unknown domain: report it
WITH happened AS (
    SELECT school_id, 'events' AS domain, day FROM agg_learner_day
    UNION ALL
    SELECT school_id, 'attendance', day FROM int_attendance_record
    UNION ALL
    SELECT school_id, 'marks', day FROM fct_score WHERE is_dated = 1
    UNION ALL
    SELECT school_id, 'survey', day FROM fct_survey_answer
),
moved AS (
    SELECT school_id, domain, day FROM happened
    UNION ALL
    SELECT school_id, 'enrolment', day FROM happened
    UNION ALL
    SELECT school_id, 'enrolment', begin_day FROM fct_enrolment
    UNION ALL
    SELECT school_id, 'enrolment', end_day FROM stg_oneroster__enrolment WHERE is_ended = 1
),
left_off AS (
    -- a school whose every enrolment has ended (a closed data set) stands on its last enrolled day
    SELECT school_id, max(end_day) AS last_day FROM fct_enrolment
    GROUP BY school_id HAVING count(*) = count(end_day)
),
imported AS (
    -- one day more: east of Greenwich the day of the import may have begun
    SELECT coalesce(max(finished_ms) / 86400000 + 1, 47481) AS last_day FROM load WHERE state = 'in force'
)
SELECT m.school_id, m.domain, max(m.day) AS last_day
FROM moved AS m
CROSS JOIN imported AS i
LEFT JOIN left_off AS o ON o.school_id = m.school_id
WHERE m.day IS NOT NULL AND m.day <= i.last_day
    AND (m.domain <> 'enrolment' OR o.last_day IS NULL OR m.day <= o.last_day)
GROUP BY m.school_id, m.domain
