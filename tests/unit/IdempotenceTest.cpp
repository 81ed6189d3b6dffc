// label: slow
/// However a feed arrives - whole or in pieces, in any order, overlapping, three times - the school holds the same in the
/// end. 100 generated feeds each of events, of rows without a key, and of changes with a version column.
#include "tests/support/TestSchool.h"

#include <QtTest>
#include <algorithm>
#include <random>

using namespace lectern;
using namespace lectern::test;

namespace {

/// One generated feed: lines of a file, and what must stand at its top.
struct Feed
{
    QByteArray header;
    QByteArrayList lines;
    QString name; ///< of the file
    Mode mode = Mode::Append;
};

class Generator
{
public:
    explicit Generator(unsigned seed) : m_random(seed) {}

    int below(int limit) { return int(m_random() % unsigned(limit)); }

    /// Events whose producers' ids collide: one id stands for several events, and an event may stand twice.
    Feed events()
    {
        Feed feed{{}, {}, "events.jsonl", Mode::Append};
        const int count = 20 + below(60);
        for (int i = 0; i < count; ++i)
            feed.lines << QString(R"({"event_id":"e%1","user_id":"u%2","content_id":"c%3","event_type":"video_started",)"
                                  R"("timestamp":"2026-03-%4T10:00:00Z"})")
                              .arg(below(count)).arg(below(5)).arg(below(6)).arg(1 + below(28), 2, 10, QChar('0')).toUtf8();
        return feed;
    }

    /// Clicks without a key; those of one content stand together, since their number is what tells them apart.
    Feed clicks()
    {
        Feed feed{"code_module,code_presentation,id_student,id_site,date,sum_click\n", {}, "studentVle.csv", Mode::Append};
        const int count = 10 + below(40);
        for (int i = 0; i < count; ++i) {
            const QByteArray line =
                QString("AAA,2014%1,%2,%3,%4,1").arg(below(2) ? "J" : "B").arg(below(9)).arg(i).arg(below(200)).toUtf8();
            feed.lines << QByteArrayList(1 + below(3), line).join('\n');
        }
        return feed;
    }

    /// Changes of enrolments, each with the moment it was made; some say that the enrolment is gone.
    Feed changes()
    {
        Feed feed{"sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n", {},
                  "enrollments.csv", Mode::Delta};
        const int count = 10 + below(40);
        for (int i = 0; i < count; ++i)
            feed.lines << QString("e%1,%2,2026-03-01T10:%3:%4Z,c%5,s1,u%6,student")
                              .arg(below(8)).arg(below(5) == 0 ? "tobedeleted" : "")
                              .arg(i / 60, 2, 10, QChar('0')).arg(i % 60, 2, 10, QChar('0')).arg(below(4)).arg(below(5)).toUtf8();
        return feed;
    }

    /// The feed's lines in shuffled pieces that overlap and together hold every line three times.
    QList<QByteArray> pieces(const Feed& feed)
    {
        QList<QByteArray> files;
        for (int round = 0; round < 3; ++round) {
            QByteArrayList lines = feed.lines;
            std::ranges::shuffle(lines, m_random);
            const int cut = below(int(lines.size()));
            const int overlap = std::min(below(5), int(lines.size()) - cut);
            for (const QByteArrayList& part : {lines.mid(0, cut + overlap), lines.mid(cut)})
                if (!part.isEmpty())
                    files << feed.header + part.join('\n') + '\n';
        }
        std::ranges::shuffle(files, m_random);
        return files;
    }

private:
    std::mt19937 m_random;
};

} // namespace

class IdempotenceTest : public QObject
{
    Q_OBJECT

    TestSchool m_test;
    int m_feeds = 0; // each way of importing is a feed of its own

    QStringList imported(const Feed& feed, const QList<QByteArray>& files, const QString& inForce)
    {
        ImportOptions options;
        options.mode = feed.mode;
        options.feed = QString("feed %1").arg(++m_feeds);
        for (const QByteArray& bytes : files) {
            const auto report = m_test.import({m_test.write(feed.name, bytes)}, options);
            if (report.loads.size() != 1)
                return {"not loaded: " + text(report.unrecognised.at(0).error)};
        }
        return m_test.rows(QString(inForce).arg("(SELECT feed_id FROM feed WHERE name = '" + options.feed + "')"));
    }

    void compare(const Feed& feed, Generator& generator, const QString& inForce)
    {
        const QStringList whole = imported(feed, {feed.header + feed.lines.join('\n') + '\n'}, inForce);
        QVERIFY(!whole.isEmpty());
        QCOMPARE(imported(feed, generator.pieces(feed), inForce), whole);
    }

    static void seeds()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 100; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }

private Q_SLOTS:
    void eventsInAnyPiecesGiveTheSame_data() { seeds(); }
    void eventsInAnyPiecesGiveTheSame()
    {
        QFETCH(int, seed);
        Generator generator{unsigned(seed)};
        compare(generator.events(), generator,
                "SELECT event_id, user_id, content_id, \"timestamp\" FROM now_learning_events__events WHERE feed_id = %1 ORDER BY 1, 2, 3, 4");
    }

    void rowsWithoutAKeyInAnyPiecesGiveTheSame_data() { seeds(); }
    void rowsWithoutAKeyInAnyPiecesGiveTheSame()
    {
        QFETCH(int, seed);
        Generator generator{unsigned(seed)};
        compare(generator.clicks(), generator,
                "SELECT code_presentation, id_student, id_site, date FROM now_oulad__student_vle WHERE feed_id = %1 ORDER BY 1, 2, 3, 4");
    }

    void changesInAnyOrderEndWithTheNewest_data() { seeds(); }
    void changesInAnyOrderEndWithTheNewest()
    {
        QFETCH(int, seed);
        Generator generator{unsigned(seed)};
        compare(generator.changes(), generator,
                "SELECT \"sourcedId\", \"dateLastModified\", \"classSourcedId\", \"userSourcedId\""
                " FROM now_oneroster__enrollments WHERE feed_id = %1 ORDER BY 1, 2, 3, 4");
    }

    void theNewestSnapshotAgainChangesNothing()
    {
        TestSchool test;
        const QByteArray header = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n";
        ImportOptions options;
        options.acceptClosures = true;
        test.import({test.write("1/enrollments.csv", header + "a,,,c1,s1,u1,student\nb,,,c1,s1,u1,student\n")}, options);
        const QString newest = test.write("2/enrollments.csv", header + "a,,,c2,s1,u1,student\n");
        test.import({newest}, options);
        const QString all = "SELECT row_no, closed_by FROM raw_oneroster__enrollments ORDER BY 1";
        const QStringList before = test.rows(all);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(test.import({newest}, options).loads.at(0).unchanged, 1);
        QCOMPARE(test.rows(all), before);
    }
};

QTEST_GUILESS_MAIN(IdempotenceTest)
#include "IdempotenceTest.moc"
