#include "tests/support/TestSchool.h"

#include "core/base/ErrorText.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtTest>

namespace lectern::test {

const ConnectorCatalog& catalog()
{
    static const std::unique_ptr<ConnectorCatalog> connectors =
        ConnectorCatalog::load({QStringLiteral(LECTERN_BINARY_DIR "/lib/lectern/connectors")});
    return *connectors;
}

QString text(const Error& error)
{
    const ErrorWords said = words(error);
    return error.code + ": " + said.message + " " + said.remedy;
}

TestSchool::TestSchool()
{
    auto made = School::create(m_folder.filePath("test.lectern"), catalog().entities());
    if (!made)
        qFatal("%s", qPrintable(text(made.error())));
    m_school = std::move(*made);
}

QString TestSchool::write(const QString& name, const QByteArray& bytes) const
{
    const QString path = file(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile target(path);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

ImportReport TestSchool::import(const QStringList& paths, const ImportOptions& options)
{
    auto report = importPaths(*m_school, catalog(), paths, options, [](const Progress&) {}, Cancel());
    if (!report)
        qFatal("%s", qPrintable(text(report.error())));
    return std::move(*report);
}

QStringList TestSchool::rows(const QString& sql) const
{
    auto reader = m_school->reader();
    if (!reader)
        qFatal("%s", qPrintable(text(reader.error())));
    auto statement = reader->prepare(sql);
    if (!statement)
        qFatal("%s", qPrintable(text(statement.error())));
    QStringList lines;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            qFatal("%s", qPrintable(text(row.error())));
        if (!*row)
            return lines;
        QStringList cells;
        for (int i = 0; i < statement->columnCount(); ++i)
            cells << (statement->isNull(i) ? QStringLiteral("∅") : statement->text(i));
        lines << cells.join('\t');
    }
}

} // namespace lectern::test
