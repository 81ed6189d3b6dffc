/// XLSX workbooks made for tests, part by part, so that each test shows the XML it is about.
#pragma once

#include "tests/support/ZipFile.h"

#include <QStringList>

namespace lectern::test {

struct WorkbookParts
{
    QList<QByteArray> sheetData{{}};         ///< per sheet: what stands within <sheetData>
    QByteArray strings{};                    ///< what stands within <sst>
    QByteArray formats{};                    ///< what stands within <numFmts>
    QByteArray styles = "<xf numFmtId=\"0\"/>"; ///< what stands within <cellXfs>
    QByteArray properties{};                 ///< of the workbook: "date1904=\"1\""
    QByteArray sheetState{};                 ///< of the first sheet: "state=\"hidden\""
    QByteArray before{}, behind{};           ///< around <sheetData>
    std::vector<ZipMember> more{};           ///< further members of the zip
};

/// What stands within <sheetData> for rows of cells: "" is no cell, "#12.5" a number, "#12.5@2" a number in style 2, any
/// other text an inline string.
[[nodiscard]] QByteArray sheetOf(const QList<QStringList>& rows);

/// The same as rows of an OpenDocument table; "@2026-03-01" is a date.
[[nodiscard]] QByteArray odsRowsOf(const QList<QStringList>& rows);

/// Writes an OpenDocument spreadsheet of one table.
void writeOds(const QString& path, const QByteArray& rows);

/// Writes the workbook; sheets are named "Sheet1", "Sheet2", …
void writeWorkbook(const QString& path, const WorkbookParts& parts);

/// Writes a workbook of these sheets of cells, see sheetOf(). Styles: 1 = a date, 2 = four digits, 3 = two decimals.
/// `state`: of the first sheet, as WorkbookParts::sheetState.
void writeSheets(const QString& path, const QList<QList<QStringList>>& sheets, const QByteArray& state = {});

/// Every row of the chosen sheet as it stands, cells joined by '|'; or "error: code".
[[nodiscard]] QStringList rawRows(const QString& path, int sheet = -1);

} // namespace lectern::test
