/// Evaluates the tiles of a page: which chips apply, which course or class a tile shows when none is chosen, what stood
/// there a period ago, and the small line beside the number. Thread: that of the connection.
#include "core/page/HealthLists.h"
#include "core/page/LastImport.h"
#include "core/page/Page.h"

#include "core/metric/MetricModel.h"
#include "core/metric/Plan.h"
#include "core/store/Monitor.h"

#include <QCoreApplication>
#include <algorithm>
#include <atomic>
#include <thread>

namespace lectern {

namespace {

constexpr int weeksOfSpark = 12;

/// Everything the tiles of one page share.
struct Asked
{
    const Database& reader;
    Filter filter;
    std::optional<Day> asOf;
    Viewer viewer;
    Audience audience;
    const Cancel& cancel;
};

QString titleOf(const QString& dimension)
{
    const auto model = metricModel();
    const Dimension* found = model ? (*model)->dimension(dimension) : nullptr;
    return found ? found->title : dimension;
}

MetricQuestion questionOf(const Asked& asked, const QString& metric, const QStringList& by, const Filter& filter)
{
    return {.metric = metric, .by = by, .filter = filter, .asOf = asked.asOf, .viewer = asked.viewer,
            .audience = asked.audience};
}

/// The page's filter as far as it applies to the tile's metric, the tile's own filter on top.
Filter filterOf(const Asked& asked, TileData& tile)
{
    Filter filter = isPipeline(tile.definition) ? Filter() : asked.filter;
    for (const QString& dimension : filter.where.keys())
        if (!asked.filter.where.value(dimension).isEmpty() && !canFilter(tile.definition, dimension)) {
            filter.where.remove(dimension);
            tile.ignoredFilters << titleOf(dimension);
        }
    if (filter.from && !canFilter(tile.definition, "day")) {
        filter.from.reset(); // what has no day is as it stood on the last one
        tile.ignoredFilters << QCoreApplication::translate("Page", "First day");
    }
    for (auto it = tile.spec.where.begin(); it != tile.spec.where.end(); ++it)
        filter.where.insert(it.key(), it.value());
    return filter;
}

bool hasPeriod(const Filter& filter)
{
    return filter.from || !filter.where.value("term").isEmpty() || !filter.where.value("day").isEmpty()
           || !filter.where.value("week").isEmpty() || !filter.where.value("month").isEmpty();
}

/// The last day the tile's numbers know of.
Result<std::optional<Day>> lastDay(const Asked& asked, const MetricDefinition& definition, const Filter& filter)
{
    LECTERN_ASSIGN(std::optional<Day> day, clockDay(asked.reader, definition.clock));
    if (asked.asOf)
        day = asked.asOf;
    if (day && filter.to)
        day = std::min(*day, *filter.to);
    return day;
}

/// Narrows to the last `days` days, unless the page has a period of its own.
Result<void> narrowDays(const Asked& asked, const MetricDefinition& definition, int days, Filter& filter)
{
    if (days <= 0 || hasPeriod(filter))
        return {};
    LECTERN_ASSIGN(const std::optional<Day> last, lastDay(asked, definition, filter));
    if (last)
        filter.from = *last - days + 1;
    return {};
}

/// Classes that are taught with a course of the platform: the work in them can be told from other work.
Result<QSet<qint64>> classesWithCourse(const Database& reader)
{
    QSet<qint64> keys;
    LECTERN_ASSIGN(Statement rows, reader.prepare("SELECT class_key FROM dim_class WHERE lms_course_key IS NOT NULL"));
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            return keys;
        keys.insert(rows.integer(0));
    }
}

/// The course (or class) in which most has been done, among what the filter leaves.
Result<std::optional<DimensionValue>> busiest(const Asked& asked, const QString& dimension, const Filter& filter)
{
    MetricQuestion question = questionOf(asked, "completion_rate", {dimension}, filter);
    question.filter.from.reset();
    question.audience = Audience::Screen; // chooses what is shown; shows nothing itself
    LECTERN_ASSIGN(const MetricTable table, evaluate(asked.reader, question, asked.cancel));
    QSet<qint64> own;
    if (dimension == "class") {
        LECTERN_ASSIGN(own, classesWithCourse(asked.reader));
    }
    std::optional<DimensionValue> best;
    qint64 most = -1;
    for (const MetricRow& row : table.rows) {
        const qint64 key = row.dimensions.front().key;
        const qint64 done = row.numerator.value_or(0);
        if (key == 0 || done <= most || (!own.isEmpty() && !own.contains(key)))
            continue;
        most = done;
        best = row.dimensions.front();
    }
    return best;
}

/// A tile that shows one course or class at a time takes the busiest where the page names none.
Result<void> chooseOne(const Asked& asked, TileData& tile, Filter& filter)
{
    const QString wanted = tile.spec.options["single"].toString();
    if (wanted.isEmpty())
        return {};
    QStringList named;
    for (const char* dimension : {"course", "class", "section", "student"})
        if (!filter.where.value(QLatin1String(dimension)).isEmpty())
            named << filter.where.value(QLatin1String(dimension));
    const bool several = wanted == "course" && filter.where.value("course").isEmpty() && !named.isEmpty();
    QStringList candidates = named.isEmpty() || several ? QStringList{wanted} : QStringList();
    if (candidates == QStringList{"class"})
        candidates << "course";
    for (const QString& dimension : candidates) {
        LECTERN_ASSIGN(const std::optional<DimensionValue> best, busiest(asked, dimension, filter));
        if (!best)
            continue;
        filter.where.insert(dimension, {best->id});
        named << best->label;
        break;
    }
    if (!named.isEmpty())
        tile.spec.subtitle = named.join(", ") + " · " + tile.spec.subtitle;
    return {};
}

/// Keeps the first students of a matrix, so that it can be drawn and read.
void limitStudents(MetricTable& table, int most, QString& subtitle)
{
    QStringList kept;
    QSet<qint64> all;
    QList<MetricRow> rows;
    for (const MetricRow& row : table.rows) {
        all.insert(row.dimensions.front().key);
        if (!kept.contains(row.dimensions.front().id) && kept.size() < most)
            kept << row.dimensions.front().id;
        if (kept.contains(row.dimensions.front().id))
            rows << row;
    }
    if (all.size() > most)
        subtitle += " · " + QCoreApplication::translate("Page", "the first %1 of %2 learners; choose a class to see it whole")
                                .arg(most).arg(all.size());
    table.rows = rows;
}

void arrange(MetricTable& table, TileSpec& spec)
{
    if (spec.options["order"].toString() == "lowest")
        std::ranges::stable_sort(table.rows, [](const MetricRow& a, const MetricRow& b) {
            return a.value.value_or(2) < b.value.value_or(2);
        });
    if (const int limit = spec.options["limit"].toInt(); limit > 0 && table.rows.size() > limit)
        table.rows.resize(limit);
    if (const int students = spec.options["students"].toInt(); students > 0 && table.by.value(0) == "student")
        limitStudents(table, students, spec.subtitle);
}

/// Days without school on a line by day: rows without a value, so that the chart can shade them.
Result<void> addHolidays(const Database& reader, MetricTable& table)
{
    if (table.by != QStringList{"day"} || table.rows.isEmpty())
        return {};
    LECTERN_ASSIGN(Statement days, reader.prepare("SELECT day FROM dim_date WHERE is_instructional = 0 AND is_weekend = 0"
                                                  " AND day BETWEEN ? AND ? ORDER BY day"));
    days.bind(1, table.rows.front().dimensions.front().key).bind(2, table.rows.back().dimensions.front().key);
    QMap<qint64, qsizetype> known;
    for (qsizetype i = 0; i < table.rows.size(); ++i)
        known.insert(table.rows.at(i).dimensions.front().key, i);
    for (;;) {
        LECTERN_ASSIGN(const bool more, days.step());
        if (!more)
            break;
        const qint64 day = days.integer(0);
        if (known.contains(day)) {
            table.rows[known.value(day)].category = "holiday";
            continue;
        }
        MetricRow row;
        row.dimensions << DimensionValue{.id = dayText(Day(day)), .label = {}, .key = day, .order = day};
        row.category = "holiday";
        row.reason = "no_data";
        table.rows << row;
    }
    std::ranges::stable_sort(table.rows, {}, [](const MetricRow& row) { return row.dimensions.front().key; });
    return {};
}

Result<void> compare(const Asked& asked, TileData& tile, const Filter& filter)
{
    if (tile.spec.compare.isEmpty() || !tile.table.available || !tile.table.asOf)
        return {};
    const Day before = *tile.table.asOf - tile.spec.options["compareDays"].toInt(28);
    if (filter.from && *filter.from > before)
        return {};
    MetricQuestion question = questionOf(asked, tile.spec.metric, tile.spec.by, filter);
    question.asOf = before;
    LECTERN_ASSIGN(MetricTable table, evaluate(asked.reader, question, asked.cancel));
    if (table.available && table.asOf == before)
        tile.comparison = std::move(table);
    return {};
}

/// The metric as it stood at the end of each of the last weeks.
Result<MetricTable> steps(const Asked& asked, const TileData& tile, const Filter& filter)
{
    MetricTable line = tile.table;
    line.by = QStringList{"week"};
    line.rows.clear();
    for (int week = weeksOfSpark - 1; week >= 0; --week) {
        MetricQuestion question = questionOf(asked, tile.spec.spark, {}, filter);
        question.asOf = *tile.table.asOf - 7 * week;
        LECTERN_ASSIGN(const MetricTable table, evaluate(asked.reader, question, asked.cancel));
        if (table.rows.isEmpty() || !table.rows.front().value || table.asOf != question.asOf)
            continue;
        MetricRow row = table.rows.front();
        row.dimensions = {DimensionValue{.id = dayText(*question.asOf), .label = {}, .key = *question.asOf,
                                         .order = *question.asOf}};
        line.rows << row;
    }
    return line;
}

Result<void> spark(const Asked& asked, TileData& tile, Filter filter)
{
    if (tile.spec.spark.isEmpty() || !tile.table.available || !tile.table.asOf)
        return {};
    const QString by = tile.spec.options["sparkBy"].toString("week");
    if (by == "steps") {
        LECTERN_ASSIGN(MetricTable line, steps(asked, tile, filter));
        tile.spark = std::move(line);
        return {};
    }
    LECTERN_ASSIGN(const MetricDefinition definition, metricDefinition(tile.spec.spark));
    LECTERN_TRY(narrowDays(asked, definition, tile.spec.options["sparkDays"].toInt(7 * weeksOfSpark), filter));
    LECTERN_ASSIGN(MetricTable line, evaluate(asked.reader, questionOf(asked, tile.spec.spark, {by}, filter), asked.cancel));
    if (line.available)
        tile.spark = std::move(line);
    return {};
}

/// The hand-written lists, by the name a page gives them.
Result<MetricTable> listNamed(const Asked& asked, const QString& query)
{
    if (query == "health_alerts")
        return healthAlerts(asked.reader);
    if (query == "health_feeds")
        return healthFeeds(asked.reader);
    if (query == "health_checks")
        return healthChecks(asked.reader);
    if (query == "health_queries")
        return healthQueries(asked.reader, questionOf(asked, {}, {}, {}), asked.cancel);
    return lastImport(asked.reader, questionOf(asked, {}, {}, asked.filter), asked.cancel);
}

Result<void> fill(const Asked& asked, TileData& tile)
{
    if (!tile.spec.query.isEmpty()) {
        LECTERN_ASSIGN(tile.table, listNamed(asked, tile.spec.query));
        tile.table.title = tile.spec.title;
        return {};
    }
    LECTERN_ASSIGN(tile.definition, metricDefinition(tile.spec.metric));
    Filter filter = filterOf(asked, tile);
    LECTERN_TRY(chooseOne(asked, tile, filter));
    LECTERN_TRY(narrowDays(asked, tile.definition, tile.spec.options["days"].toInt(), filter));
    LECTERN_ASSIGN(tile.table, evaluate(asked.reader, questionOf(asked, tile.spec.metric, tile.spec.by, filter), asked.cancel));
    arrange(tile.table, tile.spec);
    if (tile.spec.chart == "line" && !isPipeline(tile.definition))
        LECTERN_TRY(addHolidays(asked.reader, tile.table));
    LECTERN_TRY(compare(asked, tile, filter));
    return spark(asked, tile, filter);
}

} // namespace

Result<PageData> evaluatePage(const Database& reader, const PageSpec& page, const Filter& filter, std::optional<Day> asOf,
                              const Viewer& viewer, Audience audience, const Cancel& cancel)
{
    PageData data{.spec = page, .filter = filter, .dataTo = {}, .rows = {}};
    std::vector<TileData*> tiles;
    for (const QList<TileSpec>& row : page.rows) {
        data.rows.emplaceBack();
        for (const TileSpec& spec : row)
            data.rows.back() << TileData{.spec = spec, .table = {}, .comparison = {}, .spark = {}, .definition = {},
                                         .error = {}, .ignoredFilters = {}};
    }
    for (QList<TileData>& row : data.rows)
        for (TileData& tile : row)
            tiles.push_back(&tile);

    // Every thread takes the next tile on a connection of its own; the caller's thread is one of them.
    std::atomic<std::size_t> next = 0;
    const auto work = [&](const Database& connection) {
        const Asked asked{.reader = connection, .filter = filter, .asOf = asOf, .viewer = viewer,
                          .audience = audience, .cancel = cancel};
        for (std::size_t i = next++; i < tiles.size() && !cancel.raised(); i = next++)
            if (const auto filled = fill(asked, *tiles[i]); !filled)
                tiles[i]->error = filled.error();
    };
    {
        std::vector<std::jthread> others;
        const std::size_t threads = std::min<std::size_t>({4, std::thread::hardware_concurrency(), tiles.size()});
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back([&] {
                if (const auto connection = reader.sibling())
                    work(*connection);
            });
        work(reader);
    }
    if (cancel.raised())
        return failure("cancelled");
    Monitor::shared().opened(reader.path(), page.id);
    for (const TileData* tile : tiles)
        if (tile->table.asOf && tile->table.available && !isPipeline(tile->definition))
            data.dataTo = data.dataTo ? std::max(*data.dataTo, *tile->table.asOf) : *tile->table.asOf;
    return data;
}

} // namespace lectern
