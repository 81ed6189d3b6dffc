-- model: fct_progress
-- layer: gold
-- grain: one row per student, school year and content that is assigned or begun
-- depends: int_assignment, int_content_work, dim_content
-- key: school_id, school_year, student_key, content_key
-- index: content_key, student_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   content_key integer not null | none | Content
--   course_key integer | none | Course of the platform
--   assigned integer not null | none | 1 if the student's class is taught with the course
--   counted integer not null | none | 1 if the pair belongs to the denominator of completion: assigned, or begun where no class is tied to the course; 0 where the source knows no completions
--   started integer not null | none | 1 if there is an event
--   started_day integer | none | First day with an event
--   completed integer not null | none | 1 if completed by the rule of its type
--   completed_day integer | none | Day of the completion
-- tests:
--   rows SELECT content_key FROM fct_progress WHERE completed = 1 AND started = 0 | error | Something is completed that was never begun: report it
WITH pair AS (
    SELECT school_id, school_year, student_key, content_key, 1 AS assigned FROM int_assignment
    UNION ALL
    SELECT w.school_id, w.school_year, w.student_key, w.content_key, 0
    FROM int_content_work AS w
    WHERE NOT EXISTS (
        SELECT 1 FROM int_assignment AS a
        WHERE a.school_id = w.school_id AND a.school_year = w.school_year AND a.student_key = w.student_key
          AND a.content_key = w.content_key)
),
tied AS (
    SELECT DISTINCT school_id, school_year, course_key FROM int_assignment
),
worked AS (
    SELECT p.school_id, p.school_year, p.student_key, p.content_key, p.assigned, c.course_key, c.content_type,
           CASE WHEN c.content_type = 'other' OR c.activity_type IS NOT NULL THEN 0 ELSE 1 END AS can_complete,
           w.started_day, w.video_day, w.article_day, w.slide_day,
           CASE WHEN c.questions > 0 AND w.questions >= c.questions
                     AND (w.test_day IS NULL OR w.questions_day < w.test_day) THEN w.questions_day
                ELSE w.test_day END AS tested_day
    FROM pair AS p
    JOIN dim_content AS c ON c.school_id = p.school_id AND c.content_key = p.content_key
    LEFT JOIN int_content_work AS w
        ON w.school_id = p.school_id AND w.school_year = p.school_year AND w.student_key = p.student_key
        AND w.content_key = p.content_key
),
judged AS (
    SELECT w.school_id, w.school_year, w.student_key, w.content_key, w.course_key, w.assigned,
           CASE WHEN w.can_complete = 1 AND (w.assigned = 1 OR t.course_key IS NULL) THEN 1 ELSE 0 END AS counted,
           w.started_day,
           CASE WHEN w.can_complete = 0 THEN NULL
                WHEN w.content_type = 'video' THEN w.video_day
                WHEN w.content_type = 'article' THEN w.article_day
                WHEN w.content_type = 'slide' THEN w.slide_day
                ELSE w.tested_day END AS completed_day
    FROM worked AS w
    LEFT JOIN tied AS t
        ON t.school_id = w.school_id AND t.school_year = w.school_year AND t.course_key = w.course_key
)
SELECT school_id, school_year, student_key, content_key, course_key, assigned, counted,
       CASE WHEN started_day IS NULL THEN 0 ELSE 1 END AS started, started_day,
       CASE WHEN completed_day IS NULL THEN 0 ELSE 1 END AS completed, completed_day
FROM judged
