/// Every model must run on the district store too: starts a real PostgreSQL in a temporary folder, makes raw tables from
/// the connectors' schemas and gold tables from the headers, and prepares INSERT INTO model SELECT … for each.
#include "core/store/RawTables.h"
#include "core/transform/ModelGraph.h"
#include "tests/support/PostgresServer.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

QString inSchema(const QString& sql)
{
    QString text = sql;
    return text.replace(" INTEGER", " bigint").replace(" BLOB", " bytea").replace(" STRICT", "");
}

} // namespace

class PostgresqlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!PostgresServer::isInstalled())
            QSKIP("PostgreSQL 15 is not installed (package postgresql-15): models are not prepared on it here");
        auto server = PostgresServer::start(PostgresServer::Durable::No);
        QVERIFY2(server, server ? "" : qPrintable(server.error()));
        m_server = std::move(*server);
    }

    void everyModelPrepares()
    {
        const auto models = allModels();
        QVERIFY2(models, models ? "" : qPrintable(text(models.error())));
        QString sql = "CREATE SCHEMA raw_zone; CREATE SCHEMA gold; SET search_path = raw_zone;\n";
        sql += "CREATE TABLE sequence (name text, next bigint);\n";
        for (const EntitySchema* entity : catalog().entities())
            sql += inSchema(rawTableSql(*entity)) + ";\nCREATE VIEW " + quoted(entity->nowView()) + " AS " +
                   nowViewSelect(*entity) + ";\n";
        sql += "CREATE TABLE setting_value (key text, value text);\n"
               "CREATE TABLE decision_match (decision_id bigint, feed_a bigint, source_a text, feed_b bigint,"
               " source_b text, accepted bigint);\n"
               "CREATE TABLE load (load_id bigint, finished_ms bigint, state text);\n"
               "SET search_path = gold, raw_zone;\n";
        QFile functions(":/lectern/transforms/postgresql/functions.sql");
        QVERIFY(functions.open(QIODevice::ReadOnly));
        sql += QString::fromUtf8(functions.readAll());
        for (const Model& model : *models) {
            sql += createTableSql(model, Engine::Postgresql) + ";\n";
            for (const QString& index : createIndexSql(model))
                sql += index + ";\n";
        }
        for (const Model& model : *models)
            sql += "PREPARE " + model.name + " AS " + insertSql(model) + ";\n";
        const auto said = psql(sql);
        QVERIFY2(said.first == 0, qPrintable(said.second));
    }

    void functionsAnswerAsInTheSchoolFile_data()
    {
        QTest::addColumn<QString>("expression");
        for (const char* expression :
             {"lec_date(20000)", "lec_year(19723)", "lec_month(19723)", "lec_weekday(19723)", "lec_weekday(3)",
              "lec_integer('12')", "lec_integer('-3')", "lec_integer('12.5')", "lec_integer('')",
              "lec_lower('ÄrGer')", "lec_part('a, b,c', ',', 2)", "lec_part('a', ',', 2)", "lec_part('a,b', ',', 0)",
              "lec_json_text('{\"2\":\"Agree\"}', '2')", "lec_json_text('{\"2\":true}', '2')",
              "lec_json_text('{\"2\":null}', '2')", "lec_json_text('{\"2\":3}', '3')", "lec_grade('07')",
              "lec_grade('KG')", "lec_grade(' Grade 3 ')", "lec_grade('3rd')", "lec_grade('TK')", "lec_grade('Form II')",
              "lec_grade_order('KG')", "lec_grade_order('PK')", "lec_grade_order('12')", "lec_grade_order('x')"})
            QTest::newRow(expression) << QString(expression);
    }

    void functionsAnswerAsInTheSchoolFile()
    {
        QFETCH(QString, expression);
        const TestSchool school;
        const QString here = school.rows("SELECT coalesce(CAST(" + expression + " AS text), '∅')").value(0);
        const auto there = psql("SELECT coalesce(CAST(gold." + expression + " AS text), '∅');");
        QCOMPARE(there.second.trimmed(), here);
    }

private:
    [[nodiscard]] std::pair<int, QString> psql(const QString& sql) const
    {
        return m_server->psql(("SET client_encoding = 'UTF8'; SET search_path = gold, raw_zone;" + sql).toUtf8());
    }

    std::unique_ptr<PostgresServer> m_server;
};

QTEST_GUILESS_MAIN(PostgresqlTest)
#include "PostgresqlTest.moc"
