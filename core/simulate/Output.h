/// Where the writers write: buffered text files in one folder, counted, with progress and cancel. Thread: one.
#pragma once

#include "core/base/Cancel.h"
#include "core/base/Error.h"

#include <QElapsedTimer>
#include <QFile>
#include <memory>
#include <string>
#include <string_view>

namespace lectern::simulation {

/// A file written through a buffer of bounded size. A failed write is remembered and reported by close().
class TextFile
{
public:
    [[nodiscard]] Result<void> open(const QString& path);
    void text(std::string_view bytes)
    {
        m_buffer.append(bytes);
        if (m_buffer.size() >= flushAt)
            flush();
    }
    void number(qint64 value);
    void endLine() { text("\n"); ++m_rows; }
    void countRows(qint64 count) { m_rows += count; } ///< for writers that end their lines themselves
    [[nodiscard]] Result<void> close(); ///< error "file.unwritable"
    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] QString path() const { return m_file ? m_file->fileName() : QString(); }

protected:
    static constexpr std::size_t flushAt = 1 << 18;
    void flush();
    std::string m_buffer;
    std::unique_ptr<QFile> m_file;
    qint64 m_rows = 0;
    bool m_failed = false;
};

/// RFC 4180 rows, quoted only where needed, LF. Cells left out at the end of a row are padded to the header's width.
class CsvFile : public TextFile
{
public:
    /// `header` is the header line itself; a header name must need no quotes to contain a comma.
    [[nodiscard]] Result<void> open(const QString& path, const QStringList& header);
    CsvFile& cell(std::string_view value);
    CsvFile& cell(qint64 value);
    CsvFile& cell(int value) { return cell(qint64(value)); }
    CsvFile& day(int dayNumber);              ///< YYYY-MM-DD
    CsvFile& tenths(qint64 value);            ///< 873 -> 87.3, 870 -> 87
    CsvFile& skip(int count = 1);             ///< empty cells
    CsvFile& flag(bool value) { return cell(value ? std::string_view("true") : std::string_view("false")); }
    void end();

private:
    void separate();
    int m_width = 0;
    int m_cells = 0;
};

/// The folder and what was written to it.
class Output
{
public:
    Output(QString folder, const ProgressSink& progress, const Cancel& cancel);

    /// Path of a file inside the folder; makes its sub-folder. Error "file.unwritable".
    [[nodiscard]] Result<QString> place(const QString& relative);

    /// Adds a finished file to the report.
    void written(const QString& path, qint64 rows);

    /// Opens, later closes and reports in one go. A file without a row is removed again: a real system exports no such file.
    [[nodiscard]] Result<void> finish(TextFile& file);

    /// To be called now and then in long loops. Error "cancelled".
    [[nodiscard]] Result<void> step(const QString& subject, double fraction);

    /// Which part of the whole the steps that follow belong to, 0 to 1.
    void span(double from, double to) { m_from = from, m_to = to; }

    QStringList files;
    qint64 rows = 0;

private:
    QString m_folder;
    const ProgressSink& m_progress;
    const Cancel& m_cancel;
    QElapsedTimer m_timer;
    double m_from = 0;
    double m_to = 1;
};

/// "2026-03-14" of a day number, without Qt's locale machinery.
std::string dayWords(int dayNumber);
/// "03/14/2026", or "3/14/2026" if not `padded`.
std::string dayWordsUs(int dayNumber, bool padded);

} // namespace lectern::simulation
