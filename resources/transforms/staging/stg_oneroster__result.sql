-- model: stg_oneroster__result
-- layer: staging
-- grain: one row per graded result of a line item, in force
-- depends: now_oneroster__results, now_oneroster__line_items, stg_oneroster__class, stg_oneroster__session, int_day
-- key: school_id, row_no
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   row_no integer not null | none | Raw row
--   feed_id integer not null | none | Feed the result comes from
--   user_source_id text not null | none | Student
--   class_source_id text | none | Class of the line item
--   assessment text | none | Title of the line item
--   subject text | none | Subject of the class
--   day integer | none | Day of the score, else the due date
--   is_dated integer not null | none | 1 if the day is the day of the score
--   school_year integer not null | none | Year in which the school year ends; 0 if nothing tells
--   term text | none | Title of the session
--   score_milli integer not null | none | Score in thousandths
--   low_milli integer | none | Smallest score possible; 0 where the line item does not say
--   high_milli integer | none | Largest score possible
-- tests:
--   rows SELECT row_no FROM stg_oneroster__result WHERE class_source_id IS NULL | warn | A result belongs to a line item that is not there: export lineItems together with results
--   rows SELECT row_no FROM stg_oneroster__result WHERE high_milli IS NULL | warn | A line item has no largest score, so its results have no percentage: fill in resultValueMax
SELECT r.school_id, r.row_no, r.feed_id,
       r."studentSourcedId" AS user_source_id,
       coalesce(l."classSourcedId", r."classSourcedId") AS class_source_id,
       l."title" AS assessment,
       c.subject,
       coalesce(r."scoreDate__day", l."dueDate__day") AS day,
       CASE WHEN r."scoreDate__day" IS NULL THEN 0 ELSE 1 END AS is_dated,
       coalesce(d.school_year, c.school_year, s.school_year, 0) AS school_year,
       s.title AS term,
       r."score__milli" AS score_milli,
       coalesce(l."resultValueMin__milli", 0) AS low_milli,
       l."resultValueMax__milli" AS high_milli
FROM now_oneroster__results AS r
LEFT JOIN now_oneroster__line_items AS l
    ON l.school_id = r.school_id AND l.feed_id = r.feed_id AND l."sourcedId" = r."lineItemSourcedId"
LEFT JOIN stg_oneroster__class AS c
    ON c.school_id = r.school_id AND c.feed_id = r.feed_id
    AND c.source_id = coalesce(l."classSourcedId", r."classSourcedId")
LEFT JOIN stg_oneroster__session AS s
    ON s.school_id = r.school_id AND s.feed_id = r.feed_id
    AND s.source_id = coalesce(l."academicSessionSourcedId", l."gradingPeriodSourcedId")
LEFT JOIN int_day AS d ON d.day = coalesce(r."scoreDate__day", l."dueDate__day")
WHERE r."studentSourcedId" IS NOT NULL
  AND r."score__milli" IS NOT NULL
  AND coalesce(lec_lower(r."scoreStatus"), 'fully graded') NOT IN ('exempt', 'not submitted')
