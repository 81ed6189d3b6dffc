/// What an XLSX workbook says, read as data: texts, numbers, dates, the shape of the sheet.
#include "core/table/SparseRow.h"
#include "tests/support/Workbook.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lectern;
using namespace lectern::test;

class XlsxReaderTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;

    QStringList read(const WorkbookParts& parts, int sheet = -1) const
    {
        const QString path = folder.filePath("book.xlsx");
        writeWorkbook(path, parts);
        return rawRows(path, sheet);
    }
    QStringList readSheet(const QByteArray& sheetData) const { return read({.sheetData = {sheetData}}); }

private Q_SLOTS:
    void sharedTextsAreJoinedFromTheirRuns();
    void inlineTextIsReadWithoutPhonetics();
    void escapedCharactersAreResolved();
    void lineEndsAreThoseOfXml();
    void booleansErrorsAndFormulaResultsComeAsShown();
    void numbersKeepTheirDigits();
    void cellsWithoutReferenceStandSideBySide();
    void emptyRowsBetweenComeAsOne();
    void aRowThatSaysItStandsAboveComesBehind();
    void datesAreKnownByTheirFormat_data();
    void datesAreKnownByTheirFormat();
    void stylesMayStandInLinesOfTheirOwn();
    void aRowHoldsSoMuchAndNoMore();
    void secondEpochShiftsDates();
    void zerosOfANumberFormatArePartOfIt();
    void chosenSheetIsRead();
    void coverSheetIsPassedOver();
    void hiddenSheetIsNotReadByItself();
    void prefixedNamesAreUnderstood();
    void workbookWithinAZipIsRead();
    void partsMayBeNamedInAnotherCase();
};

void XlsxReaderTest::sharedTextsAreJoinedFromTheirRuns()
{
    QCOMPARE(read({.sheetData = {"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>"},
                   .strings = "<si><t>Grade</t></si><si><r><t>Given </t></r><r><t>name</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si>"}),
             QStringList{"Given name|Grade"});
}

void XlsxReaderTest::inlineTextIsReadWithoutPhonetics()
{
    QCOMPARE(readSheet("<row><c t=\"inlineStr\"><is><t>A&amp;B</t><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></is></c><c t=\"inlineStr\"><is><t><![CDATA[<x>]]></t></is><v>9</v></c></row>"),
             QStringList{"A&B|<x>"});
}

void XlsxReaderTest::escapedCharactersAreResolved()
{
    QCOMPARE(readSheet("<row><c t=\"str\"><v>a_x0009_b_x005F_c_x12</v></c></row>"), QStringList{"a\tb_c_x12"});
    QCOMPARE(readSheet("<row><c t=\"str\"><v>" + QByteArray("_x0041_").repeated(500'000) + "_x</v></c></row>"), QStringList{QString(500'000, 'A') + "_x"});
}

void XlsxReaderTest::lineEndsAreThoseOfXml()
{
    QCOMPARE(readSheet("<row><c t=\"str\"><v>a\r\nb\rc_x000d_\nd</v></c><c t=\"inlineStr\"><is><t><![CDATA[e\r\nf]]></t></is></c></row>"),
             QStringList{"a\nb\nc\r\nd|e\nf"});
}

void XlsxReaderTest::booleansErrorsAndFormulaResultsComeAsShown()
{
    QCOMPARE(readSheet("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>X</f><v>yes</v></c></row>"),
             QStringList{"TRUE|FALSE|#N/A|2|yes"});
}

void XlsxReaderTest::numbersKeepTheirDigits()
{
    QCOMPARE(readSheet("<row><c><v>123456789012345</v></c><c><v>0.30000000000000004</v></c><c><v>1.5E-5</v></c><c><v>1E3</v></c><c><v>-0.5</v></c></row>"),
             QStringList{"123456789012345|0.3|0.000015|1000|-0.5"});
}

void XlsxReaderTest::cellsWithoutReferenceStandSideBySide()
{
    QCOMPARE(readSheet("<row><c><v>1</v></c><c r=\"D1\"><v>4</v></c><c><v>5</v></c><c r=\"B1\"><v>2</v></c></row>"), QStringList{"1|2||4|5"});
}

void XlsxReaderTest::emptyRowsBetweenComeAsOne()
{
    QCOMPARE(readSheet("<row r=\"2\"><c><v>1</v></c></row><row r=\"3\"><c s=\"0\"/></row><row r=\"7\"><c><v>2</v></c></row><row r=\"900000\"><c/></row>"),
             (QStringList{"1", "", "2"}));
}

void XlsxReaderTest::aRowThatSaysItStandsAboveComesBehind()
{
    QCOMPARE(readSheet("<row r=\"4\"><c><v>4</v></c></row><row r=\"2\"><c><v>2</v></c></row><row r=\"7\"><c><v>7</v></c></row>"),
             (QStringList{"4", "2", "", "7"}));
}

void XlsxReaderTest::datesAreKnownByTheirFormat_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* name, const char* format, const char* value, const char* shown) {
        QTest::newRow(name) << QByteArray(format) << QByteArray(value) << QString(shown);
    };
    row("a day", "dd/mm/yyyy", "45536", "2024-09-01");
    row("a day with its time", "m/d/yy h:mm", "45536.5", "2024-09-01 12:00:00");
    row("a time of day", "h:mm AM/PM", "0.75", "18:00:00");
    row("a duration", "[h]:mm", "1.5", "36:00");
    row("minutes and seconds", "mm:ss", "0.0434027777777778", "02:30");
    row("the day that never was", "yyyy-mm-dd", "60", "1900-02-29");
    row("the first day", "yyyy-mm-dd", "1", "1900-01-01");
    row("a day in another language", "[$-407]d. mmmm yyyy", "45536", "2024-09-01");
    row("letters in quotes are no date", "0&quot; days&quot;", "12", "12 days");
    row("a colour is no date", "[Red]0.00", "1.5", "1.50");
    row("a number is rounded as shown", "#,##0.0#", "12345.005", "12345.01");
    row("a negative number in brackets", "0_);\\(0\\)", "-3.6", "-4");
    row("a zero drawn as a dash stays a zero", "0.0;-0.0;&quot;-&quot;", "0", "0.0");
    row("a year alone", "yyyy", "45536", "2024");
    row("a day below zero stays a number", "yyyy-mm-dd", "-1", "-1");
    row("percent", "0.0%", "0.854", "85.4%");
    row("currency", "&quot;$&quot;#,##0.00", "1234.5", "$1,234.50");
    row("a fraction", "# ?/?", "2.5", "2 1/2");
    row("a number beyond all fractions", "# ?/?", "1e20", "1e+20");
    row("an exponent", "0.00E+00", "12345", "1.23E+04");
    row("thousands in words", "#,##0,&quot;k&quot;", "1234567", "1,235k");
    row("by its size", "[&lt;10]0&quot; few&quot;;0&quot; many&quot;", "12", "12 many");
    row("negative in its own way", "0.0&quot; up&quot;;0.0&quot; down&quot;", "-2", "2.0 down");
}

void XlsxReaderTest::datesAreKnownByTheirFormat()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, value);
    QFETCH(QString, shown);
    QCOMPARE(read({.sheetData = {"<row><c s=\"1\"><v>" + value + "</v></c></row>"},
                   .formats = "<numFmt numFmtId=\"164\" formatCode=\"" + format + "\"/>",
                   .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/>"}),
             QStringList{shown});
}

/// Also between blocks of the reader: 300,000 blanks are more than one.
void XlsxReaderTest::stylesMayStandInLinesOfTheirOwn()
{
    for (const QByteArray& space : {QByteArray("\n  "), QByteArray(300'000, ' ')})
        QCOMPARE(read({.sheetData = {"<row><c s=\"1\"><v>45536</v></c></row>"},
                       .styles = space + "<xf numFmtId=\"0\"/>" + space + "<xf numFmtId=\"14\"/>" + space}),
                 QStringList{"2024-09-01"});
}

void XlsxReaderTest::aRowHoldsSoMuchAndNoMore()
{
    const std::string half(std::size_t(40) << 20, 'x');
    SparseRow row;
    row.add(1, half);
    QVERIFY(row.finish());
    row.add(2, half);
    QVERIFY(!row.finish());
    row.clear();
    row.add(2, "y");
    QVERIFY(row.finish());
    QCOMPARE(row.cells().size(), std::size_t(2));
}

void XlsxReaderTest::secondEpochShiftsDates()
{
    QCOMPARE(read({.sheetData = {"<row><c s=\"0\"><v>44074</v></c></row>"}, .styles = "<xf numFmtId=\"14\"/>", .properties = "date1904=\"1\""}),
             QStringList{"2024-09-01"});
}

void XlsxReaderTest::zerosOfANumberFormatArePartOfIt()
{
    QCOMPARE(read({.sheetData = {"<row><c s=\"0\"><v>123</v></c></row>"},
                   .formats = "<numFmt numFmtId=\"170\" formatCode=\"00000\"/>",
                   .styles = "<xf numFmtId=\"170\"/>"}),
             QStringList{"00123"});
}

void XlsxReaderTest::chosenSheetIsRead()
{
    const WorkbookParts parts{.sheetData = {"<row><c><v>1</v></c></row>", "<row><c><v>2</v></c></row>"}};
    QCOMPARE(read(parts, 1), QStringList{"2"});
    QCOMPARE(read(parts, 2), QStringList{"error: table.no_sheet"});
}

void XlsxReaderTest::coverSheetIsPassedOver()
{
    QByteArray table;
    for (int i = 0; i < 9; ++i)
        table += "<row><c><v>1</v></c><c><v>2</v></c></row>";
    QCOMPARE(read({.sheetData = {"<row><c t=\"str\"><v>Read me</v></c></row>", table}}).first(), QString("1|2"));
}

void XlsxReaderTest::hiddenSheetIsNotReadByItself()
{
    const QByteArray row = "<row><c><v>1</v></c><c><v>2</v></c></row>";
    QCOMPARE(read({.sheetData = {row + row + row + row + row, "<row><c><v>3</v></c><c><v>4</v></c></row>"}, .sheetState = "state=\"veryHidden\""}),
             QStringList{"3|4"});
}

void XlsxReaderTest::prefixedNamesAreUnderstood()
{
    QCOMPARE(readSheet("<x:row xmlns:x=\"y\" r=\"1\"><x:c r=\"A1\"><x:v>7</x:v></x:c></x:row>"), QStringList{"7"});
}

void XlsxReaderTest::workbookWithinAZipIsRead()
{
    const QString inner = folder.filePath("inner.xlsx"), outer = folder.filePath("outer.zip");
    writeWorkbook(inner, {.sheetData = {"<row><c><v>5</v></c></row>"}});
    QFile file(inner);
    QVERIFY(file.open(QIODevice::ReadOnly));
    writeZip(outer, {{"export/marks.xlsx", file.readAll()}});
    QCOMPARE(rawRows(outer), QStringList{"5"});
}

void XlsxReaderTest::partsMayBeNamedInAnotherCase()
{
    const QString path = folder.filePath("case.xlsx");
    const QByteArray type = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    writeZip(path, {{"[content_types].xml", "<Types/>"},
                    {"_rels\\.rels", "<Relationships><Relationship Id=\"a\" Type=\"" + type + "/officeDocument\" Target=\"/XL/Workbook.xml\"/></Relationships>"},
                    {"xl\\workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"b\"/></sheets></workbook>"},
                    {"xl\\_rels\\workbook.xml.rels", "<Relationships><Relationship Id=\"b\" Type=\"" + type + "/worksheet\" Target=\"Sheets\\One.xml\"/></Relationships>"},
                    {"xl\\sheets\\one.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"}});
    QCOMPARE(rawRows(path), QStringList{"1"});
}

QTEST_GUILESS_MAIN(XlsxReaderTest)
#include "XlsxReaderTest.moc"
