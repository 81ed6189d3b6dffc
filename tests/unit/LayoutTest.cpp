/// Layouts as files: what is read back is what was written, and whatever is wrong with one is said with its place.
#include "core/base/ErrorText.h"
#include "core/connector/LayoutCells.h"
#include "core/connector/LayoutTable.h"
#include "tests/support/TestSchool.h"

#include <QTest>

namespace lectern::test {

namespace {

const QByteArray whole = R"({
    "lectern": "layout/1",
    "name": "Acme screener",
    "note": "Spring and autumn",
    "target": "assessments.scores",
    "signature": ["Pupil", "Taken", "Maths"],
    "sheet": "Results",
    "columns": {"student_id": "Pupil", "date": {"from": "Taken", "date": "dmy"}, "assessment": {"constant": "Screener"}},
    "spread": [{"subject": {"constant": "Maths"}, "score": {"from": "Maths", "decimal": ","},
                "band": {"from": "Maths", "thresholds": [{"from": 0, "value": "Below"}, {"from": 40.5, "value": "Meets"}]}},
               {"subject": {"constant": "Reading"}, "score": "Reading", "band": {"from": "R level", "values": {"A": "Above", "b": "Below"}}}],
    "missing": ["-", "absent"],
    "leave_out": ["Teacher"]
})";

const QByteArray fixed = R"({
    "lectern": "layout/1", "name": "State test", "target": "assessments.scores",
    "columns": {"student_id": "id", "assessment": {"constant": "State"}, "score": "points"},
    "fixed": {"skip": 1, "length": 20, "columns": [{"name": "id", "start": 1, "width": 5}, {"name": "points", "start": 9, "width": 3}]}
})";

QByteArray with(QByteArray json, const char* before, const char* after)
{
    if (!json.contains(before))
        qFatal("the layout does not hold %s", before);
    return json.replace(before, after);
}

} // namespace

class LayoutTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack();
    void errorsSayWhere_data();
    void errorsSayWhere();
    void foreignSizesAreRefused();
    void aTableItHardlyKnowsIsNotItsOwn();
    void aTargetMustExistAndBeFilled();
    void datesAreRewritten_data();
    void datesAreRewritten();
    void numbersAreRewritten_data();
    void numbersAreRewritten();
};

void LayoutTest::whatIsWrittenIsReadBack()
{
    for (const QByteArray& json : {whole, fixed}) {
        const auto layout = layoutFromJson(json, "a.json");
        QVERIFY2(layout.has_value(), layout ? "" : qPrintable(text(layout.error())));
        const QByteArray written = layoutToJson(*layout);
        const auto again = layoutFromJson(written, "b.json");
        QVERIFY2(again.has_value(), again ? "" : qPrintable(text(again.error())));
        QVERIFY(*again == *layout);
        QCOMPARE(layoutToJson(*again), written);
    }
    const auto layout = layoutFromJson(whole, "a.json");
    QCOMPARE(layout->connector, QString("assessments"));
    QCOMPARE(layout->entity, QString("scores"));
    QCOMPARE(layout->columns["date"].date, QString("dmy"));
    QCOMPARE(layout->spread.size(), std::size_t(2));
    QCOMPARE(layout->spread[0]["band"].thresholds[1].from, 40.5);
    QCOMPARE(layout->spread[1]["band"].values["a"], QString("Above"));
    QCOMPARE(layout->sources(), QStringList({"Taken", "Pupil", "Maths", "R level", "Reading"}));
    QCOMPARE(layoutFromJson(fixed, "f.json")->fixed->columns[1].start, 9);
}

void LayoutTest::errorsSayWhere_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const QByteArray& json, const char* code, const char* place) {
        QTest::newRow(name) << json << QString(code) << QString(place);
    };
    row("not JSON", "{\"lectern\": ", "layout.not_json", "");
    row("not an object", "[1]", "layout.wrong_type", "$");
    row("not a layout", R"({"lectern": "layout/9", "name": "x"})", "layout.bad_value", "$.lectern");
    row("no name", with(whole, R"("name": "Acme screener",)", ""), "layout.missing_member", "$");
    row("a name of spaces", with(whole, "Acme screener", "  "), "layout.bad_value", "$.name");
    row("no signature", with(whole, R"("signature": ["Pupil", "Taken", "Maths"],)", ""), "layout.missing_member", "$");
    row("a header twice", with(whole, R"("Taken", "Maths"])", R"("Pupil"])"), "layout.twice", "$.signature[1]");
    row("an unknown member", with(whole, "\"note\"", "\"notes\""), "layout.unknown_member", "$");
    row("an unknown member deep down", with(whole, "\"decimal\"", "\"decimals\""), "layout.unknown_member", "$.spread[0].score");
    row("a member twice", with(whole, R"("missing")", R"("leave_out")"), "layout.twice", "$");
    row("a column twice", with(whole, "\"assessment\"", "\"student_id\""), "layout.twice", "$.columns");
    row("a number for a text", with(whole, R"("student_id": "Pupil")", R"("student_id": 7)"), "layout.wrong_type", "$.columns.student_id");
    row("neither column nor constant", with(whole, R"({"constant": "Screener"})", "{}"), "layout.bad_value", "$.columns.assessment");
    row("an unknown order of dates", with(whole, "\"dmy\"", "\"ydm\""), "layout.bad_value", "$.columns.date.date");
    row("falling thresholds", with(whole, "40.5", "-1"), "layout.bad_value", "$.spread[0].band.thresholds[1].from");
    row("a threshold that is no number", with(whole, "40.5", "\"40\""), "layout.wrong_type", "$.spread[0].band.thresholds[1].from");
    row("a control character", with(whole, "Spring and", "Spring\\u0000and"), "layout.bad_value", "$.note");
    row("a column before the line", with(fixed, R"("start": 9)", R"("start": 0)"), "layout.bad_value", "$.fixed.columns[1].start");
    row("half a character", with(fixed, R"("start": 9)", R"("start": 9.5)"), "layout.wrong_type", "$.fixed.columns[1].start");
    row("a column behind the line", with(fixed, R"("start": 9)", R"("start": 19)"), "layout.bad_value", "$.fixed.columns[1]");
    row("cells from nowhere", with(fixed, R"("score": "points")", R"("score": "punkte")"), "layout.bad_value", "$.columns.score");
    row("a fixed column without width", with(fixed, R"(, "width": 3)", ""), "layout.missing_member", "$.fixed.columns[1]");
}

void LayoutTest::errorsSayWhere()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    QFETCH(QString, place);
    const auto layout = layoutFromJson(json, "shared/acme.json");
    QVERIFY(!layout);
    QCOMPARE(layout.error().code, code);
    QCOMPARE(layout.error().where.file, QString("shared/acme.json"));
    const ErrorWords said = words(layout.error());
    QVERIFY2(said.message.contains("shared/acme.json"), qPrintable(said.message));
    QVERIFY2(said.message.contains(place), qPrintable(said.message));
    QVERIFY2(!said.message.contains('%') && !said.remedy.contains('%'), qPrintable(said.message + said.remedy));
    QVERIFY(!said.remedy.isEmpty());
}

void LayoutTest::foreignSizesAreRefused()
{
    const auto code = [](const QByteArray& json) {
        const auto layout = layoutFromJson(json, "x.json");
        return layout ? QString("read") : layout.error().code;
    };
    QCOMPARE(code(QByteArray(100'000, '[') + QByteArray(100'000, ']')), QString("json.too_deep"));
    QCOMPARE(code(QByteArray(3 << 20, ' ')), QString("layout.too_large"));
    QCOMPARE(code(with(whole, "Spring and autumn", QByteArray(1001, 'x').constData())), QString("layout.bad_value"));
    QByteArray many = "\"a0\"";
    for (int i = 1; i < 3000; ++i)
        many += ",\"a" + QByteArray::number(i) + '"';
    QCOMPARE(code(with(whole, R"("Pupil", "Taken", "Maths")", many.constData())), QString("layout.bad_value"));
    QCOMPARE(code("\xef\xbb\xbf" + whole), QString("read"));
    QCOMPARE(code(with(whole, "Acme", "A\xff" "cme")), QString("layout.not_json"));
}

void LayoutTest::aTableItHardlyKnowsIsNotItsOwn()
{
    Layout layout;
    layout.columns.insert("student_id", {.from = {"Student"}});
    layout.columns.insert("score", {.from = {"Points"}});
    QVERIFY(fitOf(layout, {"Student", "Points", "Comment"}).confidence >= sureLayout);
    const QStringList wide = {"Student", "Points", "Room", "Bus", "Fee", "Paid", "Meal", "Parent"};
    QVERIFY(fitOf(layout, wide).confidence < sureLayout);
    QVERIFY(fitOf(layout, wide).confidence > 0); // whoever names the layout may take it
    layout.signature = {"Room"};
    QVERIFY(fitOf(layout, wide).confidence >= sureLayout);
}

void LayoutTest::aTargetMustExistAndBeFilled()
{
    const auto check = [](const QByteArray& json) {
        const auto checked = checkLayout(layoutFromJson(json, "x.json").value(), catalog(), "x.json");
        return checked ? QString("fits") : text(checked.error());
    };
    QCOMPARE(check(whole), QString("fits"));
    const QString target = check(with(whole, "assessments.scores", "assessments.marks"));
    QVERIFY2(target.contains("assessments.marks") && target.contains("assessments.scores"), qPrintable(target));
    const QString column = check(with(whole, R"("date": {)", R"("day": {)"));
    QVERIFY2(column.contains("$.columns") && column.contains("\"day\"") && column.contains("max_score"), qPrintable(column));
    const QString part = check(with(whole, R"("score": "Reading")", R"("points": "Reading")"));
    QVERIFY2(part.contains("$.spread[1]") && part.contains("\"points\""), qPrintable(part));
    const QString open = check(with(whole, R"("student_id": "Pupil", )", ""));
    QVERIFY2(open.contains("student_id"), qPrintable(open));
    QVERIFY(check(with(whole, R"("score": "Reading")", R"("max_score": "Reading")")).contains("score"));
}

void LayoutTest::datesAreRewritten_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("plain");
    const auto row = [](const char* order, const char* cell, const char* plain) {
        QTest::newRow(qPrintable(QString("%1 as %2").arg(cell, order))) << QString(order) << QString(cell) << QString(plain);
    };
    row("dmy", "3.4.2024", "2024-04-03");
    row("mdy", "3/4/24", "2024-03-04");
    row("ymd", "24-03-04", "2024-03-04");
    row("dmy", "2024-03-04", "2024-03-04");
    row("dmy", "03/04/2024 10:15", "2024-04-03 10:15");
    row("dmy", "03/04/2024, 10:15", "2024-04-03 10:15");
    row("mdy", "5. Januar 2026, 9:15 AM", "2026-01-05 9:15 AM");
    row("mdy", "31 Feb 2026", "");
    row("dmy", "03042024", "2024-04-03");
    row("mdy", "41624", "2024-04-16");
    row("mdy", "3042024", "2024-03-04");
    row("ymd", "20240304", "2024-03-04");
    row("dmy", "31.4.2024", "");
    row("mdy", "13/1/2024", "");
    row("dmy", "3.4", "");
    row("dmy", "3/4-2024", "");
    row("dmy", "absent", "");
    row("dmy", "3.4.2024x", "");
    row("dmy", "123456789012", "");
}

void LayoutTest::datesAreRewritten()
{
    QFETCH(QString, order);
    QFETCH(QString, cell);
    QFETCH(QString, plain);
    QCOMPARE(QString::fromStdString(rewrittenDate(cell.toStdString(), order.toStdString()).value_or("")), plain);
}

void LayoutTest::numbersAreRewritten_data()
{
    QTest::addColumn<QString>("mark");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("plain");
    const auto row = [](const char* mark, const char* cell, const char* plain) {
        QTest::newRow(qPrintable(QString("%1 by %2").arg(cell, mark))) << QString(mark) << QString(cell) << QString(plain);
    };
    row(",", "12,5", "12.5");
    row(",", "1.234,50", "1234.50");
    row(",", "1 234,5", "1234.5");
    row(",", ",5", "0.5");
    row(",", "-3", "-3");
    row(",", "\xe2\x88\x92" "3,25", "-3.25");
    row(",", "85,5 %", "85.5%");
    row(".", "1,234.5", "1234.5");
    row(".", "12,345", "12345");
    row(",", "1.5", "");      // no thousands: left as it came
    row(",", "1.23.456", "");
    row(",", "1,", "");
    row(",", "12,5 points", "");
    row(",", "absent", "");
    row(".", "12,5", "");
}

void LayoutTest::numbersAreRewritten()
{
    QFETCH(QString, mark);
    QFETCH(QString, cell);
    QFETCH(QString, plain);
    QCOMPARE(QString::fromStdString(rewrittenNumber(cell.toStdString(), mark.front().toLatin1()).value_or("")), plain);
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::LayoutTest)
#include "LayoutTest.moc"
