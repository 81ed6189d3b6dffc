-- Students with an enrolment that has begun and not ended on :as_of (an end date is the first day without).
SELECT COUNT(DISTINCT e."userSourcedId")
FROM now_oneroster__enrollments AS e
WHERE e.role = 'student'
  AND (e."beginDate__day" IS NULL OR e."beginDate__day" <= :as_of)
  AND (e."endDate__day" IS NULL OR e."endDate__day" > :as_of)
