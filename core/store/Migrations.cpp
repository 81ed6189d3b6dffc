#include "core/store/Migrations.h"

#include "core/base/Resources.h"
#include "core/store/Backup.h"

namespace lectern {

Result<int> schemaVersionOf(const Database& database)
{
    LECTERN_ASSIGN(const qint64 version, database.integer("PRAGMA user_version"));
    return int(version);
}

Result<void> migrate(const Database& writer, int newest)
{
    LECTERN_ASSIGN(const int version, schemaVersionOf(writer));
    if (version == newest)
        return {};
    if (version > 0)
        LECTERN_TRY(backUp(writer, BackupReason::BeforeMigration));
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(writer));
    for (int step = version + 1; step <= newest; ++step) {
        LECTERN_ASSIGN(const QByteArray sql, resource(QString("migrations/%1.sql").arg(step, 3, 10, QChar('0'))));
        LECTERN_TRY(writer.execute(QString::fromUtf8(sql)));
        LECTERN_TRY(writer.execute("PRAGMA user_version = " + QString::number(step)));
    }
    return transaction.commit();
}

} // namespace lectern
