/// ODS, HTML, XML, XML Spreadsheet 2003 and JSON as tables.
#include "tests/support/Workbook.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lectern;
using namespace lectern::test;

class MarkupTablesTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;

    QStringList read(const QByteArray& bytes, int sheet = -1) const
    {
        const QString path = folder.filePath("table.xls");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        file.close();
        return rawRows(path, sheet);
    }

    QStringList readOds(const QByteArray& rows) const
    {
        const QString path = folder.filePath("table.ods");
        writeOds(path, rows);
        return rawRows(path);
    }

private Q_SLOTS:
    void odsCellsComeAsValues();
    void odsRepeatedBlanksAreNotExpanded();
    void htmlTableIsReadAsARowOfCells();
    void htmlSpansLeaveEmptyCells();
    void htmlWithoutEndTagsIsUnderstood();
    void htmlLayoutTableIsPassedOver();
    void xmlRowsAreWhatRepeats();
    void xmlOfTwoKindsIsTwoTables();
    void oldXmlSpreadsheetIsRead();
    void jsonArrayNamesItsColumns();
    void jsonLinesMayNameMoreLater();
    void jsonRowsWithinAnObjectAreFound();
    void jsonArraysOfArraysHaveNoNames();
    void brokenJsonSaysWhere_data();
    void brokenJsonSaysWhere();
};

void MarkupTablesTest::odsCellsComeAsValues()
{
    QCOMPARE(readOds("<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1.5\"><text:p>1,50</text:p></table:table-cell>"
                     "<table:table-cell office:value-type=\"percentage\" office:value=\"0.25\"><text:p>25%</text:p></table:table-cell>"
                     "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-09-01T10:30:00\"/>"
                     "<table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2\"/>b</text:p><text:p>c</text:p></table:table-cell></table:table-row>"),
             QStringList{"1.5|25%|2024-09-01 10:30:00|a  b\nc"});
}

void MarkupTablesTest::odsRepeatedBlanksAreNotExpanded()
{
    const QByteArray one = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
    QCOMPARE(readOds("<table:table-row table:number-rows-repeated=\"2\">" + one + "<table:table-cell table:number-columns-repeated=\"2\"/>" + one
                     + "<table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>"
                       "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"),
             (QStringList{"1|||1", "1|||1"}));
}

void MarkupTablesTest::htmlTableIsReadAsARowOfCells()
{
    QCOMPARE(read("<html><body><table border=1><tr><th>Name</th><th>M&uuml;nze&nbsp;&euro;</th></tr>\n<tr><td> Ann\n Lee </td><td>3<br>4</td></tr></table></body></html>"),
             (QStringList{"Name|Münze €", "Ann Lee|3\n4"}));
}

void MarkupTablesTest::htmlSpansLeaveEmptyCells()
{
    QCOMPARE(read("<table><tr><td rowspan=2>a<td colspan=\"2\">b<td>c</tr><tr><td>d<td>e<td>f</tr></table>"), (QStringList{"a|b||c", "|d|e|f"}));
}

void MarkupTablesTest::htmlWithoutEndTagsIsUnderstood()
{
    QCOMPARE(read("<TABLE><TR><TD>1<TD>2<TR><TD>3<TD>4 &lt; 5"), (QStringList{"1|2", "3|4 < 5"}));
}

void MarkupTablesTest::htmlLayoutTableIsPassedOver()
{
    QCOMPARE(read("<!DOCTYPE html><html><table><tr><td><table><tr><td>x<td>y</tr><tr><td>1<td>2</tr></table></td></tr></table></html>"), (QStringList{"x|y", "1|2"}));
}

void MarkupTablesTest::xmlRowsAreWhatRepeats()
{
    QCOMPARE(read("<?xml version=\"1.0\"?><school><made>now</made><list><student id=\"1\"><name>Ann &amp; Co</name><home><town>X</town></home></student>"
                  "<student id=\"2\"><name>Bo</name><phone>1</phone><phone>2</phone></student></list></school>"),
             (QStringList{"id|name|home.town|phone|phone#2", "1|Ann & Co|X||", "2|Bo||1|2"}));
}

void MarkupTablesTest::xmlOfTwoKindsIsTwoTables()
{
    const QByteArray xml = "<all><a x=\"1\"/><b y=\"2\"/><a x=\"3\"/><b y=\"4\"/><a x=\"5\"/></all>";
    QCOMPARE(read(xml), (QStringList{"x", "1", "3", "5"}));
    QCOMPARE(read(xml, 1), (QStringList{"y", "2", "4"}));
}

void MarkupTablesTest::oldXmlSpreadsheetIsRead()
{
    QCOMPARE(read("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\""
                  " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"A\"><Table><Row><Cell><Data ss:Type=\"String\">n</Data></Cell>"
                  "<Cell ss:Index=\"3\"><Data ss:Type=\"DateTime\">2024-09-01T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"),
             QStringList{"n||2024-09-01"});
    // A row that says it stands above the one before it comes behind it all the same.
    QCOMPARE(read("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\""
                  " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"A\"><Table><Row><Cell><Data ss:Type=\"String\">n</Data></Cell>"
                  "</Row><Row ss:Index=\"0\"><Cell><Data ss:Type=\"Number\">1.5</Data></Cell></Row></Table></Worksheet></Workbook>"),
             (QStringList{"n", "1.5"}));
    // Zeros of an identifier are in its style alone.
    QCOMPARE(read("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\""
                  " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"s1\"><NumberFormat ss:Format=\"00000\"/></Style></Styles>"
                  "<Worksheet ss:Name=\"A\"><Table><Row><Cell ss:StyleID=\"s1\"><Data ss:Type=\"Number\">123</Data></Cell><Cell><Data ss:Type=\"Number\">7</Data></Cell>"
                  "</Row><Row ss:StyleID=\"s1\"><Cell><Data ss:Type=\"Number\">4</Data></Cell><Cell ss:StyleID=\"s0\"><Data ss:Type=\"Number\">5</Data></Cell></Row>"
                  "</Table></Worksheet></Workbook>"),
             (QStringList{"00123|7", "00004|5"}));
}

void MarkupTablesTest::jsonArrayNamesItsColumns()
{
    QCOMPARE(read("[{\"id\": 1, \"who\": {\"name\": \"Ann\"}, \"tags\": [1, \"x\"], \"ok\": true}, {\"id\": 2.50, \"none\": null}]"),
             (QStringList{"id|who.name|tags|ok|none", "1|Ann|[1,\"x\"]|true|", "2.5||||"}));
}

void MarkupTablesTest::jsonLinesMayNameMoreLater()
{
    QCOMPARE(read("{\"a\": 1}\r\n{\"b\": 2}\n"), (QStringList{"a|b", "1|", "|2"}));
}

void MarkupTablesTest::jsonRowsWithinAnObjectAreFound()
{
    QCOMPARE(read("{\"count\": 2, \"data\": {\"users\": [{\"a\": 1}, {\"a\": 2}]}}"), (QStringList{"a", "1", "2"}));
}

void MarkupTablesTest::jsonArraysOfArraysHaveNoNames()
{
    QCOMPARE(read("[[\"a\", \"b\"], [1, 2]]"), (QStringList{"a|b", "1|2"}));
}

void MarkupTablesTest::brokenJsonSaysWhere_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("cut off") << QByteArray("[{\"a\": 1}, {\"a\": ");
    QTest::newRow("a comma too many") << QByteArray("[{\"a\": 1},]");
    QTest::newRow("a comma too few") << QByteArray("[{\"a\": 1} {\"a\": 2}]");
    QTest::newRow("text behind") << QByteArray("[{\"a\": 1}] x");
    QTest::newRow("a lone surrogate") << QByteArray("[{\"a\": \"\\ud800\"}]");
    QTest::newRow("a leading zero") << QByteArray("{\"a\": 01}");
}

void MarkupTablesTest::brokenJsonSaysWhere()
{
    QFETCH(QByteArray, json);
    QCOMPARE(read(json), QStringList{"error: source.bad_json"});
}

QTEST_GUILESS_MAIN(MarkupTablesTest)
#include "MarkupTablesTest.moc"
