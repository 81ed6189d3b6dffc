-- model: int_person_identifier
-- layer: intermediate
-- grain: one row per identifier that means exactly one person of its feed
-- depends: int_person_mention, key_person, stg_oneroster__user, stg_sis__student, stg_assessments__score
-- key: school_id, kind, value, feed_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   kind text not null | none | local, email, username or state_id
--   value text not null | none | The identifier, or its keyed hash
--   feed_id integer not null | none | Feed
--   connector text not null | none | Connector of the feed
--   person_key integer not null | none | Person
-- tests:
--   accepted kind: local, email, username, state_id | error | An identifier of an unknown kind: report it
WITH stated AS (
    SELECT school_id, feed_id, source_id, 'local' AS kind, source_id AS value FROM int_person_mention
    WHERE connector <> 'oulad'
    UNION
    SELECT school_id, feed_id, source_id, 'local', identifier FROM stg_oneroster__user
    UNION
    SELECT school_id, feed_id, source_id, 'email', email_key FROM stg_oneroster__user
    UNION
    SELECT school_id, feed_id, source_id, 'username', username_key FROM stg_oneroster__user
    UNION
    SELECT school_id, feed_id, source_id, 'local', student_number FROM stg_sis__student
    UNION
    SELECT school_id, feed_id, source_id, 'state_id', state_id_key FROM stg_sis__student
    UNION
    SELECT school_id, feed_id, source_id, 'email', email_key FROM stg_sis__student
    UNION
    SELECT school_id, feed_id, source_id, 'username', username_key FROM stg_sis__student
    UNION
    SELECT school_id, feed_id, student_id, 'state_id', state_id_key FROM stg_assessments__score
)
SELECT s.school_id, s.kind, s.value, s.feed_id, min(m.connector) AS connector, min(k.person_key) AS person_key
FROM stated AS s
JOIN int_person_mention AS m
    ON m.school_id = s.school_id AND m.feed_id = s.feed_id AND m.source_id = s.source_id
JOIN key_person AS k
    ON k.school_id = s.school_id AND k.feed_id = s.feed_id AND k.source_id = s.source_id
WHERE s.value IS NOT NULL AND s.value <> ''
GROUP BY s.school_id, s.kind, s.value, s.feed_id
HAVING count(DISTINCT k.person_key) = 1
