/// See RowIdentity.h.
#include "core/ingest/RowIdentity.h"

#include <QSet>
#include <algorithm>

namespace lectern {

QString headerOfRowId(const LookedAt& table, const EntitySchema& target, const Layout& layout)
{
    if (target.subject.isEmpty() || target.key.size() < 2 || !target.key.contains("id") || target.key.contains(target.subject))
        return {};
    QStringList headers;
    for (const QString& column : QStringList(target.subject) + target.key) {
        const LayoutCell cell = layout.columns.value(column);
        const bool filled = !cell.from.isEmpty() || (!cell.constant.isEmpty() && column != target.subject);
        if ((column == "id") == filled)
            return {};
        if (!cell.from.isEmpty())
            headers << cell.from;
    }
    QSet<QStringList> seen;
    for (const QStringList& row : table.rows) {
        QStringList cells;
        for (const QString& header : headers) {
            const auto column = std::ranges::find(table.columns, header, &TableColumn::name);
            cells << row.value(column - table.columns.begin()).trimmed();
        }
        if (seen.contains(cells))
            return {};
        seen.insert(cells);
    }
    return headers.front();
}

} // namespace lectern
