/// The oneroster connector keeps the contract of all connectors.
#include "tests/support/ConnectorContract.h"

#include <QTest>

namespace lectern::test {

class OneRosterConnectorTest final : public ConnectorContract
{
    Q_OBJECT

public:
    OneRosterConnectorTest() : ConnectorContract("oneroster") {}
};

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::OneRosterConnectorTest)
#include "OneRosterConnectorTest.moc"
