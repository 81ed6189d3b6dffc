/// Header matching; see Header.h. Any thread.
#include "core/table/Header.h"

#include <algorithm>

namespace lectern {

QString normalisedHeader(const QString& header)
{
    QString text = header;
    text.remove(QChar(0xfeff));
    text.replace(QChar(0x00a0), ' ');
    return text.simplified().toCaseFolded();
}

bool isSecretHeader(const QString& header)
{
    const QString text = normalisedHeader(header);
    static const QStringList words = {"password", "passwort", "passphrase", "passwd", "kennwort", "contraseña"};
    return std::ranges::any_of(words, [&](const QString& word) { return text.contains(word); });
}

HeaderMatcher::HeaderMatcher(const EntitySchema& entity, const HeaderMapping& mapping)
    : m_columns(int(entity.columns.size()))
{
    for (auto header = mapping.cbegin(); header != mapping.cend(); ++header)
        m_mapped.insert(header.key(), header->isEmpty() ? -1 : entity.indexOf(*header));
    for (int i = 0; i < m_columns; ++i) {
        const ColumnSchema& column = entity.columns[std::size_t(i)];
        m_names.insert(normalisedHeader(column.name), i);
        for (const QString& alias : column.aliases)
            m_aliases.insert(normalisedHeader(alias), i);
        if (column.mandatory)
            m_mandatory.push_back({i, column.name});
    }
}

HeaderMap HeaderMatcher::match(const QStringList& header) const
{
    HeaderMap map;
    map.cellOf.assign(std::size_t(m_columns), -1);
    std::vector<bool> taken(std::size_t(header.size()), false);
    const auto take = [&](const QHash<QString, int>& names) {
        for (qsizetype i = 0; i < header.size(); ++i) {
            const QString name = normalisedHeader(header[i]);
            const auto column = names.constFind(name);
            if (column == names.cend() || *column < 0 || (&names != &m_mapped && m_mapped.value(name) < 0) || taken[std::size_t(i)] || map.cellOf[std::size_t(*column)] >= 0)
                continue;
            map.cellOf[std::size_t(*column)] = int(i);
            taken[std::size_t(i)] = true;
            ++map.known;
        }
    };
    take(m_mapped);
    take(m_names); // a column's own name goes before its aliases
    take(m_aliases);
    QHash<QString, int> seen;
    for (qsizetype i = 0; i < header.size(); ++i) {
        const QString text = header[i].trimmed();
        map.cells += !text.isEmpty();
        const int times = text.isEmpty() ? 0 : ++seen[normalisedHeader(text)];
        if (taken[std::size_t(i)])
            continue;
        if (isSecretHeader(text)) {
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
