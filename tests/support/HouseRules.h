/// The rules of the house as functions from a file's path and text to what is wrong with it, so that each rule can be
/// tried on a small bad example before it is trusted with the tree. Thread: any.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace lectern::test {

struct SourceFile
{
    QString path; ///< from the repository root, with "/"
    QString text;
};

/// Includes that follow an arrow which is not in the design's table, or are not written from the root.
[[nodiscard]] QStringList badArrows(const SourceFile& file);
/// Headers of the operating system outside the two platform folders.
[[nodiscard]] QStringList systemHeaders(const SourceFile& file);
/// SQL in the text literals of ui.
[[nodiscard]] QStringList sqlInUi(const SourceFile& file);
/// The file if it has more than `limit` lines.
[[nodiscard]] QStringList tooLong(const SourceFile& file, int limit);
/// Absolute paths into somebody's machine.
[[nodiscard]] QStringList machinePaths(const SourceFile& file);
/// Marks of unfinished work.
[[nodiscard]] QStringList unfinished(const SourceFile& file);
/// A C++ file whose first line is not the paragraph that says what it is. Headers and files without a header beside them.
[[nodiscard]] QStringList withoutOpening(const SourceFile& file, bool hasHeader);
/// Names at the top level that should not be there, or are missing.
[[nodiscard]] QStringList badTopLevel(QStringList names);

/// Folders of the operating system's own module a Qt header belongs to, e.g. "QColor" -> {"QtGui"}; by looking into
/// the headers Qt was installed with.
[[nodiscard]] QStringList qtModulesOf(const QString& header);

/// Every file that belongs to the project: what git knows of, or without git every file outside build/ and out/.
[[nodiscard]] QStringList projectFiles(const QString& root);
/// The same, read; only text files with one of these endings.
[[nodiscard]] QList<SourceFile> projectSources(const QString& root, const QStringList& endings);

} // namespace lectern::test
