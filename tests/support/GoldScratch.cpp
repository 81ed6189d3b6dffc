/// See GoldScratch.h; the tables and rows stand in tests/data/metric.
#include "tests/support/GoldScratch.h"

#include <QFile>
#include <QtTest>

namespace lectern::test {

namespace {

QString script(const QString& name)
{
    QFile file(QString(LECTERN_SOURCE_DIR) + "/tests/data/metric/" + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("missing %s", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

} // namespace

GoldScratch::GoldScratch()
{
    auto school = School::create(m_folder.filePath("scratch.lectern"), {});
    if (!school)
        qFatal("no scratch school: %s", qPrintable(school.error().code + school.error().detail));
    m_school = std::move(*school);
    execute(script("gold_tables.sql"));
    execute(script("gold_rows.sql"));
}

void GoldScratch::execute(const QString& sql)
{
    const auto writer = m_school->writer();
    if (!writer)
        qFatal("no writer");
    if (const auto done = (*writer)->execute(sql); !done)
        qFatal("%s", qPrintable(done.error().code + done.error().detail + done.error().arguments.join(' ')));
    auto reader = m_school->reader();
    if (!reader)
        qFatal("no reader");
    m_reader = std::move(*reader);
}

} // namespace lectern::test
