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

QString alignedText(const QStringList& headers, const QList<QStringList>& rows)
{
    QList<qsizetype> widths;
    QList<bool> numeric;
    const auto measure = [&](const QStringList& cells, bool data) {
        for (qsizetype i = 0; i < cells.size(); ++i) {
            if (i >= widths.size()) {
                widths << 0;
                numeric << true;
            }
            widths[i] = std::max(widths.at(i), cells.at(i).size());
            if (data && !cells.at(i).isEmpty() && !isNumber(cells.at(i)))
                numeric[i] = false;
        }
    };
    measure(headers, false);
    for (const QStringList& row : rows)
        measure(row, true);

    QString text;
    const auto append = [&](const QStringList& cells) {
        QString line;
        for (qsizetype i = 0; i < cells.size(); ++i)
            line += (numeric.at(i) ? cells.at(i).rightJustified(widths.at(i)) : cells.at(i).leftJustified(widths.at(i))) + "  ";
        while (line.endsWith(' '))
            line.chop(1);
        text += line + '\n';
    };
    if (!headers.isEmpty()) {
        append(headers);
        QStringList rule;
        for (const qsizetype width : widths)
            rule << QString(width, '-');
        append(rule);
    }
    for (const QStringList& row : rows)
        append(row);
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
