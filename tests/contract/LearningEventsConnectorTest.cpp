/// The learning_events connector keeps the contract of all connectors.
#include "tests/support/ConnectorContract.h"

#include <QTest>

namespace lectern::test {

class LearningEventsConnectorTest final : public ConnectorContract
{
    Q_OBJECT

public:
    LearningEventsConnectorTest() : ConnectorContract("learning_events") {}
};

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::LearningEventsConnectorTest)
#include "LearningEventsConnectorTest.moc"
