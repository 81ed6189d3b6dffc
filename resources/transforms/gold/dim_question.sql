-- model: dim_question
-- layer: gold
-- grain: one row per question of a survey form
-- depends: now_forms__questions, key_question
-- key: school_id, question_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   question_key integer not null | none | Question
--   feed_id integer not null | none | Feed the form comes from
--   form text not null | none | Form
--   position integer | none | Column of the question in the export, from 1
--   text text | none | Words of the question
--   topic text | none | Topic
--   kind text | none | scale, choice, text or meta
--   scale_points integer | none | Number of points of a scale
--   reversed integer not null | none | 1 if a low answer is the good one
--   respondent text not null | none | student, parent, staff or unknown
SELECT q.school_id, k.question_key, q.feed_id, q.form, q."position__num" AS position, q.text AS text, q.topic, q.kind,
       q."scale_points__num" AS scale_points,
       coalesce(q."reversed__num", 0) AS reversed,
       coalesce(q.respondent, 'unknown') AS respondent
FROM now_forms__questions AS q
JOIN key_question AS k
    ON k.school_id = q.school_id AND k.feed_id = q.feed_id AND k.source_id = q.form || '/' || q."position"
