#include "tests/bench/Bench.h"

#include "tests/bench/InputFiles.h"
#include "tests/bench/Workshop.h"
#include "tests/support/PostgresServer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <algorithm>

namespace lectern::bench {

namespace {

const QStringList vleColumns{"code_module", "code_presentation", "id_student", "id_site", "date", "sum_click"};
const QString vleFile = "studentVle.csv", changedFile = "changed/studentVle.csv", vleView = "now_oulad__student_vle";
const QString school = "school.lectern", original = "original.lectern";
const QString bareImport = "sqlite3 .import";
const QString recipePython = "/usr/bin/python3"; ///< Debian's, which has Debian's packages

/// import, again, changed and undo: one big file and what can happen to it.
class BigFile
{
public:
    explicit BigFile(const Workshop& workshop)
        : m_shop(workshop), m_options(workshop.options()), m_rows(m_options.rows), m_changed(m_rows / changeEvery)
    {
        for (const QString& name : caseNames().mid(0, 4))
            if (m_options.cases.contains(name))
                m_results.push_back({.name = name, .rivalName = bareImport, .rows = m_rows, .rival = {}, .candidate = {}});
    }

    Outcome<std::vector<Measured>> run()
    {
        if (m_results.empty())
            return m_results;
        m_shop.say(QString("writing %1 rows").arg(m_rows));
        LECTERN_TRY(writeStudentVle(m_shop.path(vleFile), m_rows, false));
        for (Measured& result : m_results)
            result.inputBytes = QFileInfo(m_shop.path(vleFile)).size();
        if (find("changed"))
            LECTERN_TRY(prepareChanged());
        for (int i = 1; i <= m_options.runs; ++i) {
            m_shop.say(QString("run %1 of %2: %3").arg(i).arg(m_options.runs).arg(bareImport));
            LECTERN_ASSIGN(const ChildRun rival, m_shop.rivalImport(vleFile, vleColumns, m_rows));
            for (Measured& result : m_results) {
                result.rival.push_back(rival);
                result.rivalBytes = m_shop.databaseBytes(rivalDatabase);
            }
            m_shop.removeDatabase(rivalDatabase);
            if (find("import") || find("again") || find("undo"))
                LECTERN_TRY(comeAndGo());
            if (find("changed"))
                LECTERN_TRY(change());
        }
        return m_results;
    }

private:
    Measured* find(const QString& name)
    {
        const auto it = std::ranges::find(m_results, name, &Measured::name);
        return it == m_results.end() ? nullptr : &*it;
    }

    void keep(const QString& name, const ChildRun& run, const QString& database, const Counts& counts)
    {
        if (Measured* result = find(name)) {
            result->candidate.push_back(run);
            result->bytes = m_shop.databaseBytes(database);
            result->counts = counts.json();
        }
    }

    /// A new school takes the file, takes it once more, and gives it back.
    Outcome<void> comeAndGo()
    {
        m_shop.say("  import");
        m_shop.removeDatabase(school);
        Counts counts;
        LECTERN_ASSIGN(const ChildRun import,
                       m_shop.import(school, vleFile, {}, {.loads = 1, .read = m_rows, .inserted = m_rows}, &counts));
        const qint64 load = counts.first;
        LECTERN_TRY(m_shop.expectRows(school, vleView, m_rows));
        keep("import", import, school, counts);
        if (find("again")) {
            m_shop.say("  again");
            LECTERN_ASSIGN(const ChildRun again,
                           m_shop.import(school, vleFile, {}, {.loads = 1, .read = m_rows, .unchanged = m_rows}, &counts));
            LECTERN_TRY(m_shop.expectRows(school, vleView, m_rows));
            keep("again", again, school, counts);
        }
        if (find("undo")) {
            m_shop.say("  undo");
            LECTERN_ASSIGN(const ChildRun undo, m_shop.cli({"undo", school, QString::number(load), "--with-later", "--json"}));
            LECTERN_TRY(m_shop.expectRows(school, vleView, 0));
            keep("undo", undo, school, {.loads = 1});
        }
        m_shop.removeDatabase(school);
        return {};
    }

    /// The school that holds the original as a snapshot is made once and copied for every run.
    Outcome<void> prepareChanged()
    {
        m_shop.say("preparing the snapshot that changes");
        QDir().mkpath(m_shop.path("changed"));
        LECTERN_TRY(writeStudentVle(m_shop.path(changedFile), m_rows, true));
        LECTERN_TRY(m_shop.import(original, vleFile, {"--mode", "snapshot"}, {.loads = 1, .read = m_rows, .inserted = m_rows}));
        return {};
    }

    Outcome<void> change()
    {
        m_shop.say("  changed");
        m_shop.removeDatabase(school);
        if (!QFile::copy(m_shop.path(original), m_shop.path(school)))
            return trouble(Status::Environment, "The school could not be copied; the disk may be full.");
        Counts counts;
        const Counts expected{.loads = 1, .read = m_rows, .inserted = m_changed, .unchanged = m_rows - m_changed, .closed = m_changed};
        LECTERN_ASSIGN(const ChildRun run, m_shop.import(school, changedFile, {"--mode", "snapshot"}, expected, &counts));
        LECTERN_TRY(m_shop.expectRows(school, vleView, m_rows));
        keep("changed", run, school, counts);
        m_shop.removeDatabase(school);
        return {};
    }

    const Workshop& m_shop;
    const Options& m_options;
    qint64 m_rows;
    qint64 m_changed;
    std::vector<Measured> m_results;
};

/// Candidate runs of one import into an absent school, each after its rival.
template <class Rival>
Outcome<Measured> inTurns(const Workshop& shop, Measured result, const QString& input, const Counts& expected, const QString& view, Rival rival)
{
    for (int i = 1; i <= shop.options().runs; ++i) {
        shop.say(QString("run %1 of %2: %3").arg(i).arg(shop.options().runs).arg(result.name));
        LECTERN_ASSIGN(const ChildRun other, rival());
        result.rival.push_back(other);
        if (QFileInfo::exists(shop.path(rivalDatabase)))
            result.rivalBytes = shop.databaseBytes(rivalDatabase);
        shop.removeDatabase(rivalDatabase);
        shop.removeDatabase(school);
        Counts counts;
        LECTERN_ASSIGN(const ChildRun run, shop.import(school, input, {}, expected, &counts));
        LECTERN_TRY(shop.expectRows(school, view, expected.read));
        result.candidate.push_back(run);
        result.bytes = shop.databaseBytes(school);
        result.counts = counts.json();
        shop.removeDatabase(school);
    }
    return result;
}

Outcome<Measured> smallFiles(const Workshop& shop)
{
    constexpr int rowsEach = 1000;
    const int files = int(scaled(shop.options(), 1000, 2));
    const qint64 rows = qint64(files) * rowsEach;
    LECTERN_TRY(writeSmallFiles(shop.path("small"), files, rowsEach));
    QStringList commands{QString("CREATE TABLE bare (\"%1\")").arg(vleColumns.join("\", \"")), ".mode csv"};
    qint64 bytes = 0;
    for (const QFileInfo& file : QDir(shop.path("small")).entryInfoList(QDir::Files, QDir::Name)) {
        commands << QString(".import --skip 1 \"small/%1\" bare").arg(file.fileName());
        bytes += file.size();
    }
    Measured result{.name = "small", .rivalName = bareImport, .rows = rows, .rival = {}, .candidate = {}, .inputBytes = bytes};
    return inTurns(shop, std::move(result), "small", {.loads = files, .read = rows, .inserted = rows}, vleView, [&]() -> Outcome<ChildRun> {
        shop.removeDatabase(rivalDatabase);
        LECTERN_ASSIGN(const ChildRun run, shop.sqlite(rivalDatabase, commands));
        LECTERN_TRY(shop.expectRows(rivalDatabase, "bare", rows));
        return run;
    });
}

Outcome<Measured> events(const Workshop& shop)
{
    const qint64 rows = scaled(shop.options(), 1'000'000, 1000);
    const QString file = "simulated/lms/learning_events.jsonl";
    LECTERN_TRY(shop.cli({"simulate", "--out", "simulated", "--students", "500", "--days", "180", "--events", QString::number(rows)}));
    Measured result{.name = "events", .rivalName = "simdjson, parsing alone", .rows = rows, .rival = {}, .candidate = {},
                    .inputBytes = QFileInfo(shop.path(file)).size()};
    return inTurns(shop, std::move(result), file, {.loads = 1, .read = rows, .inserted = rows}, "now_learning_events__events",
                   [&]() -> Outcome<ChildRun> {
                       LECTERN_ASSIGN(const ChildRun run, runChild(shop.options().folder, shop.options().self, {"--parse-only", file}));
                       if (run.output.trimmed() != QByteArray::number(rows))
                           return trouble(Status::WrongCount, QString("simdjson found %1 events, not %2").arg(QString::fromUtf8(run.output.trimmed())).arg(rows));
                       return run;
                   });
}

Outcome<Measured> wide(const Workshop& shop)
{
    constexpr int columns = 500;
    const qint64 rows = scaled(shop.options(), 20'000, 100);
    const QString file = "studentInfo.csv";
    LECTERN_TRY(writeWide(shop.path(file), rows, columns));
    QStringList names;
    for (int i = 0; i < columns; ++i)
        names << wideColumn(i);
    Measured result{.name = "wide", .rivalName = bareImport, .rows = rows, .rival = {}, .candidate = {},
                    .inputBytes = QFileInfo(shop.path(file)).size()};
    return inTurns(shop, std::move(result), file, {.loads = 1, .read = rows, .inserted = rows}, "now_oulad__student_info",
                   [&] { return shop.rivalImport(file, names, rows); });
}

/// Rates are compared, so a part of the big file is enough; the recipe is slow.
Outcome<Measured> recipe(const Workshop& shop)
{
    const qint64 rows = scaled(shop.options(), 2'000'000, 10'000);
    LECTERN_TRY(writeStudentVle(shop.path(vleFile), rows, false));
    auto server = test::PostgresServer::start(test::PostgresServer::Durable::Yes);
    if (!server)
        return trouble(Status::Environment, "PostgreSQL does not start: " + server.error());
    Measured result{.name = "recipe", .rivalName = "pandas and batches of 1,000 rows into PostgreSQL", .rows = rows, .rival = {},
                    .candidate = {}, .inputBytes = QFileInfo(shop.path(vleFile)).size()};
    const QStringList words{LECTERN_BENCH_RECIPE, vleFile, (*server)->folder(), (*server)->port()};
    return inTurns(shop, std::move(result), vleFile, {.loads = 1, .read = rows, .inserted = rows}, vleView, [&]() -> Outcome<ChildRun> {
        LECTERN_ASSIGN(ChildRun run, runChild(shop.options().folder, recipePython, words));
        run.seconds = run.output.trimmed().toDouble();
        const auto [status, said] = (*server)->psql("SELECT count(*) FROM student_vle");
        if (status != 0 || said.trimmed() != QString::number(rows))
            return trouble(Status::WrongCount, QString("The recipe loaded %1 rows, not %2").arg(said.trimmed()).arg(rows));
        return run;
    });
}

} // namespace

QString whyNoRecipe()
{
    if (!test::PostgresServer::isInstalled())
        return "PostgreSQL 15 is not installed (package postgresql)";
    if (QProcess::execute(recipePython, {"-c", "import pandas, psycopg2"}) != 0)
        return "Python has no pandas or no psycopg2 (packages python3-pandas, python3-psycopg2)";
    return {};
}

QStringList caseNames()
{
    return {"import", "again", "changed", "undo", "recipe", "small", "events", "wide"};
}

qint64 scaled(const Options& options, qint64 full, qint64 least)
{
    return std::max(least, qint64(double(full) * double(options.rows) / double(ouladRows)));
}

Outcome<std::vector<Measured>> measure(const Options& options)
{
    const Workshop shop(options);
    LECTERN_ASSIGN(std::vector<Measured> results, BigFile(shop).run());
    constexpr std::pair<const char*, Outcome<Measured> (*)(const Workshop&)> others[] = {{"recipe", recipe}, {"small", smallFiles}, {"events", events}, {"wide", wide}};
    for (const auto& [name, run] : others)
        if (options.cases.contains(name)) {
            LECTERN_ASSIGN(Measured result, run(shop));
            results.push_back(std::move(result));
        }
    return results;
}

} // namespace lectern::bench
