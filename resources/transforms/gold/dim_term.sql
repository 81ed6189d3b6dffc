-- model: dim_term
-- layer: gold
-- grain: one row per term
-- depends: key_term, stg_oneroster__session, stg_oulad__presentation
-- key: school_id, term_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   term_key integer not null | none | Term
--   source_id text not null | none | Id as the source writes it
--   title text not null | none | Name, else the id
--   kind text | none | gradingPeriod, semester, schoolYear, term or presentation
--   begin_day integer | none | First day
--   end_day integer | none | Last day, included
--   school_year integer | none | Year in which the school year ends
WITH listed AS (
    SELECT school_id, feed_id, source_id, title, kind, begin_day, end_day, school_year FROM stg_oneroster__session
    UNION ALL
    SELECT school_id, feed_id, presentation, presentation, 'presentation', min(begin_day), max(end_day),
           max(school_year)
    FROM stg_oulad__presentation
    GROUP BY school_id, feed_id, presentation
)
SELECT k.school_id, k.term_key, k.source_id, coalesce(l.title, k.source_id) AS title, l.kind, l.begin_day,
       l.end_day, l.school_year
FROM key_term AS k
JOIN listed AS l ON l.school_id = k.school_id AND l.feed_id = k.feed_id AND l.source_id = k.source_id
