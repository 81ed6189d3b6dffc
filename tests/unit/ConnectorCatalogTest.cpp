/// Which connectors there are, and what is said about a plugin that cannot be used.
#include "core/base/ErrorText.h"
#include "core/connector/ConnectorCatalog.h"
#include "tests/support/Fixtures.h"

#include <QDir>
#include <QTest>

namespace lectern::test {

class ConnectorCatalogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtInConnectorsAreListedWithTheirEntities();
    void brokenPluginsAreNamedAndLeaveTheOthersUsable();
    void theFirstFolderWins();
    void anUnknownConnectorIsAnError();
    void theFolderCanBeChosenByTheEnvironment();

private:
    QString m_builtIn = QStringLiteral(LECTERN_BINARY_DIR "/lib/lectern/connectors");
};

void ConnectorCatalogTest::builtInConnectorsAreListedWithTheirEntities()
{
    const auto catalog = ConnectorCatalog::load({m_builtIn});
    QVERIFY(catalog->problems().empty());
    QStringList ids;
    for (const ConnectorInfo& info : catalog->connectors())
        ids << info.id;
    QStringList sorted = ids;
    sorted.sort();
    QCOMPARE(ids, sorted);
    for (const char* id : {"oneroster", "oulad", "sis"})
        QVERIFY2(ids.contains(id), id);
    const EntitySchema* users = catalog->entity("oneroster", "users");
    QVERIFY(users);
    QCOMPARE(users->rawTable(), QString("raw_oneroster__users"));
    QCOMPARE(users->columns[std::size_t(users->indexOf("password"))].privacy, Privacy::Never);
    QVERIFY(!catalog->entity("oneroster", "nothing"));
    std::size_t count = 0;
    for (const ConnectorInfo& info : catalog->connectors())
        count += info.entities.size();
    QCOMPARE(catalog->entities().size(), count);
}

void ConnectorCatalogTest::brokenPluginsAreNamedAndLeaveTheOthersUsable()
{
    const QTemporaryDir folder;
    writeFile(folder, "broken.so", "no plugin at all");
    writeFile(folder, "README.md", "not looked at");
    QVERIFY(QFile::copy(m_builtIn + "/oulad.so", folder.filePath("oulad.so")));
    const auto catalog = ConnectorCatalog::load({folder.path(), folder.filePath("absent")});
    QCOMPARE(catalog->problems().size(), std::size_t(1));
    QCOMPARE(catalog->problems().front().code, QString("connector.unusable"));
    QVERIFY(words(catalog->problems().front()).message.contains("broken.so"));
    QCOMPARE(catalog->connectors().size(), std::size_t(1));
    QVERIFY(catalog->plugin("oulad"));
}

void ConnectorCatalogTest::theFirstFolderWins()
{
    const QTemporaryDir folder;
    QVERIFY(QFile::copy(m_builtIn + "/oulad.so", folder.filePath("other.so")));
    const auto catalog = ConnectorCatalog::load({m_builtIn, folder.path()});
    QVERIFY(catalog->info("oulad"));
    QCOMPARE(catalog->info("oulad")->pluginPath, QDir::cleanPath(m_builtIn) + "/oulad.so");
}

void ConnectorCatalogTest::anUnknownConnectorIsAnError()
{
    const auto catalog = ConnectorCatalog::load({m_builtIn});
    const auto plugin = catalog->plugin("nobody");
    QVERIFY(!plugin);
    QCOMPARE(plugin.error().code, QString("connector.unusable"));
}

void ConnectorCatalogTest::theFolderCanBeChosenByTheEnvironment()
{
    qputenv("LECTERN_CONNECTORS", "/somewhere");
    QCOMPARE(ConnectorCatalog::defaultFolders().first(), QString("/somewhere"));
    qunsetenv("LECTERN_CONNECTORS");
    QVERIFY(ConnectorCatalog::defaultFolders().first().endsWith("/lib/lectern/connectors"));
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::ConnectorCatalogTest)
#include "ConnectorCatalogTest.moc"
