-- model: agg_feed_clock
-- layer: gold
-- grain: one row per feed with dated facts that have happened
-- depends: fct_event, stg_sis__attendance_day, fct_score, fct_survey_answer, load
-- key: school_id, feed_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed
--   last_day integer not null | none | Last day with facts of this feed, never later than the last import
WITH happened AS (
    SELECT school_id, feed_id, max(day) AS day FROM fct_event GROUP BY school_id, feed_id
    UNION ALL
    SELECT school_id, feed_id, day FROM stg_sis__attendance_day
    UNION ALL
    SELECT school_id, feed_id, day FROM fct_score WHERE is_dated = 1
    UNION ALL
    SELECT school_id, feed_id, day FROM fct_survey_answer
),
imported AS (
    -- one day more: east of Greenwich the day of the import may have begun
    SELECT coalesce(max(finished_ms) / 86400000 + 1, 47481) AS last_day FROM load WHERE state = 'in force'
)
SELECT h.school_id, h.feed_id, max(h.day) AS last_day
FROM happened AS h
CROSS JOIN imported AS i
WHERE h.day IS NOT NULL AND h.day <= i.last_day
GROUP BY h.school_id, h.feed_id
