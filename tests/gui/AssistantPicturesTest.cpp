// Every sheet of the import assistant, in both themes and two sizes, into the build folder for people to look at; and what
// can be checked without eyes: the sheet stays inside the window.
#include "tests/support/ImportDesk.h"

#include <QStandardPaths>
#include <QtTest>

using namespace lectern;
using test::Desk;

namespace {

QByteArray enrolments(int from, const char* begin)
{
    QByteArray csv = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,";
    csv += QByteArray(begin) + ",password\n";
    for (int i = from; i <= from + 60; ++i) {
        const char* role = i % 9 == 0 ? "captain" : i % 3 == 0 ? "teacher" : "student";
        const char* day = i % 20 == 0 ? "2026-02-31" : i % 2 ? "2026-02-14" : "2026-02-15";
        csv += QString("e%1,active,,c%2,north,u%1,%3,%4,secret%1\n").arg(i).arg(i % 4).arg(role, day).toUtf8();
    }
    return csv;
}

QByteArray orgs()
{
    return "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nnorth,active,,Northside School,school,,\n";
}

QByteArray vendorTest()
{
    QByteArray csv = "Learner no.;Day;Reading;Maths;Remark\n";
    for (int i = 1; i <= 30; ++i)
        csv += QString("S%1;%2.03.2026;%3,5;%4;\n").arg(i, 3, 10, QLatin1Char('0')).arg(9 + i % 3, 2, 10, QLatin1Char('0')).arg(30 + i).arg(90 - i).toUtf8();
    return csv;
}

} // namespace

class AssistantPicturesTest : public QObject
{
    Q_OBJECT

private:
    void look_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light-1366") << int(ThemeKind::Light) << QSize(1366, 768);
        QTest::newRow("dark-1366") << int(ThemeKind::Dark) << QSize(1366, 768);
        QTest::newRow("light-1920") << int(ThemeKind::Light) << QSize(1920, 1080);
        QTest::newRow("dark-1920") << int(ThemeKind::Dark) << QSize(1920, 1080);
    }

    static bool fits(Desk& desk)
    {
        return desk.dialog() && desk.dialog()->width() <= desk.window().width() && desk.dialog()->height() <= desk.window().height();
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void oneFile_data() { look_data(); }
    void oneFile()
    {
        QFETCH(int, kind);
        QFETCH(QSize, size);
        Desk desk(ThemeKind(kind), size);
        desk.drop({desk.write("enrollments.csv", enrolments(1, "beginDate"))});
        QVERIFY(desk.sees("import"));
        QVERIFY(desk.says("new"));
        QVERIFY(fits(desk));
        QVERIFY(desk.keepPicture(QStringLiteral("assistant-one-") + QTest::currentDataTag()));
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("kept aside with the reasons"));
        QVERIFY(desk.keepPicture(QStringLiteral("assistant-done-") + QTest::currentDataTag()));
    }

    void severalFiles_data() { look_data(); }
    void severalFiles()
    {
        QFETCH(int, kind);
        QFETCH(QSize, size);
        Desk desk(ThemeKind(kind), size);
        desk.write("term/enrollments.csv", enrolments(1, "beginDate"));
        desk.write("term/orgs.csv", orgs());
        desk.write("term/photo.jpg", QByteArray("\xff\xd8\xff\xe0\0\x10JFIF", 10) + QByteArray(400, '\0'));
        desk.drop({desk.path("term")});
        QVERIFY(desk.sees("import"));
        QVERIFY(desk.says("new"));
        QVERIFY(fits(desk));
        QVERIFY(desk.keepPicture(QStringLiteral("assistant-several-") + QTest::currentDataTag()));
    }

    void aChangedColumn_data() { look_data(); }
    void aChangedColumn()
    {
        QFETCH(int, kind);
        QFETCH(QSize, size);
        Desk desk(ThemeKind(kind), size);
        QVERIFY(desk.has({desk.write("enrollments.csv", enrolments(1, "beginDate"))}));
        desk.drop({desk.write("spring/enrollments.csv", enrolments(1, "starts_on"))});
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        QVERIFY(fits(desk));
        QVERIFY(desk.keepPicture(QStringLiteral("assistant-drift-") + QTest::currentDataTag()));
    }

    void anUnknownTable_data() { look_data(); }
    void anUnknownTable()
    {
        QFETCH(int, kind);
        QFETCH(QSize, size);
        Desk desk(ThemeKind(kind), size);
        desk.drop({desk.write("reading-test.csv", vendorTest())});
        QVERIFY2(desk.sees("yes") || desk.sees("close"), qPrintable(desk.words()));
        QVERIFY(fits(desk));
        for (int question = 1; desk.button("yes"); ++question) {
            QVERIFY(desk.keepPicture(QStringLiteral("assistant-unknown%1-").arg(question) + QTest::currentDataTag()));
            if (!desk.button("yes")->isEnabled())
                break;
            QVERIFY(desk.click("yes"));
            QTest::qWait(50);
        }
        QVERIFY(desk.sees("import") || desk.button("yes") || desk.button("close"));
        QVERIFY(desk.keepPicture(QStringLiteral("assistant-unknown-ready-") + QTest::currentDataTag()));
    }
};

QTEST_MAIN(AssistantPicturesTest)
#include "AssistantPicturesTest.moc"
