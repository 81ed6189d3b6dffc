/// The assessments connector keeps the contract of all connectors.
#include "tests/support/ConnectorContract.h"

#include <QTest>

namespace lectern::test {

class AssessmentsConnectorTest final : public ConnectorContract
{
    Q_OBJECT

public:
    AssessmentsConnectorTest() : ConnectorContract("assessments") {}
};

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::AssessmentsConnectorTest)
#include "AssessmentsConnectorTest.moc"
