/// What a path consists of, and which zips and files are refused before a byte of them is believed.
#include "core/base/ErrorText.h"
#include "core/table/ZipArchive.h"
#include "tests/support/ZipFile.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace lectern::test {

class SourceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFolderIsOnePackagePerFolderAndZipInPathOrder();
    void aZipIsOnePackage();
    void anOfficeDocumentIsAFile();
    void aDamagedZipInAFolderLeavesTheOthersUsable();
    void hostileZipsAreRefused_data();
    void hostileZipsAreRefused();
    void aMemberThatLiesAboutItsBytesIsDamaged();
    void aTruncatedZipIsDamaged();
    void bombsAreRefused();
    void whatIsMissingOrNoFileIsSaid();
    void aPipeIsNeverOpened();
    void aFileThatChangesWhileReadIsNoticed();
    void headIsAtMostAsLongAsAsked();

private:
    QString write(const QString& name, const QByteArray& bytes) const
    {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    QTemporaryDir m_folder;
};

void SourceTest::aFolderIsOnePackagePerFolderAndZipInPathOrder()
{
    write("tree/b.csv", "x");
    write("tree/a.csv", "x");
    write("tree/.hidden", "x");
    write("tree/__MACOSX/a.csv", "x");
    for (const char* ofSchool : {"tree/s.lectern", "tree/s.lectern-wal", "tree/s.lectern-owner", "tree/s.lectern.temp-1/t.csv"})
        write(ofSchool, "x");
    write("tree/one/c.csv", "x");
    write("tree/two/deep/d.csv", "x");
    writeZip(m_folder.filePath("tree/pack.zip"), {{"m.csv", "x", false}});
    const auto packages = packagesOf(m_folder.filePath("tree"));
    QVERIFY(packages);
    QStringList names;
    for (const Package& package : *packages)
        for (const Source& source : package.sources)
            names << QDir(m_folder.path()).relativeFilePath(source.fullName());
    QCOMPARE(names, QStringList({"tree/a.csv", "tree/b.csv", "tree/one/c.csv", "tree/pack.zip/m.csv", "tree/two/deep/d.csv"}));
    QCOMPARE(packages->size(), std::size_t(4));
}

void SourceTest::aZipIsOnePackage()
{
    const QString path = m_folder.filePath("pack.zip");
    writeZip(path, {{"folder/z.csv", "zz", false}, {"a.csv", "aaa", false}, {"__MACOSX/a.csv", "x", false}, {"folder/.DS_Store", "x", false}});
    const auto packages = packagesOf(path);
    QVERIFY(packages);
    QCOMPARE(packages->size(), std::size_t(1));
    const std::vector<Source>& sources = packages->front().sources;
    QCOMPARE(sources.size(), std::size_t(2));
    QCOMPARE(sources[0].name(), QString("pack.zip/a.csv"));
    QCOMPARE(sources[1].baseName(), QString("z.csv"));
    QCOMPARE(sources[0].size, 3);
    QCOMPARE(sources[0].head(100).value(), QByteArray("aaa"));
    QCOMPARE(sources[1].head(1).value(), QByteArray("z"));
}

void SourceTest::anOfficeDocumentIsAFile()
{
    const QString path = m_folder.filePath("book.xlsx");
    writeZip(path, {{"[Content_Types].xml", "<x/>", false}, {"xl/workbook.xml", "<x/>", false}});
    const auto packages = packagesOf(path);
    QVERIFY(packages);
    QCOMPARE(packages->front().sources.size(), std::size_t(1));
    QVERIFY(packages->front().sources.front().member.isEmpty());
}

void SourceTest::aDamagedZipInAFolderLeavesTheOthersUsable()
{
    write("mixed/good.csv", "a,b\n");
    write("mixed/cut.zip", QByteArray("PK\x03\x04 not much", 13));
    const auto packages = packagesOf(m_folder.filePath("mixed"));
    QVERIFY(packages);
    QCOMPARE(packages->size(), std::size_t(2));
    const auto opened = packages->back().sources.front().open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, QString("zip.damaged"));
    QVERIFY(packages->front().sources.front().open());
}

void SourceTest::hostileZipsAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("link");
    QTest::newRow("parent folder") << "../evil.csv" << false;
    QTest::newRow("parent folder inside") << "a/../../evil.csv" << false;
    QTest::newRow("parent folder of Windows") << "a\\..\\..\\evil.csv" << false;
    QTest::newRow("absolute") << "/etc/evil.csv" << false;
    QTest::newRow("absolute of Windows") << "C:\\evil.csv" << false;
    QTest::newRow("network share") << "\\\\server\\evil.csv" << false;
    QTest::newRow("symbolic link") << "users.csv" << true;
}

void SourceTest::hostileZipsAreRefused()
{
    QFETCH(QString, name);
    QFETCH(bool, link);
    const QString path = m_folder.filePath("hostile.zip");
    writeZip(path, {{"orgs.csv", "x", false}, {name, "/etc/passwd", link}});
    const auto packages = packagesOf(path);
    QVERIFY(!packages);
    QCOMPARE(packages.error().code, QString("zip.unsafe_name"));
    QVERIFY(words(packages.error()).message.contains(path));
    QVERIFY(!words(packages.error()).remedy.isEmpty());
}

void SourceTest::aMemberThatLiesAboutItsBytesIsDamaged()
{
    const QString path = m_folder.filePath("lie.zip");
    writeZip(path, {{"a.csv", "sourcedId,status\nABCDEFGH,active\n", false}});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray bytes = file.readAll();
    file.close();
    const qsizetype at = bytes.indexOf("ABCDEFGH");
    if (at < 0)
        QSKIP("this libzip packs even small members");
    bytes[at] = 'Z'; // the checksum no longer fits
    write("lie.zip", bytes);
    const auto packages = packagesOf(path);
    QVERIFY(packages);
    const auto head = packages->front().sources.front().head(1000);
    const auto reader = packages->front().sources.front().open();
    QVERIFY(reader);
    char buffer[64];
    Result<qint64> got = 1;
    while (got && *got > 0)
        got = (*reader)->read(buffer, sizeof buffer);
    QVERIFY(!got);
    QCOMPARE(got.error().code, QString("zip.damaged"));
}

void SourceTest::aTruncatedZipIsDamaged()
{
    const QString path = m_folder.filePath("whole.zip");
    writeZip(path, {{"a.csv", QByteArray(5000, 'x'), false}, {"b.csv", "y", false}});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    for (const qsizetype size : {qsizetype(5), bytes.size() / 2, bytes.size() - 1}) {
        const auto packages = packagesOf(write("cut.zip", bytes.left(size)));
        QVERIFY2(!packages, qPrintable(QString::number(size)));
        QCOMPARE(packages.error().code, QString("zip.damaged"));
    }
}

void SourceTest::bombsAreRefused()
{
    const QString path = m_folder.filePath("bomb.zip");
    writeZip(path, {{"a.csv", QByteArray(2'000'000, '0'), false}, {"b.csv", "x", false}});
    QVERIFY(zipMembers(path));
    const auto code = [&](const ZipLimits& limits) {
        const auto members = zipMembers(path, limits);
        return members ? QString() : members.error().code;
    };
    QCOMPARE(code({.ratioFrom = 1000}), QString("zip.too_large"));
    QCOMPARE(code({.unpacked = 1'000'000}), QString("zip.too_large"));
    QCOMPARE(code({.members = 1}), QString("zip.too_large"));
}

void SourceTest::whatIsMissingOrNoFileIsSaid()
{
    const auto missing = packagesOf(m_folder.filePath("nowhere"));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, QString("file.missing"));
    const QString empty = m_folder.filePath("empty");
    QVERIFY(QDir().mkpath(empty));
    QVERIFY(packagesOf(empty).value().empty());
    const Source folder{empty, {}, 0, nullptr};
    QCOMPARE(folder.open().error().code, QString("file.not_regular"));
}

void SourceTest::aPipeIsNeverOpened()
{
    const QString tool = QStandardPaths::findExecutable("mkfifo");
    if (tool.isEmpty())
        QSKIP("no pipes on this system");
    const QString path = m_folder.filePath("pipe.csv");
    QCOMPARE(QProcess::execute(tool, {path}), 0);
    const auto packages = packagesOf(path); // would wait for ever if it were opened
    QVERIFY(!packages);
    QCOMPARE(packages.error().code, QString("file.not_regular"));
}

void SourceTest::aFileThatChangesWhileReadIsNoticed()
{
    const QString path = write("growing.csv", QByteArray(1000, 'x'));
    const Source source{path, {}, 1000, nullptr};
    const auto reader = source.open();
    QVERIFY(reader);
    char buffer[600];
    QVERIFY((*reader)->read(buffer, sizeof buffer));
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("more");
    file.close();
    Result<qint64> got = 1;
    while (got && *got > 0)
        got = (*reader)->read(buffer, sizeof buffer);
    QVERIFY(!got);
    QCOMPARE(got.error().code, QString("file.changed"));
}

void SourceTest::headIsAtMostAsLongAsAsked()
{
    const QString path = write("head.csv", "0123456789");
    const Source source{path, {}, 10, nullptr};
    QCOMPARE(source.head(4).value(), QByteArray("0123"));
    QCOMPARE(source.head(100).value(), QByteArray("0123456789"));
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::SourceTest)
#include "SourceTest.moc"
