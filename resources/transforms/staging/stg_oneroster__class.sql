-- model: stg_oneroster__class
-- layer: staging
-- grain: one row per class a OneRoster feed names, known to classes.csv or not
-- depends: now_oneroster__classes, now_oneroster__courses, now_oneroster__enrollments, stg_oneroster__session
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the class comes from
--   source_id text not null | none | sourcedId
--   title text | none | Name of the class
--   code text | none | Code of the class
--   course_source_id text | none | Course taught
--   course_code text | none | Code of the course
--   org_source_id text | none | School of the class
--   grade text | none | Grade, only if the class is of one grade
--   subject text | none | Subject of the class, else of its course
--   begin_day integer | none | First day of its terms
--   end_day integer | none | Last day of its terms, included
--   school_year integer | none | Year in which the school year ends
-- tests:
--   rows SELECT source_id FROM stg_oneroster__class WHERE title IS NULL | warn | An enrolment names a class classes.csv does not have: export classes together with enrolments
WITH RECURSIVE place(i) AS (
    SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM place WHERE i < 16
),
named AS (
    SELECT school_id, feed_id, "sourcedId" AS source_id FROM now_oneroster__classes WHERE "sourcedId" IS NOT NULL
    UNION
    SELECT school_id, feed_id, "classSourcedId" FROM now_oneroster__enrollments WHERE "classSourcedId" IS NOT NULL
),
term AS (
    SELECT c.school_id, c.feed_id, c."sourcedId" AS source_id,
           min(s.begin_day) AS begin_day, max(s.end_day) AS end_day, max(s.school_year) AS school_year
    FROM now_oneroster__classes AS c
    CROSS JOIN place
    JOIN stg_oneroster__session AS s
        ON s.school_id = c.school_id AND s.feed_id = c.feed_id
        AND s.source_id = lec_part(c."termSourcedIds", ',', place.i)
    GROUP BY c.school_id, c.feed_id, c."sourcedId"
),
year_of_feed AS (
    SELECT school_id, feed_id, school_year, min(begin_day) AS begin_day, max(end_day) AS end_day
    FROM stg_oneroster__session
    WHERE school_year IS NOT NULL
    GROUP BY school_id, feed_id, school_year
),
newest AS (
    SELECT school_id, feed_id, max(school_year) AS school_year FROM year_of_feed GROUP BY school_id, feed_id
),
dated AS (
    SELECT n.school_id, n.feed_id, n.source_id, t.begin_day, t.end_day,
           coalesce(t.school_year, cy.school_year, w.school_year) AS school_year
    FROM named AS n
    LEFT JOIN term AS t ON t.school_id = n.school_id AND t.feed_id = n.feed_id AND t.source_id = n.source_id
    LEFT JOIN now_oneroster__classes AS c
        ON c.school_id = n.school_id AND c.feed_id = n.feed_id AND c."sourcedId" = n.source_id
    LEFT JOIN now_oneroster__courses AS k
        ON k.school_id = n.school_id AND k.feed_id = n.feed_id AND k."sourcedId" = c."courseSourcedId"
    LEFT JOIN stg_oneroster__session AS cy
        ON cy.school_id = n.school_id AND cy.feed_id = n.feed_id AND cy.source_id = k."schoolYearSourcedId"
    LEFT JOIN newest AS w ON w.school_id = n.school_id AND w.feed_id = n.feed_id
)
SELECT d.school_id, d.feed_id, d.source_id,
       c."title" AS title, c."classCode" AS code, c."courseSourcedId" AS course_source_id,
       k."courseCode" AS course_code, c."schoolSourcedId" AS org_source_id,
       CASE WHEN lec_part(c."grades", ',', 2) IS NULL THEN lec_grade(c."grades") END AS grade,
       coalesce(lec_part(c."subjects", ',', 1), lec_part(k."subjects", ',', 1)) AS subject,
       coalesce(d.begin_day, y.begin_day) AS begin_day,
       coalesce(d.end_day, y.end_day) AS end_day,
       d.school_year
FROM dated AS d
LEFT JOIN now_oneroster__classes AS c
    ON c.school_id = d.school_id AND c.feed_id = d.feed_id AND c."sourcedId" = d.source_id
LEFT JOIN now_oneroster__courses AS k
    ON k.school_id = d.school_id AND k.feed_id = d.feed_id AND k."sourcedId" = c."courseSourcedId"
LEFT JOIN year_of_feed AS y
    ON y.school_id = d.school_id AND y.feed_id = d.feed_id AND y.school_year = d.school_year
