// Reports on paper: sheets, searchable text, embedded fonts, no pictures of text, continued tables, what is withheld.
#include "tests/support/FakeSchool.h"
#include "tests/support/MadePages.h"
#include "ui/print/ReportDialog.h"
#include "ui/print/ReportPrinter.h"

#include <QFile>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace lectern;

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Text of the sheets, one string each; empty without pdftotext.
QStringList textOf(const QString& path)
{
    const QString program = QStandardPaths::findExecutable("pdftotext");
    if (program.isEmpty())
        return {};
    QProcess process;
    process.start(program, {"-layout", path, "-"});
    process.waitForFinished();
    QStringList sheets = QString::fromUtf8(process.readAllStandardOutput()).split(QChar('\f'));
    sheets.removeLast();
    return sheets;
}

} // namespace

class PrintTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    int sheetsOf(const QList<PageData>& pages, const QString& name, const ReportFrame& frame)
    {
        const Result<int> sheets = writeReport(pages, frame, m_folder.filePath(name));
        return sheets ? *sheets : -1;
    }

private Q_SLOTS:
    void aPageIsVectorWithEmbeddedText()
    {
        QCOMPARE(sheetsOf({madeOverview()}, "one.pdf", {"Northside School", Audience::Outside, Paper::A4}), 1);
        const QByteArray pdf = bytesOf(m_folder.filePath("one.pdf"));
        QVERIFY(pdf.startsWith("%PDF-1."));
        QVERIFY(pdf.contains("/FontFile"));
        QVERIFY(pdf.contains("/ToUnicode"));
        QVERIFY2(!pdf.contains("/Subtype /Image"), "charts and text must not be pictures");
        QVERIFY(pdf.contains("595") && pdf.contains("842")); // A4 in points
    }

    void letterIsLetter()
    {
        QVERIFY(sheetsOf({madeOverview()}, "letter.pdf", {"Northside School", Audience::Outside, Paper::Letter}) >= 1);
        QVERIFY(bytesOf(m_folder.filePath("letter.pdf")).contains("612"));
    }

    void everySheetSaysWhatItIs()
    {
        const int sheets = sheetsOf({madeOverview(), madeEngagement(60, 10)}, "two.pdf",
                                    {"Northside School", Audience::Staff, Paper::A4});
        QVERIFY(sheets >= 3);
        const QStringList text = textOf(m_folder.filePath("two.pdf"));
        if (text.isEmpty())
            QSKIP("pdftotext (poppler-utils) is not installed");
        QCOMPARE(text.size(), sheets);
        for (int i = 0; i < sheets; ++i) {
            QVERIFY(text.at(i).contains("Northside School"));
            QVERIFY(text.at(i).contains(QStringLiteral("Page %1 of %2").arg(i + 1).arg(sheets)));
            QVERIFY(text.at(i).contains("Data to"));
            QVERIFY(text.at(i).contains("For staff"));
        }
        QVERIFY(text.first().contains("Who is learning, and is anyone slipping?"));
        QVERIFY(text.first().contains("Term Spring"));
        QVERIFY(text.first().contains("94.1"));
        QVERIFY2(text.first().contains("Days attended out of instructional days enrolled"), "the definition is a footnote");
    }

    void aMatrixContinuesWithItsHeaderAndEveryStudentOnce()
    {
        QVERIFY(sheetsOf({madeEngagement(90, 8)}, "matrix.pdf", {"Northside School", Audience::Staff, Paper::A4}) >= 2);
        const QStringList text = textOf(m_folder.filePath("matrix.pdf"));
        if (text.isEmpty())
            QSKIP("pdftotext (poppler-utils) is not installed");
        const QString all = text.join(QChar('\n'));
        for (int student = 1; student <= 90; ++student)
            QCOMPARE(all.count(QStringLiteral("Student %1").arg(student, 3, 10, QChar('0'))), 1);
        QVERIFY(text.at(1).contains("VID 1"));
        QVERIFY(text.at(1).contains("continued"));
    }

    void aFunnelContinuesWithEveryStepOnce()
    {
        QVERIFY(sheetsOf({madeFunnel(75)}, "funnel.pdf", {"Northside School", Audience::Outside, Paper::A4}) >= 2);
        const QStringList text = textOf(m_folder.filePath("funnel.pdf"));
        if (text.isEmpty())
            QSKIP("pdftotext (poppler-utils) is not installed");
        const QString all = text.join(QChar('\n'));
        for (int step = 1; step <= 75; ++step)
            QCOMPARE(all.count(QStringLiteral("Step %1").arg(step, 3, 10, QChar('0'))), 1);
    }

    void aSmallMatrixShowsEveryStudent_data()
    {
        QTest::addColumn<int>("students");
        for (int students : {1, 2, 7, 8, 9, 31, 32})
            QTest::addRow("%d", students) << students;
    }

    void aSmallMatrixShowsEveryStudent()
    {
        QFETCH(int, students);
        QVERIFY(sheetsOf({madeEngagement(students, 8)}, "small.pdf", {"Northside School", Audience::Staff, Paper::Letter}) >= 1);
        const QStringList text = textOf(m_folder.filePath("small.pdf"));
        if (text.isEmpty())
            QSKIP("pdftotext (poppler-utils) is not installed");
        const QString all = text.join(QChar('\n'));
        for (int student = 1; student <= students; ++student)
            QCOMPARE(all.count(QStringLiteral("Student %1").arg(student, 3, 10, QChar('0'))), 1);
    }

    void aWideMatrixIsParted()
    {
        QVERIFY(sheetsOf({madeEngagement(10, 48)}, "wide.pdf", {"Northside School", Audience::Staff, Paper::A4}) >= 1);
        const QStringList text = textOf(m_folder.filePath("wide.pdf"));
        if (text.isEmpty())
            QSKIP("pdftotext (poppler-utils) is not installed");
        const QString all = text.join(QChar('\n'));
        QCOMPARE(all.count("Student 010"), all.count("Student 001"));
        for (const char* kind : {"VID", "SLD", "ART", "QZ"})
            for (int number = 1; number <= 12; ++number)
                QVERIFY2(all.contains(QRegularExpression(QStringLiteral("\\b%1 %2\\b").arg(QLatin1String(kind)).arg(number))),
                         qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(kind)).arg(number)));
        QVERIFY(all.contains("of 48"));
    }

    void readersOutsideSeeNoStudentsAndAreTold()
    {
        QVERIFY(sheetsOf({madeAbsences()}, "outside.pdf", {"Northside School", Audience::Outside, Paper::A4}) >= 1);
        const QStringList text = textOf(m_folder.filePath("outside.pdf"));
        if (text.isEmpty())
            QSKIP("pdftotext (poppler-utils) is not installed");
        const QString all = text.join(QChar('\n')).simplified();
        QVERIFY(!all.contains("Student 001"));
        QVERIFY(all.contains("left out for readers outside the school"));
        QVERIFY(all.contains("groups are too small"));
        QVERIFY(all.contains("Favourable answers"));
        QVERIFY(all.contains("For readers outside the school"));
    }

    void aReportThatCannotBeWrittenSaysSoAndACancelledOneLeavesNothing()
    {
        const Result<int> nowhere = writeReport({madeOverview()}, {}, m_folder.filePath("no/such/folder.pdf"));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().code, QStringLiteral("file.unwritable"));
        Cancel cancel;
        cancel.raise();
        QVERIFY(!writeReport({madeOverview()}, {}, m_folder.filePath("cancelled.pdf"), cancel));
        QVERIFY(!QFile::exists(m_folder.filePath("cancelled.pdf")));
    }

    void fortySheetsAreQuick()
    {
        QElapsedTimer clock;
        clock.start();
        QList<PageData> pages;
        for (int i = 0; i < 40; ++i)
            pages << madeOverview();
        const int sheets = sheetsOf(pages, "forty.pdf", {"Northside School", Audience::Outside, Paper::A4});
        qInfo("%d sheets in %lld ms", sheets, clock.elapsed());
        QCOMPARE(sheets, 40);
        QVERIFY2(clock.elapsed() < 20000, qPrintable(QString::number(clock.elapsed())));
    }

    void theDialogWritesWhatWasChosen()
    {
        FakeSchool school;
        school.pages = {madeOverview()};
        ReportOrder order;
        order.file = m_folder.filePath("dialog.pdf");
        ReportDialog dialog(school, order, theme(ThemeKind::Light));
        dialog.show();
        if (dialog.order().pages.isEmpty())
            QSKIP("no pages are defined");
        dialog.findChild<QComboBox*>("audience")->setCurrentIndex(1);
        QSignalSpy written(&dialog, &ReportDialog::written);
        QTest::mouseClick(dialog.findChild<QPushButton*>("write"), Qt::LeftButton);
        QTRY_COMPARE(written.count(), 1);
        QCOMPARE(school.lastOrder.audience, Audience::Staff);
        QVERIFY(bytesOf(order.file).startsWith("%PDF"));
        QVERIFY(dialog.findChild<QLabel*>("state")->text().contains("dialog.pdf"));
    }
};

QTEST_MAIN(PrintTest)
#include "PrintTest.moc"
