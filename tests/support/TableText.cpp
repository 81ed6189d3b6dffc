/// See TableText.h.
#include "tests/support/TableText.h"

namespace lectern::test {

namespace {

QString cell(QString text)
{
    return text.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t");
}

QString factsOf(const OpenedTable& table)
{
    QString text;
    for (const Finding& finding : table.raw.findings)
        text += finding.what + ": " + finding.value + '\n';
    text += "columns:\n";
    for (const TableColumn& column : table.columns) {
        text += "  " + cell(column.name) + ": " + columnKindName(column.type.kind);
        if (!column.type.format.isEmpty())
            text += ' ' + column.type.format;
        text += '\n';
        for (const QString& damage : column.type.damage)
            text += "    ! " + damage + '\n';
    }
    return text;
}

} // namespace

QString tableText(const QString& path, bool rows, const TableChoice& choice)
{
    const auto packages = packagesOf(path);
    if (!packages)
        return packages.error().code + '\n';
    Result<OpenedTable> table = openTable(packages->front().sources.front(), choice);
    if (!table)
        return table.error().code + '\n';
    QString text = factsOf(*table);
    QString lines;
    qint64 count = 0;
    for (;; ++count) {
        const Result<bool> more = table->rows->next();
        if (!more)
            return text + more.error().code + '\n';
        if (!*more)
            break;
        QStringList cells;
        if (rows)
            for (const std::string_view one : table->rows->cells())
                cells << cell(QString::fromUtf8(one.data(), qsizetype(one.size())));
        if (rows)
            lines += cells.join(" | ") + '\n';
    }
    text += "rows: " + QString::number(count) + '\n' + lines;
    for (const QString& remark : table->rows->remarks())
        text += "# " + remark + '\n';
    return text;
}

} // namespace lectern::test
