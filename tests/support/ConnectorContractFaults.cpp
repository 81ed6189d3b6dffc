/// The contract's dark side: what a connector says about files that are empty, damaged, incomplete, or no longer wanted.
#include "core/base/ErrorText.h"
#include "core/table/TableHead.h"
#include "tests/support/ConnectorContract.h"
#include "tests/support/Fixtures.h"
#include "tests/support/TestSchool.h"
#include "tests/support/ZipFile.h"

#include <QDir>
#include <QTest>

namespace lectern::test {

namespace {

/// The table without the column in header cell `cell`, as comma-separated text.
QByteArray withoutColumn(const TableHead& head, qint64 headerRecord, int cell)
{
    QByteArray text;
    for (const HeadRecord& record : head.records) {
        QStringList cells = record.cells;
        if (record.record >= headerRecord && cell < cells.size())
            cells.removeAt(cell);
        for (QString& kept : cells)
            kept = '"' + kept.replace('"', "\"\"") + '"';
        text += cells.join(',').toUtf8() + '\n';
    }
    return text;
}

} // namespace

/// Nobody claims the file, and whoever opens it all the same is told why not.
void ConnectorContract::expectRefused(const QString& path, const QStringList& codes) const
{
    const Source source{path, {}, QFileInfo(path).size(), nullptr};
    const auto found = m_connector->discover({path, {source}}, {});
    QVERIFY2(found, found ? "" : qPrintable(text(found.error())));
    QVERIFY(found->empty());
    for (const EntitySchema& entity : m_info->entities) {
        auto reader = open({source, entity.id, std::nullopt, 1, {}});
        RecordBatch batch;
        const Result<bool> more = reader ? (*reader)->next(batch, {}) : failure(reader.error());
        QVERIFY2(!more, qPrintable(entity.id));
        QVERIFY2(codes.contains(more.error().code), qPrintable(entity.id + ": " + more.error().code));
        QVERIFY2(more.error().where.file.contains(source.baseName()), qPrintable(more.error().where.file));
    }
}

void ConnectorContract::anEmptyFileIsATypedError()
{
    const QTemporaryDir folder;
    expectRefused(writeFile(folder, "nothing.csv", {}), {"source.empty"});
    expectRefused(writeFile(folder, "blank.csv", "\xef\xbb\xbf\r\n \r\n"), {"source.empty", "source.bad_json"});
}

void ConnectorContract::aDirectoryIsATypedError()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir("users.csv"));
    expectRefused(folder.filePath("users.csv"), {"file.not_regular"});
    expectRefused(folder.filePath("gone.csv"), {"file.missing"});
}

void ConnectorContract::aBinaryFileIsATypedError()
{
    const QTemporaryDir folder;
    QByteArray bytes("\x89PNG\r\n\x1a\n", 8);
    for (int i = 0; i < 4096; ++i)
        bytes += char((i * 167 + i / 7) & 0xff);
    expectRefused(writeFile(folder, "picture.csv", bytes), {"source.binary", "source.bad_json"});
}

void ConnectorContract::aTruncatedZipIsATypedError()
{
    const QTemporaryDir folder;
    writeZip(folder.filePath("whole.zip"), membersOf(dataFolder() + "/" + m_id, {}));
    const QByteArray whole = bytesOf(folder.filePath("whole.zip"));
    const QString path = writeFile(folder, "cut.zip", whole.left(whole.size() * 2 / 3));
    const auto packages = packagesOf(path);
    QVERIFY(!packages);
    QCOMPARE(packages.error().code, QString("zip.damaged"));
    QCOMPARE(packages.error().where.file, path);
}

void ConnectorContract::aMissingMandatoryColumnIsNamed()
{
    if (m_contract["tables"] == false)
        QSKIP("its sources are no tables");
    int tried = 0;
    for (const Expected& expected : everything()) {
        if (expected.said["generated"].toBool())
            continue; // its columns are no header cells
        const EntitySchema& entity = *catalog().entity(m_id, expected.found.entity);
        const auto head = tableHead(expected.found.source, 25);
        QVERIFY(head);
        const FoundHeader header = findHeader(*head, HeaderMatcher(entity));
        for (std::size_t i = 0; i < entity.columns.size(); ++i) {
            if (!entity.columns[i].mandatory)
                continue;
            const qint64 record = head->records[std::size_t(header.index)].record;
            const QTemporaryDir folder;
            const QString path = writeFile(folder, expected.found.source.baseName(),
                                           withoutColumn(*head, record, header.map.cellOf[i]));
            const auto reader = open({{path, {}, QFileInfo(path).size(), nullptr}, entity.id, std::nullopt, 1, {}});
            QVERIFY2(!reader, qPrintable(entity.id + "." + entity.columns[i].name));
            QCOMPARE(reader.error().code, QString("table.missing_column"));
            QCOMPARE(reader.error().where.file, path);
            QCOMPARE(reader.error().where.column, entity.columns[i].name);
            QVERIFY(words(reader.error()).message.contains(entity.columns[i].name));
            ++tried;
        }
    }
    QVERIFY(tried > 0);
}

void ConnectorContract::cancelStops()
{
    Cancel cancel;
    cancel.raise();
    for (const Expected& expected : everything()) {
        const Package package{expected.found.source.path, {expected.found.source}};
        const auto found = m_connector->discover(package, cancel);
        QVERIFY(!found);
        QCOMPARE(found.error().code, QString("cancelled"));
        auto reader = open(expected.found);
        QVERIFY(reader);
        RecordBatch batch;
        const auto more = (*reader)->next(batch, cancel);
        QVERIFY(!more);
        QCOMPARE(more.error().code, QString("cancelled"));
    }
}

} // namespace lectern::test
