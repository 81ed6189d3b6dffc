/// See TextForcing.h. Any thread.
#include "core/table/TextForcing.h"

#include <QRegularExpression>

namespace lectern {

namespace {

/// What a spreadsheet writes back as it was: no digits, and nothing in front that begins a formula.
bool isPlainWords(const QString& cell)
{
    static const QString formula = QStringLiteral("=+-@\t\r\n");
    if (formula.contains(cell.front()) || cell.front().isSpace() || cell.back().isSpace())
        return false;
    for (const QChar c : cell)
        if (c.isDigit() || c == '\n' || c == '\r' || c == '\t')
            return false;
    return true;
}

/// More than eleven digits are shown, and saved, as 1.23E+11; a leading zero is dropped.
bool isPlainInteger(const QString& cell)
{
    static const QRegularExpression plain(QStringLiteral("^(0|-?[1-9][0-9]{0,10})$"));
    return plain.match(cell).hasMatch();
}

} // namespace

QString withTextForcing(const QString& cell)
{
    if (cell.isEmpty() || isPlainWords(cell) || isPlainInteger(cell))
        return cell;
    return QStringLiteral("=\"") + QString(cell).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace lectern
