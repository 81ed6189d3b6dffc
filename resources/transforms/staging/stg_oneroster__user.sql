-- model: stg_oneroster__user
-- layer: staging
-- grain: one row per person a OneRoster feed names, known to users.csv or not
-- depends: now_oneroster__users, now_oneroster__roles, now_oneroster__enrollments, now_oneroster__results
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the person comes from
--   source_id text not null | none | sourcedId
--   is_listed integer not null | none | 1 if users.csv has the person
--   has_role integer not null | none | 1 if any file states a role
--   is_student integer not null | none | 1 if one of the roles is student
--   is_staff integer not null | none | 1 if one of the roles is a role of staff
--   staff_role text | none | The role as staff
--   identifier text | none | The number people use
--   grade text | quasi | Grade, normalised; the first where several are given
--   org_source_id text | none | School of the person
--   email_key text | none | Keyed hash of the e-mail address
--   username_key text | none | Keyed hash of the user name
--   given_name text | identity | Given name, opaque
--   family_name text | identity | Family name, opaque
--   email text | contact | E-mail address, opaque
-- tests:
--   rows SELECT source_id FROM stg_oneroster__user WHERE is_listed = 0 | warn | An enrolment or result names a person users.csv does not have: export users together with enrolments
WITH role_of AS (
    SELECT school_id, feed_id, "sourcedId" AS source_id, lec_lower("role") AS role FROM now_oneroster__users
    WHERE "sourcedId" IS NOT NULL
    UNION
    SELECT school_id, feed_id, "userSourcedId", lec_lower("role") FROM now_oneroster__roles
    WHERE "userSourcedId" IS NOT NULL
    UNION
    SELECT school_id, feed_id, "userSourcedId", lec_lower("role") FROM now_oneroster__enrollments
    WHERE "userSourcedId" IS NOT NULL
    UNION
    SELECT school_id, feed_id, "studentSourcedId", 'student' FROM now_oneroster__results
    WHERE "studentSourcedId" IS NOT NULL
),
person AS (
    SELECT school_id, feed_id, source_id,
           max(CASE WHEN role IS NOT NULL THEN 1 ELSE 0 END) AS has_role,
           max(CASE WHEN role = 'student' THEN 1 ELSE 0 END) AS is_student,
           max(CASE WHEN role IN ('teacher', 'administrator', 'aide', 'proctor', 'counselor', 'principal',
                                  'districtadministrator', 'siteadministrator', 'systemadministrator')
                    THEN 1 ELSE 0 END) AS is_staff,
           max(CASE WHEN role IN ('teacher', 'administrator', 'aide', 'proctor', 'counselor', 'principal',
                                  'districtadministrator', 'siteadministrator', 'systemadministrator')
                    THEN role END) AS staff_role
    FROM role_of
    GROUP BY school_id, feed_id, source_id
),
role_org AS (
    SELECT school_id, feed_id, "userSourcedId" AS source_id, min("orgSourcedId") AS org_source_id
    FROM now_oneroster__roles
    GROUP BY school_id, feed_id, "userSourcedId"
)
SELECT p.school_id, p.feed_id, p.source_id,
       CASE WHEN u."sourcedId" IS NULL THEN 0 ELSE 1 END AS is_listed,
       p.has_role, p.is_student, p.is_staff, p.staff_role,
       u."identifier" AS identifier,
       lec_grade(lec_part(u."grades", ',', 1)) AS grade,
       coalesce(lec_part(u."orgSourcedIds", ',', 1), u."primaryOrgSourcedId", r.org_source_id) AS org_source_id,
       u."email__key" AS email_key, u."username__key" AS username_key,
       u."givenName" AS given_name, u."familyName" AS family_name, u."email" AS email
FROM person AS p
LEFT JOIN now_oneroster__users AS u
    ON u.school_id = p.school_id AND u.feed_id = p.feed_id AND u."sourcedId" = p.source_id
LEFT JOIN role_org AS r
    ON r.school_id = p.school_id AND r.feed_id = p.feed_id AND r.source_id = p.source_id
