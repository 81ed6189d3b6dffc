/// Which dialect a text is written in, case by case.
#include "core/table/DialectSearch.h"

#include <QTest>

namespace lectern::test {

class DialectSearchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dialects_data();
    void dialects();
    void lineEndsAreCounted();
};

void DialectSearchTest::dialects_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("dialect"); // delimiter, quote, escape, width
    QTest::newRow("commas") << QByteArray("a,b\n1,2\n3,4\n") << ",|\"||2";
    QTest::newRow("semicolons win over decimal commas") << QByteArray("a;b\n1,5;2,5\n3,5;4,5\n") << ";|\"||2";
    QTest::newRow("tabs win over commas in texts") << QByteArray("a\tb\nred, blue\t2\ngreen, grey\t4\n") << "\t|\"||2";
    QTest::newRow("bars") << QByteArray("a|b|c\n1|x, y|3\n4|z|6\n") << "||\"||3";
    QTest::newRow("comma and space") << QByteArray("a, b\n\"1, 2\", 3\n4, 5\n") << ", |\"||2";
    QTest::newRow("a text of one column has no delimiter that counts") << QByteArray("name\nred\nblue\n") << ",|\"||1";
    QTest::newRow("sentences are not cut at spaces") << QByteArray("remark\nthis is good\nthat was better\n") << ",|\"||1";
    QTest::newRow("delimiters within quotes do not count") << QByteArray("a;b\n\"1,2,3\";x\n\"4,5,6\";y\n") << ";|\"||2";
    QTest::newRow("apostrophes quote") << QByteArray("a,b\n'1, 2',3\n'4, 5',6\n") << ",|'||2";
    QTest::newRow("apostrophes within words do not") << QByteArray("a,b\nboys' room,3\nit's,6\n") << ",|\"||2";
    QTest::newRow("backslash escapes") << QByteArray("a,b\n\"x \\\"y\\\", z\",3\n\"w\",6\n") << ",|\"|\\|2";
    QTest::newRow("backslashes before delimiters") << QByteArray("a,b\nx\\, y,3\nz,6\nw\\, v\\, u,7\n") << ",|\"|\\|2";
    QTest::newRow("a separator line decides") << QByteArray("sep=|\na,b|c\n1,2|3\n") << "||\"||2";
    QTest::newRow("a preamble does not mislead") << QByteArray("Report of Monday, 9:00\n\na;b;c\n1;2;3\n4;5;6\n7;8;9\n") << ";|\"||3";
}

void DialectSearchTest::dialects()
{
    QFETCH(const QByteArray, text);
    const FoundDialect found = searchDialect(std::string_view(text.constData(), std::size_t(text.size())), true);
    const auto mark = [](char c) { return c ? QString(QLatin1Char(c)) : QString(); };
    QTEST(delimiterText(found.dialect) + '|' + mark(found.dialect.quote) + '|' + mark(found.dialect.escape) + '|' +
              QString::number(found.width),
          "dialect");
}

void DialectSearchTest::lineEndsAreCounted()
{
    const FoundDialect found = searchDialect("a,b\r\n1,2\n3,4\r5,6\r\n", true);
    QCOMPARE(found.lineEnds.crlf, 2);
    QCOMPARE(found.lineEnds.lf, 1);
    QCOMPARE(found.lineEnds.cr, 1);
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::DialectSearchTest)
#include "DialectSearchTest.moc"
