#include "app/cli/TextOutput.h"

#include <QLocale>
#include <algorithm>

namespace lectern::cli {

namespace {

bool isNumber(const QString& cell)
{
    bool ok = false;
    cell.toDouble(&ok);
    return ok;
}

QString csvLine(const QStringList& cells)
{
    QStringList written;
    for (QString cell : cells) {
        const bool special = cell.contains(',') || cell.contains('"') || cell.contains('\n') || cell.contains('\r');
        written << (special ? '"' + cell.replace('"', "\"\"") + '"' : cell);
    }
    return written.join(',') + '\n';
}

} // namespace

AlignedColumns::AlignedColumns(const QStringList& headers, const QList<QStringList>& rows) : m_headers(headers)
{
    measure(headers, false);
    for (const QStringList& row : rows)
        measure(row, true);
}

void AlignedColumns::measure(const QStringList& cells, bool data)
{
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i >= m_widths.size()) {
            m_widths << 0;
            m_numeric << true;
        }
        m_widths[i] = std::max(m_widths.at(i), cells.at(i).size());
        if (data && !cells.at(i).isEmpty() && !isNumber(cells.at(i)))
            m_numeric[i] = false;
    }
}

QString AlignedColumns::head() const
{
    if (m_headers.isEmpty())
        return {};
    QStringList rule;
    for (const qsizetype width : m_widths)
        rule << QString(width, '-');
    return line(m_headers) + line(rule);
}

QString AlignedColumns::line(const QStringList& cells) const
{
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const qsizetype width = m_widths.value(i);
        line += (m_numeric.value(i) ? cells.at(i).rightJustified(width) : cells.at(i).leftJustified(width)) + "  ";
    }
    while (line.endsWith(' '))
        line.chop(1);
    return line + '\n';
}

QString alignedText(const QStringList& headers, const QList<QStringList>& rows)
{
    const AlignedColumns columns(headers, rows);
    QString text = columns.head();
    for (const QStringList& row : rows)
        text += columns.line(row);
    return text;
}

QString csvText(const QStringList& headers, const QList<QStringList>& rows)
{
    QString text = csvLine(headers);
    for (const QStringList& row : rows)
        text += csvLine(row);
    return text;
}

QString numberText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace lectern::cli
