/// See Workbook.h.
#include "tests/support/Workbook.h"

#include "core/table/TableSource.h"

namespace lectern::test {

QByteArray sheetOf(const QList<QStringList>& rows)
{
    QByteArray sheet;
    for (const QStringList& row : rows) {
        sheet += "<row>";
        for (const QString& cell : row) {
            if (cell.startsWith('#')) {
                const QString style = cell.section('@', 1);
                sheet += "<c" + (style.isEmpty() ? QByteArray() : " s=\"" + style.toUtf8() + '"') + "><v>" +
                    cell.mid(1).section('@', 0, 0).toUtf8() + "</v></c>";
            } else if (cell.isEmpty()) {
                sheet += "<c/>";
            } else {
                sheet += "<c t=\"inlineStr\"><is><t>" + cell.toHtmlEscaped().toUtf8() + "</t></is></c>";
            }
        }
        sheet += "</row>";
    }
    return sheet;
}

QByteArray odsRowsOf(const QList<QStringList>& rows)
{
    QByteArray table;
    for (const QStringList& row : rows) {
        table += "<table:table-row>";
        for (const QString& cell : row) {
            if (cell.startsWith('@'))
                table += "<table:table-cell office:value-type=\"date\" office:date-value=\"" + cell.mid(1).toUtf8() + "\"/>";
            else if (cell.startsWith('#'))
                table += "<table:table-cell office:value-type=\"float\" office:value=\"" + cell.mid(1).toUtf8() + "\"/>";
            else
                table += "<table:table-cell office:value-type=\"string\"><text:p>" + cell.toHtmlEscaped().toUtf8() + "</text:p></table:table-cell>";
        }
        table += "</table:table-row>";
    }
    return table;
}

void writeOds(const QString& path, const QByteArray& rows)
{
    writeZip(path, {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                    {"META-INF/manifest.xml", "<manifest/>"},
                    {"content.xml", "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>"
                                    "<table:table table:name=\"Marks\">" + rows + "</table:table></office:spreadsheet></office:body></office:document-content>"}});
}

void writeWorkbook(const QString& path, const WorkbookParts& parts)
{
    const QByteArray space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const QByteArray relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const QByteArray relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    QByteArray sheets, links;
    std::vector<ZipMember> members;
    for (int i = 0; i < parts.sheetData.size(); ++i) {
        const QByteArray number = QByteArray::number(i + 1);
        sheets += "<sheet name=\"Sheet" + number + "\" sheetId=\"" + number + "\" " + (i == 0 ? parts.sheetState : QByteArray()) + " r:id=\"s" + number + "\"/>";
        links += "<Relationship Id=\"s" + number + "\" Type=\"" + relation + "/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
        members.push_back({"xl/worksheets/sheet" + QString::fromLatin1(number) + ".xml",
                           "<worksheet " + space + ">" + parts.before + "<sheetData>" + parts.sheetData.at(i) + "</sheetData>" + parts.behind + "</worksheet>"});
    }
    links += "<Relationship Id=\"t\" Type=\"" + relation + "/styles\" Target=\"/xl/styles.xml\"/>";
    links += "<Relationship Id=\"u\" Type=\"" + relation + "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
    members.push_back({"[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"});
    members.push_back({"_rels/.rels", relations + "<Relationship Id=\"r\" Type=\"" + relation + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"});
    members.push_back({"xl/_rels/workbook.xml.rels", relations + links + "</Relationships>"});
    members.push_back({"xl/workbook.xml", "<workbook " + space + " xmlns:r=\"" + relation + "\"><workbookPr " + parts.properties + "/><sheets>" + sheets + "</sheets></workbook>"});
    members.push_back({"xl/styles.xml", "<styleSheet " + space + "><numFmts>" + parts.formats + "</numFmts><cellXfs>" + parts.styles + "</cellXfs></styleSheet>"});
    members.push_back({"xl/sharedStrings.xml", "<sst " + space + ">" + parts.strings + "</sst>"});
    members.insert(members.end(), parts.more.begin(), parts.more.end());
    writeZip(path, members);
}

void writeSheets(const QString& path, const QList<QList<QStringList>>& sheets, const QByteArray& state)
{
    WorkbookParts parts;
    parts.sheetData.clear();
    for (const QList<QStringList>& sheet : sheets)
        parts.sheetData << sheetOf(sheet);
    parts.styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"2\"/>";
    parts.formats = "<numFmt numFmtId=\"164\" formatCode=\"0000\"/>";
    parts.sheetState = state;
    writeWorkbook(path, parts);
}

QStringList rawRows(const QString& path, int sheet)
{
    TableChoice choice;
    if (sheet >= 0)
        choice.sheet = sheet;
    const auto packages = packagesOf(path);
    if (!packages)
        return {"error: " + packages.error().code};
    const auto table = openRaw(packages->front().sources.front(), choice);
    if (!table)
        return {"error: " + table.error().code};
    auto rows = table->rows();
    if (!rows)
        return {"error: " + rows.error().code};
    QStringList lines;
    for (;;) {
        const auto more = (*rows)->next();
        if (!more)
            return lines << "error: " + more.error().code;
        if (!*more)
            return lines;
        QStringList cells;
        for (const std::string_view cell : (*rows)->cells())
            cells << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
        lines << cells.join('|');
    }
}

} // namespace lectern::test
