-- model: stg_learning_events__content
-- layer: staging
-- grain: one row per content of a course, listed in the course structure or only named by events
-- depends: now_learning_events__contents, stg_learning_events__pair
-- key: school_id, feed_id, course_id, content_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the content comes from
--   course_id text not null | none | Course
--   content_id text not null | none | Content
--   is_listed integer not null | none | 1 if the course structure has it
--   title text | none | Title
--   content_type text not null | none | video, slide, article, quiz, exercise or other
--   unit_id text | none | Unit
--   unit_title text | none | Title of the unit
--   unit_order integer | none | Place of the unit in the course
--   lesson_id text | none | Lesson
--   lesson_title text | none | Title of the lesson
--   lesson_order integer | none | Place of the lesson in the unit
--   content_order integer | none | Place of the content in the lesson
--   questions integer | none | Number of questions
--   duration_ms integer | none | Length of a video
-- tests:
--   accepted content_type: video, slide, article, quiz, exercise, other | error | A content type escaped the normalisation: report it
--   rows SELECT content_id FROM stg_learning_events__content WHERE is_listed = 0 | warn | Events name contents the course structure does not have: import the newest course structure
WITH named AS (
    SELECT school_id, feed_id, course_id, content_id FROM now_learning_events__contents
    WHERE course_id IS NOT NULL AND content_id IS NOT NULL
    UNION
    SELECT school_id, feed_id, course_id, content_id FROM stg_learning_events__pair WHERE content_id <> ''
),
seen AS (
    SELECT school_id, feed_id, course_id, content_id, max(content_type) AS content_type
    FROM stg_learning_events__pair
    GROUP BY school_id, feed_id, course_id, content_id
)
SELECT n.school_id, n.feed_id, n.course_id, n.content_id,
       CASE WHEN c.content_id IS NULL THEN 0 ELSE 1 END AS is_listed,
       c.content_title AS title,
       CASE lec_lower(coalesce(c.content_type, s.content_type))
           WHEN 'video' THEN 'video' WHEN 'videos' THEN 'video'
           WHEN 'slide' THEN 'slide' WHEN 'slides' THEN 'slide'
           WHEN 'article' THEN 'article' WHEN 'articles' THEN 'article' WHEN 'reading' THEN 'article'
           WHEN 'quiz' THEN 'quiz' WHEN 'quizzes' THEN 'quiz'
           WHEN 'exercise' THEN 'exercise' WHEN 'exercises' THEN 'exercise'
           ELSE 'other' END AS content_type,
       c.unit_id, c.unit_title, c."unit_order__num" AS unit_order,
       c.lesson_id, c.lesson_title, c."lesson_order__num" AS lesson_order,
       c."content_order__num" AS content_order,
       c."questions__num" AS questions,
       c."duration__milli" AS duration_ms
FROM named AS n
LEFT JOIN now_learning_events__contents AS c
    ON c.school_id = n.school_id AND c.feed_id = n.feed_id AND c.course_id = n.course_id AND c.content_id = n.content_id
LEFT JOIN seen AS s
    ON s.school_id = n.school_id AND s.feed_id = n.feed_id AND s.course_id = n.course_id AND s.content_id = n.content_id
