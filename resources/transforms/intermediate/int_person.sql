-- model: int_person
-- layer: intermediate
-- grain: one row per person id a feed names
-- depends: int_person_mention, key_person, int_person_whole
-- key: school_id, feed_id, source_id
-- index: person_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed that names the person
--   source_id text not null | none | Id as the source writes it
--   connector text not null | none | Connector of the feed
--   person_key integer not null | none | Number of this id
--   whole_key integer not null | none | Number of the whole person
--   student_key integer | none | The whole person, if a student
--   staff_key integer | none | The whole person, if staff
WITH placed AS (
    SELECT m.school_id, m.feed_id, m.source_id, m.connector, m.is_roster, m.is_student, m.is_staff, k.person_key,
           coalesce(w.whole_key, k.person_key) AS whole_key
    FROM int_person_mention AS m
    JOIN key_person AS k ON k.school_id = m.school_id AND k.feed_id = m.feed_id AND k.source_id = m.source_id
    LEFT JOIN int_person_whole AS w ON w.school_id = m.school_id AND w.person_key = k.person_key
),
judged AS (
    SELECT school_id, whole_key, max(is_roster) AS is_roster,
           max(CASE WHEN is_roster = 1 THEN is_student ELSE 0 END) AS roster_student,
           max(is_student) AS any_student, max(is_staff) AS is_staff
    FROM placed
    GROUP BY school_id, whole_key
)
SELECT p.school_id, p.feed_id, p.source_id, p.connector, p.person_key, p.whole_key,
       CASE WHEN j.is_roster = 1 AND j.roster_student = 1 THEN p.whole_key
            WHEN j.is_roster = 0 AND j.any_student = 1 THEN p.whole_key END AS student_key,
       CASE WHEN j.is_staff = 1 THEN p.whole_key END AS staff_key
FROM placed AS p
JOIN judged AS j ON j.school_id = p.school_id AND j.whole_key = p.whole_key
