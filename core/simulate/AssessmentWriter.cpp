/// assessments/map_growth.csv: a computer-adaptive test in autumn, winter and spring, in the export form of MAP Growth.
/// Means and spreads per grade are rounded to the size of published norms; nothing here is a norm to be used.
#include "core/simulate/MapGrowthHeader.h"
#include "core/simulate/Marks.h"
#include "core/simulate/Names.h"
#include "core/simulate/Writers.h"

#include <array>

namespace lectern::simulation {

namespace {

constexpr std::array<int, 3> windowStarts{8, 84, 150}; // days of teaching; each window is eight days long
constexpr int windowDays = 8;
constexpr const char* termNames[] = {"Fall", "Winter", "Spring"};

struct TestPlan
{
    const char* subject;
    const char* course;
    const char* test;
    int courseIndexHint;                  ///< leaning of which course counts
    std::array<double, 5> fall;           ///< mean score in autumn, grades 6 to 10
    std::array<double, 3> growth;         ///< since autumn
    double spread;
    std::array<const char*, 4> goals;
};

const std::array<TestPlan, 2> plans{
    TestPlan{"Mathematics", "Math 6+", "Growth: Math 6+", 3, {215, 220, 225, 226.5, 229}, {0, 4, 7}, 16.5,
             {"Operations and Algebraic Thinking", "The Real and Complex Number Systems", "Geometry", "Statistics and Probability"}},
    TestPlan{"Language Arts", "Reading", "Growth: Reading 6+", 6, {210, 214, 218, 219, 221.5}, {0, 2.5, 4}, 16,
             {"Literary Text: Key Ideas and Details", "Informational Text: Key Ideas and Details", "Vocabulary: Acquisition and Use",
              "Informational Text: Craft and Structure"}}};

/// Percentile of a score so many spreads from the mean, by linear steps on a table of the normal distribution.
int percentileOf(double z)
{
    static constexpr std::array<double, 13> table{0.1, 0.6, 2.3, 6.7, 15.9, 30.9, 50, 69.1, 84.1, 93.3, 97.7, 99.4, 99.9};
    const double place = clamped((z + 3) * 2, 0, 11.999);
    const int step = int(place);
    const double value = table[std::size_t(step)] + (place - step) * (table[std::size_t(step) + 1] - table[std::size_t(step)]);
    return int(clamped(value + 0.5, 1, 99));
}

const char* quintileOf(int percentile)
{
    return percentile <= 20 ? "Low" : percentile <= 40 ? "LoAvg" : percentile <= 60 ? "Avg" : percentile <= 80 ? "HiAvg" : "High";
}

class TestFile
{
public:
    TestFile(const World& world, CsvFile& file) : m_world(world), m_file(file) {}

    /// All tests of one learner in one year.
    void learner(const YearOfSchool& year, const Placement& placement)
    {
        for (std::size_t p = 0; p < plans.size(); ++p) {
            Random random(m_world.seed, Purpose::MapGrowth, quint64(placement.student), quint64(year.calendar.number) * 2 + p);
            const double talent = aptitude(m_world, m_world.students[std::size_t(placement.student)], plans[p].courseIndexHint);
            std::array<int, 3> scores{};
            for (int window = 0; window < 3; ++window) {
                const int dayIndex = windowStarts[std::size_t(window)] + random.between(0, windowDays - 1);
                const bool missed = random.chance(0.03 + 0.15 * placement.drift(dayIndex));
                const double mean = plans[p].fall[std::size_t(placement.grade - lowestGrade)] + plans[p].growth[std::size_t(window)];
                const double z = 0.22 + 0.85 * talent + 0.22 * random.normal() - 0.45 * placement.drift(dayIndex);
                const int score = int(clamped(mean + plans[p].spread * z, 140, 300) + 0.5);
                const int goalSpread = random.between(2, 6);
                if (dayIndex >= int(year.calendar.taught.size()))
                    break;
                const Day day = year.calendar.taught[std::size_t(dayIndex)];
                if (missed || !placement.present(day))
                    continue;
                scores[std::size_t(window)] = score;
                row(year, placement, plans[p], window, day, score, percentileOf((score - mean) / plans[p].spread), goalSpread, scores, random);
            }
        }
    }

private:
    void set(int column, std::string value) { m_cells[std::size_t(column)] = std::move(value); }
    void set(int column, qint64 value) { set(column, std::to_string(value)); }

    void row(const YearOfSchool& year, const Placement& placement, const TestPlan& plan, int window, Day day, int score, int percentile,
             int goalSpread, const std::array<int, 3>& scores, Random& random)
    {
        const Student& student = m_world.students[std::size_t(placement.student)];
        m_cells.fill({});
        const std::string years = std::to_string(year.calendar.number - 1) + "-" + std::to_string(year.calendar.number);
        set(mapGrowthColumn("TermName"), std::string(termNames[window]) + " " + years);
        set(mapGrowthColumn("DistrictName"), "Northside District");
        set(mapGrowthColumn("District_StateID"), "0100");
        set(mapGrowthColumn("SchoolName"), schoolTitle(student.school));
        set(mapGrowthColumn("School_StateID"), std::to_string(101 + student.school));
        set(mapGrowthColumn("StudentID"), student.number);
        set(mapGrowthColumn("Student_StateID"), "MA" + std::to_string(student.number + 7'000'000));
        set(mapGrowthColumn("Subject"), plan.subject);
        set(mapGrowthColumn("Course"), plan.course);
        set(mapGrowthColumn("GrowthMeasureYN"), "TRUE");
        set(mapGrowthColumn("NormsReferenceData"), "2020");
        set(mapGrowthColumn("WISelectedAYFall"), 4);
        set(mapGrowthColumn("WISelectedAYWinter"), 20);
        set(mapGrowthColumn("WISelectedAYSpring"), 32);
        set(mapGrowthColumn("TestType"), "Survey With Goals");
        set(mapGrowthColumn("TestName"), plan.test);
        set(mapGrowthColumn("TestID"), 500'000'000 + ++m_tests);
        set(mapGrowthColumn("TestStartDate"), dayWordsUs(day, true));
        const int hour = random.between(8, 13);
        const int minute = random.between(0, 59);
        set(mapGrowthColumn("TestStartTime"), (hour < 10 ? "0" : "") + std::to_string(hour) + (minute < 10 ? ":0" : ":") +
                                                      std::to_string(minute) + ":00");
        set(mapGrowthColumn("TestDurationMinutes"), random.between(31, 78));
        set(mapGrowthColumn("TestRITScore"), score);
        const int error = random.between(29, 36); // tenths
        set(mapGrowthColumn("TestStandardError"), "3." + std::to_string(error % 10));
        set(mapGrowthColumn("TestPercentile"), percentile);
        set(mapGrowthColumn("AchievementQuintile"), quintileOf(percentile));
        set(mapGrowthColumn("PercentCorrect"), random.between(46, 56));
        set(mapGrowthColumn("RapidGuessingPercentage"), random.chance(0.8) ? 0 : random.between(1, 20));
        growth(plan, window, scores);
        measures(plan, score);
        goals(plan, score, goalSpread, random);
        for (const std::string& cell : m_cells)
            m_file.cell(cell);
        m_file.end();
    }

    void growth(const TestPlan& plan, int window, const std::array<int, 3>& scores)
    {
        const auto block = [&](int projected, int observed, int error, int met, double typical, int from) {
            const int gain = scores[std::size_t(window)] - scores[std::size_t(from)];
            set(projected, qint64(typical + 0.5));
            set(observed, gain);
            set(error, "4.6");
            set(met, gain >= typical ? "Yes" : gain >= typical - 2 ? "No*" : "No");
        };
        if (window == 1 && scores[0] > 0)
            block(mapGrowthColumn("FallToWinterProjectedGrowth"), mapGrowthColumn("FallToWinterObservedGrowth"),
                  mapGrowthColumn("FallToWinterObservedGrowthSE"), mapGrowthColumn("FallToWinterMetProjectedGrowth"), plan.growth[1], 0);
        if (window == 2 && scores[0] > 0)
            block(mapGrowthColumn("FallToSpringProjectedGrowth"), mapGrowthColumn("FallToSpringObservedGrowth"),
                  mapGrowthColumn("FallToSpringObservedGrowthSE"), mapGrowthColumn("FallToSpringMetProjectedGrowth"), plan.growth[2], 0);
        if (window == 2 && scores[1] > 0)
            block(mapGrowthColumn("WinterToSpringProjectedGrowth"), mapGrowthColumn("WinterToSpringObservedGrowth"),
                  mapGrowthColumn("WinterToSpringObservedGrowthSE"), mapGrowthColumn("WinterToSpringMetProjectedGrowth"),
                  plan.growth[2] - plan.growth[1], 1);
    }

    void measures(const TestPlan& plan, int score)
    {
        const bool reading = &plan == &plans[1];
        const int value = reading ? (score - 210) * 17 + 880 : (score - 215) * 16 + 720;
        const auto words = [&](int size) {
            return (size < 0 ? (reading ? "BR" : "EM") + std::to_string(-size) : std::to_string(size)) + (reading ? "L" : "Q");
        };
        set(reading ? mapGrowthColumn("LexileScore") : mapGrowthColumn("QuantileScore"), words(value));
        set(reading ? mapGrowthColumn("LexileMin") : mapGrowthColumn("QuantileMin"), words(value - 100));
        set(reading ? mapGrowthColumn("LexileMax") : mapGrowthColumn("QuantileMax"), words(value + 50));
    }

    void goals(const TestPlan& plan, int score, int spread, Random& random)
    {
        constexpr int width = mapGrowthColumn("Goal2Name") - mapGrowthColumn("Goal1Name");
        for (int goal = 0; goal < 4; ++goal) {
            const int first = mapGrowthColumn("Goal1Name") + goal * width;
            const int value = score + random.between(-spread, spread);
            set(first, plan.goals[std::size_t(goal)]);
            set(first + 1, value);
            set(first + 2, "6." + std::to_string(random.between(0, 9)));
            set(first + 3, std::to_string(value - 6) + "-" + std::to_string(value + 6));
            const double mean = plan.fall[2];
            set(first + 4, quintileOf(percentileOf((value - mean) / plan.spread)));
        }
    }

    const World& m_world;
    CsvFile& m_file;
    std::array<std::string, mapGrowthHeader.size()> m_cells;
    qint64 m_tests = 0;
};

} // namespace

Result<void> writeAssessments(const World& world, Output& output)
{
    CsvFile file;
    LECTERN_ASSIGN(const QString path, output.place("assessments/map_growth.csv"));
    QStringList header;
    for (const char* name : mapGrowthHeader)
        header << QLatin1String(name);
    LECTERN_TRY(file.open(path, header));
    TestFile tests(world, file);
    for (const YearOfSchool& year : world.years) {
        for (std::size_t i = 0; i < year.placements.size(); ++i) {
            if (i % 500 == 0)
                LECTERN_TRY(output.step("assessments/map_growth.csv", double(i) / double(year.placements.size())));
            tests.learner(year, year.placements[i]);
        }
    }
    return output.finish(file);
}

} // namespace lectern::simulation
