/// How cells become integers: one table of texts and what they mean.
#include "core/ingest/CellParser.h"

#include <QtTest>

using namespace lectern;

class CellParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("dayFirst");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, bool dayFirst, const char* expected) {
            QTest::addRow("%s %s", text, dayFirst ? "day first" : "month first") << QByteArray(text) << dayFirst << QString(expected);
        };
        row("2026-03-14", false, "2026-03-14");
        row("2026-03-14", true, "2026-03-14");
        row("2026/3/4", true, "2026-03-04");
        row("3/4/2026", false, "2026-03-04");
        row("3/4/2026", true, "2026-04-03");
        row("28/05/2020", true, "2020-05-28");
        row("28/05/2020", false, "");
        row("14.3.2026", false, "2026-03-14");
        row("3/4/26", false, "2026-03-04");
        row("3/4/70", false, "1970-03-04");
        row("20260314", false, "2026-03-14");
        row("2026-03-14 10:00:00", false, "2026-03-14");
        row("2012-04-23T18:25:43.511Z", false, "2012-04-23");
        row("2026-02-29", false, "");
        row("2024-02-29", false, "2024-02-29");
        row("2026-13-01", false, "");
        row("05-Jan-26", false, "2026-01-05");
        row("5-JAN-2026", true, "2026-01-05");
        row("5 January 2026", false, "2026-01-05");
        row("5 January 2026, 9:15 AM", false, "2026-01-05");
        row("5 January 2026  9:15 AM", false, "2026-01-05");
        row("Jan 5, 2026", true, "2026-01-05");
        row("Sept. 5 2026", false, "2026-09-05");
        row("5. Januar 2026", false, "2026-01-05");
        row("5. Mär. 2026", false, "2026-03-05");
        row("5 février 2026", false, "2026-02-05");
        row("5 de enero de 2026", false, "2026-01-05");
        row("05.dez.2026", false, "2026-12-05");
        row("5.Januar 2026", false, "2026-01-05");
        row("5 de MARÇO de 2026", false, "2026-03-05");
        row("5 de enero del 2026", false, "2026-01-05");
        row("1er janvier 2026", false, "2026-01-01");
        row("05-set-2026", false, "2026-09-05");
        row("05-set-26", false, "");
        row("Set 5 2026", false, "");
        row("31 February 2026", false, "");
        row("5 Janissary 2026", false, "");
        row("5 January", false, "");
        row("5-January/2026", false, "");
        row("May 2026", false, "");
        row("yesterday", false, "");
        row("3/4", false, "");
        row("3-4/2026", false, "");
    }
    void dates()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, dayFirst);
        QFETCH(QString, expected);
        const auto day = parseDay(std::string_view(text.constData(), std::size_t(text.size())),
                                  dayFirst ? DateOrder::DayFirst : DateOrder::MonthFirst);
        QCOMPARE(day ? dayText(*day) : QString(), expected);
    }

    void instants_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("utc");
        QTest::addColumn<QString>("local");
        const auto row = [](const char* text, const char* utc, const char* local) {
            QTest::addRow("%s", text) << QByteArray(text) << QString(utc) << QString(local);
        };
        row("2025-04-16T09:00:37.123456", "2025-04-16T13:00:37.123", "2025-04-16 540");
        row("2025-04-16T09:00:37", "2025-04-16T13:00:37.000", "2025-04-16 540");
        row("2025-01-16T09:00:37", "2025-01-16T14:00:37.000", "2025-01-16 540");
        row("2025-04-16T02:30:00Z", "2025-04-16T02:30:00.000", "2025-04-15 1350");
        row("2025-04-16T02:30:00+02:00", "2025-04-16T00:30:00.000", "2025-04-15 1230");
        row("8/21/2019 13:10:31", "2019-08-21T17:10:31.000", "2019-08-21 790");
        row("2018/08/12 6:28:23 AM AST", "2018-08-12T10:28:23.000", "2018-08-12 388");
        row("2018/08/12 12:05:00 PM", "2018-08-12T16:05:00.000", "2018-08-12 725");
        row("5 January 2026, 9:15 AM", "2026-01-05T14:15:00.000", "2026-01-05 555");
        row("05-Jan-26 9:15 p.m.", "2026-01-06T02:15:00.000", "2026-01-05 1275");
        row("2018/08/12 6:28:23 AM GMT+1", "2018-08-12T05:28:23.000", "2018-08-12 88");
        row("2018/08/12 6:28:23 AM GMT-3:30", "2018-08-12T09:58:23.000", "2018-08-12 358");
        row("2018/08/12 6:28:23\xe2\x80\xafp. m. GMT-5", "2018-08-12T23:28:23.000", "2018-08-12 1168");
        row("2018/08/12 6:28:23 AM UTC", "2018-08-12T06:28:23.000", "2018-08-12 148");
        row("2025-04-16", "2025-04-16T04:00:00.000", "2025-04-16 0");
        row("2025-03-09T02:30:00", "2025-03-09T07:30:00.000", "2025-03-09 210"); // the hour the clock change skips
        row("2025-04-16T25:00:00", "", "");
        row("2025-04-16T10:00:00+99:00", "", "");
        row("soon", "", "");
    }
    void instants()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, utc);
        QFETCH(QString, local);
        InstantParser parser(QTimeZone("America/New_York"));
        const auto moment = parser.parse(std::string_view(text.constData(), std::size_t(text.size())), DateOrder::MonthFirst);
        QCOMPARE(moment.has_value(), !utc.isEmpty());
        if (!moment)
            return;
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(moment->ms, Qt::UTC).toString("yyyy-MM-ddThh:mm:ss.zzz"), utc);
        QCOMPARE(dayText(moment->day) + " " + QString::number(moment->minute), local);
    }

    void thousandths_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        for (const auto& [text, expected] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"82", "82000"}, {"82.5", "82500"}, {"-0.0005", "-1"}, {"0.0004", "0"}, {".5", "500"}, {"5.", "5000"},
                 {"+7", "7000"}, {"abc", ""}, {"1e3", ""}, {"1,5", ""}, {"", ""}, {"-", ""}, {"1234567890123456", ""}})
            QTest::addRow("%s", text) << QByteArray(text) << QString(expected);
    }
    void thousandths()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const auto milli = parseMilli(std::string_view(text.constData(), std::size_t(text.size())));
        QCOMPARE(milli ? QString::number(*milli) : QString(), expected);
    }

    void integersAndBooleansAreStrict()
    {
        QVERIFY(parseInteger("-12") == -12);
        QVERIFY(!parseInteger("12.0"));
        QVERIFY(!parseInteger("99999999999999999999"));
        QVERIFY(parseBoolean("TRUE") == true);
        QVERIFY(parseBoolean("n") == false);
        QVERIFY(!parseBoolean("maybe"));
    }
};

QTEST_GUILESS_MAIN(CellParserTest)
#include "CellParserTest.moc"
