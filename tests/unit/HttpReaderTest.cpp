/// Pulling a file from a server that breaks off, is busy, ignores what it is asked, or changes the file meanwhile.
#include "core/net/PulledFile.h"
#include "tests/support/CommandLine.h"
#include "tests/support/ScriptedServer.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <random>
#include <thread>

using namespace lectern;
using namespace lectern::test;

namespace {

QByteArray madeFile(qsizetype size, unsigned seed = 1)
{
    std::mt19937 random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char& byte : bytes)
        byte = char(random());
    return bytes;
}

/// Waiting takes no time.
HttpOptions quick(std::chrono::milliseconds timeout = std::chrono::seconds(20))
{
    const auto now = std::make_shared<std::atomic<qint64>>(0);
    HttpOptions options;
    options.tools = {[now] { return std::chrono::milliseconds(now->load()); },
                     [now](std::chrono::milliseconds time) { *now += time.count(); }, [] { return 0.5; }};
    options.timeout = timeout;
    return options;
}

Result<QByteArray> readAll(ByteReader& reader, qint64 piece = 7000)
{
    QByteArray all;
    QByteArray bytes(piece, Qt::Uninitialized);
    for (;;) {
        LECTERN_ASSIGN(const qint64 count, reader.read(bytes.data(), bytes.size()));
        if (count == 0)
            return all;
        all.append(bytes.constData(), count);
    }
}

Result<QByteArray> pull(const ScriptedServer& server, HttpOptions options = quick())
{
    LECTERN_ASSIGN(const auto reader, HttpReader::open(server.address(), {}, std::move(options)));
    return readAll(*reader);
}

/// The bytes, or the error's code where there are none.
QByteArray outcome(const Result<QByteArray>& result)
{
    return result ? *result : "error " + result.error().code.toUtf8();
}

/// Where in the file each request begins. One sent twice in a row counts once: Qt may repeat a request by itself when its
/// connection closes early, which no reader of Qt's can see or forbid.
QList<qint64> startsOf(const ScriptedServer& server)
{
    QList<qint64> starts;
    QByteArray before;
    for (const QByteArray& request : server.requests()) {
        if (request != before)
            starts << rangeStart(request);
        before = request;
    }
    return starts;
}

} // namespace

class HttpReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileComesAsItIs()
    {
        const QByteArray file = madeFile(3'000'000); // more than is held at once
        const ScriptedServer server(QList<Answer>{{.body = file}});
        QVERIFY(outcome(pull(server)) == file);
        QCOMPARE(server.requests().size(), 1);
    }

    void afterEveryBreakItGoesOnWhereItWas()
    {
        const QByteArray file = madeFile(1'000'000);
        std::mt19937 random(3);
        QList<Answer> script;
        QSet<qint64> breaks;
        for (int i = 0; i < 12; ++i) {
            script << Answer{.body = file, .breaksAfter = qint64(random() % 90'000)};
            breaks << script.last().breaksAfter;
        }
        script << Answer{.body = file};
        const ScriptedServer server(script);
        QVERIFY(outcome(pull(server)) == file);
        const QList<qint64> starts = startsOf(server);
        QCOMPARE(starts.first(), 0);
        for (qsizetype i = 1; i < starts.size(); ++i)
            QVERIFY2(breaks.contains(starts[i] - starts[i - 1]), "it went on elsewhere than where it was");
        QVERIFY(starts.size() > script.size() / 2 && starts.size() <= script.size());
        QVERIFY(server.requests().last().contains("If-Range: \"v1\""));
    }

    void aBusyServerIsWaitedFor()
    {
        const QByteArray file = madeFile(50'000);
        const ScriptedServer server(QList<Answer>{{.status = 503, .headers = "Retry-After: 2\r\n"}, {.status = 503}, {.body = file}});
        QVERIFY(outcome(pull(server)) == file);
        QCOMPARE(server.requests().size(), 3);
    }

    void aServerThatIgnoresTheRangeIsReadPast()
    {
        const QByteArray file = madeFile(400'000);
        const ScriptedServer server(QList<Answer>{{.body = file, .breaksAfter = 150'000}, {.body = file, .honoursRange = false, .breaksAfter = 300'000},
                                     {.body = file}});
        QVERIFY(outcome(pull(server)) == file);
    }

    void withoutAVersionTheWholeComesAgainAndMustBeginAlike()
    {
        const QByteArray file = madeFile(400'000);
        const ScriptedServer server(QList<Answer>{{.body = file, .version = {}, .breaksAfter = 150'000}, {.body = file, .version = {}}});
        QVERIFY(outcome(pull(server)) == file);
        QVERIFY(!server.requests().last().contains("Range"));
    }

    void anotherVersionIsAChangedFile()
    {
        const QByteArray file = madeFile(400'000);
        const ScriptedServer server(QList<Answer>{{.body = file, .breaksAfter = 150'000}, {.body = file, .version = "\"v2\""}});
        QCOMPARE(outcome(pull(server)), QByteArray("error file.changed"));
    }

    void anotherBeginningIsAChangedFile()
    {
        const ScriptedServer server(QList<Answer>{{.body = madeFile(400'000, 1), .version = {}, .breaksAfter = 150'000},
                                     {.body = madeFile(400'000, 2), .version = {}}});
        QCOMPARE(outcome(pull(server)), QByteArray("error file.changed"));
    }

    void anotherLengthIsAChangedFile()
    {
        const QByteArray file = madeFile(400'000);
        const ScriptedServer server(QList<Answer>{{.body = file, .version = {}, .breaksAfter = 150'000}, {.body = file.left(300'000), .version = {}}});
        QCOMPARE(outcome(pull(server)), QByteArray("error file.changed"));
    }

    void aRefusalIsNotTriedAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("not allowed") << 403 << QByteArray("error net.not_allowed");
        QTest::newRow("missing") << 404 << QByteArray("error net.missing");
        QTest::newRow("bad request") << 400 << QByteArray("error net.refused");
    }

    void aRefusalIsNotTriedAgain()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        const ScriptedServer server(QList<Answer>{{.status = status, .body = "no"}});
        QCOMPARE(outcome(pull(server)), code);
        QCOMPARE(server.requests().size(), 1);
    }

    void aServerThatKeepsFailingIsGivenUp()
    {
        const ScriptedServer server(QList<Answer>{{.status = 500, .body = "no"}});
        QCOMPARE(outcome(pull(server)), QByteArray("error net.server_failed"));
        QCOMPARE(server.requests().size(), RetryPolicy().attempts);
    }

    void whereNobodyListensItSaysSo()
    {
        QTcpServer port;
        QVERIFY(port.listen(QHostAddress::LocalHost));
        const QString address = QString("http://127.0.0.1:%1/x.csv").arg(port.serverPort());
        port.close();
        const auto reader = HttpReader::open(address, {}, quick());
        QVERIFY(!reader);
        QCOMPARE(reader.error().code, QString("net.unreachable"));
    }

    void aSilentServerTimesOut()
    {
        const ScriptedServer server(QList<Answer>{{.silent = true}});
        QCOMPARE(outcome(pull(server, quick(std::chrono::milliseconds(60)))), QByteArray("error net.timeout"));
        QCOMPARE(server.requests().size(), RetryPolicy().attempts);
    }

    void aCancelEndsTheWaitForASilentServer()
    {
        const ScriptedServer server(QList<Answer>{{.silent = true}});
        const Cancel cancel;
        std::thread canceller([&] {
            while (server.requests().isEmpty())
                std::this_thread::yield();
            cancel.raise();
        });
        const auto reader = HttpReader::open(server.address(), cancel, quick(std::chrono::hours(1)));
        canceller.join();
        QVERIFY(!reader);
        QCOMPARE(reader.error().code, QString("cancelled"));
    }

    void allReadersShareOnePull()
    {
        const QByteArray file = madeFile(900'000);
        const ScriptedServer server(QList<Answer>{{.body = file}});
        const auto pulled = pullFile(server.address(), {}, quick());
        QVERIFY(pulled);
        QCOMPARE((*pulled)->size(), file.size());
        QByteArray head(1000, '\0');
        QCOMPARE((*(*pulled)->open())->read(head.data(), head.size()).value_or(-1), 1000);
        QVERIFY(head == file.left(1000));
        Result<QByteArray> first, second;
        std::thread other([&] { first = readAll(**(*pulled)->open(), 3000); });
        second = readAll(**(*pulled)->open(), 11'000);
        other.join();
        QVERIFY(outcome(first) == file);
        QVERIFY(outcome(second) == file);
        QCOMPARE(server.requests().size(), 1);
    }

    void anAddressIsShownWithoutItsSecrets()
    {
        QCOMPARE(shownAddress("https://me:secret@host.example/a/b.csv?key=secret#x"), QString("https://host.example/a/b.csv"));
    }

    void theCommandLineImportsAnAddress()
    {
        QByteArray csv = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n";
        for (int i = 0; i < 5000; ++i)
            csv += QString("e%1,,,c%2,s1,u%1,student\n").arg(i).arg(i % 50).toUtf8();
        const ScriptedServer server(QList<Answer>{{.body = csv, .breaksAfter = 20'000}, {.body = csv}});
        const QTemporaryDir folder;
        const CommandResult result = runJson({"import", folder.filePath("new.lectern"), server.address("enrollments.csv?key=secret")});
        QVERIFY2(result.status == 0, qPrintable(result.output + result.messages));
        const QJsonObject load = result.json["loads"].toArray().first().toObject();
        QCOMPARE(load["rows_read"].toInt(), 5000);
        QCOMPARE(load["inserted"].toInt(), 5000);
        QVERIFY2(load["source"].toString().endsWith("/enrollments.csv"), qPrintable(load["source"].toString()));
        QCOMPARE(startsOf(server), (QList<qint64>{0, 20'000}));
    }

    void theCommandLineSaysWhatTheServerSaid()
    {
        const ScriptedServer server(QList<Answer>{{.status = 404, .body = "no"}});
        const QTemporaryDir folder;
        const CommandResult result = runJson({"import", folder.filePath("new.lectern"), server.address("gone.csv")});
        QCOMPARE(result.status, 3);
        QCOMPARE(result.json["error"].toObject()["code"].toString(), QString("net.missing"));
    }
};

QTEST_GUILESS_MAIN(HttpReaderTest)
#include "HttpReaderTest.moc"
