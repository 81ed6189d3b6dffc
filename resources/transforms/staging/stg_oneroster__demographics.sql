-- model: stg_oneroster__demographics
-- layer: staging
-- grain: one row per person with demographics in force
-- depends: now_oneroster__demographics
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the row comes from
--   source_id text not null | none | sourcedId of the person
--   gender text | quasi | F, M or X
--   ethnicity text | quasi | Federal category: Hispanic wins, one race is that race, several are two or more
-- tests:
--   accepted gender: F, M, X | warn | A sex that is neither male, female, other nor unspecified
SELECT school_id, feed_id, "sourcedId" AS source_id,
       CASE lec_lower("sex") WHEN 'female' THEN 'F' WHEN 'f' THEN 'F' WHEN 'male' THEN 'M' WHEN 'm' THEN 'M'
            WHEN 'other' THEN 'X' WHEN 'x' THEN 'X' END AS gender,
       CASE
           WHEN coalesce("hispanicOrLatinoEthnicity__num", 0) = 1 THEN 'Hispanic'
           WHEN coalesce("demographicRaceTwoOrMoreRaces__num", 0) = 1
                OR coalesce("americanIndianOrAlaskaNative__num", 0) + coalesce("asian__num", 0)
                   + coalesce("blackOrAfricanAmerican__num", 0)
                   + coalesce("nativeHawaiianOrOtherPacificIslander__num", 0) + coalesce("white__num", 0) > 1
               THEN 'Two or more'
           WHEN "asian__num" = 1 THEN 'Asian'
           WHEN "blackOrAfricanAmerican__num" = 1 THEN 'Black'
           WHEN "americanIndianOrAlaskaNative__num" = 1 THEN 'American Indian'
           WHEN "nativeHawaiianOrOtherPacificIslander__num" = 1 THEN 'Pacific Islander'
           WHEN "white__num" = 1 THEN 'White'
       END AS ethnicity
FROM now_oneroster__demographics
WHERE "sourcedId" IS NOT NULL
