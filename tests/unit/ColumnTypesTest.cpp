/// What the cells of one column are taken for, and which damage is said.
#include "core/table/CellShape.h"
#include "core/table/ColumnTypes.h"

#include <QTest>

namespace lectern::test {

namespace {

std::vector<ColumnGuess> guessed(const QStringList& names, const QStringList& rows)
{
    std::vector<std::vector<std::string>> cells;
    for (const QString& row : rows) {
        std::vector<std::string>& line = cells.emplace_back();
        for (const QString& cell : row.split('|'))
            line.push_back(cell.toStdString());
    }
    return guessColumns(names, cells);
}

} // namespace

class ColumnTypesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void anOpenOrderIsTakenFromTheOtherDates();
    void anOpenMarkIsTakenFromTheOtherNumbers();
    void numbersAreReadInEveryLocale_data();
    void numbersAreReadInEveryLocale();
};

void ColumnTypesTest::kinds_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<QString>("kind"); // with its format
    const auto row = [](const char* what, const char* name, const QStringList& cells, const char* kind) {
        QTest::newRow(what) << QString(name) << cells << QString(kind);
    };
    row("whole numbers", "score", {"1", "22", "-3"}, "integer");
    row("decimals", "score", {"1.5", "22", "3.25"}, "decimal .");
    row("money", "price", {"$1.50", "$22", "€3.25"}, "decimal .");
    row("a comma with one or two digits behind it is decimal", "score", {"1,5", "22", "3,25"}, "decimal ,");
    row("zeros in front count", "student", {"0012", "0013", "4412"}, "identifier");
    row("more than 15 digits", "student", {"1234567890123456", "1234567890123457"}, "identifier");
    row("numbers under the name of an identifier", "studentId", {"1", "22", "3"}, "identifier");
    row("a number of things is a number", "Number of Items", {"1", "22", "3"}, "integer");
    row("a number that names someone", "Student Number", {"1", "22", "3"}, "identifier");
    row("identifiers made by a machine, again and again", "quiz", {"0065501b-f3ac-4fe3-8ba4-380aaf3fcb35", "0065501b-f3ac-4fe3-8ba4-380aaf3fcb35", "030733285E7943CE86189E39C88A04D6"}, "identifier");
    row("numbers kept back", "Avg. Score", {"404", "s", "398", "401"}, "integer");
    row("more marks than numbers", "Section", {"s", "s", "1"}, "text");
    row("a grade is no number kept back", "Grade", {"1", "K", "2", "3"}, "text");
    row("day first", "day", {"01/02/2024", "28/02/2024"}, "date dmy");
    row("month first", "day", {"01/02/2024", "02/28/2024"}, "date mdy");
    row("nothing says which", "day", {"01/02/2024", "03/04/2024"}, "date");
    row("year first", "day", {"2024-01-02", "2024-12-30"}, "date iso");
    row("month names", "day", {"05-Jan-24", "30-Dec-24"}, "date named");
    row("month names of other languages", "day", {"5. Januar 2026", "1er janvier 2026", "5 de MARÇO de 2026"}, "date named");
    row("month names in front", "day", {"June 5, 2026", "Sept. 5 2026"}, "date named");
    row("words that are months elsewhere", "kit", {"1-SET-10", "2-OUT-10", "5-SET-11"}, "identifier");
    row("times with an offset from Greenwich", "at", {"2026/01/05 6:28:23 AM GMT+1", "2026/07/05 6:28:23 AM GMT+2"}, "date-time iso");
    row("eight digits under the name of a date", "birth_date", {"20100131", "20091224"}, "date yyyymmdd");
    row("instants", "at", {"2024-01-02T10:00:00Z", "2024-01-02 10:00"}, "date-time iso");
    row("times", "at", {"10:00", "9:05 PM"}, "time");
    row("yes and no", "present", {"yes", "no", "Yes"}, "boolean");
    row("words", "level", {"low", "high", "low"}, "text");
    row("codes all different", "class", {"7A1", "7B2", "8A3"}, "identifier");
    row("nothing at all", "note", {"", "", ""}, "empty");
    row("tokens for nothing do not count", "score", {"1", "N/A", "3"}, "integer");
}

void ColumnTypesTest::kinds()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, cells);
    const ColumnGuess guess = guessed({name}, cells).front();
    QTEST((columnKindName(guess.kind) + ' ' + guess.format).trimmed(), "kind");
}

void ColumnTypesTest::anOpenOrderIsTakenFromTheOtherDates()
{
    const auto guesses = guessed({"a", "b"}, {"01/02/2024|28/02/2024", "03/04/2024|04/05/2024"});
    QCOMPARE(guesses[0].format, QString("dmy"));
}

void ColumnTypesTest::anOpenMarkIsTakenFromTheOtherNumbers()
{
    const auto guesses = guessed({"a", "b"}, {"1,234|1,5", "2,345|2,25"});
    QCOMPARE(guesses[0].format, QString(","));
}

void ColumnTypesTest::numbersAreReadInEveryLocale_data()
{
    QTest::addColumn<bool>("number");
    for (const char* yes : {"1", "-1", "+1.5", ".5", "1,234.5", "1.234,5", "1 234,5", "1'234.5", "1\xc2\xa0" "234", "85 %", "1.2E+11",
                            "\xe2\x88\x92" "3", "CHF 12.50", "1,234,567"})
        QTest::newRow(yes) << true;
    for (const char* no : {"", "-", "1-2", "1.2.3", "1,23,4", "E5", "12a", "1,234.5.6", "$", "1,2345,678"})
        QTest::newRow(*no ? no : "empty") << false;
}

void ColumnTypesTest::numbersAreReadInEveryLocale()
{
    QFETCH(const bool, number);
    const QByteArray tag = QTest::currentDataTag();
    const std::string text = tag == "empty" ? std::string() : tag.toStdString();
    QCOMPARE(numberShape(text).valid, number);
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::ColumnTypesTest)
#include "ColumnTypesTest.moc"
