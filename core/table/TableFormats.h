/// The openers of all formats, in the order they are asked; see TableSource.h. Any thread.
#pragma once

#include "core/table/CsvReader.h"
#include "core/table/TableSource.h"
#include "core/table/TextDecoder.h"

namespace lectern {

/// Workbooks of the XLSX kind (also XLSM). Errors of ZipDocument and XmlScanner, "workbook.damaged", "workbook.binary",
/// "table.scattered".
[[nodiscard]] Result<std::optional<RawTable>> openXlsx(const Source& source, std::string_view head, const TableChoice& choice);

/// OpenDocument spreadsheets. Errors of ZipDocument and XmlScanner, "workbook.damaged", "table.scattered".
[[nodiscard]] Result<std::optional<RawTable>> openOds(const Source& source, std::string_view head, const TableChoice& choice);

/// "XML Spreadsheet 2003". Errors of XmlScanner, "workbook.damaged", "table.scattered".
[[nodiscard]] Result<std::optional<RawTable>> openSpreadsheetXml(const Source& source, std::string_view head,
                                                                 const TableChoice& choice);

/// Any other XML: the element that repeats is the row. Errors of XmlScanner, "table.too_wide", "table.no_sheet".
[[nodiscard]] Result<std::optional<RawTable>> openXml(const Source& source, std::string_view head, const TableChoice& choice);

/// Tables of an HTML page. Errors "html.no_table", "html.too_large", "table.scattered", "table.no_sheet".
[[nodiscard]] Result<std::optional<RawTable>> openHtml(const Source& source, std::string_view head, const TableChoice& choice);

/// JSON and JSON lines. Errors "source.bad_json", "json.too_deep", "table.field_too_long", "table.too_wide".
[[nodiscard]] Result<std::optional<RawTable>> openJson(const Source& source, std::string_view head, const TableChoice& choice);

/// Knows old binary workbooks and locked ones, and refuses them: "workbook.old", "workbook.locked".
[[nodiscard]] Result<std::optional<RawTable>> refuseOldWorkbook(const Source& source, std::string_view head,
                                                                const TableChoice& choice);

/// Knows zips that are no document: an archive within an archive or behind an address. Refuses them: "zip.nested".
[[nodiscard]] Result<std::optional<RawTable>> refuseNestedZip(const Source& source, std::string_view head, const TableChoice& choice);

/// Whatever tells its format by its first bytes, that is all but delimited text. Errors of the openers.
[[nodiscard]] Result<std::optional<RawTable>> openMarked(const Source& source, const TableChoice& choice);

/// Delimited text in any dialect. Asked last: takes whatever is text. Errors "source.empty", "source.binary" and those
/// of Source::open().
[[nodiscard]] Result<std::optional<RawTable>> openDelimited(const Source& source, std::string_view head,
                                                            const TableChoice& choice);

/// The rows of delimited text whose encoding and dialect are known; those of its part, if the source is one.
[[nodiscard]] Result<std::unique_ptr<RowSource>> delimitedRows(const Source& source, Encoding encoding, const CsvDialect& dialect);

} // namespace lectern
