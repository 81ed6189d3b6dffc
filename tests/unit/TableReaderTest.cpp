/// A table as rows of an entity: headers by name, day and month by evidence, nothing dropped silently.
#include "core/connector/BirthYear.h"
#include "core/connector/TableDiscovery.h"
#include "core/connector/TableReader.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace lectern::test {

namespace {

QJsonObject column(const char* name, const char* type, bool mandatory = false, const char* privacy = "none")
{
    return {{"name", name}, {"type", type}, {"mandatory", mandatory}, {"privacy", privacy}};
}

EntitySchema visits()
{
    QJsonObject alias = column("student", "id", true);
    alias["aliases"] = QJsonArray{"Student ID", "Learner"};
    const QJsonObject object{{"id", "visits"},
                             {"mode", "append"},
                             {"columns", QJsonArray{alias, column("day", "date", true), column("until", "date"),
                                                    column("note", "text"), column("secret", "text", false, "never")}}};
    return entityFromJson("test", object).value();
}

} // namespace

class TableReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersMatchByNameAliasAndNothingElse();
    void furtherColumnsGoToExtraSortedAndWithoutEmptyOnes();
    void raggedRowsArePaddedAndOverflowIsKept();
    void aPreambleIsSkippedAndRowNumbersStayTheFiles();
    void aRepeatedHeaderIsNoRow();
    void aTitleAboveARepeatedHeaderIsNoRow();
    void aLoneIdentifierBelowABlankRowStaysARow();
    void textForcingAndSpacesAroundIdentifiersGo();
    void hooksChangeSkipAndRefuse();
    void aMissingColumnNamesFileRowAndColumn();
    void dateOrder_data();
    void dateOrder();
    void evidenceBehindTheSampleIsFound();
    void theUsersChoiceWinsOverEvidence();
    void schemasThatContradictThemselvesAreUnusable_data();
    void schemasThatContradictThemselvesAreUnusable();
    void birthYears();

private:
    Result<std::unique_ptr<Reader>> open(const QByteArray& bytes, TableOptions options = {}, const QString& order = {})
    {
        const QString path = m_folder.filePath("visits.csv");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        file.close();
        const Found found{{path, {}, bytes.size(), nullptr}, "visits", std::nullopt, 1, {}};
        return TableReader::open({found, &m_schema, order}, std::move(options), {});
    }
    static QStringList rows(Reader& reader)
    {
        QStringList rows;
        RecordBatch batch;
        while (reader.next(batch, {}).value()) {
            for (int row = 0; row < batch.rows(); ++row) {
                QStringList cells{QString::number(batch.sourceRow(row))};
                for (int i = 0; i < batch.columns(); ++i)
                    cells << (batch.isMissing(row, i) ? "∅" : QString::fromStdString(std::string(batch.cell(row, i))));
                for (const std::string_view more : {batch.extra(row), batch.refusal(row)})
                    if (!more.empty())
                        cells << QString::fromStdString(std::string(more));
                rows << cells.join('|');
            }
        }
        return rows;
    }
    QStringList rowsOf(const QByteArray& bytes, TableOptions options = {})
    {
        auto reader = open(bytes, std::move(options));
        return reader ? rows(**reader) : QStringList{reader.error().code};
    }

    QTemporaryDir m_folder;
    EntitySchema m_schema = visits();
};

void TableReaderTest::headersMatchByNameAliasAndNothingElse()
{
    QCOMPARE(rowsOf("DAY,  Student   ID ,Secret\n2026-01-02,7,x\n"), QStringList{"2|7|2026-01-02|∅|∅|∅"});
    QCOMPARE(rowsOf("\xef\xbb\xbf\"learner\",day\n7,2026-01-02\n"), QStringList{"2|7|2026-01-02|∅|∅|∅"});
    // the column's own name goes before its aliases; the other stays in extra
    QCOMPARE(rowsOf("Student ID,student,day\na,b,2026-01-02\n"), QStringList{"2|b|2026-01-02|∅|∅|∅|{\"Student ID\":\"a\"}"});
}

void TableReaderTest::furtherColumnsGoToExtraSortedAndWithoutEmptyOnes()
{
    QCOMPARE(rowsOf("student,zeta,day,Alpha,,alpha,my password\n7,\"say \"\"z\"\"\",2026-01-02,1,gap,2,hush\n8,,2026-01-02,,,,\n"),
             QStringList({R"(2|7|2026-01-02|∅|∅|∅|{"#col5":"gap","Alpha":"1","alpha#2":"2","zeta":"say \"z\""})", "3|8|2026-01-02|∅|∅|∅"}));
}

void TableReaderTest::raggedRowsArePaddedAndOverflowIsKept()
{
    auto reader = open("student,day,note\n7,2026-01-02\n8,2026-01-02,n,more,\n9,2026-01-02,n,,\n");
    QVERIFY(reader);
    QCOMPARE(rows(**reader), QStringList({"2|7|2026-01-02|∅|∅|∅", R"(3|8|2026-01-02|∅|n|∅|{"#overflow":["more",""]})", "4|9|2026-01-02|∅|n|∅"}));
    QCOMPARE((*reader)->remarks().size(), 2);
}

void TableReaderTest::aPreambleIsSkippedAndRowNumbersStayTheFiles()
{
    QCOMPARE(rowsOf("Visits of the term\nRun on 2026-02-01,,\n\nstudent,day,note\n7,2026-01-02,n\n,,\n8,2026-01-03,n\n"),
             QStringList({"5|7|2026-01-02|∅|n|∅", "7|8|2026-01-03|∅|n|∅"}));
}

void TableReaderTest::aRepeatedHeaderIsNoRow()
{
    QCOMPARE(rowsOf("student,day\n7,2026-01-02\nstudent,day\n8,2026-01-03\n"), QStringList({"2|7|2026-01-02|∅|∅|∅", "4|8|2026-01-03|∅|∅|∅"}));
}

void TableReaderTest::aTitleAboveARepeatedHeaderIsNoRow()
{
    QCOMPARE(rowsOf("student,day,note\n7,2026-01-02,a\n\nClass 7B\nstudent,day,note\n8,2026-01-03,b\n"),
             QStringList({"2|7|2026-01-02|∅|a|∅", "6|8|2026-01-03|∅|b|∅"}));
}

void TableReaderTest::aLoneIdentifierBelowABlankRowStaysARow()
{
    QJsonObject student = column("student", "id", true);
    student["required"] = true;
    const QJsonObject pupils{{"id", "pupils"}, {"mode", "append"}, {"columns", QJsonArray{student, column("note", "text"), column("room", "text")}}};
    m_schema = entityFromJson("test", pupils).value();
    const QStringList rows = rowsOf("student,note,room\n7,a,r\n8,b,r\n\n9\n");
    m_schema = visits();
    QCOMPARE(rows, QStringList({"2|7|a|r", "3|8|b|r", "5|9|∅|∅"}));
}

void TableReaderTest::textForcingAndSpacesAroundIdentifiersGo()
{
    QCOMPARE(rowsOf("student,day,note\n=\"007\", 2026-01-02 ,  keep  \n\xc2\xa0" "8\xc2\xa0,2026-01-02,   \n"),
             QStringList({"2|007|2026-01-02|∅|  keep  |∅", "3|8|2026-01-02|∅|∅|∅"}));
}

void TableReaderTest::hooksChangeSkipAndRefuse()
{
    TableOptions options;
    options.missing = {{"note", {"n/a"}}};
    options.hook = [](TableRow& row) {
        if (row.cell(0) == "Total")
            return RowVerdict::Skip;
        if (row.cell(0) == "x")
            row.refuse("not_json", "why");
        row.set(3, std::string(row.cell(3)) + "!");
        return RowVerdict::Keep;
    };
    QCOMPARE(rowsOf("student,day,note\n7,2026-01-02,n/a\nTotal,,\nx,2026-01-02,n\n", std::move(options)),
             QStringList({"2|7|2026-01-02|∅|!|∅", "4|x|2026-01-02|∅|n!|∅|not_json\x1fwhy"}));
}

void TableReaderTest::aMissingColumnNamesFileRowAndColumn()
{
    const auto reader = open("student,note\n7,n\n");
    QVERIFY(!reader);
    QCOMPARE(reader.error().code, QString("table.missing_column"));
    QCOMPARE(reader.error().where.file, m_folder.filePath("visits.csv"));
    QCOMPARE(reader.error().where.row, 1);
    QCOMPARE(reader.error().where.column, QString("day"));
}

void TableReaderTest::dateOrder_data()
{
    QTest::addColumn<QByteArray>("days");
    QTest::addColumn<QString>("order");
    QTest::newRow("ISO says nothing") << QByteArray("2026-01-02 2026-11-30") << "";
    QTest::newRow("day first") << QByteArray("1/9/2025 28/9/2025") << "dmy";
    QTest::newRow("month first") << QByteArray("1/9/2025 9/28/2025") << "mdy";
    QTest::newRow("two digits of the year") << QByteArray("7/5/16 30/5/16") << "dmy";
    QTest::newRow("dots") << QByteArray("01.09.2025 28.09.2025") << "dmy";
    QTest::newRow("ISO beside month first") << QByteArray("2025-09-01 9/28/2025 1/2/2025") << "mdy";
    QTest::newRow("nothing settles it") << QByteArray("1/9/2025 2/9/2025") << "";
    QTest::newRow("both: the more frequent") << QByteArray("28/9/2025 27/9/2025 9/28/2025") << "dmy";
    QTest::newRow("both equally often") << QByteArray("28/9/2025 9/28/2025") << "";
    QTest::newRow("with a time") << QByteArray("28/9/2025_10:00") << "dmy";
    QTest::newRow("no dates") << QByteArray("13 x/y 99/99/2020") << "";
}

void TableReaderTest::dateOrder()
{
    QFETCH(QByteArray, days);
    QFETCH(QString, order);
    QByteArray text = "student,day\n";
    for (const QByteArray& day : days.split(' '))
        text += "7," + QByteArray(day).replace('_', ' ') + "\n";
    const auto reader = open(text);
    QVERIFY(reader);
    QCOMPARE((*reader)->dateOrder(1), order);
    QCOMPARE((*reader)->dateOrder(2), QString());
}

void TableReaderTest::evidenceBehindTheSampleIsFound()
{
    QByteArray text = "student,day,until\n";
    for (int i = 0; i < 400'000; ++i)
        text += "7,1/9/2025,2/9/2025\n";
    const auto reader = open(text + "7,28/9/2025,1/10/2025\n");
    QVERIFY(reader);
    QCOMPARE((*reader)->dateOrder(1), QString("dmy"));
    QCOMPARE((*reader)->dateOrder(2), QString("dmy")); // as the file's other dates
}

void TableReaderTest::theUsersChoiceWinsOverEvidence()
{
    const auto reader = open("student,day\n7,28/9/2025\n", {}, "mdy");
    QVERIFY(reader);
    QCOMPARE((*reader)->dateOrder(1), QString("mdy"));
}

void TableReaderTest::schemasThatContradictThemselvesAreUnusable_data()
{
    QTest::addColumn<QJsonObject>("change");
    QTest::newRow("unknown mode") << QJsonObject{{"mode", "sometimes"}};
    QTest::newRow("key that is no column") << QJsonObject{{"key", QJsonArray{"nobody"}}};
    QTest::newRow("subject that is no column") << QJsonObject{{"subject", "nobody"}};
    QTest::newRow("no columns") << QJsonObject{{"columns", QJsonArray{}}};
    QTest::newRow("no privacy class") << QJsonObject{{"columns", QJsonArray{QJsonObject{{"name", "a"}}}}};
    QTest::newRow("unknown type") << QJsonObject{{"columns", QJsonArray{column("a", "colour")}}};
    QTest::newRow("same name twice") << QJsonObject{{"columns", QJsonArray{column("a", "text"), column("A", "text")}}};
    QTest::newRow("a name of the store") << QJsonObject{{"columns", QJsonArray{column("school_id", "id")}}};
}

void TableReaderTest::schemasThatContradictThemselvesAreUnusable()
{
    QFETCH(QJsonObject, change);
    QJsonObject object{{"id", "e"}, {"mode", "append"}, {"columns", QJsonArray{column("a", "text")}}};
    QVERIFY(entityFromJson("test", object));
    for (auto it = change.begin(); it != change.end(); ++it)
        object[it.key()] = it.value();
    const auto entity = entityFromJson("test", object);
    QVERIFY(!entity);
    QCOMPARE(entity.error().code, QString("connector.unusable"));
}

void TableReaderTest::birthYears()
{
    QCOMPARE(birthYearOf("2013-04-02"), std::string_view("2013"));
    QCOMPARE(birthYearOf("4/2/2013"), std::string_view("2013"));
    QCOMPARE(birthYearOf("20130402"), std::string_view("2013"));
    QCOMPARE(birthYearOf("4/2/13"), std::string_view());
    QCOMPARE(birthYearOf(""), std::string_view());
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::TableReaderTest)
#include "TableReaderTest.moc"
