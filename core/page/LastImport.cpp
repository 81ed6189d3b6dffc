#include "core/page/LastImport.h"

#include "core/base/Resources.h"
#include "core/govern/Gate.h"
#include "core/metric/Plan.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace lectern {

namespace {

constexpr qsizetype linesShown = 8;
constexpr Day daysBack = 7;

/// A sentence with a number in it, in the plural the number asks for.
QString words(const char* sentence, qint64 count)
{
    return QCoreApplication::translate("Page", sentence, nullptr, int(count));
}

void add(MetricTable& table, const QString& id, const QString& sentence, const char* tone, qint64 count)
{
    MetricRow row;
    row.dimensions << DimensionValue{.id = id, .label = sentence, .key = 0, .order = table.rows.size()};
    row.category = QLatin1String(tone);
    row.value = double(count);
    row.numerator = count;
    row.n = count;
    table.rows << row;
}

/// The part of a path that a person recognises: the file, with its archive if it came in one.
QString fileName(const QString& source)
{
    return source.section('/', -1);
}

void addLoad(MetricTable& table, const Statement& row)
{
    const QString file = fileName(row.text(0));
    const qint64 inserted = row.integer(1), updated = row.integer(2), closed = row.integer(3), refused = row.integer(4);
    if (refused > 0)
        add(table, file, words(QT_TRANSLATE_N_NOOP("Page", "%Ln row(s) of %1 refused"), refused).arg(file), "concern",
            refused);
    if (closed > 0)
        add(table, file, words(QT_TRANSLATE_N_NOOP("Page", "%Ln row(s) of %1 gone"), closed).arg(file), "watch",
            closed);
    if (updated > 0)
        add(table, file, words(QT_TRANSLATE_N_NOOP("Page", "%Ln row(s) of %1 changed"), updated).arg(file), "neutral",
            updated);
    if (inserted > 0)
        add(table, file, words(QT_TRANSLATE_N_NOOP("Page", "%Ln new row(s) in %1"), inserted).arg(file), "good",
            inserted);
}

/// What needs a look first, then the largest.
void sortLines(MetricTable& table)
{
    static const QStringList tones{"concern", "watch", "neutral", "good"};
    std::ranges::stable_sort(table.rows, [](const MetricRow& a, const MetricRow& b) {
        const qsizetype toneA = tones.indexOf(a.category);
        const qsizetype toneB = tones.indexOf(b.category);
        return toneA != toneB ? toneA < toneB : a.n > b.n;
    });
    if (table.rows.size() > linesShown)
        table.rows.resize(linesShown);
}

/// People counted by a metric (in one category of it) today and a week before.
Result<std::optional<std::pair<qint64, qint64>>> weekApart(const Database& reader, MetricQuestion question,
                                                           const QString& category, const Cancel& cancel)
{
    using Pair = std::optional<std::pair<qint64, qint64>>;
    LECTERN_ASSIGN(const MetricDefinition definition, metricDefinition(question.metric));
    for (const QString& dimension : question.filter.where.keys())
        if (!canFilter(definition, dimension))
            question.filter.where.remove(dimension);
    const auto count = [&category](const MetricTable& table) -> std::optional<qint64> {
        for (const MetricRow& row : table.rows)
            if (row.category == category)
                return row.numerator;
        return std::nullopt;
    };
    LECTERN_ASSIGN(const MetricTable now, evaluate(reader, question, cancel));
    if (!now.available || !now.asOf)
        return Pair();
    question.asOf = *now.asOf - daysBack;
    LECTERN_ASSIGN(const MetricTable before, evaluate(reader, question, cancel));
    const auto a = count(now);
    const auto b = count(before);
    return a && b ? Pair(std::pair(*a, *b)) : Pair();
}

Result<void> addPeople(MetricTable& table, const Database& reader, MetricQuestion question, const Cancel& cancel)
{
    question.by.clear();
    question.metric = "chronic_absence_rate";
    LECTERN_ASSIGN(const auto absent, weekApart(reader, question, {}, cancel));
    if (absent && absent->first > absent->second)
        add(table, "chronic",
            words(QT_TRANSLATE_N_NOOP("Page", "%Ln more student(s) chronically absent than a week before"),
                  absent->first - absent->second),
            "concern", absent->first - absent->second);
    if (absent && absent->first < absent->second)
        add(table, "chronic",
            words(QT_TRANSLATE_N_NOOP("Page", "%Ln student(s) fewer chronically absent than a week before"),
                  absent->second - absent->first),
            "good", absent->second - absent->first);
    question.metric = "user_segment";
    LECTERN_ASSIGN(const auto inactive, weekApart(reader, question, "Inactive", cancel));
    if (inactive && inactive->first > inactive->second)
        add(table, "inactive",
            words(QT_TRANSLATE_N_NOOP("Page", "%Ln more learner(s) without an event for 14 days"),
                  inactive->first - inactive->second),
            "watch", inactive->first - inactive->second);
    if (inactive && inactive->first < inactive->second)
        add(table, "inactive",
            words(QT_TRANSLATE_N_NOOP("Page", "%Ln learner(s) came back after 14 days without an event"),
                  inactive->second - inactive->first),
            "good", inactive->second - inactive->first);
    return {};
}

} // namespace

Result<MetricTable> lastImport(const Database& reader, const MetricQuestion& question, const Cancel& cancel)
{
    MetricTable table;
    table.metric = "last_import";
    table.unit = "count";
    table.by = QStringList{"source"};
    if (mayNameStudents(question.viewer, question.audience))
        LECTERN_TRY(addPeople(table, reader, question, cancel));
    LECTERN_ASSIGN(const QByteArray sql, resource("queries/last_import.sql"));
    LECTERN_ASSIGN(Statement rows, reader.prepare(QString::fromUtf8(sql)));
    bool any = false;
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            break;
        any = true;
        addLoad(table, rows);
    }
    sortLines(table);
    table.available = any;
    if (!any)
        table.unavailableReason = "needs:" + QCoreApplication::translate("Page", "a first import");
    return table;
}

} // namespace lectern
