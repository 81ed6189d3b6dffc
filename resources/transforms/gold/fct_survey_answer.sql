-- model: fct_survey_answer
-- layer: gold
-- grain: one row per response and scale or choice question answered
-- depends: now_forms__responses, dim_question, int_person_identifier, int_person, int_day, setting_value
-- key: school_id, feed_id, response_key, question_key
-- index: question_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends; 0 without a time
--   feed_id integer not null | none | Feed the response comes from
--   response_key integer not null | none | Raw row
--   question_key integer not null | none | Question
--   student_key integer | none | Student, where the e-mail address, or else the number, is that of exactly one student
--   respondent text not null | none | student, parent, staff or unknown
--   day integer | none | Day of the response
--   answer text | quasi | The answer as given
--   value integer | none | Its place on the scale from 1; a reversed question turned round
--   scale_points integer | none | Number of points of the scale
--   favourable integer | none | 1 in the favourable top of the scale, 0 below, NULL if it is no answer on a scale
-- tests:
--   rows SELECT response_key FROM fct_survey_answer WHERE value < 1 OR value > scale_points | warn | An answer lies outside its scale and counts as none: look at the question on the Sources page
WITH known AS (
    SELECT i.school_id, i.kind, i.value, min(p.student_key) AS student_key
    FROM int_person_identifier AS i
    JOIN int_person AS p ON p.school_id = i.school_id AND p.person_key = i.person_key
    WHERE i.kind IN ('email', 'local')
    GROUP BY i.school_id, i.kind, i.value
    HAVING count(DISTINCT p.whole_key) = 1
),
answered AS (
    SELECT r.school_id, coalesce(d.school_year, 0) AS school_year, r.feed_id, r.row_no AS response_key,
           q.question_key, coalesce(m.student_key, n.student_key) AS student_key,
           CASE WHEN q.respondent = 'unknown' THEN coalesce(r.respondent, 'unknown') ELSE q.respondent END AS respondent,
           r."timestamp__day" AS day,
           lec_json_text(r.cells, CAST(q.position AS text)) AS answer,
           lec_integer(lec_json_text(r.scores, CAST(q.position AS text))) AS place,
           q.scale_points, q.reversed
    FROM now_forms__responses AS r
    JOIN dim_question AS q ON q.school_id = r.school_id AND q.feed_id = r.feed_id AND q.form = r.form
    LEFT JOIN int_day AS d ON d.day = r."timestamp__day"
    LEFT JOIN known AS m ON m.school_id = r.school_id AND m.kind = 'email' AND m.value = r."email__key"
    LEFT JOIN known AS n ON n.school_id = r.school_id AND n.kind = 'local' AND n.value = r.student_id
    WHERE q.kind IN ('scale', 'choice')
),
turned AS (
    SELECT a.school_id, a.school_year, a.feed_id, a.response_key, a.question_key, a.student_key, a.respondent, a.day,
           a.answer,
           CASE WHEN a.reversed = 1 THEN a.scale_points + 1 - a.place ELSE a.place END AS value,
           a.scale_points, coalesce(lec_integer(s.value), 2) AS top
    FROM answered AS a
    JOIN setting_value AS s ON s.key = 'favourable_top'
    WHERE a.answer IS NOT NULL AND a.answer <> ''
)
SELECT school_id, school_year, feed_id, response_key, question_key, student_key, respondent, day, answer, value,
       scale_points,
       CASE WHEN value IS NULL OR scale_points IS NULL OR value < 1 OR value > scale_points THEN NULL
            WHEN value * 5 > scale_points * (5 - top) THEN 1 ELSE 0 END AS favourable
FROM turned
