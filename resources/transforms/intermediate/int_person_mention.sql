-- model: int_person_mention
-- layer: intermediate
-- grain: one row per person id a feed names
-- depends: stg_oneroster__user, stg_learning_events__pair, stg_sis__student, stg_sis__attendance_day,
--   stg_sis__mark, stg_assessments__score, stg_oulad__registration
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed that names the person
--   source_id text not null | none | Id as the source writes it
--   connector text not null | none | Connector of the feed
--   is_roster integer not null | none | 1 if the source states who is a student and who is not
--   is_student integer not null | none | 1 if the source holds the person for a student
--   is_staff integer not null | none | 1 if the source holds the person for staff
SELECT school_id, feed_id, source_id, 'oneroster' AS connector, has_role AS is_roster, is_student, is_staff
FROM stg_oneroster__user
UNION ALL
SELECT DISTINCT school_id, feed_id, user_id, 'learning_events', 0, 1, 0 FROM stg_learning_events__pair
UNION ALL
SELECT school_id, feed_id, source_id, 'sis', 0, 1, 0
FROM (
    SELECT school_id, feed_id, source_id FROM stg_sis__student
    UNION SELECT school_id, feed_id, student_id FROM stg_sis__attendance_day
    UNION SELECT school_id, feed_id, student_id FROM stg_sis__mark
) AS sis
UNION ALL
SELECT DISTINCT school_id, feed_id, student_id, 'assessments', 0, 1, 0 FROM stg_assessments__score
UNION ALL
SELECT DISTINCT school_id, feed_id, student_id, 'oulad', 0, 1, 0 FROM stg_oulad__registration
