/// Rows of every shape on their way into a raw table: what is read back is what was given, and the file is sound.
#include "core/store/RawInsert.h"
#include "core/store/RawTables.h"
#include "tests/support/TestSchool.h"

#include <QtTest>
#include <limits>

using namespace lectern;
using namespace lectern::test;

namespace {

const EntitySchema& entityOf(const QString& connector, const QString& id)
{
    return *catalog().entity(connector, id);
}

const EntitySchema& events()
{
    return entityOf("learning_events", "events");
}

StoredCell cell(std::string_view text)
{
    return {StoredCell::Kind::Text, text, 0};
}

StoredCell cell(qint64 value)
{
    return {StoredCell::Kind::Integer, {}, value};
}

/// A raw row with the memory its record stands in.
struct Row
{
    RawRow raw;
    std::unique_ptr<std::string> bytes = std::make_unique<std::string>();

    Row(qint64 rowNo, const EntitySchema& entity, const std::vector<StoredCell>& first)
    {
        std::vector<StoredCell> cells(rawColumns(entity).size());
        std::ranges::copy(first, cells.begin());
        raw = {rowNo, -rowNo, std::numeric_limits<qint64>::min() + rowNo, 0, rowNo + 1, appendRecord(*bytes, cells).in(*bytes)};
    }
};

std::vector<RawRow> rawOf(const std::vector<Row>& rows)
{
    std::vector<RawRow> raw;
    for (const Row& row : rows)
        raw.push_back(row.raw);
    return raw;
}

} // namespace

class RawInsertTest : public QObject
{
    Q_OBJECT

    static const Database& writerOf(TestSchool& test) { return **test.school().writer(); }

    static std::unique_ptr<BatchDatabase> attached(TestSchool& test)
    {
        auto batch = BatchDatabase::attach(writerOf(test), catalog().entities());
        return batch ? std::move(*batch) : nullptr;
    }

    /// Stores rows in one transaction.
    static void store(TestSchool& test, const EntitySchema& entity, const std::vector<Row>& rows)
    {
        const auto batch = attached(test);
        QVERIFY(batch);
        auto transaction = Transaction::begin(writerOf(test));
        QVERIFY(transaction.has_value());
        auto insert = RawInsert::prepare(writerOf(test), *batch, entity, 7);
        QVERIFY(insert.has_value());
        const auto done = insert->insert(rawOf(rows));
        QVERIFY2(done.has_value(), done ? "" : qPrintable(text(done.error())));
        QVERIFY(transaction->commit().has_value());
    }

    static void verifySound(TestSchool& test)
    {
        QCOMPARE(writerOf(test).text("PRAGMA main.integrity_check").value(), QString("ok"));
    }

private Q_SLOTS:
    void everyIntegerComesBack()
    {
        TestSchool test;
        std::vector<qint64> numbers{0, 1, -1, 2};
        for (int bits = 7; bits < 64; bits += 8)
            for (const qint64 near : {-1, 0, 1}) {
                const qint64 power = bits == 63 ? std::numeric_limits<qint64>::max() : qint64(1) << bits;
                numbers.push_back(bits == 63 ? power - (near + 1) : power + near);
                numbers.push_back(-(bits == 63 ? power - (near + 1) : power + near));
            }
        numbers.push_back(std::numeric_limits<qint64>::min());
        int column = 0;
        for (const RawColumn& one : rawColumns(events())) {
            if (one.name == "timestamp__ms")
                break;
            ++column;
        }
        std::vector<Row> rows;
        QStringList expected;
        for (const qint64 number : numbers) {
            std::vector<StoredCell> cells(std::size_t(column) + 1);
            cells.back() = cell(number);
            rows.emplace_back(qint64(rows.size()) + 1, events(), cells);
            expected << QString::number(number);
        }
        store(test, events(), rows);
        QCOMPARE(test.rows("SELECT timestamp__ms FROM raw_learning_events__events ORDER BY row_no"), expected);
        verifySound(test);
    }

    void whatEveryRowHasStandsInItsColumns()
    {
        TestSchool test;
        std::vector<Row> rows;
        rows.emplace_back(5, events(), std::vector<StoredCell>{cell("a"), {}, cell("")});
        store(test, events(), rows);
        QCOMPARE(test.rows("SELECT row_no, school_id, feed_id, key_hash, row_hash, scope_id, closed_by, source_row, event_id, user_id,"
                           " course_id, extra FROM raw_learning_events__events"),
                 QStringList("5\t1\t7\t-5\t-9223372036854775803\t0\t∅\t6\ta\t∅\t\t∅"));
    }

    /// Lengths around every limit of a record's header, of a page and of what a page takes.
    void everyLengthComesBack()
    {
        TestSchool test;
        std::vector<std::size_t> lengths{0, 1, 56, 57, 58, 8184, 8185, 8186, 16'000, 16'300, 16'384, 32'000, 32'767, 32'768, 65'536, 300'000};
        for (std::size_t length = BatchDatabase::longestRecord - 120; length <= BatchDatabase::longestRecord + 10; ++length)
            lengths.push_back(length);
        std::vector<std::string> texts;
        for (const std::size_t length : lengths)
            texts.emplace_back(length, char('a' + texts.size() % 26));
        std::vector<Row> rows;
        QStringList expected;
        for (const std::string& one : texts) {
            rows.emplace_back(qint64(rows.size()) * 1000 + 1, events(), std::vector<StoredCell>{cell(one)});
            expected << QString("%1\t%2").arg(one.size()).arg(one.empty() ? QString() : QString(QChar(one.front())));
        }
        store(test, events(), rows);
        QCOMPARE(test.rows("SELECT length(event_id), CASE WHEN event_id = '' THEN '' WHEN trim(event_id, substr(event_id, 1, 1)) = ''"
                           " THEN substr(event_id, 1, 1) ELSE 'mixed' END FROM raw_learning_events__events ORDER BY row_no"),
                 expected);
        verifySound(test);
    }

    /// More than a batch database holds at once.
    void manyRowsAreStoredInSeveralMoves()
    {
        TestSchool test;
        const std::string large(20'000, 'x');
        std::vector<Row> rows;
        for (qint64 i = 1; i <= 1'000; ++i)
            rows.emplace_back(i * i * 1'000'003, events(), std::vector<StoredCell>{cell(large)});
        store(test, events(), rows);
        QCOMPARE(test.rows("SELECT count(*), sum(length(event_id)), max(row_no) FROM raw_learning_events__events"),
                 QStringList("1000\t20000000\t1000003000000"));
        verifySound(test);
    }

    /// Pages of one batch must never be taken for those of another.
    void tablesTakeTurnsInOneTransaction()
    {
        TestSchool test;
        const EntitySchema& other = entityOf("learning_events", "contents");
        const auto batch = attached(test);
        QVERIFY(batch);
        auto transaction = Transaction::begin(writerOf(test));
        QVERIFY(transaction.has_value());
        qint64 rowNo = 0;
        for (int round = 0; round < 40; ++round) {
            const EntitySchema& entity = round % 2 == 0 ? events() : other;
            auto insert = RawInsert::prepare(writerOf(test), *batch, entity, 1);
            QVERIFY(insert.has_value());
            const std::string text = "round " + std::to_string(round);
            std::vector<Row> rows;
            for (int i = 0; i < 100 * (round % 7 + 1); ++i)
                rows.emplace_back(++rowNo, entity, std::vector<StoredCell>{cell(text), cell(text)});
            QVERIFY(insert->insert(rawOf(rows)).has_value());
        }
        QVERIFY(transaction->commit().has_value());
        for (const auto& [table, column, first] : {std::tuple("raw_learning_events__events", "event_id", 0),
                                                   std::tuple("raw_learning_events__contents", "course_id", 1)}) {
            QStringList expected;
            for (int round = first; round < 40; round += 2)
                expected << QString("round %1\t%2").arg(round).arg(100 * (round % 7 + 1));
            QCOMPARE(test.rows(QString("SELECT %2, count(*) FROM %1 GROUP BY 1 ORDER BY min(row_no)").arg(table, column)), expected);
        }
        verifySound(test);
    }

    /// A school whose table got a column later has it at the end; one with an index on the key needs each row sorted in.
    void anotherOrderOfColumnsAndAnIndexOnTheKey()
    {
        TestSchool test;
        const EntitySchema& entity = entityOf("learning_events", "contents");
        const Database& writer = writerOf(test);
        const QString table = entity.rawTable();
        QVERIFY(writer.execute("DROP VIEW " + entity.nowView()).has_value());
        QVERIFY(writer.execute("ALTER TABLE " + table + " DROP COLUMN subject").has_value());
        QVERIFY(writer.execute("ALTER TABLE " + table + " ADD COLUMN subject TEXT").has_value());
        QVERIFY(ensureKeyIndex(writer, entity).has_value());
        std::vector<Row> rows;
        const std::string tooLong(40'000, 'l');
        for (qint64 i = 1; i <= 500; ++i)
            rows.emplace_back(i, entity, std::vector<StoredCell>{cell("course"), cell(i == 250 ? tooLong : "title"), cell("maths"), cell("unit")});
        store(test, entity, rows);
        QCOMPARE(test.rows("SELECT subject, unit_id, count(*), max(length(course_title)) FROM " + table + " GROUP BY 1, 2"),
                 QStringList("maths\tunit\t500\t40000"));
        QCOMPARE(test.rows("SELECT count(*) FROM " + table + " INDEXED BY " + table + "__key WHERE course_id = 'course' AND closed_by IS NULL"),
                 QStringList("500"));
        verifySound(test);
    }

    /// What makes it quick: no statement looks at a value.
    void recordsAreMovedWhole()
    {
        TestSchool test;
        const auto batch = attached(test);
        QVERIFY(batch);
        const QString table = events().rawTable();
        auto plan = writerOf(test).prepare("EXPLAIN INSERT INTO main." + table + " SELECT * FROM batch." + table);
        QVERIFY(plan.has_value());
        QStringList steps;
        while (plan->step().value())
            steps << plan->text(1);
        QVERIFY2(steps.contains("Insert") && !steps.contains("Column"), qPrintable(steps.join(' ')));
    }

    void nothingStaysAttached()
    {
        TestSchool test;
        for (int i = 0; i < 3; ++i)
            QVERIFY(attached(test));
        QCOMPARE(test.rows("SELECT name FROM pragma_database_list WHERE name = 'batch'"), QStringList());
    }

    /// Writing a value and taking it off again, for the statements of rows too long for a page.
    void aRecordCanBeTakenApart()
    {
        std::string bytes;
        const std::vector<StoredCell> values{{}, cell(std::numeric_limits<qint64>::min()), cell("text"), cell(-129), cell(1), cell("")};
        RecordPart part = appendRecord(bytes, values).in(bytes);
        for (const StoredCell& value : values) {
            const StoredCell taken = takeValue(part);
            QCOMPARE(int(taken.kind), int(value.kind));
            QCOMPARE(taken.text, value.text);
            QCOMPARE(taken.integer, value.integer);
        }
        QCOMPARE(int(takeValue(part).kind), int(StoredCell::Kind::Null));
    }
};

QTEST_GUILESS_MAIN(RawInsertTest)
#include "RawInsertTest.moc"
