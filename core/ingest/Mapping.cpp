/// See Mapping.h.
#include "core/ingest/Mapping.h"

#include "core/govern/Codec.h"
#include "core/table/TableHead.h"
#include "core/table/TextForcing.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <algorithm>

namespace lectern {

namespace {

constexpr int sampledRows = 200;
constexpr double nearlySame = 0.75;
constexpr int examples = 5; // values shown of a column
constexpr int valuesLookedAt = 20000; // rows of the load before in which values are compared

/// Decisions of one feed and entity.
struct Decided
{
    HeaderMapping headers;
    QSet<QString> mayBeMissing; ///< columns
};

Result<Decided> decidedOf(const Database& database, qint64 feedId, const QString& entity)
{
    Decided decided;
    LECTERN_ASSIGN(Statement rows, database.prepare("SELECT header, column_name FROM decision_mapping WHERE feed_id = ?"
                                                    " AND entity = ? ORDER BY decision_id"));
    rows.bind(1, feedId).bind(2, entity);
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            return decided;
        if (rows.text(0).isEmpty())
            decided.mayBeMissing.insert(rows.text(1));
        else
            decided.headers.insert(normalisedHeader(rows.text(0)), rows.text(1));
    }
}

Result<void> decide(const Database& writer, qint64 feedId, const QString& entity, const QString& header,
                    const QString& column, const QString& person)
{
    LECTERN_ASSIGN(Statement insert,
                   writer.prepare("INSERT INTO decision_mapping (uuid, author, made_ms, feed_id, entity, header,"
                                  " column_name) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(1, QUuid::createUuid().toString(QUuid::WithoutBraces)).bind(2, person);
    insert.bind(3, QDateTime::currentMSecsSinceEpoch()).bind(4, feedId).bind(5, entity).bind(6, header).bind(7, column);
    return insert.run();
}

/// A table as it stands before anybody opens it.
struct Look
{
    Shape shape;
    DriftValues values; ///< of the new source
    SourceSample sample;
};

/// The record that is the header: whole, else the one that knows most columns.
FoundHeader headerIn(const TableHead& head, const HeaderMatcher& matcher)
{
    FoundHeader found = findHeader(head, matcher);
    for (std::size_t i = 0; i < head.records.size() && !found.map.missing.isEmpty(); ++i)
        if (HeaderMap map = matcher.match(head.records[i].cells); map.known > found.map.known)
            found = {int(i), std::move(map)};
    return found;
}

std::optional<Look> lookAt(const Source& source, const EntitySchema& schema, const HeaderMapping& mapping)
{
    const auto head = tableHead(source, sampledRows);
    if (!head || head->records.empty())
        return std::nullopt;
    const FoundHeader header = headerIn(*head, HeaderMatcher(schema, mapping));
    Look look;
    const QStringList& cells = head->records[std::size_t(header.index)].cells;
    SourceSample sample{cells, std::vector<int>(std::size_t(cells.size()), -1), {}};
    for (std::size_t i = 0; i < header.map.cellOf.size(); ++i)
        if (header.map.cellOf[i] >= 0)
            sample.columnOf[std::size_t(header.map.cellOf[i])] = int(i);
    for (std::size_t i = std::size_t(header.index) + 1; i < head->records.size(); ++i)
        sample.rows.push_back(head->records[i].cells);
    look.shape = shapeOf(schema, sample);
    std::string scratch;
    for (qsizetype i = 0; i < cells.size(); ++i)
        for (const QStringList& row : sample.rows) {
            const std::string cell = row.value(i).trimmed().toStdString();
            const std::string_view meant = withoutTextForcing(cell, scratch);
            if (!meant.empty())
                look.values.now[cells[i]].insert(QString::fromUtf8(meant.data(), qsizetype(meant.size())));
        }
    look.sample = std::move(sample);
    return look;
}

/// Values the columns held that are no longer in the header.
Result<void> lookBack(const Database& database, qint64 feedId, const EntitySchema& schema, const Shape& before, Look& look)
{
    for (const ShapeColumn& column : before) {
        const int at = schema.indexOf(column.column);
        if (at < 0 || std::ranges::find(look.shape, column.column, &ShapeColumn::column) != look.shape.end() ||
            schema.columns[std::size_t(at)].privacy == Privacy::Never)
            continue;
        LECTERN_ASSIGN(Statement rows, database.prepare("SELECT DISTINCT v FROM (SELECT " + quoted(column.column) +
                                                        " AS v FROM " + quoted(schema.nowView()) +
                                                        " WHERE feed_id = ? LIMIT ?) WHERE v IS NOT NULL"));
        rows.bind(1, feedId).bind(2, valuesLookedAt);
        const bool opaque = isOpaque(schema.columns[std::size_t(at)].privacy);
        for (;;) {
            LECTERN_ASSIGN(const bool row, rows.step());
            if (!row)
                break;
            look.values.before[column.column].insert((opaque ? decodeCell(rows.text(0)) : rows.text(0)).trimmed());
        }
    }
    return {};
}

/// Writes what was given for headers this source has.
Result<void> takeGiven(const Database& writer, qint64 feedId, const EntitySchema& schema, const Look& look,
                       const DriftAnswer& answer, Decided& decided)
{
    for (auto given = answer.headers.cbegin(); given != answer.headers.cend(); ++given) {
        const auto here = std::ranges::find_if(look.shape, [&](const ShapeColumn& column) {
            return normalisedHeader(column.header) == given.key();
        });
        if (here == look.shape.end() || (!given->isEmpty() && schema.indexOf(*given) < 0))
            continue;
        const auto known = decided.headers.constFind(given.key());
        if (known != decided.headers.cend() && *known == *given)
            continue;
        decided.headers.insert(given.key(), *given);
        LECTERN_TRY(decide(writer, feedId, schema.id, here->header.trimmed(), *given, answer.person));
    }
    return {};
}

/// A column that held values comes no more.
bool empties(const DriftChange& change)
{
    return change.kind == DriftChange::Kind::Missing && !change.column.isEmpty() && !change.typeBefore.isEmpty();
}

/// Changes that were decided before are no questions any more.
void heed(const Decided& decided, std::vector<DriftChange>& changes)
{
    using Kind = DriftChange::Kind;
    for (DriftChange& change : changes) {
        if (change.kind == Kind::Renamed && decided.headers.contains(normalisedHeader(change.header)))
            change = {Kind::Missing, {}, change.before, change.column, change.typeBefore, {}, true}; // left out on purpose
        if (change.kind == Kind::Missing && decided.mayBeMissing.contains(change.column))
            change.question = false;
    }
}

/// How the source differs from the load before, with what was decided; the values its lost columns held go into `look`.
Result<std::vector<DriftChange>> changesSince(const Database& database, qint64 feedId, const EntitySchema& schema,
                                              const Shape& before, const Decided& decided, Look& look)
{
    LECTERN_TRY(lookBack(database, feedId, schema, before, look));
    std::vector<DriftChange> changes = driftBetween(schema, before, look.shape, look.values);
    heed(decided, changes);
    return changes;
}

/// A few values the column holds, in the order they came.
Result<QStringList> valuesBefore(const Database& database, qint64 feedId, const EntitySchema& schema, const QString& name)
{
    const int at = schema.indexOf(name);
    QStringList values;
    if (at < 0 || schema.wide || schema.columns[std::size_t(at)].privacy == Privacy::Never)
        return values;
    LECTERN_ASSIGN(Statement rows, database.prepare("SELECT DISTINCT v FROM (SELECT " + quoted(name) + " AS v FROM " +
                                                    quoted(schema.nowView()) + " WHERE feed_id = ? AND " + quoted(name) +
                                                    " IS NOT NULL LIMIT ?) LIMIT ?"));
    rows.bind(1, feedId).bind(2, valuesLookedAt).bind(3, examples);
    const bool opaque = isOpaque(schema.columns[std::size_t(at)].privacy);
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            return values;
        values << (opaque ? decodeCell(rows.text(0)) : rows.text(0)).trimmed();
    }
}

/// The first different values of a column of the new source.
QStringList valuesNow(const SourceSample& sample, const QString& header)
{
    QStringList values;
    qsizetype at = 0;
    while (at < sample.header.size() && normalisedHeader(sample.header.at(at)) != normalisedHeader(header))
        ++at;
    std::string scratch;
    for (const QStringList& row : sample.rows) {
        const std::string cell = row.value(at).trimmed().toStdString();
        const std::string_view meant = withoutTextForcing(cell, scratch);
        const QString value = QString::fromUtf8(meant.data(), qsizetype(meant.size()));
        if (!value.isEmpty() && !values.contains(value) && values.size() < examples)
            values << value;
    }
    return values;
}

} // namespace

Result<DriftLook> driftOf(const Database& database, qint64 feedId, const EntitySchema& schema, const Source& source,
                          const HeaderMapping& given)
{
    LECTERN_ASSIGN(Decided decided, decidedOf(database, feedId, schema.id));
    decided.headers.insert(given);
    LECTERN_ASSIGN(const Shape before, lastShape(database, feedId, schema.id));
    std::optional<Look> look;
    if (!before.empty())
        look = lookAt(source, schema, decided.headers);
    if (!look)
        return DriftLook{std::move(decided.headers), {}};
    LECTERN_ASSIGN(std::vector<DriftChange> changes, changesSince(database, feedId, schema, before, decided, *look));
    DriftLook answer{std::move(decided.headers), {}};
    for (DriftChange& change : changes) {
        if (empties(change))
            answer.emptied << change.before;
        if (!change.question)
            continue;
        DriftExample example{std::move(change), {}, {}};
        if (const int column = schema.indexOf(example.change.column); column >= 0)
            example.needed = schema.columns[std::size_t(column)].mandatory || schema.columns[std::size_t(column)].required;
        LECTERN_ASSIGN(example.before, valuesBefore(database, feedId, schema, example.change.column));
        if (!example.change.header.isEmpty())
            example.now = valuesNow(look->sample, example.change.header);
        if (example.change.kind == DriftChange::Kind::Missing || example.change.kind == DriftChange::Kind::Renamed)
            for (const ShapeColumn& column : look->shape)
                if (column.column.isEmpty() && !column.header.trimmed().isEmpty() && !isSecretHeader(column.header))
                    example.candidates.push_back({column.header.trimmed(), valuesNow(look->sample, column.header)});
        answer.questions.push_back(std::move(example));
    }
    return answer;
}

Result<DriftOutcome> settleDrift(const Database& writer, qint64 feedId, const EntitySchema& schema, const Source& source,
                                 const DriftAnswer& answer)
{
    LECTERN_ASSIGN(Decided decided, decidedOf(writer, feedId, schema.id));
    LECTERN_ASSIGN(const Shape before, lastShape(writer, feedId, schema.id));
    if (before.empty() && answer.headers.isEmpty())
        return DriftOutcome{std::move(decided.headers), {}};
    std::optional<Look> look = lookAt(source, schema, decided.headers);
    if (!look)
        return DriftOutcome{std::move(decided.headers), {}}; // opening says why
    if (!answer.headers.isEmpty()) {
        LECTERN_TRY(takeGiven(writer, feedId, schema, *look, answer, decided));
        look = lookAt(source, schema, decided.headers);
    }
    LECTERN_ASSIGN(const std::vector<DriftChange> changes, changesSince(writer, feedId, schema, before, decided, *look));
    DriftOutcome outcome;
    const bool asks = std::ranges::any_of(changes, &DriftChange::question);
    if (asks && !answer.accept)
        return failure("import.drift", {.file = source.name()}, driftArguments(changes));
    using Kind = DriftChange::Kind;
    for (const DriftChange& change : changes) {
        outcome.remarks << (empties(change) ? QObject::tr("%1: rows that come again have lost its values").arg(words(change)) : words(change));
        if (!change.question)
            continue;
        if (change.kind == Kind::Renamed) {
            decided.headers.insert(normalisedHeader(change.header), change.column);
            LECTERN_TRY(decide(writer, feedId, schema.id, change.header, change.column, answer.person));
        } else if (change.kind == Kind::Missing) {
            LECTERN_TRY(decide(writer, feedId, schema.id, QString(), change.column, answer.person));
        }
    }
    outcome.mapping = std::move(decided.headers);
    return outcome;
}

Result<std::optional<NearlyKnown>> nearlyKnown(const Database& database, const Source& source)
{
    const auto head = tableHead(source);
    if (!head)
        return std::nullopt;
    std::optional<NearlyKnown> best;
    double bestShare = nearlySame;
    LECTERN_ASSIGN(Statement rows,
                   database.prepare("SELECT DISTINCT f.connector, l.feed_id, l.entity FROM load AS l JOIN feed AS f"
                                    " USING (feed_id) WHERE l.state = 'in force' ORDER BY l.feed_id, l.entity"));
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            return best;
        LECTERN_ASSIGN(const Shape shape, lastShape(database, rows.integer(1), rows.text(2)));
        LECTERN_ASSIGN(const Decided decided, decidedOf(database, rows.integer(1), rows.text(2)));
        QSet<QString> headers;
        for (const ShapeColumn& column : shape)
            headers.insert(normalisedHeader(column.header));
        for (const HeadRecord& record : head->records) {
            const auto same = std::ranges::count_if(record.cells, [&](const QString& cell) {
                return headers.contains(normalisedHeader(cell)) || decided.headers.contains(normalisedHeader(cell));
            });
            const qsizetype all = std::max<qsizetype>(record.cells.size(), qsizetype(shape.size()));
            const double share = all < 3 ? 0 : double(same) / double(all);
            if (share >= bestShare && (!best || share > bestShare)) {
                best = NearlyKnown{rows.text(0), rows.text(2)};
                bestShare = share;
            }
        }
    }
}

Result<HeaderMapping> readMapping(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return failure("file.missing", {.file = path});
    if (!file.open(QIODevice::ReadOnly))
        return failure("file.unreadable", {.file = path}, {}, file.errorString());
    const QJsonObject columns = QJsonDocument::fromJson(file.readAll()).object()["columns"].toObject();
    HeaderMapping mapping;
    for (auto entry = columns.begin(); entry != columns.end(); ++entry) {
        if (!entry.value().isString())
            return failure("mapping.invalid", {.file = path});
        const QString column = entry.value().toString();
        mapping.insert(normalisedHeader(entry.key()), column == "ignore" ? QString() : column);
    }
    if (mapping.isEmpty())
        return failure("mapping.invalid", {.file = path});
    return mapping;
}

} // namespace lectern
