/// The forms connector keeps the contract of all connectors.
#include "tests/support/ConnectorContract.h"

#include <QTest>

namespace lectern::test {

class FormsConnectorTest final : public ConnectorContract
{
    Q_OBJECT

public:
    FormsConnectorTest() : ConnectorContract("forms") {}
};

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::FormsConnectorTest)
#include "FormsConnectorTest.moc"
