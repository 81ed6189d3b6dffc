/// A school file of an earlier version opens: converted, with a backup beside it, and what was loaded is still known.
#include "core/base/Resources.h"
#include "core/store/RawTables.h"
#include "tests/support/TestSchool.h"

#include <QDir>
#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

template <class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(text(result.error())));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

QByteArray halves(qint64 first, qint64 second)
{
    QByteArray bytes(16, Qt::Uninitialized);
    memcpy(bytes.data(), &first, 8);
    memcpy(bytes.data() + 8, &second, 8);
    return bytes;
}

/// Copies the rows of one raw table into `old` as the first version held them.
void copyRows(const Database& now, const Database& old, const EntitySchema& entity)
{
    QString sql = rawTableSql(entity);
    sql.replace("key_hash INTEGER", "row_key TEXT").replace("row_hash INTEGER", "row_hash BLOB").replace("scope_id INTEGER", "scope TEXT");
    must(old.execute(sql));
    QStringList names;
    for (const RawColumn& column : rawColumns(entity))
        names << quoted(column.name);
    const QString table = quoted(entity.rawTable());
    Statement rows = must(now.prepare("SELECT row_no, feed_id, key_hash, row_hash, coalesce((SELECT name FROM scope AS s WHERE"
                                      " s.scope_id = r.scope_id), ''), closed_by, source_row, " + names.join(", ") + " FROM " +
                                      table + " AS r"));
    Statement insert = must(old.prepare("INSERT INTO " + table + " (school_id, row_no, feed_id, row_key, row_hash, scope, closed_by,"
                                        " source_row, " + names.join(", ") + ") VALUES (1, ?, ?, ?, ?, ?, ?, ?" +
                                        QString(", ?").repeated(names.size()) + ')'));
    int occurrence = 0;
    while (must(rows.step())) {
        QString key = QString("content#%1").arg(++occurrence);
        if (!entity.key.isEmpty()) {
            QStringList parts;
            for (const QString& name : entity.key)
                parts << rows.text(7 + int(names.indexOf(quoted(name))));
            key = parts.join(QChar(0x1f));
        }
        insert.bind(1, rows.integer(0)).bind(2, rows.integer(1)).bind(3, key);
        insert.bindBlob(4, halves(rows.integer(2), rows.integer(3))).bind(5, rows.text(4));
        rows.isNull(5) ? insert.bindNull(6) : insert.bind(6, rows.integer(5));
        insert.bind(7, rows.integer(6));
        for (int i = 0; i < int(names.size()); ++i) {
            if (rows.isNull(7 + i))
                insert.bindNull(8 + i);
            else if (rows.type(7 + i) == 1)
                insert.bind(8 + i, rows.integer(7 + i));
            else
                insert.bind(8 + i, rows.text(7 + i));
        }
        must(insert.run());
    }
}

/// Writes the school as version 1 of the file held it.
void writeVersion1(const QString& path, TestSchool& school)
{
    const Database& now = *must(school.school().writer());
    const Database old = must(Database::open(path, Database::Access::ReadWrite));
    must(old.execute(QString("PRAGMA application_id = %1").arg(School::applicationId)));
    must(old.execute(QString::fromUtf8(must(resource("migrations/001.sql")))));
    must(old.execute("PRAGMA user_version = 1"));
    for (const QString& entity : {QString("oneroster.enrollments"), QString("oulad.student_vle")})
        copyRows(now, old, *catalog().entity(entity.section('.', 0, 0), entity.section('.', 1)));
    must(old.execute("ATTACH '" + school.path() + "' AS now"));
    must(old.execute("INSERT INTO school SELECT * FROM now.school; INSERT INTO feed SELECT * FROM now.feed;"
                     "INSERT INTO load SELECT load_id, school_id, feed_id, entity, source, sha256, package_id, scope, mode, mapping,"
                     " state, repeat_of, person, started_ms, finished_ms, first_row, last_row, rows_read, inserted, updated,"
                     " unchanged, closed, quarantined, remarks FROM now.load; DELETE FROM sequence;"
                     "INSERT INTO sequence SELECT * FROM now.sequence; DETACH now;"));
}

} // namespace

class MigrationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSchoolOfVersion1OpensAndKnowsItsRows()
    {
        TestSchool test;
        const QByteArray header = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n";
        const QByteArray clicks = "code_module,code_presentation,id_student,id_site,date,sum_click\nAAA,2014J,1,2,3,4\nAAA,2014J,1,2,3,4\n";
        ImportOptions options;
        options.acceptClosures = true;
        test.import({test.write("1/enrollments.csv", header + "a,,,c1,s1,u1,student\nb,,,c1,s1,u1,student\n")}, options);
        test.import({test.write("2/enrollments.csv", header + "a,,,c2,s1,u1,student\n")}, options);
        test.import({test.write("3/studentVle.csv", clicks)}, options);
        const QString inForce = "SELECT row_no, \"sourcedId\", \"classSourcedId\" FROM now_oneroster__enrollments ORDER BY 1";
        const QStringList before = test.rows(inForce);

        const QString path = test.file("old.lectern");
        writeVersion1(path, test);
        auto opened = School::open(path, catalog().entities());
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(text(opened.error())));
        School& school = **opened;
        const Database& writer = *must(school.writer());
        QCOMPARE(must(writer.integer("PRAGMA user_version")), qint64(School::schemaVersion));
        QCOMPARE(must(writer.integer("SELECT count(*) FROM now_oneroster__enrollments")), qint64(before.size()));
        QCOMPARE(must(writer.integer("SELECT count(*) FROM decision_layout")), qint64(0));

        const auto again = importPaths(school, catalog(),
                                       {test.write("4/enrollments.csv", header + "a,,,c2,s1,u1,student\nz,,,c2,s1,u1,student\n"),
                                        test.write("5/studentVle.csv", clicks + "AAA,2014J,1,2,3,4\n")},
                                       options, [](const Progress&) {}, Cancel());
        QVERIFY2(again.has_value(), again ? "" : qPrintable(text(again.error())));
        QCOMPARE(again->loads.at(0).unchanged, 1);
        QCOMPARE(again->loads.at(0).inserted, 1);
        QCOMPARE(again->loads.at(1).unchanged, 2); // the same row twice is known twice, and counted a third time
        QCOMPARE(again->loads.at(1).inserted, 1);
    }
};

QTEST_GUILESS_MAIN(MigrationTest)
#include "MigrationTest.moc"
