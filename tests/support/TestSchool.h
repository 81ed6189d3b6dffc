/// A school in a temporary folder, for tests: made empty, filled by real imports, read by SQL.
#pragma once

#include "core/connector/ConnectorCatalog.h"
#include "core/ingest/Importer.h"
#include "core/store/School.h"

#include <QTemporaryDir>

namespace lectern::test {

/// The connectors built with this source tree; loaded once per process.
[[nodiscard]] const ConnectorCatalog& catalog();

/// The message and remedy of an error, for failed comparisons.
[[nodiscard]] QString text(const Error& error);

class TestSchool
{
public:
    TestSchool();

    [[nodiscard]] School& school() { return *m_school; }
    [[nodiscard]] QString path() const { return m_school->path(); }
    /// A path inside the temporary folder.
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    /// Writes a file (folders are made) and returns its path.
    QString write(const QString& name, const QByteArray& bytes) const;
    /// Imports; fails the test on an error of the school.
    ImportReport import(const QStringList& paths, const ImportOptions& options = {});
    /// Rows of a query, cells joined by tab, NULL as "∅"; in the query's order.
    [[nodiscard]] QStringList rows(const QString& sql) const;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<School> m_school;
};

} // namespace lectern::test
