/// See ConnectorContract.h. Fixtures are never changed: what a test spoils is a copy in a temporary folder.
#include "tests/support/ConnectorContract.h"

#include "core/table/Header.h"
#include "tests/support/Fixtures.h"
#include "tests/support/TestSchool.h"
#include "tests/support/ZipFile.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <algorithm>

namespace lectern::test {

namespace {

QJsonObject contractOf(const QString& connector)
{
    return QJsonDocument::fromJson(bytesOf(dataFolder() + "/" + connector + "/contract.json")).object();
}

QStringList stringsOf(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue& item : value.toArray())
        list << item.toString();
    return list;
}

/// Path of a source within the folder, zip or file it was found in; without the folder a zip may hold.
QString nameWithin(const QString& root, const Source& source)
{
    if (!source.member.isEmpty())
        return source.member;
    return QFileInfo(root).isDir() ? QDir(root).relativeFilePath(source.path) : source.baseName();
}

QString qstring(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// All rows as text, one line each: row number, cells, extra, refusal.
Result<QStringList> rowsOf(Reader& reader, int* largest = nullptr)
{
    QStringList rows;
    RecordBatch batch;
    for (;;) {
        LECTERN_ASSIGN(const bool more, reader.next(batch, {}));
        if (!more)
            return rows;
        if (largest)
            *largest = std::max(*largest, batch.rows());
        for (int row = 0; row < batch.rows(); ++row) {
            QStringList cells{QString::number(batch.sourceRow(row))};
            for (int column = 0; column < batch.columns(); ++column)
                cells << (batch.isMissing(row, column) ? QStringLiteral("∅") : qstring(batch.cell(row, column)));
            rows << (cells << qstring(batch.extra(row)) << qstring(batch.refusal(row))).join('\t');
        }
    }
}

} // namespace

std::vector<ConnectorContract::Sample> ConnectorContract::samplesOf(const QString& root, const QJsonArray& list) const
{
    std::vector<Sample> samples;
    for (const QJsonValue& value : list) {
        Sample sample{root + "/" + value["path"].toString(), {}, stringsOf(value["read_along"])};
        const QJsonObject found = value["found"].toObject();
        for (auto it = found.begin(); it != found.end(); ++it)
            sample.found.insert(it.key(), it->isString() ? QJsonObject{{"entity", *it}} : it->toObject());
        samples.push_back(std::move(sample));
    }
    return samples;
}

std::vector<Found> ConnectorContract::discoverIn(const QString& path) const
{
    std::vector<Found> all;
    const auto packages = packagesOf(path);
    if (!packages)
        qFatal("%s", qPrintable(text(packages.error())));
    for (const Package& package : *packages) {
        const auto found = m_connector->discover(package, {});
        if (!found)
            qFatal("%s", qPrintable(text(found.error())));
        all.insert(all.end(), found->begin(), found->end());
    }
    return all;
}

/// What contract.json says about a found source: under its name, or under "name+entity" for one found more than once.
QJsonObject ConnectorContract::expectationOf(const Sample& sample, const Found& found)
{
    const QString name = nameWithin(sample.path, found.source);
    const auto own = sample.found.constFind(name + "+" + found.entity);
    return own == sample.found.constEnd() ? sample.found.value(name) : *own;
}

std::vector<ConnectorContract::Expected> ConnectorContract::everything() const
{
    std::vector<Expected> all;
    for (const Sample& sample : m_samples)
        for (const Found& found : discoverIn(sample.path))
            if (!found.entity.isEmpty())
                all.push_back({found, expectationOf(sample, found), found.source.fullName()});
    return all;
}

Result<std::unique_ptr<Reader>> ConnectorContract::open(const Found& found, const Cancel& cancel) const
{
    return m_connector->open({found, catalog().entity(m_id, found.entity), {}}, cancel);
}

void ConnectorContract::initTestCase()
{
    m_info = catalog().info(m_id);
    QVERIFY2(m_info, qPrintable("no connector " + m_id));
    const auto plugin = catalog().plugin(m_id);
    QVERIFY2(plugin, plugin ? "" : qPrintable(text(plugin.error())));
    m_connector = *plugin;
    m_contract = contractOf(m_id);
    m_samples = samplesOf(dataFolder() + "/" + m_id, m_contract["samples"].toArray());
    QVERIFY2(!m_samples.empty(), "no samples in contract.json");
}

void ConnectorContract::metadataSaysWhatTheConnectorIs()
{
    for (const Error& problem : catalog().problems())
        QFAIL(qPrintable(text(problem)));
    QVERIFY(!m_info->name.isEmpty());
    QVERIFY(!m_info->version.isEmpty());
    QVERIFY(!m_info->recognises.isEmpty());
    QVERIFY(!m_info->entities.empty());
    QVERIFY(QDir::isAbsolutePath(m_info->pluginPath));
}

void ConnectorContract::everyColumnHasPrivacyClassAndDocumentation()
{
    const QByteArray metadata = bytesOf(QStringLiteral(LECTERN_SOURCE_DIR "/connectors/") + m_id + "/" + m_id + ".json");
    const QJsonObject root = QJsonDocument::fromJson(metadata).object();
    for (const QJsonValue& entity : root["entities"].toArray()) {
        for (const QJsonValue& column : entity["columns"].toArray()) {
            const QString name = entity["id"].toString() + "." + column["name"].toString();
            QVERIFY2(privacyFromName(column["privacy"].toString()), qPrintable(name));
            QVERIFY2(!column["doc"].toString().isEmpty(), qPrintable(name));
        }
    }
    for (const EntitySchema& entity : m_info->entities)
        for (const ColumnSchema& column : entity.columns)
            QVERIFY2(!isSecretHeader(column.name) || column.privacy == Privacy::Never, qPrintable(entity.id + "." + column.name));
}

void ConnectorContract::compareFound(const QString& path, const Sample& sample) const
{
    QMap<QString, QString> expected;
    for (auto it = sample.found.begin(); it != sample.found.end(); ++it)
        expected.insert(it.key(), (*it)["entity"].toString());
    for (const QString& name : sample.readAlong)
        expected.insert(name, {});
    QMap<QString, QString> found;
    for (const Found& one : discoverIn(path)) {
        QString name = nameWithin(path, one.source);
        if (!expected.contains(name) && name.contains('/') && !one.source.member.isEmpty())
            name = name.section('/', 1); // the folder within the zip
        found.insert(found.contains(name) ? name + "+" + one.entity : name, one.entity);
        QVERIFY2(one.confidence > 0 && one.confidence <= 1, qPrintable(name));
        QVERIFY2(!one.why.isEmpty(), qPrintable(name));
        QVERIFY2(one.entity.isEmpty() || catalog().entity(m_id, one.entity), qPrintable(one.entity));
        if (const QString mode = sample.found.value(name)["mode"].toString(); !mode.isEmpty())
            QCOMPARE(modeName(one.mode.value_or(catalog().entity(m_id, one.entity)->mode)), mode);
    }
    QCOMPARE(found, expected);
}

void ConnectorContract::discoverClaimsItsOwnSamples()
{
    for (const Sample& sample : m_samples)
        compareFound(sample.path, sample);
}

void ConnectorContract::discoverLeavesTheSamplesOfOthersAlone()
{
    for (const QString& other : QDir(dataFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (other == m_id)
            continue;
        for (const Sample& sample : samplesOf(dataFolder() + "/" + other, contractOf(other)["samples"].toArray()))
            for (const Found& found : discoverIn(sample.path))
                QFAIL(qPrintable(m_id + " takes " + found.source.fullName() + " for " + found.entity));
    }
}

void ConnectorContract::aWrongExtensionIsStillRecognised()
{
    for (const Expected& expected : everything()) {
        const QTemporaryDir folder;
        const Source& source = expected.found.source;
        if (!source.member.isEmpty())
            continue;
        const QString path = writeFile(folder, QFileInfo(source.path).completeBaseName() + ".dat", bytesOf(source.path));
        const std::vector<Found> found = discoverIn(path);
        QVERIFY2(std::ranges::find(found, expected.found.entity, &Found::entity) != found.end(), qPrintable(expected.name));
    }
}

void ConnectorContract::aZipIsReadLikeItsFolder()
{
    for (const Sample& sample : m_samples) {
        if (!QFileInfo(sample.path).isDir())
            continue;
        const QTemporaryDir folder;
        auto members = membersOf(sample.path, "export/");
        members.push_back({"__MACOSX/export/._" + QFileInfo(sample.path).fileName(), "\x05\x16\x07", false});
        members.push_back({"export/.DS_Store", "junk", false});
        writeZip(folder.filePath("export.zip"), members);
        compareFound(folder.filePath("export.zip"), sample);
        for (const Found& found : discoverIn(folder.filePath("export.zip"))) {
            if (found.entity.isEmpty())
                continue;
            auto reader = open(found);
            QVERIFY2(reader, reader ? "" : qPrintable(text(reader.error())));
            const auto rows = rowsOf(**reader);
            QVERIFY2(rows, rows ? "" : qPrintable(text(rows.error())));
        }
    }
}

void ConnectorContract::readingTwiceGivesTheSameRows()
{
    for (const Expected& expected : everything()) {
        auto first = open(expected.found);
        QVERIFY2(first, first ? "" : qPrintable(text(first.error())));
        auto second = open(expected.found);
        QVERIFY(second);
        const auto rows = rowsOf(**first);
        const auto again = rowsOf(**second);
        QVERIFY2(rows && again, rows ? "" : qPrintable(text(rows.error())));
        QCOMPARE(*rows, *again);
        QCOMPARE((*first)->remarks(), (*second)->remarks());
        RecordBatch batch;
        const auto after = (*first)->next(batch, {});
        QVERIFY(after && !*after && batch.rows() == 0);
    }
}

void ConnectorContract::cellsAndRowNumbersAreAsWritten()
{
    for (const Expected& expected : everything()) {
        const EntitySchema& entity = *catalog().entity(m_id, expected.found.entity);
        auto reader = open(expected.found);
        QVERIFY(reader);
        QJsonArray numbers;
        QMap<QString, QString> cells;
        const QJsonObject said = expected.said["cells"].toObject();
        RecordBatch batch;
        while ((*reader)->next(batch, {}).value_or(false)) {
            QCOMPARE(batch.columns(), int(entity.columns.size()));
            for (int row = 0; row < batch.rows(); ++row) {
                numbers << batch.sourceRow(row);
                const QString at = QString::number(batch.sourceRow(row)) + " ";
                for (int i = 0; i < batch.columns(); ++i)
                    cells.insert(at + entity.columns[std::size_t(i)].name,
                                 batch.isMissing(row, i) ? QStringLiteral("∅") : qstring(batch.cell(row, i)));
                cells.insert(at + "extra", qstring(batch.extra(row)));
            }
        }
        if (expected.said.contains("rows"))
            QCOMPARE(numbers, expected.said["rows"].toArray());
        for (auto it = said.begin(); it != said.end(); ++it)
            QVERIFY2(cells.value(it.key()) == it->toString(),
                     qPrintable(expected.name + " " + it.key() + ": " + cells.value(it.key())));
    }
}

void ConnectorContract::secretsNeverLeaveTheReader()
{
    const QStringList secrets = stringsOf(m_contract["secrets"]);
    for (const Expected& expected : everything()) {
        auto reader = open(expected.found);
        QVERIFY(reader);
        const auto rows = rowsOf(**reader);
        QVERIFY(rows);
        for (const QString& secret : secrets)
            QVERIFY2(!rows->join('\n').contains(secret), qPrintable(expected.name + " lets out " + secret));
    }
}

void ConnectorContract::batchesAreBounded()
{
    const QString name = m_contract["repeat"].toString();
    if (name.isEmpty())
        QSKIP("its sources cannot be made longer line by line");
    const QString path = dataFolder() + "/" + m_id + "/" + name;
    const QByteArray bytes = bytesOf(path);
    const bool headed = m_contract["tables"] != false;
    const qsizetype bodyAt = headed ? bytes.indexOf('\n') + 1 : 0;
    QByteArray body = bytes.mid(bodyAt);
    if (!body.endsWith('\n'))
        body += '\n';
    const int times = int(RecordBatch::targetRows * 3 / std::max<qsizetype>(body.count('\n'), 1)) + 1;
    const QTemporaryDir folder;
    const QString copy = writeFile(folder, QFileInfo(name).fileName(), bytes.left(bodyAt) + body.repeated(times));
    const std::vector<Found> found = discoverIn(copy);
    QCOMPARE(found.size(), std::size_t(1));
    auto reader = open(found.front());
    QVERIFY(reader);
    int largest = 0;
    const auto rows = rowsOf(**reader, &largest);
    QVERIFY2(rows, rows ? "" : qPrintable(text(rows.error())));
    QVERIFY2(rows->size() > RecordBatch::targetRows, qPrintable(QString::number(rows->size())));
    QVERIFY2(largest <= RecordBatch::targetRows * 2, qPrintable(QString::number(largest)));
    QCOMPARE((*reader)->progress(), 1.0);
}

void ConnectorContract::realFilesAreRecognised()
{
    const QString shared = qEnvironmentVariable("LECTERN_SHARED") + "/data";
    if (!QFileInfo(shared).isDir())
        QSKIP("the folder of real files is not here (LECTERN_SHARED)");
    for (const Sample& sample : samplesOf(shared, m_contract["real"].toArray())) {
        compareFound(sample.path, sample);
        for (const Found& found : discoverIn(sample.path)) {
            auto reader = open(found);
            QVERIFY2(reader, reader ? "" : qPrintable(text(reader.error())));
            qint64 count = 0;
            RecordBatch batch;
            for (;;) {
                const auto more = (*reader)->next(batch, {});
                QVERIFY2(more, more ? "" : qPrintable(text(more.error())));
                if (!*more)
                    break;
                count += batch.rows();
            }
            const QJsonObject said = expectationOf(sample, found);
            if (said.contains("count"))
                QCOMPARE(count, said["count"].toInteger());
        }
    }
    for (const QString& foreign : stringsOf(m_contract["real_foreign"]))
        for (const Found& found : discoverIn(shared + "/" + foreign))
            QFAIL(qPrintable(m_id + " takes " + found.source.fullName() + " for " + found.entity));
}

} // namespace lectern::test
