#include "core/simulate/Output.h"

#include "core/base/Day.h"

#include <QDir>
#include <QFileInfo>
#include <charconv>

namespace lectern::simulation {

namespace {

void appendPadded(std::string& text, int value, int width)
{
    const std::string digits = std::to_string(value);
    text.append(std::size_t(std::max(0, width - int(digits.size()))), '0').append(digits);
}

} // namespace

std::string dayWords(int dayNumber)
{
    const QDate date = dateOf(dayNumber);
    std::string text;
    appendPadded(text, date.year(), 4);
    text += '-';
    appendPadded(text, date.month(), 2);
    text += '-';
    appendPadded(text, date.day(), 2);
    return text;
}

std::string dayWordsUs(int dayNumber, bool padded)
{
    const QDate date = dateOf(dayNumber);
    const int width = padded ? 2 : 1;
    std::string text;
    appendPadded(text, date.month(), width);
    text += '/';
    appendPadded(text, date.day(), width);
    text += '/';
    appendPadded(text, date.year(), 4);
    return text;
}

Result<void> TextFile::open(const QString& path)
{
    m_file = std::make_unique<QFile>(path);
    m_rows = 0;
    m_failed = false;
    m_buffer.clear();
    if (!m_file->open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return failure("file.unwritable", {path, 0, {}}, {}, m_file->errorString());
    return {};
}

void TextFile::number(qint64 value)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    text({digits, std::size_t(end - digits)});
}

void TextFile::flush()
{
    if (!m_failed && m_file->write(m_buffer.data(), qint64(m_buffer.size())) != qint64(m_buffer.size()))
        m_failed = true;
    m_buffer.clear();
}

Result<void> TextFile::close()
{
    flush();
    m_file->close();
    if (m_failed || m_file->error() != QFileDevice::NoError)
        return failure("file.unwritable", {m_file->fileName(), 0, {}}, {}, m_file->errorString());
    return {};
}

Result<void> CsvFile::open(const QString& path, const QStringList& header)
{
    LECTERN_TRY(TextFile::open(path));
    m_width = 0;
    m_cells = 0;
    for (const QString& name : header)
        cell(name.toStdString());
    m_width = m_cells;
    end();
    m_rows = 0;
    return {};
}

void CsvFile::separate()
{
    if (m_cells++ > 0)
        m_buffer += ',';
}

CsvFile& CsvFile::cell(std::string_view value)
{
    separate();
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_buffer.append(value);
        return *this;
    }
    m_buffer += '"';
    for (const char c : value) {
        if (c == '"')
            m_buffer += '"';
        m_buffer += c;
    }
    m_buffer += '"';
    return *this;
}

CsvFile& CsvFile::cell(qint64 value)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    separate();
    m_buffer.append(digits, std::size_t(end - digits));
    return *this;
}

CsvFile& CsvFile::day(int dayNumber)
{
    return cell(dayWords(dayNumber));
}

CsvFile& CsvFile::tenths(qint64 value)
{
    std::string text = value < 0 ? "-" : "";
    const qint64 size = value < 0 ? -value : value;
    text += std::to_string(size / 10);
    if (size % 10)
        text.append(".").append(std::to_string(size % 10));
    return cell(text);
}

CsvFile& CsvFile::skip(int count)
{
    for (int i = 0; i < count; ++i)
        separate();
    return *this;
}

void CsvFile::end()
{
    skip(m_width - m_cells);
    m_cells = 0;
    endLine();
}

Output::Output(QString folder, const ProgressSink& progress, const Cancel& cancel)
    : m_folder(std::move(folder)), m_progress(progress), m_cancel(cancel)
{
    m_timer.start();
}

Result<QString> Output::place(const QString& relative)
{
    const QString path = QDir(m_folder).filePath(relative);
    if (!QDir().mkpath(QFileInfo(path).path()))
        return failure("file.unwritable", {QFileInfo(path).path(), 0, {}});
    return path;
}

void Output::written(const QString& path, qint64 count)
{
    files << path;
    rows += count;
}

Result<void> Output::finish(TextFile& file)
{
    LECTERN_TRY(file.close());
    if (file.rows() > 0)
        written(file.path(), file.rows());
    else
        QFile::remove(file.path());
    return {};
}

Result<void> Output::step(const QString& subject, double fraction)
{
    if (m_cancel.raised())
        return failure("cancelled");
    if (m_progress && (m_timer.elapsed() > 100 || fraction >= 1)) {
        m_timer.restart();
        m_progress({"write", subject, m_from + (m_to - m_from) * fraction, rows});
    }
    return {};
}

} // namespace lectern::simulation
