-- model: int_person_link
-- layer: intermediate
-- grain: one row per ordered pair of ids that exact identifiers or an accepted match say are one person
-- depends: int_person_identifier, key_person, decision_match
-- key: school_id, person_a, person_b
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   person_a integer not null | none | One id
--   person_b integer not null | none | The other id
WITH newest AS (
    SELECT feed_a, source_a, feed_b, source_b, max(decision_id) AS decision_id
    FROM decision_match
    GROUP BY feed_a, source_a, feed_b, source_b
),
accepted AS (
    SELECT a.school_id, a.person_key AS person_a, b.person_key AS person_b
    FROM newest AS n
    JOIN decision_match AS d ON d.decision_id = n.decision_id
    JOIN key_person AS a ON a.feed_id = d.feed_a AND a.source_id = d.source_a
    JOIN key_person AS b ON b.feed_id = d.feed_b AND b.source_id = d.source_b AND b.school_id = a.school_id
    WHERE d.accepted = 1
)
SELECT a.school_id, a.person_key AS person_a, b.person_key AS person_b
FROM int_person_identifier AS a
JOIN int_person_identifier AS b
    ON b.school_id = a.school_id AND b.kind = a.kind AND b.value = a.value AND b.feed_id <> a.feed_id
WHERE a.kind <> 'local' OR a.connector <> b.connector
UNION
SELECT school_id, person_a, person_b FROM accepted WHERE person_a <> person_b
UNION
SELECT school_id, person_b, person_a FROM accepted WHERE person_a <> person_b
