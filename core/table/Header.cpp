/// Header matching; see Header.h. Any thread.
#include "core/table/Header.h"

#include <algorithm>
#include <numeric>

namespace lectern {

namespace {

/// Most headers, and all names of columns, are as they are compared.
bool isNormalised(const QString& header)
{
    bool blank = true; // before the first letter, or behind a space
    for (const QChar letter : header) {
        const char16_t code = letter.unicode();
        if (code >= 0x7f || code < 0x20 || (code >= 'A' && code <= 'Z') || (code == ' ' && blank))
            return false;
        blank = code == ' ';
    }
    return !blank;
}

/// The same of a header that is normalised.
bool isSecret(const QString& header)
{
    static const QStringList words = {"password", "passwort", "passphrase", "passwd", "kennwort", "contraseña"};
    return std::ranges::any_of(words, [&](const QString& word) { return header.contains(word); });
}

} // namespace

QString normalisedHeader(const QString& header)
{
    if (isNormalised(header))
        return header;
    QString text = header;
    text.remove(QChar(0xfeff));
    text.replace(QChar(0x00a0), ' ');
    return text.simplified().toCaseFolded();
}

bool isSecretHeader(const QString& header)
{
    return isSecret(normalisedHeader(header));
}

HeaderMatcher::HeaderMatcher(const EntitySchema& entity, const HeaderMapping& mapping)
    : m_columns(int(entity.columns.size()))
{
    for (auto header = mapping.cbegin(); header != mapping.cend(); ++header)
        m_mapped.insert(header.key(), header->isEmpty() ? -1 : entity.indexOf(*header));
    for (int i = 0; i < m_columns; ++i) {
        const ColumnSchema& column = entity.columns[std::size_t(i)];
        m_names.insert(normalisedHeader(column.name), i);
        for (const QString& alias : column.aliases) {
            m_aliases.insert(normalisedHeader(alias), i);
            m_ranks.insert(normalisedHeader(alias), int(m_ranks.size()));
        }
        if (column.mandatory)
            m_mandatory.push_back({i, column.name});
    }
    for (const auto* columns : {&m_mapped, &m_names, &m_aliases})
        m_known.unite({columns->keyBegin(), columns->keyEnd()});
}

bool HeaderMatcher::mayBeWhole(const QStringList& header) const
{
    const auto known = std::ranges::count_if(header, [this](const QString& cell) { return m_known.contains(normalisedHeader(cell)); });
    return known >= std::max<qsizetype>(1, qsizetype(m_mandatory.size()));
}

HeaderMap HeaderMatcher::match(const QStringList& header) const
{
    HeaderMap map;
    map.cellOf.assign(std::size_t(m_columns), -1);
    std::vector<bool> taken(std::size_t(header.size()), false);
    QStringList names;
    for (const QString& cell : header)
        names << normalisedHeader(cell);
    std::vector<qsizetype> order(std::size_t(header.size()));
    std::iota(order.begin(), order.end(), 0);
    const auto take = [&](const QHash<QString, int>& columns) {
        for (const qsizetype i : order) {
            const auto column = columns.constFind(names[i]);
            if (column == columns.cend() || *column < 0 || (&columns != &m_mapped && m_mapped.value(names[i]) < 0) ||
                taken[std::size_t(i)] || map.cellOf[std::size_t(*column)] >= 0)
                continue;
            map.cellOf[std::size_t(*column)] = int(i);
            taken[std::size_t(i)] = true;
            ++map.known;
        }
    };
    take(m_mapped);
    take(m_names); // a column's own name goes before its aliases
    std::ranges::stable_sort(order, {}, [&](qsizetype i) { return m_ranks.value(names[i], int(m_ranks.size())); });
    take(m_aliases); // the better name first, wherever it stands
    QHash<QString, int> seen;
    for (qsizetype i = 0; i < header.size(); ++i) {
        const QString text = header[i].trimmed();
        map.cells += !text.isEmpty();
        const int times = text.isEmpty() ? 0 : ++seen[names[i]];
        if (taken[std::size_t(i)])
            continue;
        if (isSecret(names[i])) {
            map.secrets << text;
            continue;
        }
        QString name = text.isEmpty() ? "#col" + QString::number(i + 1) : text;
        if (times > 1)
            name += "#" + QString::number(times);
        map.further.push_back({int(i), name});
    }
    std::ranges::sort(map.further, {}, &FurtherColumn::name);
    for (const Mandatory& mandatory : m_mandatory)
        if (map.cellOf[std::size_t(mandatory.column)] < 0)
            map.missing << mandatory.name;
    return map;
}

} // namespace lectern
