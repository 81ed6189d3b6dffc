#include "ui/platform/FileDialog.h"

#include <QCoreApplication>
#include <QFileIconProvider>
#include <memory>

namespace lectern {

namespace {

/// Tells files from folders, and no more.
class PlainIcons final : public QFileIconProvider
{
public:
    using QFileIconProvider::icon;
    QIcon icon(const QFileInfo& file) const override { return icon(file.isDir() ? Folder : File); }
    QString type(const QFileInfo& file) const override
    {
        return file.isDir() ? QCoreApplication::translate("FileDialog", "Folder") : file.suffix().toUpper();
    }
};

} // namespace

QFileDialog* fileDialog(QWidget* parent, const QString& title, const QString& folder, const QString& filters)
{
    static PlainIcons icons;
    // Only with its icons may it list a folder in which a school could be.
    auto* dialog = new QFileDialog(parent, title, QDir::rootPath(), filters);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setIconProvider(&icons);
    dialog->setDirectory(QDir(folder).exists() ? folder : QDir::homePath());
    return dialog;
}

QString askedFile(QWidget* parent, const QString& title, const QString& path, const QString& filters, QFileDialog::AcceptMode mode)
{
    const bool saves = mode == QFileDialog::AcceptSave;
    const std::unique_ptr<QFileDialog> dialog(fileDialog(parent, title, saves ? QFileInfo(path).path() : path, filters));
    dialog->setAcceptMode(mode);
    dialog->setFileMode(saves ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (saves)
        dialog->selectFile(QFileInfo(path).fileName());
    return dialog->exec() == QDialog::Accepted ? dialog->selectedFiles().value(0) : QString();
}

} // namespace lectern
