/// What every connector keeps, tested on its own fixtures. A connector's test inherits this class, names the connector
/// and gets all of it; tests/data/<connector>/contract.json says what its fixtures hold (see tests/data/README.md).
#pragma once

#include "core/connector/ConnectorCatalog.h"

#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QTemporaryDir>

namespace lectern::test {

class ConnectorContract : public QObject
{
    Q_OBJECT

public:
    explicit ConnectorContract(const QString& connector) : m_id(connector) {}

protected:
    [[nodiscard]] const Connector& connector() const { return *m_connector; }
    [[nodiscard]] const ConnectorInfo& info() const { return *m_info; }

private Q_SLOTS:
    void initTestCase();
    void metadataSaysWhatTheConnectorIs();
    void everyColumnHasPrivacyClassAndDocumentation();
    void discoverClaimsItsOwnSamples();
    void discoverLeavesTheSamplesOfOthersAlone();
    void aWrongExtensionIsStillRecognised();
    void aZipIsReadLikeItsFolder();
    void anEmptyFileIsATypedError();
    void aDirectoryIsATypedError();
    void aBinaryFileIsATypedError();
    void aTruncatedZipIsATypedError();
    void aMissingMandatoryColumnIsNamed();
    void readingTwiceGivesTheSameRows();
    void cellsAndRowNumbersAreAsWritten();
    void secretsNeverLeaveTheReader();
    void cancelStops();
    void batchesAreBounded();
    void realFilesAreRecognised();

private:
    /// One folder or file of fixtures, and what contract.json says about its sources, by their path within it.
    struct Sample
    {
        QString path;
        QMap<QString, QJsonObject> found;
        QStringList readAlong;
    };
    /// One source found in a sample, and what is said about it.
    struct Expected
    {
        Found found;
        QJsonObject said;
        QString name;
    };
    [[nodiscard]] std::vector<Sample> samplesOf(const QString& root, const QJsonArray& list) const;
    [[nodiscard]] std::vector<Found> discoverIn(const QString& path) const;
    [[nodiscard]] std::vector<Expected> everything() const;
    [[nodiscard]] static QJsonObject expectationOf(const Sample& sample, const Found& found);
    [[nodiscard]] Result<std::unique_ptr<Reader>> open(const Found& found, const Cancel& cancel = {}) const;
    void compareFound(const QString& path, const Sample& sample) const;
    void expectRefused(const QString& path, const QStringList& codes) const;

    QString m_id;
    const ConnectorInfo* m_info = nullptr;
    const Connector* m_connector = nullptr;
    QJsonObject m_contract;
    std::vector<Sample> m_samples;
};

} // namespace lectern::test
