/// Delimited text, case by case: what stands in the file and which records a person would see in it.
#include "core/table/CsvReader.h"
#include "core/table/TableHead.h"

#include <QTemporaryDir>
#include <QTest>

namespace lectern::test {

namespace {

/// Hands out its bytes in pieces of `size`, so that every border falls everywhere once.
class DripReader final : public ByteReader
{
public:
    DripReader(std::string_view bytes, qint64 size) : m_bytes(bytes), m_size(size) {}
    Result<qint64> read(char* bytes, qint64 size) override
    {
        const std::size_t count = m_bytes.copy(bytes, std::size_t(std::min(size, m_size)));
        m_bytes.remove_prefix(count);
        return qint64(count);
    }

private:
    std::string_view m_bytes;
    qint64 m_size;
};

/// Records as "number: cell|cell", an error as its code and row.
QStringList recordsOf(const QByteArray& bytes, qint64 drip, CsvLimits limits = {})
{
    const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
    const Encoding encoding = encodingOf(view, true);
    auto sniffed = std::make_unique<TextDecoder>(std::make_unique<MemoryReader>(view), encoding);
    std::string text(std::size_t(bytes.size()) * 3 + 16, '\0');
    std::size_t filled = 0;
    while (const qint64 got = sniffed->read(text.data() + filled, qint64(text.size() - filled)).value_or(0))
        filled += std::size_t(got);
    text.resize(filled);
    CsvReader reader(std::make_unique<TextDecoder>(std::make_unique<DripReader>(view, drip), encoding),
                     csvDialectOf(text, true), "file.csv", limits);
    QStringList records;
    for (;;) {
        const Result<bool> more = reader.next();
        if (!more)
            return records << more.error().code + " " + QString::number(more.error().where.row);
        if (!*more)
            return records;
        QStringList cells;
        for (const std::string_view cell : reader.cells())
            cells << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
        records << QString::number(reader.record()) + ": " + cells.join('|');
    }
}

} // namespace

class CsvReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void records_data();
    void records();
    void aCellBeyondTheLimitNamesItsRow();
    void aQuoteThatNeverClosesNamesItsRow();
    void aHugeFileOfOneLineIsRefusedNotSwallowed();
    void encodings_data();
    void encodings();
    void binaryIsNoText();
    void linesBeyondTheFirstBlockAreWhole();
};

void CsvReaderTest::records_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const QByteArray& bytes, const QStringList& expected) {
        QTest::newRow(name) << bytes << expected;
    };
    row("plain", "a,b\n1,2\n", {"1: a|b", "2: 1|2"});
    row("last line without end", "a,b\n1,2", {"1: a|b", "2: 1|2"});
    row("carriage return and line feed", "a,b\r\n1,2\r\n", {"1: a|b", "2: 1|2"});
    row("carriage return alone", "a,b\r1,2\r3,4\r", {"1: a|b", "2: 1|2", "3: 3|4"});
    row("mixed line ends", "a,b\r\n1,2\n3,4\r5,6", {"1: a|b", "2: 1|2", "3: 3|4", "4: 5|6"});
    row("blank line counts", "a,b\n\n1,2\n", {"1: a|b", "2: ", "3: 1|2"});
    row("empty cells", "a,b,c\n,,\n1,,3\n", {"1: a|b|c", "2: ||", "3: 1||3"});
    row("trailing delimiter", "a,b,\n1,2,\n", {"1: a|b|", "2: 1|2|"});
    row("semicolons", "a;b\n1,5;2,5\n3,5;4\n", {"1: a|b", "2: 1,5|2,5", "3: 3,5|4"});
    row("tabs", "a\tb\n1, 2\t3\n", {"1: a|b", "2: 1, 2|3"});
    row("bars", "a|b\n1|2\n", {"1: a|b", "2: 1|2"});
    row("one column", "name\nx\ny\n", {"1: name", "2: x", "3: y"});
    row("separator line", "sep=;\na;b,c\n1;2\n", {"2: a|b,c", "3: 1|2"});
    row("separator line with mark", "\xef\xbb\xbfsep=|\r\na|b\r\n", {"2: a|b"});
    row("delimiter only within quotes", "a;b\n\"1,2,3\";x\n\"4,5,6\";y\n", {"1: a|b", "2: 1,2,3|x", "3: 4,5,6|y"});
    row("quoted", "\"a\",\"b\"\n\"1\",\"2\"\n", {"1: a|b", "2: 1|2"});
    row("quoted delimiter and line end", "a,b\n\"1,5\",\"x\r\ny\"\n3,4\n", {"1: a|b", "2: 1,5|x\r\ny", "3: 3|4"});
    row("doubled quotes", "a,b\n\"he said \"\"no\"\"\",2\n", {"1: a|b", "2: he said \"no\"|2"});
    row("only doubled quotes", "a,b\n\"\"\"\",\"\"\n", {"1: a|b", "2: \"|"});
    row("quote in the middle is a letter", "a,b\n5\" pipe,2\n", {"1: a|b", "2: 5\" pipe|2"});
    row("text after the closing quote", "a,b\n\"x\"y,2\n", {"1: a|b", "2: xy|2"});
    row("stray quote", "a,b\n1,2\n\"3,4\n5,6\n", {"1: a|b", "2: 1|2", "3: \"3|4", "4: 5|6"});
    row("stray quote at the end", "a,b\n1,2\n3,\"\n5,6\n", {"1: a|b", "2: 1|2", "3: 3|\"", "4: 5|6"});
    row("stray quote before quoted cells", "a,b,c\n1,2,3\n\"4,\"5,6\",7\n8,9,0\n", {"1: a|b|c", "2: 1|2|3", "3: \"4|5,6|7", "4: 8|9|0"});
    row("one quote too many in front", "a,b\n1,\"2, 3\"\n4,\"\"5, 6\"\n7,8\n", {"1: a|b", "2: 1|2, 3", "3: 4|\"5, 6", "4: 7|8"});
    row("apostrophes as quotes", "a,b\n'1, 2',it's\n'3, 4',x\n", {"1: a|b", "2: 1, 2|it's", "3: 3, 4|x"});
    row("backslash before quotes", "a,b\n\"x \\\"y\\\", z\",3\n\"w\",6\n", {"1: a|b", "2: x \"y\", z|3", "3: w|6"});
    row("delimiter of two characters", "a, b\n\"1, 2\", 3\n4, 5\n", {"1: a|b", "2: 1, 2|3", "3: 4|5"});
    row("text forcing", "a,b\n=\"001\",2\n", {"1: a|b", "2: =\"001\"|2"});
    row("ragged", "a,b,c\n1,2\n1,2,3,4\n5,6,7\n", {"1: a|b|c", "2: 1|2", "3: 1|2|3|4", "4: 5|6|7"});
    row("spaces stay", "a,b\n 1 ,2 \n", {"1: a|b", "2:  1 |2 "});
    row("header of a European export", "name;points\nA;1,5\n", {"1: name|points", "2: A|1,5"});
    row("nothing", "", {});
    row("quoted header across lines", "\"a\nb\",c\n1,2\n", {"1: a\nb|c", "2: 1|2"});
    row("NUL and Ctrl-Z left out", QByteArray("a,b\n1\0,2\n\x1a", 9), {"1: a|b", "2: 1|2"});
}

void CsvReaderTest::records()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, expected);
    for (const qint64 drip : {1, 2, 3, 7, 4096})
        QCOMPARE(recordsOf(bytes, drip), expected);
}

void CsvReaderTest::aCellBeyondTheLimitNamesItsRow()
{
    const QByteArray bytes = "a,b\n1,2\n3," + QByteArray(200, 'x') + "\n";
    QCOMPARE(recordsOf(bytes, 64, {.cell = 100, .record = 1000}).last(), QString("table.field_too_long 3"));
    QCOMPARE(recordsOf(bytes, 64, {.cell = 300, .record = 1000}).size(), 3);
}

void CsvReaderTest::aQuoteThatNeverClosesNamesItsRow()
{
    QCOMPARE(recordsOf("a\n12\n\"34\n56\n", 5).last(), QString("table.unclosed_quote 3"));
    const QByteArray large = "a\n\"2\n" + QByteArray("34\n").repeated(1000);
    QCOMPARE(recordsOf(large, 64, {.cell = 500, .record = 5000}).last(), QString("table.field_too_long 2"));
}

void CsvReaderTest::aHugeFileOfOneLineIsRefusedNotSwallowed()
{
    const QByteArray commas(100'000, ',');
    QCOMPARE(recordsOf(commas, 4096, {.cell = 100, .record = 50'000}).last(), QString("table.field_too_long 1"));
}

void CsvReaderTest::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("cell");
    QTest::newRow("UTF-8") << QByteArray("a,b\nZ\xc3\xbcrich,1\n") << "2: Zürich|1";
    QTest::newRow("UTF-8 with mark") << QByteArray("\xef\xbb\xbf" "a,b\nZ\xc3\xbcrich,1\n") << "2: Zürich|1";
    QTest::newRow("Windows-1252") << QByteArray("a,b\nZ\xfcrich,\x80" "1\n") << "2: Zürich|€1";
    QTest::newRow("MacRoman") << QByteArray("a,b\nZ\x9frich,caf\x8e\n") << "2: Zürich|café";
    QTest::newRow("UTF-8 with one bad byte") << QByteArray("a,b\n\xc3\xa9\xc3\xa8\xc3\xbc,\x92\n") << "2: éèü|’";
    const auto wide = [](const QString& text, bool little, bool mark) {
        QByteArray bytes;
        for (const QChar c : (mark ? QString(QChar(0xfeff)) : QString()) + text) {
            const char low = char(c.unicode() & 0xff);
            const char high = char(c.unicode() >> 8);
            bytes += little ? low : high;
            bytes += little ? high : low;
        }
        return bytes;
    };
    const QString text = QStringLiteral("a\tb\nZürich 😀\t1\n");
    QTest::newRow("UTF-16LE") << wide(text, true, true) << "2: Zürich 😀|1";
    QTest::newRow("UTF-16BE") << wide(text, false, true) << "2: Zürich 😀|1";
    QTest::newRow("UTF-16LE without mark") << wide(text, true, false) << "2: Zürich 😀|1";
    QTest::newRow("UTF-16BE without mark") << wide(text, false, false) << "2: Zürich 😀|1";
}

void CsvReaderTest::encodings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, cell);
    for (const qint64 drip : {1, 2, 3, 5, 4096})
        QCOMPARE(recordsOf(bytes, drip).value(1), cell);
}

void CsvReaderTest::binaryIsNoText()
{
    QVERIFY(looksBinary(std::string_view("PK\x03\x04 and so on", 14)));
    QVERIFY(looksBinary("%PDF-1.7"));
    QVERIFY(looksBinary(std::string_view("\x01\x02\x03\x04\x05\x06\x07\x08text", 12)));
    QVERIFY(!looksBinary("a,b\n1,2\n"));
    QVERIFY(!looksBinary(std::string_view("a,b\n1\0,2\n", 9)));
}

void CsvReaderTest::linesBeyondTheFirstBlockAreWhole()
{
    QByteArray bytes = "id,text\n";
    for (int i = 0; i < 60'000; ++i)
        bytes += QByteArray::number(i) + ",\"line \"\"" + QByteArray::number(i) + "\"\"\r\nend\"\r\n";
    const QStringList records = recordsOf(bytes, 1 << 20);
    QCOMPARE(records.size(), 60'001);
    for (int i = 0; i < 60'000; ++i)
        QCOMPARE(records[i + 1], QString("%1: %2|line \"%2\"\r\nend").arg(i + 2).arg(i));
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::CsvReaderTest)
#include "CsvReaderTest.moc"
