/// Refused rows and changed columns in the whole window on a real school file: a row is corrected by hand and goes, and
/// the pictures of it, in both themes and two sizes, lie in the build folder for people to look at.
#include "app/lectern/LocalSchoolService.h"
#include "core/store/Migrations.h"
#include "tests/support/TestSchool.h"
#include "ui/data/CorrectDialog.h"
#include "ui/data/DataPage.h"
#include "ui/importing/ImportDialog.h"
#include "ui/window/MainWindow.h"

#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStandardPaths>
#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const QByteArray columns = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate\n";

QByteArray enrolments()
{
    QByteArray csv = columns;
    for (int i = 1; i <= 60; ++i) {
        const char* role = i % 9 == 0 ? "Schüler" : i == 10 ? "captain" : i % 3 == 0 ? "teacher" : i % 3 == 1 ? "student" : "aide";
        const char* day = i % 20 == 0 ? "2026-02-31" : i == 27 ? "soon" : "2026-02-14";
        csv += QString("e%1,active,,c%2,north,u%1,%3,%4\n").arg(i).arg(i % 4).arg(QString::fromUtf8(role), day).toUtf8();
    }
    return csv;
}

/// The window with a dialog laid over it as the screen shows both.
void keepPicture(QWidget& window, QWidget* dialog, const QString& name)
{
    QDir().mkpath(QStringLiteral(LECTERN_BINARY_DIR "/gallery"));
    QPixmap picture = window.grab();
    if (dialog) {
        QPainter painter(&picture);
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 60));
        painter.drawPixmap(QPoint((window.width() - dialog->width()) / 2, (window.height() - dialog->height()) / 2), dialog->grab());
    }
    QVERIFY(picture.save(QStringLiteral(LECTERN_BINARY_DIR "/gallery/%1.png").arg(name)));
}

} // namespace

class RefusedRowsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aRowIsCorrectedInTheWindow_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light, laptop") << int(ThemeKind::Light) << QSize(1366, 768);
        QTest::newRow("dark, large") << int(ThemeKind::Dark) << QSize(1920, 1080);
    }
    void aRowIsCorrectedInTheWindow()
    {
        QFETCH(int, kind);
        QFETCH(QSize, size);
        QTemporaryDir folder;
        const QString school = folder.filePath("north.lectern");
        {
            TestSchool test;
            test.import({test.write("enrollments.csv", enrolments())});
            const auto copied = backUp(*test.school().writer().value(), school);
            QVERIFY2(copied.has_value(), copied ? "" : qPrintable(text(copied.error())));
        }
        LocalSchoolService service;
        MainWindow window(service, pageSpecs());
        window.setTheme(ThemeKind(kind));
        window.resize(size);
        window.show();
        window.openSchool(school);
        QTRY_VERIFY_WITH_TIMEOUT(service.state().open, 60'000);
        window.go("data");
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QTreeWidget*>("refused"), 30'000);
        auto* page = window.findChild<DataPage*>();
        const QString tag = QString("%1-%2").arg(theme(ThemeKind(kind)).id).arg(size.width());
        page->showRefused();
        QTest::qWait(100);
        keepPicture(window, nullptr, "refused-" + tag);

        const auto refusedCount = [&] {
            int rows = 0;
            const auto* tree = window.findChild<QTreeWidget*>("refused");
            for (int i = 0; tree && i < tree->topLevelItemCount(); ++i)
                rows += tree->topLevelItem(i)->childCount();
            return rows;
        };
        const int before = refusedCount();
        QVERIFY(before > 0);
        QTest::mouseClick(window.findChild<QPushButton*>("correct"), Qt::LeftButton);
        QTRY_VERIFY(window.findChild<CorrectDialog*>());
        QPointer dialog = window.findChild<CorrectDialog*>();
        QTest::qWait(100);
        keepPicture(window, dialog, "correct-" + tag);
        auto* role = dialog->findChild<QLineEdit*>("role");
        role->selectAll();
        QTest::keyClicks(role, "cook");
        QTest::mouseClick(dialog->findChild<QPushButton*>("try"), Qt::LeftButton);
        QTRY_VERIFY(dialog->findChild<QLabel*>("said")->isVisible());
        keepPicture(window, dialog, "still-refused-" + tag);
        role->selectAll();
        QTest::keyClicks(role, "student");
        QTest::mouseClick(dialog->findChild<QPushButton*>("try"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(refusedCount(), before - 1, 30'000);
        QVERIFY(window.findChild<QLabel*>("answer"));
        QTest::qWait(100);
        keepPicture(window, nullptr, "corrected-" + tag);

        const QString file = folder.filePath("enrollments.csv");
        QFile changed(file);
        QVERIFY(changed.open(QIODevice::WriteOnly));
        changed.write(QByteArray(enrolments()).replace("beginDate", "start_of_enrolment").replace("role", "function"));
        changed.close();
        window.importPaths({file});
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<ImportDialog*>() && window.findChild<ImportDialog*>()->findChild<QPushButton*>("yes")->isVisible(), 30'000);
        auto* import = window.findChild<ImportDialog*>();
        QTest::qWait(100);
        keepPicture(window, import, "changed-column-" + tag);
        for (int asked = 0; asked < 3 && import->findChild<QPushButton*>("yes")->isVisible(); ++asked)
            QTest::mouseClick(import->findChild<QPushButton*>("yes"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(import->findChild<QPushButton*>("close")->isVisible() && !import->findChild<QPushButton*>("yes")->isVisible() &&
                                     !import->findChild<QPushButton*>("cancel")->isVisible(), 30'000);
        QTest::qWait(100);
        keepPicture(window, import, "imported-" + tag);
        import->close();
    }
};

QTEST_MAIN(RefusedRowsTest)
#include "RefusedRowsTest.moc"
