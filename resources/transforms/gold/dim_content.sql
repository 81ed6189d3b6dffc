-- model: dim_content
-- layer: gold
-- grain: one row per learning content
-- depends: stg_learning_events__content, now_oulad__vle, now_oulad__student_vle, key_content, key_course
-- key: school_id, content_key
-- index: course_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   content_key integer not null | none | Content
--   feed_id integer not null | none | Feed the content comes from
--   source_id text not null | none | Id as the platform writes it
--   title text not null | none | Title, else the id
--   short_title text not null | none | Kind and number within the course, "VID 1"
--   content_type text not null | none | video, slide, article, quiz, exercise or other
--   activity_type text | none | Kind as the source names it, where it is none of these
--   course_key integer | none | Course of the platform
--   unit_id text | none | Unit
--   unit_title text | none | Title of the unit
--   unit_order integer | none | Place of the unit in the course
--   lesson_id text | none | Lesson
--   lesson_title text | none | Title of the lesson
--   lesson_order integer | none | Place of the lesson in the unit
--   content_order integer | none | Place of the content in its course, from 1
--   questions integer | none | Number of questions
--   duration_ms integer | none | Length of a video
--   is_listed integer not null | none | 1 if the course structure has it
-- tests:
--   accepted content_type: video, slide, article, quiz, exercise, other | error | A content type escaped the normalisation: report it
WITH site AS (
    SELECT school_id, feed_id, code_module, code_presentation, id_site FROM now_oulad__vle
    UNION
    SELECT school_id, feed_id, code_module, code_presentation, id_site FROM now_oulad__student_vle
),
content AS (
    SELECT school_id, feed_id, course_id, content_id, title, content_type, CAST(NULL AS text) AS activity_type,
           unit_id, unit_title, unit_order, lesson_id, lesson_title, lesson_order, content_order, questions,
           duration_ms, is_listed
    FROM stg_learning_events__content
    UNION ALL
    SELECT s.school_id, s.feed_id, s.code_module || ' ' || s.code_presentation, s.id_site, CAST(NULL AS text),
           CASE v.activity_type WHEN 'quiz' THEN 'quiz' WHEN 'externalquiz' THEN 'quiz' WHEN 'page' THEN 'article'
                WHEN 'oucontent' THEN 'article' ELSE 'other' END,
           v.activity_type,
           CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS bigint), CAST(NULL AS text), CAST(NULL AS text),
           CAST(NULL AS bigint), v."week_from__num", CAST(NULL AS bigint), CAST(NULL AS bigint),
           CASE WHEN v.id_site IS NULL THEN 0 ELSE 1 END
    FROM site AS s
    LEFT JOIN now_oulad__vle AS v
        ON v.school_id = s.school_id AND v.feed_id = s.feed_id AND v.id_site = s.id_site
        AND v.code_module = s.code_module AND v.code_presentation = s.code_presentation
),
placed AS (
    SELECT c.school_id, c.feed_id, c.course_id, c.content_id, c.title, c.content_type, c.activity_type, c.unit_id,
           c.unit_title, c.unit_order, c.lesson_id, c.lesson_title, c.lesson_order, c.questions, c.duration_ms,
           c.is_listed,
           row_number() OVER (PARTITION BY c.school_id, c.feed_id, c.course_id
               ORDER BY c.is_listed DESC, c.unit_order NULLS LAST, c.lesson_order NULLS LAST,
                        c.content_order NULLS LAST, c.content_id) AS content_order,
           row_number() OVER (PARTITION BY c.school_id, c.feed_id, c.course_id, c.content_type
               ORDER BY c.is_listed DESC, c.unit_order NULLS LAST, c.lesson_order NULLS LAST,
                        c.content_order NULLS LAST, c.content_id) AS number
    FROM content AS c
)
SELECT p.school_id, k.content_key, p.feed_id, p.content_id AS source_id,
       coalesce(p.title, CASE WHEN p.activity_type IS NULL THEN p.content_id
                              ELSE p.activity_type || ' ' || p.content_id END) AS title,
       CASE p.content_type WHEN 'video' THEN 'VID ' WHEN 'slide' THEN 'SLD ' WHEN 'article' THEN 'ART '
            WHEN 'quiz' THEN 'QUIZ ' WHEN 'exercise' THEN 'EX ' ELSE 'ITEM ' END || CAST(p.number AS text)
           AS short_title,
       p.content_type, p.activity_type, c.course_key,
       p.unit_id, p.unit_title, p.unit_order, p.lesson_id, p.lesson_title, p.lesson_order, p.content_order,
       p.questions, p.duration_ms, p.is_listed
FROM placed AS p
JOIN key_content AS k
    ON k.school_id = p.school_id AND k.feed_id = p.feed_id AND k.source_id = p.course_id || '/' || p.content_id
LEFT JOIN key_course AS c
    ON c.school_id = p.school_id AND c.feed_id = p.feed_id AND c.source_id = p.course_id
