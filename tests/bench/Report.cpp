#include "tests/bench/Report.h"

#include "tests/bench/InputFiles.h"

#include <QJsonArray>
#include <QStringList>
#include <algorithm>
#include <thread>

namespace lectern::bench {

namespace {

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::vector<double> each(const std::vector<ChildRun>& runs, double ChildRun::* part)
{
    std::vector<double> values;
    for (const ChildRun& run : runs)
        values.push_back(run.*part);
    return values;
}

/// The figures of one case: medians over its runs.
struct Figures
{
    double rivalSeconds = 0, seconds = 0;
    double ratio = 0;        ///< of the medians
    double ratioOfPairs = 0; ///< median of the ratios run by run
    double rowsPerSecond = 0;
    double timesAsFast = 0;  ///< the other way round
    double rivalPeakMb = 0, peakMb = 0; ///< the most of any run
};

Figures figuresOf(const Measured& result)
{
    Figures figures;
    figures.rivalSeconds = median(each(result.rival, &ChildRun::seconds));
    figures.seconds = median(each(result.candidate, &ChildRun::seconds));
    figures.ratio = figures.seconds / figures.rivalSeconds;
    std::vector<double> ratios;
    for (std::size_t i = 0; i < result.candidate.size(); ++i)
        ratios.push_back(result.candidate[i].seconds / result.rival[i].seconds);
    figures.ratioOfPairs = median(ratios);
    figures.rowsPerSecond = double(result.rows) / figures.seconds;
    figures.timesAsFast = 1 / figures.ratio;
    figures.rivalPeakMb = std::ranges::max(each(result.rival, &ChildRun::peakMb));
    figures.peakMb = std::ranges::max(each(result.candidate, &ChildRun::peakMb));
    return figures;
}

struct Goal
{
    const char* of;
    const char* what;
    double Figures::* figure;
    bool atMost;
    double value;
};
constexpr Goal goals[] = {
    {"import", "time against sqlite3 .import", &Figures::ratio, true, 0.8},
    {"import", "peak memory, MB", &Figures::peakMb, true, 150},
    {"again", "time against sqlite3 .import", &Figures::ratio, true, 0.1},
    {"changed", "time against sqlite3 .import", &Figures::ratio, true, 0.8},
    {"changed", "peak memory, MB", &Figures::peakMb, true, 300},
    {"recipe", "times as fast as the common recipe", &Figures::timesAsFast, false, 7},
    {"events", "events/s", &Figures::rowsPerSecond, false, 300'000},
};

bool met(const Goal& goal, const Figures& figures)
{
    return goal.atMost ? figures.*goal.figure <= goal.value : figures.*goal.figure >= goal.value;
}

QString number(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

QString grouped(double value)
{
    return QStringLiteral("%L1").arg(qint64(value + 0.5));
}

QString megabytes(qint64 bytes)
{
    return bytes < 0 ? QString("-") : number(double(bytes) / 1e6, 0);
}

QString alignedTable(const QList<QStringList>& rows)
{
    QString text;
    for (const QStringList& row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList& other : rows)
                width = std::max(width, other.at(column).size());
            line += column == 0 ? row.at(column).leftJustified(width) : "  " + row.at(column).rightJustified(width);
        }
        text += line + '\n';
    }
    return text;
}

QJsonArray list(const std::vector<ChildRun>& runs, double ChildRun::* part)
{
    QJsonArray array;
    for (const double value : each(runs, part))
        array << value;
    return array;
}

QJsonObject side(const std::vector<ChildRun>& runs, double seconds, double peakMb, qint64 bytes)
{
    QJsonObject object{{"seconds", seconds}, {"each_seconds", list(runs, &ChildRun::seconds)},
                       {"each_cpu_seconds", list(runs, &ChildRun::cpuSeconds)}, {"peak_mb", peakMb}};
    if (bytes >= 0)
        object["bytes"] = bytes;
    return object;
}

} // namespace

QJsonObject reportJson(const Options& options, const std::vector<Measured>& results)
{
    QJsonArray cases;
    for (const Measured& result : results) {
        const Figures figures = figuresOf(result);
        QJsonArray wanted;
        for (const Goal& goal : goals)
            if (result.name == QLatin1String(goal.of))
                wanted << QJsonObject{{"what", goal.what}, {goal.atMost ? "at_most" : "at_least", goal.value},
                                      {"value", figures.*goal.figure}, {"met", met(goal, figures)}};
        QJsonObject rival = side(result.rival, figures.rivalSeconds, figures.rivalPeakMb, result.rivalBytes);
        rival["name"] = result.rivalName;
        cases << QJsonObject{{"case", result.name}, {"rows", result.rows}, {"input_bytes", result.inputBytes}, {"rival", rival},
                             {"lectern", side(result.candidate, figures.seconds, figures.peakMb, result.bytes)},
                             {"ratio", figures.ratio}, {"ratio_of_pairs", figures.ratioOfPairs},
                             {"rows_per_second", figures.rowsPerSecond},
                             {"counts", result.counts}, {"goals", wanted}};
    }
    return {{"version", LECTERN_VERSION}, {"runs", options.runs}, {"rows", options.rows},
            {"full_size", options.rows == ouladRows}, {"processors", int(std::thread::hardware_concurrency())}, {"cases", cases}};
}

QString reportText(const Options& options, const std::vector<Measured>& results)
{
    QList<QStringList> table{{"case", "rows", "rival s", "lectern s", "ratio", "of pairs", "rows/s", "rival MB", "peak MB",
                              "rival disk MB", "disk MB"}};
    QString wanted, rivals;
    for (const Measured& result : results) {
        const Figures f = figuresOf(result);
        table << QStringList{result.name, grouped(double(result.rows)), number(f.rivalSeconds, 2), number(f.seconds, 2), number(f.ratio, 3),
                             number(f.ratioOfPairs, 3), grouped(f.rowsPerSecond), number(f.rivalPeakMb, 0),
                             number(f.peakMb, 0), megabytes(result.rivalBytes), megabytes(result.bytes)};
        for (const Goal& goal : goals)
            if (result.name == QLatin1String(goal.of)) {
                const int decimals = goal.value < 10 ? 2 : 0;
                wanted += QString("%1  %2, %3: %4 (goal: %5 %6)\n")
                              .arg(met(goal, f) ? "met   " : "missed", result.name, goal.what, number(f.*goal.figure, decimals),
                                   goal.atMost ? "at most" : "at least", number(goal.value, goal.value < 10 ? 1 : 0));
            }
        rivals += QString("%1 against %2; ").arg(result.name, result.rivalName);
    }
    rivals.chop(2);
    QString text = QString("Medians of %1 run(s), rival and lectern-cli in turns, %2 processor(s); peak memory is the most of any run.\n"
                           "Rivals: %3.\n\n")
                       .arg(options.runs).arg(std::thread::hardware_concurrency()).arg(rivals);
    text += alignedTable(table);
    if (!wanted.isEmpty())
        text += '\n' + wanted;
    if (options.rows != ouladRows)
        text += QString("\nNot the full size (%1 rows): the goals are for that.\n").arg(grouped(double(ouladRows)));
    return text;
}

} // namespace lectern::bench
