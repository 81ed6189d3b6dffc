/// The sis connector keeps the contract of all connectors.
#include "tests/support/ConnectorContract.h"

#include <QTest>

namespace lectern::test {

class SisConnectorTest final : public ConnectorContract
{
    Q_OBJECT

public:
    SisConnectorTest() : ConnectorContract("sis") {}
};

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::SisConnectorTest)
#include "SisConnectorTest.moc"
