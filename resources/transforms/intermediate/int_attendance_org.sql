-- model: int_attendance_org
-- layer: intermediate
-- grain: one row per school with attendance records: how it records
-- depends: int_attendance_record, setting_value
-- key: school_id, org_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   org_key integer not null | none | School; 0 where the records name none
--   recording text not null | none | every_day or exceptions: the setting, else exceptions where fewer than half of the records say plainly present
--   first_day integer not null | none | First day with a record
--   last_day integer not null | none | Last day with a record
-- tests:
--   accepted recording: every_day, exceptions | error | The setting attendance_recording has an unknown value: set it again
SELECT r.school_id, r.org_key,
       CASE WHEN s.value <> 'auto' THEN s.value
            WHEN 2 * sum(r.plain_records) >= sum(r.records) THEN 'every_day' ELSE 'exceptions' END AS recording,
       min(r.day) AS first_day, max(r.day) AS last_day
FROM int_attendance_record AS r
JOIN setting_value AS s ON s.key = 'attendance_recording'
GROUP BY r.school_id, r.org_key, s.value
