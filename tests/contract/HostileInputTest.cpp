/// Input made to do harm, through the command line as a person would drop it, by preview and by import: each is refused
/// with a code of its own and leaves no school behind that holds anything of it; or it is read for what it is, text. No
/// call may take 512 MB (measured where no sanitizer multiplies memory).
#include "core/store/Database.h"
#include "tests/support/CommandLine.h"
#include "tests/support/Workbook.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace lectern;
using namespace lectern::test;

namespace {

const QByteArray header = "student_id,date,assessment,subject,score,max_score,band,term";
const QByteArray row = "u1,2026-03-02,Check,Reading,4,5,,";

/// Peak memory of the hungriest program called so far, in bytes; 0 where that cannot be told or says nothing.
qint64 peakOfChildren()
{
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    rusage usage{};
    return getrusage(RUSAGE_CHILDREN, &usage) == 0 ? qint64(usage.ru_maxrss) * 1024 : 0;
#else
    return 0;
#endif
}

} // namespace

class HostileInputTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;
    int schools = 0;

    QString path(const QString& name) const { return folder.filePath(name); }
    QString write(const QString& name, const QByteArray& bytes, qint64 size = 0) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || (size > 0 && !file.resize(size)))
            qFatal("cannot write %s", qPrintable(path(name)));
        return path(name);
    }
    QByteArray bytesOf(const QString& file) const
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    QString zip(const QString& name, const std::vector<ZipMember>& members) const
    {
        writeZip(path(name), members);
        return path(name);
    }
    QString book(const QString& name, const WorkbookParts& parts) const
    {
        writeWorkbook(path(name), parts);
        return path(name);
    }
    QString newSchool() { return path("school" + QString::number(++schools) + ".lectern"); }
    void addArchives() const;
    void addTexts() const;
    void addMarkup() const;

private Q_SLOTS:
    void refused_data();
    void refused();
    void oneBadMemberLeavesTheOthers();
    void aLinkWithinAFolderIsSaid();
    void pipeIsNeverOpened();
    void brokenCharactersAreRepaired_data();
    void brokenCharactersAreRepaired();
    void loneSurrogateCostsItsLineAlone();
    void lyingDimensionChangesNothing();
    void sqlAndMarkupInHeadersStayText();
    void cleanup() { QVERIFY(peakOfChildren() < (qint64(512) << 20)); }
};

void HostileInputTest::addArchives() const
{
    const auto add = [](const char* what, const QString& file, const char* code) { QTest::newRow(what) << file << QString(code); };
    const QByteArray table = header + '\n' + row + '\n';
    add("a flat bomb", zip("bomb.zip", {{"scores.csv", header + '\n' + (row + '\n').repeated(2 << 20)}}), "zip.too_large");
    std::vector<ZipMember> many;
    for (int i = 0; i < 10001; ++i)
        many.push_back({"scores" + QString::number(i) + ".csv", {}});
    add("a bomb of members", zip("members.zip", many), "zip.too_large");
    add("a zip within a zip", zip("nested.zip", {{"inner.zip", bytesOf(zip("inner.zip", {{"scores.csv", table}}))}}), "zip.nested");
    add("a bomb within a zip", zip("outer.zip", {{"bomb.zip", bytesOf(path("bomb.zip"))}}), "zip.too_large");
    add("members that overlap", write("overlap.zip", overlappingZip()), "zip.damaged");
    add("a name that climbs out", zip("climb.zip", {{"../scores.csv", table}}), "zip.unsafe_name");
    add("an absolute name", zip("absolute.zip", {{"/tmp/scores.csv", table}}), "zip.unsafe_name");
    add("a name with a drive", zip("drive.zip", {{"C:\\scores.csv", table}}), "zip.unsafe_name");
    QByteArray nameless = bytesOf(zip("named.zip", {{"scores.csv", table}}));
    const qsizetype lengths = nameless.indexOf("PK\1\2") + 28; // of name, further fields, comment: the name is the comment
    nameless.replace(lengths, 6, QByteArray("\0\0\0\0\x0a\0", 6));
    add("a member without a name", write("nameless.zip", nameless), "zip.damaged");
    add("a member that is a link", zip("link.zip", {{"scores.csv", "/etc/passwd", true}}), "zip.unsafe_name");
    write("scores.csv", table);
    QFile::link(path("scores.csv"), path("link.csv"));
    add("a link", path("link.csv"), "file.link");
}

void HostileInputTest::addTexts() const
{
    const auto add = [](const char* what, const QString& file, const char* code) { QTest::newRow(what) << file << QString(code); };
    // What lies behind the first megabytes is a hole of the file system: nothing may get that far.
    constexpr qint64 gibibyte = qint64(1) << 30;
    const QByteArray letters(3 << 20, 'x');
    add("a field of a gibibyte", write("field.csv", header + "\nu1,\"" + letters, gibibyte), "table.field_too_long");
    add("a text of a gibibyte in JSON", write("field.json", "[{\"a\": \"" + QByteArray(40 << 20, 'x'), gibibyte), "table.field_too_long");
    add("a million columns", write("columns.csv", QByteArray("c,").repeated(1'000'000) + "c\n" + QByteArray("1,").repeated(1'000'000) + "1\n"), "table.too_wide");
    QByteArray members;
    for (int i = 0; i < 1'000'000; ++i)
        members += (i > 0 ? ",\"c" : "\"c") + QByteArray::number(i) + "\":1";
    add("a million names in JSON", write("columns.json", "[{" + members + "}]"), "table.too_wide");
    add("JSON nested a hundred thousand deep", write("deep.json", QByteArray("[").repeated(100'000)), "json.too_deep");
    add("objects nested a hundred thousand deep", write("objects.json", QByteArray("{\"a\":").repeated(100'000)), "json.too_deep");
    add("a lone surrogate in JSON", write("lone.json", "{\"a\": \"\\ud800\"}"), "source.bad_json");
    add("nothing but NULs", write("nuls.csv", QByteArray(100'000, '\0')), "source.binary");
}

void HostileInputTest::addMarkup() const
{
    const auto add = [](const char* what, const QString& file, const char* code) { QTest::newRow(what) << file << QString(code); };
    const QByteArray type = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\">]>";
    add("a document type in XML", write("type.xml", type + "<a><r>&b;</r><r/></a>"), "xml.document_type");
    add("a document type in a sheet", book("sheet.xlsx", {.sheetData = {type}}), "xml.document_type");
    add("a document type in shared texts", book("texts.xlsx", {.strings = type}), "xml.document_type");
    add("a document type in styles", book("styles.xlsx", {.styles = type}), "xml.document_type");
    add("a document type in ODS", zip("type.ods", {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                                                   {"META-INF/manifest.xml", "<a/>"},
                                                   {"content.xml", type + "<a/>"}}), "xml.document_type");
    add("marks of tags in a mark without end", write("marks.xml", "<a><r x=\"" + QByteArray(9 << 20, '>')), "xml.damaged");
    add("XML nested a hundred thousand deep", write("deep.xml", QByteArray("<a>").repeated(100'000)), "xml.too_deep");
}

void HostileInputTest::refused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("code");
    addArchives();
    addTexts();
    addMarkup();
}

void HostileInputTest::refused()
{
    QFETCH(const QString, file);
    QFETCH(const QString, code);
    const CommandResult shown = runJson({"preview", file});
    QVERIFY2(shown.status == 2 || shown.status == 3, qPrintable(shown.output.left(500) + shown.messages));
    QCOMPARE(shown.json["error"]["code"].toString(), code);
    QVERIFY(!shown.json["error"]["remedy"].toString().isEmpty());
    const QString school = newSchool();
    const CommandResult imported = runJson({"import", school, file});
    QVERIFY2(imported.status == 2 || imported.status == 3, qPrintable(imported.output.left(500) + imported.messages));
    QCOMPARE(imported.json["error"]["code"].toString(), code);
    QVERIFY2(imported.json["error"]["message"].toString().contains(QFileInfo(file).fileName()), qPrintable(imported.output));
    if (QFileInfo::exists(school)) {
        const CommandResult loads = runJson({"loads", school});
        for (const QJsonValue load : loads.json["loads"].toArray())
            QCOMPARE(load["inserted"].toInt(), 0);
    }
}

void HostileInputTest::oneBadMemberLeavesTheOthers()
{
    const CommandResult result = runJson({"import", newSchool(), zip("mixed.zip", {{"inner.zip", bytesOf(path("inner.zip"))}, {"scores.csv", header + '\n' + row + '\n'}})});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.json["loads"][0]["inserted"].toInt(), 1);
    QCOMPARE(result.json["unrecognised"][0]["code"].toString(), QString("zip.nested"));
}

void HostileInputTest::aLinkWithinAFolderIsSaid()
{
    QVERIFY(QDir().mkpath(path("links")));
    QVERIFY(QFile::copy(path("scores.csv"), path("links/scores.csv")));
    QVERIFY(QFile::link(path("scores.csv"), path("links/more.csv")));
    QVERIFY(QFile::link(folder.path(), path("links/up")));
    const CommandResult result = runJson({"import", newSchool(), path("links")});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.json["loads"].toArray().size(), 1);
    QStringList codes;
    for (const QJsonValue one : result.json["unrecognised"].toArray())
        codes << one["code"].toString();
    QCOMPARE(codes, (QStringList{"file.link", "file.link"}));
}

void HostileInputTest::pipeIsNeverOpened()
{
#ifdef Q_OS_UNIX
    if (QProcess::execute("mkfifo", {path("pipe.csv")}) != 0)
        QSKIP("no pipe can be made here");
    for (const QStringList& words : {QStringList{"preview"}, QStringList{"import", newSchool()}}) {
        const CommandResult result = runJson(words + QStringList{path("pipe.csv")});
        QCOMPARE(result.json["error"]["code"].toString(), QString("file.not_regular"));
    }
#else
    QSKIP("pipes with names are a thing of Unix");
#endif
}

void HostileInputTest::brokenCharactersAreRepaired_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("assessment");
    const QByteArray before = header + "\nu1,2026-03-02,", behind = ",Reading,4,5,,\n";
    QTest::newRow("NULs") << before + QByteArray("Ch\0eck\0", 7) + behind << "Check";
    QTest::newRow("bytes that are no UTF-8") << before + "\xc3\xa9\xc3\xa8\xc3\xbc\xc3\x28" + behind << QString::fromUtf8("éèüÃ(");
    const QString wide = QString::fromLatin1(before) + "A" + QChar(0xd800) + "B" + QString::fromLatin1(behind);
    QTest::newRow("a lone surrogate in UTF-16") << QByteArray("\xff\xfe", 2) + QByteArray(reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2)
                                                << "A" + QString(QChar(0xfffd)) + "B";
}

void HostileInputTest::brokenCharactersAreRepaired()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, assessment);
    const QString file = write("broken.csv", bytes), school = newSchool();
    const CommandResult shown = runJson({"preview", file});
    QCOMPARE(shown.json["rows"][0][2].toString(), assessment);
    QVERIFY(!shown.json["remarks"].toArray().isEmpty());
    const CommandResult imported = runJson({"import", school, file});
    QCOMPARE(imported.json["loads"][0]["inserted"].toInt(), 1);
    const auto database = Database::open(school, Database::Access::ReadOnly);
    QVERIFY(database);
    auto read = database->prepare("SELECT assessment FROM now_assessments__scores");
    QVERIFY(read && read->step().value_or(false));
    QCOMPARE(read->text(0), assessment);
}

void HostileInputTest::loneSurrogateCostsItsLineAlone()
{
    const QByteArray event = R"({"event_type": "login", "user_id": "u1", "timestamp": "2026-03-02T09:00:00Z", "event_id": ")";
    const CommandResult result = runJson({"import", newSchool(), write("lines.jsonl", event + "e1\"}\n" + event + "\\ud800\"}\n" + event + "e3\"}\n")});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.json["loads"][0]["inserted"].toInt(), 2);
    QCOMPARE(result.json["loads"][0]["quarantined"].toInt(), 1);
}

void HostileInputTest::lyingDimensionChangesNothing()
{
    const QByteArray cells = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>";
    for (const char* range : {"A1:XFD1048576", "A1", "Z9:A1", "A1:ZZZZ99999999999"}) {
        const QString file = book("dimension.xlsx", {.sheetData = {cells}, .before = "<dimension ref=\"" + QByteArray(range) + "\"/>"});
        const QJsonObject shown = runJson({"preview", file}).json;
        QCOMPARE(shown["row_count"].toInt(), 1);
        QCOMPARE(shown["columns"].toArray().size(), 1);
    }
}

void HostileInputTest::sqlAndMarkupInHeadersStayText()
{
    const QStringList names{"x'); DROP TABLE load; --", "<script>alert(1)</script>", "a\"b`[c]"};
    const QByteArray text = header + ",\"" + names[0].toUtf8() + "\"," + names[1].toUtf8() + ",\"a\"\"b`[c]\"\n"
        + "u1,2026-03-02,\"'; DROP TABLE load; --\",<b>Reading</b>,4,5,,,1,2,3\n";
    const QString file = write("names.csv", text), school = newSchool();
    const CommandResult shown = runJson({"preview", file});
    const QJsonArray columns = shown.json["columns"].toArray();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(columns[8 + i]["name"].toString(), names[i]);
    const CommandResult imported = runJson({"import", school, file});
    QCOMPARE(imported.json["loads"][0]["inserted"].toInt(), 1);
    const auto database = Database::open(school, Database::Access::ReadOnly);
    QVERIFY(database);
    QCOMPARE(database->integer("SELECT count(*) FROM load").value_or(0), 1);
    auto read = database->prepare("SELECT assessment, subject, extra FROM now_assessments__scores");
    QVERIFY(read && read->step().value_or(false));
    QCOMPARE(read->text(0), QString("'; DROP TABLE load; --"));
    QCOMPARE(read->text(1), QString("<b>Reading</b>"));
    const QJsonObject extra = QJsonDocument::fromJson(read->text(2).toUtf8()).object();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(extra[names[i]].toString(), QString::number(i + 1));
}

QTEST_GUILESS_MAIN(HostileInputTest)
#include "HostileInputTest.moc"
