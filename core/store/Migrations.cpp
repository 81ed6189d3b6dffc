#include "core/store/Migrations.h"

#include "core/base/Resources.h"

#include <QFile>

namespace lectern {

Result<int> schemaVersionOf(const Database& database)
{
    LECTERN_ASSIGN(const qint64 version, database.integer("PRAGMA user_version"));
    return int(version);
}

Result<void> backUp(const Database& database, const QString& target)
{
    if (QFile::exists(target))
        return failure("file.exists", {.file = target});
    LECTERN_ASSIGN(Statement copy, database.prepare("VACUUM INTO ?"));
    copy.bind(1, target);
    if (const auto done = copy.run(); !done)
        return failure("file.unwritable", {.file = target}, {}, done.error().arguments.join(' '));
    LECTERN_ASSIGN(const Database check, Database::open(target, Database::Access::ReadOnly));
    LECTERN_ASSIGN(const QString said, check.text("PRAGMA quick_check(1)"));
    if (said != "ok")
        return failure("school.damaged", {.file = target}, {said});
    return {};
}

Result<void> migrate(const Database& writer, int newest)
{
    LECTERN_ASSIGN(const int version, schemaVersionOf(writer));
    if (version == newest)
        return {};
    if (version > 0) {
        const QString copy = writer.path() + ".before-" + QString::number(newest);
        if (!QFile::exists(copy))
            LECTERN_TRY(backUp(writer, copy));
    }
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(writer));
    for (int step = version + 1; step <= newest; ++step) {
        LECTERN_ASSIGN(const QByteArray sql, resource(QString("migrations/%1.sql").arg(step, 3, 10, QChar('0'))));
        LECTERN_TRY(writer.execute(QString::fromUtf8(sql)));
        LECTERN_TRY(writer.execute("PRAGMA user_version = " + QString::number(step)));
    }
    return transaction.commit();
}

} // namespace lectern
