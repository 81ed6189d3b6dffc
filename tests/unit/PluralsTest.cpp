/// Numbers bring their nouns into the right form.
#include "core/base/ErrorText.h"

#include <QCoreApplication>
#include <QtTest>

class PluralsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(!lectern::errorCodes().isEmpty()); // a linker leaves out a library nothing is asked of
    }

    void oneRowTwoRows()
    {
        QCOMPARE(QCoreApplication::translate("Page", "%n row(s)", nullptr, 1), QStringLiteral("1 row"));
        QCOMPARE(QCoreApplication::translate("Page", "%n row(s)", nullptr, 2), QStringLiteral("2 rows"));
        QCOMPARE(QCoreApplication::translate("Page", "%n row(s)", nullptr, 0), QStringLiteral("0 rows"));
    }

    void everyNounOfASentence()
    {
        QCOMPARE(QCoreApplication::translate("ImportFlow", "Importing %n file(s) and folder(s)", nullptr, 3),
                 QStringLiteral("Importing 3 files and folders"));
    }

    void aVerbFollowsItsNoun()
    {
        QCOMPARE(QCoreApplication::translate("Table", "%n row(s) (has|have) fewer cells (#REF!)", nullptr, 1), QStringLiteral("1 row has fewer cells (#REF!)"));
        QCOMPARE(QCoreApplication::translate("Table", "%n row(s) (has|have) fewer cells (#REF!)", nullptr, 2), QStringLiteral("2 rows have fewer cells (#REF!)"));
    }

    void sentencesWithoutANumberStayAsTheyAre()
    {
        QCOMPARE(QCoreApplication::translate("Page", "row(s)"), QStringLiteral("row(s)"));
        QCOMPARE(QCoreApplication::translate("Page", "Overview"), QStringLiteral("Overview"));
    }
};

QTEST_GUILESS_MAIN(PluralsTest)
#include "PluralsTest.moc"
