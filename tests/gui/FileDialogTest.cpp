// Dialogs for files: a school that is open keeps its locks while its folder is looked at.
#include "ui/platform/FileDialog.h"

#include <QFileSystemModel>
#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace lectern;

class FileDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesItListsKeepTheirLocks()
    {
#ifdef Q_OS_LINUX
        QTemporaryDir folder;
        QFile school(folder.filePath("s.lectern"));
        QVERIFY(school.open(QIODevice::ReadWrite));
        QCOMPARE(school.write("bytes of no known kind"), 22);
        QVERIFY(school.flush());
        struct flock lock{};
        lock.l_type = F_RDLCK;
        lock.l_whence = SEEK_SET;
        QCOMPARE(fcntl(school.handle(), F_SETLK, &lock), 0);
        if (locks() == 0)
            QSKIP("/proc/locks does not tell of this process");

        const std::unique_ptr<QFileDialog> dialog(fileDialog(nullptr, "Import files", folder.path(), "All files (*)"));
        dialog->show();
        auto* model = dialog->findChild<QFileSystemModel*>();
        QVERIFY(model);
        QTRY_VERIFY(!model->type(model->index(school.fileName())).isEmpty()); // it has been looked at
        QCOMPARE(locks(), 1);
#else
        QSKIP("reads /proc/locks");
#endif
    }

    void aFolderThatIsNotThereIsNoName()
    {
        const std::unique_ptr<QFileDialog> dialog(fileDialog(nullptr, "Import files", "/nowhere/Downloads", "All files (*)"));
        QCOMPARE(dialog->directory().path(), QDir::homePath());
    }

private:
    /// Locks this process holds on files.
    static int locks()
    {
        QFile file("/proc/locks");
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        return int(file.readAll().count(" READ " + QByteArray::number(qint64(getpid())) + ' '));
    }
};

QTEST_MAIN(FileDialogTest)
#include "FileDialogTest.moc"
