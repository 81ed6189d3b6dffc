/// See Drift.h.
#include "core/ingest/Drift.h"

#include "core/ingest/CellParser.h"
#include "core/ingest/ColumnWords.h"
#include "core/table/Header.h"
#include "core/table/NamedDate.h"

#include <QCoreApplication>
#include <algorithm>

namespace lectern {

namespace {

using Kind = DriftChange::Kind;

constexpr double likeName = 0.6;   // nameLikeness() of two names for one thing
constexpr double likeValues = 0.5; // share of a sample's values the column held before
constexpr int fewValues = 3;       // Y and N stand in many columns

QString tr(const char* text)
{
    return QCoreApplication::translate("Drift", text);
}

qsizetype editDistance(const QString& a, const QString& b)
{
    std::vector<qsizetype> row(std::size_t(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = qsizetype(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype corner = row[0]++;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = std::size_t(j);
            const qsizetype changed = corner + (a[i] != b[j]);
            corner = row[at + 1];
            row[at + 1] = std::min({changed, corner + 1, row[at] + 1});
        }
    }
    return row.back();
}

double overlap(const QSet<QString>& now, const QSet<QString>& before)
{
    if (now.isEmpty())
        return 0;
    const auto common = std::ranges::count_if(now, [&](const QString& value) { return before.contains(value); });
    return double(common) / double(now.size());
}

/// True if `value` can be read as the column's type.
bool fits(const ColumnSchema& column, const QString& value)
{
    const std::string text = value.toStdString();
    switch (column.type) {
    case CellType::Integer:
        return parseInteger(text).has_value();
    case CellType::Decimal:
        return parseMilli(text).has_value();
    case CellType::Boolean:
        return parseBoolean(text).has_value();
    case CellType::Date:
    case CellType::Instant:
        return !value.isEmpty() && (value.front().isDigit() || namedDateAt(text));
    default:
        return true;
    }
}

/// A column of numbers that now holds words. Ids are asked about only when not one is a number any more.
bool isRetyped(const ColumnSchema& column, const ShapeColumn& before, const ShapeColumn& now, const QSet<QString>& values)
{
    if (before.type.isEmpty() || now.type.isEmpty() || values.isEmpty())
        return false;
    if (column.type == CellType::Id)
        return before.type == "number" && std::ranges::none_of(values, [](const QString& value) {
                   return parseMilli(value.toStdString()).has_value();
               });
    const auto good = std::ranges::count_if(values, [&](const QString& value) { return fits(column, value); });
    return before.type != now.type && good * 2 < values.size();
}

class Comparison
{
public:
    Comparison(const EntitySchema& schema, const Shape& before, const Shape& now, const DriftValues& values)
        : m_schema(schema), m_before(before), m_now(now), m_values(values), m_used(now.size())
    {
        for (const ShapeColumn& column : now) {
            m_headers.insert(normalisedHeader(column.header));
            m_columns.insert(column.column);
        }
        for (const ShapeColumn& column : before)
            m_beforeHeaders.insert(normalisedHeader(column.header));
    }

    std::vector<DriftChange> run()
    {
        for (const ShapeColumn& column : m_before)
            if (!m_headers.contains(normalisedHeader(column.header)) &&
                (column.column.isEmpty() || !m_columns.contains(column.column)))
                gone(column);
        for (std::size_t i = 0; i < m_now.size(); ++i)
            if (!m_used[i] && !m_beforeHeaders.contains(normalisedHeader(m_now[i].header)) && !isKnownBefore(m_now[i].column))
                m_changes.push_back({Kind::New, m_now[i].header.trimmed(), {}, m_now[i].column, {}, {}, false});
        retyped();
        reordered();
        return std::move(m_changes);
    }

private:
    [[nodiscard]] bool isKnownBefore(const QString& column) const
    {
        return !column.isEmpty() && std::ranges::find(m_before, column, &ShapeColumn::column) != m_before.end();
    }

    void gone(const ShapeColumn& column)
    {
        const QString before = column.header.trimmed();
        double best = 0;
        std::size_t at = m_now.size();
        for (std::size_t i = 0; i < m_now.size() && !column.column.isEmpty(); ++i) {
            const ShapeColumn& other = m_now[i];
            if (m_used[i] || !other.column.isEmpty() || m_beforeHeaders.contains(normalisedHeader(other.header)))
                continue;
            if (const double like = likeness(column, other); like > best) {
                best = like;
                at = i;
            }
        }
        if (at < m_now.size()) {
            m_used[at] = true;
            m_changes.push_back({Kind::Renamed, m_now[at].header.trimmed(), before, column.column, column.type, {}, true});
        } else {
            const bool question = !column.column.isEmpty() && !column.type.isEmpty();
            m_changes.push_back({Kind::Missing, {}, before, column.column, column.type, {}, question});
        }
    }

    /// 0 = not the same thing.
    [[nodiscard]] double likeness(const ShapeColumn& before, const ShapeColumn& now) const
    {
        if (!before.type.isEmpty() && !now.type.isEmpty() && before.type != now.type)
            return 0;
        const double name = std::max(nameLikeness(before.header, now.header), nameLikeness(before.column, now.header));
        const QSet<QString> sample = m_values.now.value(now.header);
        const double values = overlap(sample, m_values.before.value(before.column));
        const bool same = name >= likeName || (values >= likeValues && sample.size() >= fewValues) ||
                          (values >= likeValues && name >= likeName / 2);
        return same ? name + values : 0;
    }

    void retyped()
    {
        for (const ShapeColumn& now : m_now) {
            const int column = m_schema.indexOf(now.column);
            const auto before = std::ranges::find(m_before, now.column, &ShapeColumn::column);
            if (column >= 0 && before != m_before.end() &&
                isRetyped(m_schema.columns[std::size_t(column)], *before, now, m_values.now.value(now.header)))
                m_changes.push_back({Kind::Retyped, now.header.trimmed(), before->header.trimmed(), now.column,
                                     before->type, now.type, true});
        }
    }

    void reordered()
    {
        QStringList before, now;
        for (const ShapeColumn& column : m_before)
            if (m_headers.contains(normalisedHeader(column.header)))
                before << normalisedHeader(column.header);
        for (const ShapeColumn& column : m_now)
            if (m_beforeHeaders.contains(normalisedHeader(column.header)))
                now << normalisedHeader(column.header);
        if (before != now)
            m_changes.push_back({Kind::Reordered, {}, {}, {}, {}, {}, false});
    }

    const EntitySchema& m_schema;
    const Shape& m_before;
    const Shape& m_now;
    const DriftValues& m_values;
    std::vector<bool> m_used; // headers of now that are another one's new name
    QSet<QString> m_headers, m_columns, m_beforeHeaders;
    std::vector<DriftChange> m_changes;
};

constexpr const char* kindNames[] = {"new", "missing", "renamed", "reordered", "retyped"};

} // namespace

double nameLikeness(const QString& a, const QString& b)
{
    const QString x = lettersOf(a);
    const QString y = lettersOf(b);
    const qsizetype longest = std::max(x.size(), y.size());
    if (longest == 0)
        return 0;
    const double like = 1.0 - double(editDistance(x, y)) / double(longest);
    const bool within = std::min(x.size(), y.size()) >= 4 && (x.contains(y) || y.contains(x));
    return within ? std::max(like, 0.75) : like;
}

std::vector<DriftChange> driftBetween(const EntitySchema& schema, const Shape& before, const Shape& now,
                                      const DriftValues& values)
{
    if (before.empty() || now.empty())
        return {};
    return Comparison(schema, before, now, values).run();
}

QString words(const DriftChange& change)
{
    switch (change.kind) {
    case Kind::New:
        return tr("\"%1\" is new").arg(change.header);
    case Kind::Missing:
        return tr("\"%1\" is no longer there").arg(change.before);
    case Kind::Renamed:
        return tr("\"%1\" seems to be called \"%2\" now").arg(change.before, change.header);
    case Kind::Reordered:
        return tr("the columns stand in another order");
    case Kind::Retyped:
        return tr("\"%1\" held values like a %2 and now looks like a %3").arg(change.header, change.typeBefore, change.typeNow);
    }
    return {};
}

QStringList driftArguments(const std::vector<DriftChange>& changes)
{
    QStringList sentences, parts;
    for (const DriftChange& change : changes) {
        if (!change.question)
            continue;
        sentences << words(change);
        parts << kindNames[int(change.kind)] << change.header << change.before << change.column;
    }
    return QStringList(sentences.join("; ")) + parts;
}

std::vector<DriftChange> changesOf(const QStringList& arguments)
{
    std::vector<DriftChange> changes;
    for (qsizetype i = 1; i + 3 < arguments.size(); i += 4) {
        const auto kind = std::ranges::find(kindNames, arguments[i], [](const char* name) { return QString(name); });
        if (kind != std::end(kindNames))
            changes.push_back({Kind(kind - kindNames), arguments[i + 1], arguments[i + 2], arguments[i + 3], {}, {}, true});
    }
    return changes;
}

} // namespace lectern
