-- model: int_person_whole
-- layer: intermediate
-- grain: one row per id that is merged with others into one person
-- depends: int_person_link, key_person
-- key: school_id, person_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   person_key integer not null | none | Id
--   whole_key integer not null | none | Smallest number of the ids of this person
--   is_refused integer not null | none | 1 if the merge would hold two ids of one feed and was not made
-- tests:
--   rows SELECT person_key FROM int_person_whole WHERE is_refused = 1 | warn | Identifiers tie two people of one feed together, so they were left apart: look for a shared e-mail address or a number given twice
WITH RECURSIVE reach(school_id, a, b) AS (
    SELECT school_id, person_a, person_b FROM int_person_link
    UNION
    SELECT r.school_id, r.a, l.person_b
    FROM reach AS r JOIN int_person_link AS l ON l.school_id = r.school_id AND l.person_a = r.b
),
component AS (
    SELECT school_id, a AS person_key, min(b) AS root FROM reach GROUP BY school_id, a
),
judged AS (
    SELECT c.school_id, c.root,
           CASE WHEN count(*) > count(DISTINCT k.feed_id) THEN 1 ELSE 0 END AS is_refused
    FROM component AS c
    JOIN key_person AS k ON k.person_key = c.person_key AND k.school_id = c.school_id
    GROUP BY c.school_id, c.root
)
SELECT c.school_id, c.person_key,
       CASE WHEN j.is_refused = 1 THEN c.person_key ELSE c.root END AS whole_key,
       j.is_refused
FROM component AS c
JOIN judged AS j ON j.school_id = c.school_id AND j.root = c.root
