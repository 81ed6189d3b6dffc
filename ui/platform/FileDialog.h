/// Dialogs that ask for a file or a folder. Main thread.
#pragma once

#include <QFileDialog>

namespace lectern {

/// A dialog that opens none of the files it lists; where `folder` does not exist it begins in the home folder. The parent
/// owns it. Usual dialogs look into files for their kind, and on Unix a program that closes a file loses all its locks on
/// it: the database of an open school would be unguarded from then on.
[[nodiscard]] QFileDialog* fileDialog(QWidget* parent, const QString& title, const QString& folder, const QString& filters);

/// Asks for one file and waits; `path`: the folder, for saving with the proposed name. Empty if nothing was chosen.
[[nodiscard]] QString askedFile(QWidget* parent, const QString& title, const QString& path, const QString& filters,
                                QFileDialog::AcceptMode mode);

} // namespace lectern
