// The backups dialog: what is there, one more now, going back after one question; and the backup nobody asked for.
#include "tests/support/FakeSchool.h"
#include "ui/data/BackupFlow.h"
#include "ui/window/PageImage.h"

#include <QApplication>
#include <QDateTime>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimeZone>
#include <QtTest>

using namespace lectern;

namespace {

Backup madeBackup(int day, BackupReason reason, bool whole = true)
{
    Backup backup;
    backup.path = QStringLiteral("/backups/day-%1.lectern").arg(day);
    backup.madeMs = QDateTime(QDate(2026, 3, day), QTime(14, 5), QTimeZone::utc()).toMSecsSinceEpoch();
    backup.reason = reason;
    backup.bytes = 3'200'000 + day * 10'000;
    backup.whole = whole;
    return backup;
}

} // namespace

class BackupsTest : public QObject
{
    Q_OBJECT

private:
    FakeSchool m_school;
    QWidget m_window;

    BackupsDialog* opened(BackupFlow& flow, ThemeKind kind = ThemeKind::Light)
    {
        flow.open(theme(kind), &m_window);
        auto* dialog = m_window.findChild<BackupsDialog*>();
        if (dialog)
            [&] { QTRY_COMPARE(list(dialog)->topLevelItemCount(), int(m_school.copies.size())); }();
        return dialog;
    }
    static QTreeWidget* list(QWidget* dialog) { return dialog->findChild<QTreeWidget*>("backups"); }
    static QPushButton* button(QWidget* dialog, const char* name) { return dialog->findChild<QPushButton*>(name); }
    static void select(QTreeWidget* tree, int row)
    {
        const QRect place = tree->visualItemRect(tree->topLevelItem(row));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, place.center());
    }

private Q_SLOTS:
    void init()
    {
        m_school.copies = {madeBackup(13, BackupReason::Scheduled), madeBackup(12, BackupReason::ByHand),
                           madeBackup(9, BackupReason::BeforeRestore, false), madeBackup(2, BackupReason::BeforeMigration)};
        m_school.restored.clear();
        m_school.due = std::optional<Backup>();
        m_window.show();
    }
    void cleanup()
    {
        for (BackupsDialog* dialog : m_window.findChildren<BackupsDialog*>())
            delete dialog;
    }

    void backupsAreListedWithWhenWhyAndHowLarge()
    {
        BackupFlow flow(m_school);
        BackupsDialog* dialog = opened(flow);
        QVERIFY(dialog);
        QCOMPARE(list(dialog)->topLevelItem(0)->text(1), QStringLiteral("on schedule"));
        QCOMPARE(list(dialog)->topLevelItem(0)->text(2), QStringLiteral("3.3 MB"));
        QCOMPARE(list(dialog)->topLevelItem(1)->text(1), QStringLiteral("by hand"));
        QVERIFY(list(dialog)->topLevelItem(2)->text(3).contains("damaged"));
        QVERIFY(!button(dialog, "restore")->isEnabled());
    }

    void oneClickMakesAnother()
    {
        BackupFlow flow(m_school);
        BackupsDialog* dialog = opened(flow);
        QTest::mouseClick(button(dialog, "backUpNow"), Qt::LeftButton);
        QTRY_COMPARE(list(dialog)->topLevelItemCount(), 5);
        QTRY_COMPARE(dialog->findChild<QLabel*>("said")->text(), QStringLiteral("Backed up and checked."));
        QVERIFY(button(dialog, "backUpNow")->isEnabled());
    }

    void goingBackAsksOnce()
    {
        BackupFlow flow(m_school);
        QSignalSpy wanted(&flow, &BackupFlow::restoreRequested);
        BackupsDialog* dialog = opened(flow);
        select(list(dialog), 1);
        QVERIFY(button(dialog, "restore")->isEnabled());
        QTest::mouseClick(button(dialog, "restore"), Qt::LeftButton);
        auto* question = dialog->findChild<RestoreQuestion*>();
        QVERIFY(question);
        QVERIFY(question->windowTitle().contains("12"));
        QCOMPARE(wanted.count(), 0);
        QTest::mouseClick(button(question, "goBack"), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("/backups/day-12.lectern"));
    }

    void escapeGoesNowhere()
    {
        BackupFlow flow(m_school);
        QSignalSpy wanted(&flow, &BackupFlow::restoreRequested);
        BackupsDialog* dialog = opened(flow);
        select(list(dialog), 0);
        QTest::mouseClick(button(dialog, "restore"), Qt::LeftButton);
        QTest::keyClick(dialog->findChild<RestoreQuestion*>(), Qt::Key_Escape);
        QCOMPARE(wanted.count(), 0);
    }

    void aDamagedBackupCannotBeChosen()
    {
        BackupFlow flow(m_school);
        BackupsDialog* dialog = opened(flow);
        select(list(dialog), 2);
        QVERIFY(!button(dialog, "restore")->isEnabled());
    }

    void aSchoolWithoutBackupsIsToldWhenTheyComeByThemselves()
    {
        m_school.copies.clear();
        BackupFlow flow(m_school);
        BackupsDialog* dialog = opened(flow);
        QTRY_VERIFY(dialog->findChild<QLabel*>("said")->text().contains("after an import"));
    }

    void theScheduleIsSilentUnlessItFails()
    {
        BackupFlow flow(m_school);
        QSignalSpy failed(&flow, &BackupFlow::failed);
        const int before = m_school.dueAsked;
        flow.backUpIfDue();
        QTRY_COMPARE(m_school.dueAsked.load(), before + 1);
        QTest::qWait(30);
        QCOMPARE(failed.count(), 0);
        m_school.due = failure("disk.no_room", {.file = "x"}, {"3 MB", "1 MB"});
        flow.backUpIfDue();
        QTRY_COMPARE(failed.count(), 1);
    }

    void looksRightInBothThemes_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addRow("light") << int(ThemeKind::Light);
        QTest::addRow("dark") << int(ThemeKind::Dark);
    }
    void looksRightInBothThemes()
    {
        QFETCH(int, kind);
        applyTheme(theme(ThemeKind(kind)));
        BackupFlow flow(m_school);
        BackupsDialog* dialog = opened(flow, ThemeKind(kind));
        select(list(dialog), 1);
        const QImage image = dialog->grab().toImage();
        QVERIFY(!image.isNull());
        const bool dark = ThemeKind(kind) == ThemeKind::Dark;
        QCOMPARE(image.pixelColor(5, 5).lightness() < 128, dark);
        // The list takes the colours of its theme, too.
        QCOMPARE(list(dialog)->viewport()->grab().toImage().pixelColor(300, 150).lightness() < 128, dark);
        if (const QString folder = qEnvironmentVariable("LECTERN_PICTURES"); !folder.isEmpty())
            image.save(folder + QStringLiteral("/backups-%1.png").arg(QLatin1String(QTest::currentDataTag())));
    }
};

QTEST_MAIN(BackupsTest)
#include "BackupsTest.moc"
