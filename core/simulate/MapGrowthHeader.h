/// The 143 column names of the MAP Growth export, in their order (format brief, appendix A).
#pragma once

#include <array>

namespace lectern::simulation {

inline constexpr std::array mapGrowthHeader{
    "TermName", "DistrictName", "District_StateID", "SchoolName", "School_StateID", "StudentID", "Student_StateID",
    "Subject", "Course", "GrowthMeasureYN", "NormsReferenceData", "WISelectedAYFall", "WISelectedAYWinter",
    "WISelectedAYSpring", "WIPreviousAYFall", "WIPreviousAYWinter", "WIPreviousAYSpring", "TestType", "TestName",
    "TestID", "TestStartDate", "TestStartTime", "TestDurationMinutes", "TestRITScore", "TestStandardError",
    "TestPercentile", "AchievementQuintile", "PercentCorrect", "RapidGuessingPercentage",
    "FallToFallProjectedGrowth", "FallToFallObservedGrowth", "FallToFallObservedGrowthSE",
    "FallToFallMetProjectedGrowth", "FallToFallConditionalGrowthIndex", "FallToFallConditionalGrowthPercentile",
    "FallToFallGrowthQuintile", "FallToWinterProjectedGrowth", "FallToWinterObservedGrowth",
    "FallToWinterObservedGrowthSE", "FallToWinterMetProjectedGrowth", "FallToWinterConditionalGrowthIndex",
    "FallToWinterConditionalGrowthPercentile", "FallToWinterGrowthQuintile", "FallToSpringProjectedGrowth",
    "FallToSpringObservedGrowth", "FallToSpringObservedGrowthSE", "FallToSpringMetProjectedGrowth",
    "FallToSpringConditionalGrowthIndex", "FallToSpringConditionalGrowthPercentile", "FallToSpringGrowthQuintile",
    "WinterToWinterProjectedGrowth", "WinterToWinterObservedGrowth", "WinterToWinterObservedGrowthSE",
    "WinterToWinterMetProjectedGrowth", "WinterToWinterConditionalGrowthIndex",
    "WinterToWinterConditionalGrowthPercentile", "WinterToWinterGrowthQuintile", "WinterToSpringProjectedGrowth",
    "WinterToSpringObservedGrowth", "WinterToSpringObservedGrowthSE", "WinterToSpringMetProjectedGrowth",
    "WinterToSpringConditionalGrowthIndex", "WinterToSpringConditionalGrowthPercentile",
    "WinterToSpringGrowthQuintile", "SpringToSpringProjectedGrowth", "SpringToSpringObservedGrowth",
    "SpringToSpringObservedGrowthSE", "SpringToSpringMetProjectedGrowth", "SpringToSpringConditionalGrowthIndex",
    "SpringToSpringConditionalGrowthPercentile", "SpringToSpringGrowthQuintile", "LexileScore", "LexileMin",
    "LexileMax", "QuantileScore", "QuantileMin", "QuantileMax", "Goal1Name", "Goal1RitScore", "Goal1StdErr",
    "Goal1Range", "Goal1Adjective", "Goal2Name", "Goal2RitScore", "Goal2StdErr", "Goal2Range", "Goal2Adjective",
    "Goal3Name", "Goal3RitScore", "Goal3StdErr", "Goal3Range", "Goal3Adjective", "Goal4Name", "Goal4RitScore",
    "Goal4StdErr", "Goal4Range", "Goal4Adjective", "Goal5Name", "Goal5RitScore", "Goal5StdErr", "Goal5Range",
    "Goal5Adjective", "Goal6Name", "Goal6RitScore", "Goal6StdErr", "Goal6Range", "Goal6Adjective", "Goal7Name",
    "Goal7RitScore", "Goal7StdErr", "Goal7Range", "Goal7Adjective", "Goal8Name", "Goal8RitScore", "Goal8StdErr",
    "Goal8Range", "Goal8Adjective", "TypicalFallToFallGrowth", "TypicalFallToWinterGrowth",
    "TypicalFallToSpringGrowth", "TypicalWinterToWinterGrowth", "TypicalWinterToSpringGrowth",
    "TypicalSpringToSpringGrowth", "ProjectedProficiencyStudy1", "ProjectedProficiencyLevel1",
    "ProjectedProficiencyStudy2", "ProjectedProficiencyLevel2", "ProjectedProficiencyStudy3",
    "ProjectedProficiencyLevel3", "ProjectedProficiencyStudy4", "ProjectedProficiencyLevel4",
    "ProjectedProficiencyStudy5", "ProjectedProficiencyLevel5", "ProjectedProficiencyStudy6",
    "ProjectedProficiencyLevel6", "ProjectedProficiencyStudy7", "ProjectedProficiencyLevel7",
    "ProjectedProficiencyStudy8", "ProjectedProficiencyLevel8", "ProjectedProficiencyStudy9",
    "ProjectedProficiencyLevel9", "ProjectedProficiencyStudy10", "ProjectedProficiencyLevel10"};

/// Position of a column; a name that is not in the header does not compile.
consteval int mapGrowthColumn(const char* name)
{
    for (std::size_t i = 0; i < mapGrowthHeader.size(); ++i) {
        const char* a = mapGrowthHeader[i];
        const char* b = name;
        while (*a && *a == *b)
            ++a, ++b;
        if (*a == *b)
            return int(i);
    }
    throw "no such column";
}

} // namespace lectern::simulation
