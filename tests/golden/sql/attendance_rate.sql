-- Whole days: present (late too) of recorded, by the grade the roster gives the student.
SELECT lec_grade(u.grades), 2 * SUM(a."PresenceFlag__num"), 2 * COUNT(*)
FROM now_sis__attendance AS a
JOIN now_oneroster__users AS u ON u.identifier = a.student_id
GROUP BY lec_grade(u.grades)
ORDER BY lec_grade_order(lec_grade(u.grades))
