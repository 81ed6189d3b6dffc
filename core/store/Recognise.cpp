#include "core/store/Recognise.h"

#include "core/store/School.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QtEndian>
#include <sqlite3.h>

namespace lectern {

namespace {

/// The views the migrations make; those over raw tables begin with now_.
const QStringList ownViews{"setting_value", "health_load", "health_refused", "health_clock", "quarantine_open"};

constexpr qint64 mostObjects = 5'000; ///< a school with every connector there is has some hundreds

std::unexpected<Error> foreign(const QString& path, const QString& why)
{
    return failure("school.foreign", {.file = path}, {}, why);
}

/// Ends a statement that reads far more of the schema than a school has.
int enough(void* steps)
{
    return --*static_cast<int*>(steps) < 0 ? 1 : 0;
}

Result<void> lookAtObjects(const Database& database)
{
    LECTERN_ASSIGN(Statement objects, database.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema"));
    qint64 count = 0;
    bool school = false, log = false;
    for (;;) {
        LECTERN_ASSIGN(const bool row, objects.step());
        if (!row)
            break;
        const QString type = objects.text(0), name = objects.text(1), sql = objects.text(2);
        if (++count > mostObjects)
            return foreign(database.path(), "it is made of too many parts");
        if (type == "trigger")
            return foreign(database.path(), "it holds a trigger: " + name);
        if (sql.startsWith("CREATE VIRTUAL", Qt::CaseInsensitive))
            return foreign(database.path(), "it holds a virtual table: " + name);
        if (type == "view" && !ownViews.contains(name) && !name.startsWith("now_"))
            return foreign(database.path(), "it holds a view no school has: " + name);
        school = school || (type == "table" && name == "school");
        log = log || (type == "table" && name == "load");
    }
    return school && log ? Result<void>() : foreign(database.path(), "the tables of a school are not in it");
}

} // namespace

Result<SchoolHeader> headerOf(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return failure("file.missing", {.file = path});
    if (!QFileInfo(path).isFile())
        return failure("file.not_regular", {.file = path});
    if (!file.open(QIODevice::ReadOnly))
        return failure("file.unreadable", {.file = path}, {}, file.errorString());
    const QByteArray bytes = file.read(100);
    if (bytes.size() < 100 || !bytes.startsWith(QByteArray("SQLite format 3\0", 16)))
        return failure("school.foreign", {.file = path});
    const char* at = bytes.constData();
    SchoolHeader header;
    header.pageSize = qFromBigEndian<quint16>(at + 16);
    if (header.pageSize == 1)
        header.pageSize = 65536;
    header.writeAheadLog = at[18] == 2 || at[19] == 2;
    header.pages = qFromBigEndian<quint32>(at + 28);
    header.version = int(qFromBigEndian<quint32>(at + 60));
    header.application = int(qFromBigEndian<quint32>(at + 68));
    return header;
}

Result<void> recogniseSchema(const Database& database)
{
    int steps = 200; // of 10,000 operations each; a school takes one
    sqlite3_progress_handler(database.handle(), 10'000, enough, &steps);
    const auto look = [&]() -> Result<void> {
        LECTERN_ASSIGN(const qint64 application, database.integer("PRAGMA application_id"));
        if (application != School::applicationId)
            return failure("school.foreign", {.file = database.path()});
        LECTERN_ASSIGN(const qint64 version, database.integer("PRAGMA user_version"));
        if (version > School::schemaVersion)
            return failure("school.newer", {.file = database.path()},
                           {QString::number(version), QString::number(School::schemaVersion)});
        LECTERN_ASSIGN(const QString encoding, database.text("PRAGMA encoding"));
        if (encoding != "UTF-8")
            return foreign(database.path(), "its texts are written in " + encoding);
        return lookAtObjects(database);
    };
    auto looked = look();
    sqlite3_progress_handler(database.handle(), 0, nullptr, nullptr);
    if (!looked && looked.error().code == "cancelled")
        return foreign(database.path(), "it is made of too many parts");
    return looked;
}

Result<void> checkPages(const Database& database)
{
    LECTERN_ASSIGN(const QString said, database.text("PRAGMA quick_check(1)"));
    if (said == "ok")
        return {};
    // A page that could not be read is told in a sentence: "unable to get the page. error code=266".
    static const QRegularExpression number("error code=(\\d+)");
    if (const int code = number.match(said).captured(1).toInt(); code != 0)
        if (const Error error = storeError(nullptr, database.path(), code); error.code.startsWith("disk.") || error.code == "memory.exhausted")
            return failure(error);
    return failure("school.damaged", {.file = database.path()}, {said});
}

} // namespace lectern
