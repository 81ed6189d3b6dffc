/// Tables made to do harm: each is refused with a code of its own, quickly and in little memory, or read for what it is.
#include "core/base/ErrorText.h"
#include "tests/support/Workbook.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lectern;
using namespace lectern::test;

namespace {

QByteArray wide(const QByteArray& name)
{
    QByteArray bytes;
    for (const char c : name)
        bytes += QByteArray(1, c) + QByteArray(1, '\0');
    return bytes;
}

QByteArray compoundFile(const QByteArray& stream)
{
    return QByteArray("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) + QByteArray(1000, '\0') + wide(stream) + QByteArray(1000, '\0');
}

} // namespace

class HostileTableTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;

    QString path(const QString& name) const { return folder.filePath(name); }
    QString write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path(name)));
        return path(name);
    }
    QString book(const QString& name, const WorkbookParts& parts) const
    {
        writeWorkbook(path(name), parts);
        return path(name);
    }
    QString zip(const QString& name, const std::vector<ZipMember>& members) const
    {
        writeZip(path(name), members);
        return path(name);
    }
    QByteArray bytesOf(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void addArchives() const;
    void addWorkbooks() const;
    void addTexts() const;

private Q_SLOTS:
    void refused_data();
    void refused();
    void lyingDimensionChangesNothing();
    void farCellIsOneWideRow();
    void nulsAreDropped();
    void strayMarksInEveryRowAreReadToTheEnd();
};

void HostileTableTest::addArchives() const
{
    const auto row = [](const char* what, const QString& file, const char* code) { QTest::newRow(what) << file << QString(code); };
    const QByteArray blank(qsizetype(40) << 20, ' ');
    row("a sheet that unpacks to a thousand times its size", book("bomb.xlsx", {.sheetData = {blank}}), "zip.too_large");
    zip("inner.zip", {{"a.csv", "a,b\n1,2\n"}});
    row("a zip within a zip", zip("nested.zip", {{"inner.zip", bytesOf("inner.zip")}}), "zip.nested");
    row("a bomb within a zip", zip("outer.zip", {{"bomb.xlsx", bytesOf("bomb.xlsx")}}), "zip.too_large");
    row("members that overlap", write("overlap.zip", overlappingZip()), "zip.damaged");
    row("a name that climbs out", zip("climb.zip", {{"../a.csv", "a,b\n1,2\n"}}), "zip.unsafe_name");
    row("a part that climbs out", book("climb.xlsx", {.more = {{"xl/../../a.xml", "<a/>"}}}), "zip.unsafe_name");
    row("an absolute name", zip("absolute.zip", {{"/etc/a.csv", "a,b\n1,2\n"}}), "zip.unsafe_name");
    row("a symbolic link", zip("link.zip", {{"a.csv", "b.csv", true}}), "zip.unsafe_name");
    book("whole.xlsx", {.sheetData = {"<row><c><v>1</v></c></row>"}});
    row("a workbook cut off", write("cut.xlsx", bytesOf("whole.xlsx").left(700)), "zip.damaged");
}

void HostileTableTest::addWorkbooks() const
{
    const auto row = [](const char* what, const QString& file, const char* code) { QTest::newRow(what) << file << QString(code); };
    row("a locked workbook", write("locked.xlsx", compoundFile("EncryptedPackage")), "workbook.locked");
    row("an old binary workbook", write("old.xls", compoundFile("Workbook")), "workbook.old");
    row("a document that is no workbook", write("letter.doc", compoundFile("WordDocument")), "source.binary");
    row("a text that is not there", book("text.xlsx", {.sheetData = {"<row><c t=\"s\"><v>4000000000</v></c></row>"}}), "workbook.damaged");
    row("a column beyond the last", book("column.xlsx", {.sheetData = {"<row><c r=\"XFE1\"><v>1</v></c></row>"}}), "workbook.damaged");
    row("a row beyond the last", book("row.xlsx", {.sheetData = {"<row r=\"1048577\"><c><v>1</v></c></row>"}}), "workbook.damaged");
    QByteArray scattered;
    for (int i = 1; i <= 2000; ++i)
        scattered += "<row><c r=\"XFD" + QByteArray::number(i) + "\"><v>1</v></c></row>";
    row("cells scattered over empty columns", book("far.xlsx", {.sheetData = {scattered}}), "table.scattered");
    QByteArray many;
    for (int i = 0; i < 20'000; ++i)
        many += "<numFmt numFmtId=\"" + QByteArray::number(i) + "\" formatCode=\"0.0\"/>";
    row("more formats than a program writes", book("formats.xlsx", {.sheetData = {""}, .formats = many, .styles = "<xf/>"}), "workbook.damaged");
    row("more styles than a program writes", book("styles.xlsx", {.sheetData = {""}, .styles = QByteArray("<xf/>").repeated(200'000)}), "workbook.damaged");
    row("a sheet that ends in the middle", book("middle.xlsx", {.sheetData = {"<row><c><v>1"}}), "xml.damaged");
    row("a workbook without its main part", zip("empty.xlsx", {{"[Content_Types].xml", "<Types/>"}}), "workbook.damaged");
    const QByteArray type = "<!DOCTYPE a [<!ENTITY b \"c\">]>";
    row("a document type in a sheet", book("type.xlsx", {.sheetData = {type}}), "xml.document_type");
    row("a document type in the texts", book("types.xlsx", {.strings = type}), "xml.document_type");
    row("a document type in ODS", zip("type.ods", {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                                                   {"META-INF/manifest.xml", "<a/>"},
                                                   {"content.xml", type + "<a/>"}}), "xml.document_type");
}

/// "\"c0\":0,\"c1\":1"
static QByteArray names(int count)
{
    QByteArray members;
    for (int i = 0; i < count; ++i)
        members += (i > 0 ? ",\"c" : "\"c") + QByteArray::number(i) + "\":" + QByteArray::number(i);
    return members;
}

/// `depth` elements with long names, one within the other, the innermost with many attributes.
static QByteArray nested(int depth)
{
    QByteArray begin, end, attributes;
    for (int i = 0; i < 2000; ++i)
        attributes += " c" + QByteArray::number(i) + "=\"1\"";
    for (int i = 0; i < depth; ++i) {
        const QByteArray name = QByteArray(100, 'n') + QByteArray::number(i);
        begin += "<" + name + (i + 1 == depth ? attributes : QByteArray()) + ">";
        end.prepend("</" + name + ">");
    }
    return begin + end;
}

void HostileTableTest::addTexts() const
{
    const auto row = [](const char* what, const QString& file, const char* code) { QTest::newRow(what) << file << QString(code); };
    row("a document type in XML", write("type.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///x\">]><a><r>&b;</r><r/></a>"), "xml.document_type");
    row("an entity nobody declared", write("entity.xml", "<a><r x=\"1\">&b;</r></a>"), "xml.damaged");
    row("XML nested a hundred thousand deep", write("deep.xml", QByteArray("<a>").repeated(100000)), "xml.too_deep");
    row("JSON nested a hundred thousand deep", write("deep.json", QByteArray("[").repeated(100000)), "json.too_deep");
    row("a record of a hundred thousand names", write("names.json", "[{" + names(100'000) + "}]"), "table.too_wide");
    row("a record of a hundred thousand cells", write("cells.json", "[[1" + QByteArray(",1").repeated(100'000) + "]]"), "table.too_wide");
    row("names within a name of ten thousand letters", write("long.json", "[{\"" + QByteArray(10'000, 'k') + "\":{" + names(10) + "}}]"), "table.field_too_long");
    row("a list of ten megabytes in a cell", write("list.json", "{\"a\":[1" + QByteArray(",1").repeated(5 << 20) + "]}"), "table.field_too_long");
    row("a line of two million cells", write("commas.csv", "a,b\n1,2\n3,4\n" + QByteArray(2'000'000, ',') + "\n"), "table.too_wide");
    row("XML names within names", write("names.xml", "<a>" + ("<r>" + nested(250) + "</r>").repeated(2) + "</a>"), "table.field_too_long");
    row("a lone surrogate", write("lone.json", "{\"a\": \"\\udc00\"}"), "source.bad_json");
    row("a page of nothing but wide cells", write("wide.html", "<table><tr>" + QByteArray("<td colspan=1000>x").repeated(9000)), "table.scattered");
    row("a page of spans over spans", write("spans.html", "<table><tr>" + QByteArray("<td colspan=1000>x").repeated(4000) + QByteArray("<tr><td>y").repeated(9)
                                                              + "<tr><td>z" + QByteArray("<td colspan=1000 rowspan=65534>x").repeated(7000) + QByteArray("<tr>").repeated(9)), "table.scattered");
    row("a page of nothing but rows", write("rows.html", "<table>" + QByteArray("<tr>").repeated(8'100'000)), "table.scattered");
    row("a page without a table", write("page.html", "<!DOCTYPE html><html><body>Log in</body></html>"), "html.no_table");
}

void HostileTableTest::refused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("code");
    addArchives();
    addWorkbooks();
    addTexts();
}

void HostileTableTest::refused()
{
    QFETCH(QString, file);
    QFETCH(QString, code);
    QCOMPARE(rawRows(file).last(), "error: " + code);
    QVERIFY2(errorCodes().contains(code), "the code has no words");
}

void HostileTableTest::lyingDimensionChangesNothing()
{
    const QString file = book("dimension.xlsx", {.sheetData = {"<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"}, .before = "<dimension ref=\"A1:XFD1048576\"/>"});
    QCOMPARE(rawRows(file), QStringList{"1"});
}

void HostileTableTest::farCellIsOneWideRow()
{
    const QStringList rows = rawRows(book("last.xlsx", {.sheetData = {"<row r=\"1\"><c><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>"}}));
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows.first(), QString("1"));
    QCOMPARE(rows.last(), QString(16383, '|') + "2");
}

void HostileTableTest::nulsAreDropped()
{
    QCOMPARE(rawRows(write("nul.xml", QByteArray("<a><r x=\"1\0\"/><r x=\"2\"/></a>", 28))), (QStringList{"x", "1", "2"}));
}

/// Each of them might begin a cell that ends far below: that is not looked for again and again.
void HostileTableTest::strayMarksInEveryRowAreReadToTheEnd()
{
    const QStringList rows = rawRows(write("marks.csv", "a,b\n" + QByteArray("1,2\n").repeated(250) + QByteArray("\"x y,1,2\n").repeated(20'000)));
    QVERIFY2(!rows.last().startsWith("error"), qPrintable(rows.last()));
    QVERIFY(rows.size() > 10'000);
}

QTEST_GUILESS_MAIN(HostileTableTest)
#include "HostileTableTest.moc"
