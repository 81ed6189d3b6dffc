/// The oulad connector keeps the contract of all connectors.
#include "tests/support/ConnectorContract.h"

#include <QTest>

namespace lectern::test {

class OuladConnectorTest final : public ConnectorContract
{
    Q_OBJECT

public:
    OuladConnectorTest() : ConnectorContract("oulad") {}
};

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::OuladConnectorTest)
#include "OuladConnectorTest.moc"
