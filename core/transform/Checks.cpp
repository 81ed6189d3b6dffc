#include "core/transform/Checks.h"

#include <QCoreApplication>

namespace lectern {

namespace {

QString literalList(const QString& values)
{
    QStringList literals;
    for (const QString& value : values.split(','))
        literals.append('\'' + value.trimmed().replace('\'', "''") + '\'');
    return literals.join(", ");
}

} // namespace

QString countBadRowsSql(const Model& model, const DataTest& test)
{
    if (test.kind == "unique")
        return QString("SELECT count(*) FROM (SELECT 1 AS one FROM %1 GROUP BY %2 HAVING count(*) > 1) AS bad")
            .arg(model.name, test.expression);
    if (test.kind == "not_null")
        return QString("SELECT count(*) FROM %1 WHERE %2 IS NULL").arg(model.name, test.expression);
    if (test.kind == "accepted") {
        const QString column = test.expression.section(':', 0, 0).trimmed();
        return QString("SELECT count(*) FROM %1 WHERE %2 IS NOT NULL AND %2 NOT IN (%3)")
            .arg(model.name, column, literalList(test.expression.section(':', 1)));
    }
    if (test.kind == "relationship") {
        const QString column = test.expression.section("->", 0, 0).trimmed();
        const QString target = test.expression.section("->", 1).trimmed();
        const QString table = target.section('.', 0, 0);
        const QString there = target.section('.', 1);
        if (column.isEmpty() || table.isEmpty() || there.isEmpty())
            return {};
        return QString("SELECT count(*) FROM %1 AS m WHERE m.%2 IS NOT NULL AND m.%2 NOT IN"
                       " (SELECT t.%4 FROM %3 AS t WHERE t.%4 IS NOT NULL)")
            .arg(model.name, column, table, there);
    }
    if (test.kind == "rows")
        return QString("SELECT count(*) FROM (%1) AS bad").arg(test.expression);
    return {};
}

Result<std::vector<CheckOutcome>> runTests(const Database& database, const Model& model)
{
    std::vector<CheckOutcome> outcomes;
    for (const DataTest& test : model.tests) {
        const QString what = test.kind == "rows" ? test.words : test.kind + ' ' + test.expression;
        const QString sql = countBadRowsSql(model, test);
        if (sql.isEmpty())
            return failure("model.broken", {.file = model.name},
                           {QCoreApplication::translate("Model", "the test \"%1\" cannot be understood").arg(what)});
        LECTERN_ASSIGN(const qint64 bad, database.integer(sql));
        outcomes.push_back({.check = model.name + ": " + what,
                            .model = model.name,
                            .severity = test.error ? "error" : "warn",
                            .badRows = bad,
                            .words = test.words});
    }
    return outcomes;
}

} // namespace lectern
