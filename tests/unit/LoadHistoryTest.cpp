// label: slow
/// Load, load again, undo, redo in any order: what is in force equals what the loads in force alone give. 200 random
/// histories over three modes, two feeds, overlapping scopes; the seed is printed with a failure.
#include "core/transform/Runner.h"
#include "tests/support/TestSchool.h"

#include <QtTest>
#include <random>

using namespace lectern;
using namespace lectern::test;

namespace {

struct File
{
    QByteArray bytes;
    Mode mode;
    QString feed;
};

class History
{
public:
    explicit History(unsigned seed) : m_random(seed) {}

    int below(int limit) { return int(m_random() % unsigned(limit)); }

    File file()
    {
        QByteArray csv = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n";
        const int rows = 1 + below(7);
        for (int i = 0; i < rows; ++i) {
            const bool gone = below(8) == 0;
            const bool bad = below(12) == 0; // an unknown role goes to quarantine
            csv += QString("e%1,%2,,c%3,s%4,u%5,%6\n")
                       .arg(below(9)).arg(gone ? "tobedeleted" : "").arg(below(3)).arg(below(3)).arg(below(5))
                       .arg(bad ? "pirate" : "student").toUtf8();
        }
        static constexpr Mode modes[] = {Mode::Snapshot, Mode::Delta, Mode::Append};
        return {csv, modes[below(3)], below(2) ? "East" : "West"};
    }

private:
    std::mt19937 m_random;
};

const QString inForce = "SELECT f.name, v.\"sourcedId\", v.\"classSourcedId\", v.\"schoolSourcedId\", v.\"userSourcedId\""
                        " FROM now_oneroster__enrollments AS v JOIN feed AS f USING (feed_id) ORDER BY 1, 2, 3, 4, 5";

// Gold with names instead of surrogate numbers, which depend on the order of arrival.
const QString gold[] = {
    "SELECT f.name, p.source_id, c.source_id, e.begin_day, e.end_day, e.school_year FROM fct_enrolment AS e"
    " JOIN key_person AS p ON p.person_key = e.student_key JOIN feed AS f ON f.feed_id = p.feed_id"
    " LEFT JOIN key_class AS c ON c.class_key = e.class_key ORDER BY 1, 2, 3, 4, 5",
    "SELECT source_id, grade, first_day, last_day, span_source FROM dim_student ORDER BY 1, 2, 3, 4",
    "SELECT f.name, d.source_id FROM dim_person AS d JOIN feed AS f USING (feed_id) ORDER BY 1, 2",
};

QString import(TestSchool& test, const File& file)
{
    static int number = 0;
    ImportOptions options;
    options.mode = file.mode;
    options.feed = file.feed;
    options.acceptClosures = true;
    const QString path = test.write(QString("load%1/enrollments.csv").arg(++number), file.bytes);
    const ImportReport report = test.import({path}, options);
    for (const Load& load : report.loads)
        if (load.rowsRead != load.inserted + load.updated + load.unchanged + load.quarantined)
            return QString("rows do not add up: %1 = %2 + %3 + %4 + %5")
                .arg(load.rowsRead).arg(load.inserted).arg(load.updated).arg(load.unchanged).arg(load.quarantined);
    return report.loads.size() == 1 ? QString() : "not loaded: " + text(report.unrecognised.at(0).error);
}

QString buildGold(TestSchool& test)
{
    const auto report = build(test.school(), {}, [](const Progress&) {}, Cancel());
    return report ? QString() : text(report.error());
}

} // namespace

class LoadHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsInForceIsWhatTheLoadsInForceGive_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 200; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void whatIsInForceIsWhatTheLoadsInForceGive()
    {
        QFETCH(int, seed);
        History history{unsigned(seed)};
        TestSchool lived;
        std::map<qint64, File> files; // by load
        QList<File> undone;
        for (int step = 0; step < 10; ++step) {
            const int what = history.below(10);
            const auto log = loads(*lived.school().writer().value());
            QVERIFY(log.has_value());
            std::vector<qint64> standing;
            for (const Load& load : *log)
                if (load.state == "in force")
                    standing.push_back(load.load);
            if (what < 3 && !standing.empty()) {
                const auto taken = undoLoad(lived.school(), standing[std::size_t(history.below(int(standing.size())))], true);
                QVERIFY2(taken.has_value(), taken ? "" : qPrintable(text(taken.error())));
                for (const qint64 load : *taken)
                    undone << files.at(load);
            } else {
                const File file = what < 5 && !undone.isEmpty() ? undone.takeLast() : history.file();
                const QString problem = import(lived, file);
                QVERIFY2(problem.isEmpty(), qPrintable(problem));
                const auto number = lived.school().writer().value()->integer("SELECT max(load_id) FROM load");
                files.emplace(number.value_or(0), file);
            }
            if (history.below(3) == 0) {
                const QString problem = buildGold(lived);
                QVERIFY2(problem.isEmpty(), qPrintable(problem));
            }
        }

        TestSchool fresh;
        const auto log = loads(*lived.school().writer().value());
        QVERIFY(log.has_value());
        for (auto load = log->rbegin(); load != log->rend(); ++load)
            if (load->state == "in force") {
                const QString problem = import(fresh, files.at(load->load));
                QVERIFY2(problem.isEmpty(), qPrintable(problem));
            }
        QCOMPARE(lived.rows(inForce), fresh.rows(inForce));
        for (TestSchool* school : {&lived, &fresh}) {
            const QString problem = buildGold(*school);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
        for (const QString& query : gold)
            QCOMPARE(lived.rows(query), fresh.rows(query));
    }
};

QTEST_GUILESS_MAIN(LoadHistoryTest)
#include "LoadHistoryTest.moc"
