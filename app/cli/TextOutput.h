/// Tables for people and for spreadsheets. Thread: any.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace lectern::cli {

/// Columns as wide as these rows need, numbers to the right; a longer cell of a later row pushes what stands behind it.
class AlignedColumns
{
public:
    AlignedColumns(const QStringList& headers, const QList<QStringList>& rows);
    /// The header line and a rule; "" without headers.
    [[nodiscard]] QString head() const;
    [[nodiscard]] QString line(const QStringList& cells) const;

private:
    void measure(const QStringList& cells, bool data);

    QStringList m_headers;
    QList<qsizetype> m_widths;
    QList<bool> m_numeric;
};

/// Columns aligned by spaces, numbers to the right; header line and rule only if there are headers. Ends with a newline
/// unless there are no lines.
[[nodiscard]] QString alignedText(const QStringList& headers, const QList<QStringList>& rows);

/// RFC 4180 with plain newlines: header line first, cells quoted where they must be.
[[nodiscard]] QString csvText(const QStringList& headers, const QList<QStringList>& rows);

/// The shortest text that reads back as the same number.
[[nodiscard]] QString numberText(double number);

} // namespace lectern::cli
