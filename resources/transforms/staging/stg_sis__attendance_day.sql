-- model: stg_sis__attendance_day
-- layer: staging
-- grain: one row per student and day with an attendance record that means presence or absence
-- depends: now_sis__attendance
-- key: school_id, feed_id, student_id, day
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the records come from
--   student_id text not null | none | Student
--   day integer not null | none | Day
--   org_source_id text | none | School
--   plain_records integer not null | none | Records that say present and no more
--   records integer not null | none | All records that count
--   absent_half_days integer not null | none | 0, 1 or 2: a record for the whole day decides, else the share of periods missed, to the nearest half day
--   excused_half_days integer not null | none | Of those, excused
--   tardy integer not null | none | 1 if late and not absent all day
-- tests:
--   rows SELECT day FROM stg_sis__attendance_day WHERE absent_half_days NOT IN (0, 1, 2) | error | A day has more than two half days: report it
WITH stated AS (
    SELECT school_id, feed_id, student_id, "attendance_date__day" AS day, school AS org_source_id,
           CASE WHEN lec_lower(all_day) IN ('yes', 'y', 'true', '1') THEN 1 ELSE 0 END AS whole_day,
           CASE
               WHEN lec_lower(attendance_status) IN ('present', 'in attendance', 'in-school suspension',
                    'in school suspension', 'early departure') THEN 'present'
               WHEN lec_lower(attendance_status) IN ('tardy', 'late', 'excused tardy', 'unexcused tardy') THEN 'late'
               WHEN lec_lower(attendance_status) IN ('excused absence', 'absent excused', 'excused', 'excused absent',
                    'medical', 'illness') THEN 'excused'
               WHEN lec_lower(attendance_status) IN ('absent', 'unexcused absence', 'absent unexcused', 'unexcused',
                    'unexcused absent', 'out-of-school suspension', 'out of school suspension') THEN 'absent'
               WHEN lec_lower(attendance_status) IN ('partial', 'half day', 'half-day') THEN 'half'
               WHEN lec_lower(attendance_status) IN ('not required', 'no school', 'not enrolled') THEN 'none'
               WHEN "PresenceFlag__num" = 1 THEN 'present'
               WHEN "PresenceFlag__num" = 0 THEN 'absent'
               ELSE 'none'
           END AS state
    FROM now_sis__attendance
    WHERE student_id IS NOT NULL AND "attendance_date__day" IS NOT NULL
),
counted AS (
    SELECT school_id, feed_id, student_id, day,
           min(org_source_id) AS org_source_id,
           max(whole_day) AS whole_day,
           count(*) AS records,
           sum(whole_day) AS whole_records,
           sum(CASE WHEN state = 'present' THEN 1 ELSE 0 END) AS plain_records,
           sum(CASE WHEN state = 'late' THEN 1 ELSE 0 END) AS late_records,
           -- halves: 2 for an absent record, 1 for a half day, of whole-day records alone where there are any
           sum(CASE WHEN state IN ('absent', 'excused') THEN 2 WHEN state = 'half' THEN 1 ELSE 0 END) AS missed,
           sum(CASE WHEN state = 'excused' THEN 2 ELSE 0 END) AS excused,
           sum(CASE WHEN whole_day = 0 THEN 0 WHEN state IN ('absent', 'excused') THEN 2 WHEN state = 'half' THEN 1
                    ELSE 0 END) AS whole_missed,
           sum(CASE WHEN whole_day = 1 AND state = 'excused' THEN 2 ELSE 0 END) AS whole_excused
    FROM stated
    WHERE state <> 'none'
    GROUP BY school_id, feed_id, student_id, day
),
shared AS (
    SELECT school_id, feed_id, student_id, day, org_source_id, plain_records, late_records, records,
           CAST(CASE WHEN whole_day = 1 THEN whole_records ELSE records END AS bigint) AS parts,
           CAST(CASE WHEN whole_day = 1 THEN whole_missed ELSE missed END AS bigint) AS missed,
           CAST(CASE WHEN whole_day = 1 THEN whole_excused ELSE excused END AS bigint) AS excused
    FROM counted
),
halved AS (
    SELECT school_id, feed_id, student_id, day, org_source_id, plain_records, late_records, records,
           (2 * missed + parts) / (2 * parts) AS absent_half_days,
           (2 * excused + parts) / (2 * parts) AS excused_half_days
    FROM shared
)
SELECT school_id, feed_id, student_id, day, org_source_id, plain_records, records, absent_half_days,
       CASE WHEN excused_half_days > absent_half_days THEN absent_half_days ELSE excused_half_days END
           AS excused_half_days,
       CASE WHEN late_records > 0 AND absent_half_days < 2 THEN 1 ELSE 0 END AS tardy
FROM halved
