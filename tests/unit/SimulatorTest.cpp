/// The simulator: same options, same bytes; files of the promised shape; behaviour that looks like a school.
#include "core/simulate/Simulator.h"
#include "core/simulate/World.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <zip.h>

using namespace lectern;

namespace {

using Table = QList<QStringList>;

/// Rows of a CSV text, cells unquoted.
Table parseCsv(const QByteArray& bytes)
{
    const QString text = QString::fromUtf8(bytes);
    Table rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted && c == '"' && i + 1 < text.size() && text.at(i + 1) == '"') {
            cell += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            row << cell;
            cell.clear();
            if (c == '\n') {
                rows << row;
                row.clear();
            }
        } else {
            cell += c;
        }
    }
    return rows;
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray readMember(const QString& archive, const char* member)
{
    zip_t* zip = zip_open(QFile::encodeName(archive).constData(), ZIP_RDONLY, nullptr);
    if (!zip)
        return {};
    zip_stat_t info;
    QByteArray bytes;
    if (zip_stat(zip, member, 0, &info) == 0) {
        bytes.resize(qsizetype(info.size));
        zip_file_t* file = zip_fopen(zip, member, 0);
        if (zip_fread(file, bytes.data(), info.size) != zip_int64_t(info.size))
            bytes.clear();
        zip_fclose(file);
    }
    zip_discard(zip);
    return bytes;
}

/// Digest of every file below a folder, by relative path.
QMap<QString, QByteArray> digests(const QString& folder)
{
    QMap<QString, QByteArray> result;
    QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        result[QDir(folder).relativeFilePath(path)] = QCryptographicHash::hash(read(path), QCryptographicHash::Sha256);
    }
    return result;
}

SimulateOptions options(const QString& folder, int students, int days, qint64 events = -1, quint64 seed = 1, int years = 1)
{
    return {folder, students, days, years, events, seed};
}

SimulateReport run(const SimulateOptions& wanted)
{
    const Result<SimulateReport> report = simulate(wanted, {}, {});
    if (!report)
        qWarning("%s %s", qPrintable(report.error().code), qPrintable(report.error().arguments.join(' ')));
    return report.value_or(SimulateReport{});
}

int column(const Table& table, const char* name)
{
    return int(table.first().indexOf(QLatin1String(name)));
}

} // namespace

class SimulatorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameOptionsGiveTheSameBytes();
    void anotherSeedGivesAnotherSchool();
    void everyFileIsReportedAndCounted();
    void csvRowsAreAsWideAsTheirHeader();
    void bundleIsOneRoster12InBulk();
    void idsJoinAcrossSystems();
    void weekendsAndHolidaysHaveNoAttendance();
    void eventsComeInOrderOfTimeWithAllTypes();
    void eventsFitTheCourseStructure();
    void eventsAreAsManyAsWanted_data();
    void eventsAreAsManyAsWanted();
    void aFifthDriftsAndIsAbsentMore();
    void abilityShowsInMarksAndAnswers();
    void yearsFollowOneAnother();
    void theSmallestSchoolIsOneStudent();
    void impossibleWishesAreRefused();
    void cancelStops();

private:
    [[nodiscard]] QString at(const QString& file) const { return m_folder.filePath(file); }
    [[nodiscard]] Table csv(const QString& file) const { return parseCsv(read(at(file))); }
    [[nodiscard]] Table member(const char* name) const { return parseCsv(readMember(at("oneroster.zip"), name)); }

    QTemporaryDir m_folder;
    SimulateReport m_report;
};

void SimulatorTest::initTestCase()
{
    m_report = run(options(m_folder.path(), 300, 120, 20000));
    QVERIFY(!m_report.files.isEmpty());
}

void SimulatorTest::sameOptionsGiveTheSameBytes()
{
    QTemporaryDir again;
    run(options(again.path(), 300, 120, 20000));
    const QMap<QString, QByteArray> first = digests(m_folder.path());
    QCOMPARE(digests(again.path()), first);
    QCOMPARE(first.size(), 11);
}

void SimulatorTest::anotherSeedGivesAnotherSchool()
{
    QTemporaryDir other;
    run(options(other.path(), 300, 120, 20000, 2));
    const QMap<QString, QByteArray> first = digests(m_folder.path());
    const QMap<QString, QByteArray> second = digests(other.path());
    QCOMPARE(second.keys(), first.keys());
    for (auto it = first.begin(); it != first.end(); ++it)
        QVERIFY2(second.value(it.key()) != it.value(), qPrintable(it.key()));
}

void SimulatorTest::everyFileIsReportedAndCounted()
{
    qint64 rows = 0;
    for (const QString& file : m_report.files) {
        QVERIFY2(QFile::exists(file), qPrintable(file));
        if (file.endsWith(".csv"))
            rows += parseCsv(read(file)).size() - 1;
        if (file.endsWith(".jsonl"))
            rows += read(file).count('\n');
        if (file.endsWith("courses.json"))
            rows += read(file).count("\"content_id\"");
    }
    zip_t* zip = zip_open(QFile::encodeName(at("oneroster.zip")).constData(), ZIP_RDONLY, nullptr);
    QVERIFY(zip);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); ++i)
        rows += member(zip_get_name(zip, zip_uint64_t(i), 0)).size() - 1;
    zip_discard(zip);
    QCOMPARE(m_report.rows, rows);
    QCOMPARE(m_report.files.size(), digests(m_folder.path()).size());
}

void SimulatorTest::csvRowsAreAsWideAsTheirHeader()
{
    for (const QString& file : m_report.files) {
        if (!file.endsWith(".csv"))
            continue;
        const Table table = parseCsv(read(file));
        QVERIFY2(table.size() > 1, qPrintable(file));
        for (const QStringList& row : table)
            QVERIFY2(row.size() == table.first().size(), qPrintable(file + ": " + row.join('|')));
    }
    const QStringList map = csv("assessments/map_growth.csv").first();
    QCOMPARE(map.size(), 143);
    QCOMPARE(map.first(), QString("TermName"));
    QCOMPARE(map.indexOf("TestRITScore"), 23);
    QCOMPARE(map.last(), QString("ProjectedProficiencyLevel10"));
}

void SimulatorTest::bundleIsOneRoster12InBulk()
{
    QMap<QString, QString> manifest;
    for (const QStringList& row : member("manifest.csv"))
        manifest[row.at(0)] = row.at(1);
    QCOMPARE(manifest.value("oneroster.version"), QString("1.2"));
    for (const char* name : {"academicSessions", "orgs", "courses", "classes", "users", "roles", "enrollments", "demographics",
                             "categories", "lineItems", "results"}) {
        QCOMPARE(manifest.value(QString("file.") + name), QString("bulk"));
        const Table table = member(qPrintable(QString(name) + ".csv"));
        QVERIFY2(table.size() > 1, name);
        QCOMPARE(table.first().mid(0, 3), (QStringList{"sourcedId", "status", "dateLastModified"}));
        QSet<QString> ids;
        for (const QStringList& row : table) {
            QCOMPARE(row.size(), table.first().size());
            ids << row.first();
        }
        QCOMPARE(ids.size(), table.size());
    }
    QCOMPARE(manifest.value("file.resources"), QString("absent"));
}

void SimulatorTest::idsJoinAcrossSystems()
{
    const Table users = member("users.csv");
    QSet<QString> numbers;
    QSet<QString> emails;
    for (const QStringList& row : users) {
        numbers << row.at(column(users, "identifier"));
        emails << row.at(column(users, "email"));
    }
    const auto allIn = [](const Table& table, const char* name, const QSet<QString>& known) {
        return std::all_of(table.begin() + 1, table.end(), [&](const QStringList& row) { return known.contains(row.at(column(table, name))); });
    };
    QVERIFY(allIn(csv("sis/attendance.csv"), "student_id", numbers));
    QVERIFY(allIn(csv("sis/home_places.csv"), "student_id", numbers));
    QVERIFY(allIn(csv("assessments/map_growth.csv"), "StudentID", numbers));
    for (const char* file : {"surveys/students.csv", "surveys/parents.csv", "surveys/staff.csv"})
        QVERIFY(allIn(csv(file), "Email Address", emails));
    QSet<QString> classes;
    for (const QStringList& row : member("classes.csv"))
        classes << row.first();
    QVERIFY(allIn(csv("sis/section_marks.csv"), "section_id", classes));
    QVERIFY(allIn(member("enrollments.csv"), "classSourcedId", classes));
    QVERIFY(allIn(member("lineItems.csv"), "classSourcedId", classes));
    QSet<QString> codes;
    const Table courses = member("courses.csv");
    for (const QStringList& row : courses)
        codes << row.at(column(courses, "courseCode"));
    for (const QJsonValue& course : QJsonDocument::fromJson(read(at("lms/courses.json"))).object()["courses"].toArray())
        QVERIFY(codes.contains(course["course_id"].toString()));
}

void SimulatorTest::weekendsAndHolidaysHaveNoAttendance()
{
    const Table calendar = csv("sis/calendar.csv");
    QSet<QString> taught;
    for (const QStringList& row : calendar)
        if (row.at(2) == "instructional")
            taught << row.at(1);
    QCOMPARE(taught.size(), 180);
    const Table attendance = csv("sis/attendance.csv");
    QSet<QString> days;
    for (const QStringList& row : attendance.mid(1))
        days << row.at(4);
    QCOMPARE(days.size(), 120);
    for (const QString& day : days) {
        QVERIFY(taught.contains(day));
        QVERIFY(QDate::fromString(day, Qt::ISODate).dayOfWeek() <= 5);
    }
}

void SimulatorTest::eventsComeInOrderOfTimeWithAllTypes()
{
    QSet<QString> types;
    QSet<QString> ids;
    QString before;
    const QList<QByteArray> lines = read(at("lms/learning_events.jsonl")).split('\n');
    for (const QByteArray& line : lines.mid(0, lines.size() - 1)) {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        QVERIFY2(event["metadata"].isObject(), line.constData());
        types << event["event_type"].toString();
        ids << event["event_id"].toString();
        const QString time = event["timestamp"].toString();
        QVERIFY(time.size() == 26 || time.size() == 19);
        QVERIFY(before.left(19) <= time.left(19));
        before = time;
    }
    QCOMPARE(types.size(), 11);
    QCOMPARE(ids.size(), lines.size() - 1);
}

void SimulatorTest::eventsFitTheCourseStructure()
{
    QMap<QString, QString> place;
    QMap<QString, QJsonArray> choices;
    for (const QJsonValue& course : QJsonDocument::fromJson(read(at("lms/courses.json"))).object()["courses"].toArray())
        for (const QJsonValue& unit : course["units"].toArray())
            for (const QJsonValue& lesson : unit["lessons"].toArray())
                for (const QJsonValue& content : lesson["contents"].toArray()) {
                    place[content["content_id"].toString()] = course["course_id"].toString() + unit["unit_id"].toString() +
                                                              lesson["lesson_id"].toString() + content["type"].toString();
                    for (const QJsonValue& question : content["questions"].toArray())
                        choices[question["question_id"].toString()] = question["choices"].toArray() + question["answer"];
                }
    QVERIFY(place.size() >= 200);
    QJsonObject answered;
    for (const QByteArray& line : read(at("lms/learning_events.jsonl")).split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        QCOMPARE(event["course_id"].toString() + event["unit_id"].toString() + event["lesson_id"].toString() + event["content_type"].toString(),
                 place.value(event["content_id"].toString()));
        if (event["event_type"] != "question_submitted")
            continue;
        const QJsonObject details = event["metadata"].toObject();
        const QJsonArray known = choices.value(details["question_id"].toString());
        QVERIFY(known.contains(details["answer_given"]));
        QCOMPARE(details["correct"].toBool(), details["answer_given"] == known.last());
    }
}

void SimulatorTest::eventsAreAsManyAsWanted_data()
{
    QTest::addColumn<int>("students");
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("years");
    QTest::addColumn<qint64>("events");
    QTest::newRow("few") << 40 << 30 << 1 << qint64(500);
    QTest::newRow("many") << 25 << 20 << 1 << qint64(60000);
    QTest::newRow("two years") << 50 << 30 << 2 << qint64(7000);
    QTest::newRow("none") << 20 << 10 << 1 << qint64(0);
}

void SimulatorTest::eventsAreAsManyAsWanted()
{
    QFETCH(int, students);
    QFETCH(int, days);
    QFETCH(int, years);
    QFETCH(qint64, events);
    QTemporaryDir folder;
    run(options(folder.path(), students, days, events, 5, years));
    QCOMPARE(qint64(read(folder.filePath("lms/learning_events.jsonl")).count('\n')), events);
}

void SimulatorTest::aFifthDriftsAndIsAbsentMore()
{
    const Result<simulation::World> world = simulation::makeWorld(options("unused", 2000, 180));
    QVERIFY(world);
    qsizetype drifting = 0;
    for (const simulation::Placement& placement : world->years.back().placements)
        drifting += placement.drifts;
    QVERIFY2(drifting > 340 && drifting < 480, qPrintable(QString::number(drifting)));

    const Result<simulation::World> here = simulation::makeWorld(options("unused", 300, 120));
    QSet<QString> drifters;
    for (const simulation::Placement& placement : here->years.back().placements)
        if (placement.drifts)
            drifters << QString::number(here->students[std::size_t(placement.student)].number);
    double present[2] = {0, 0};
    double days[2] = {0, 0};
    for (const QStringList& row : csv("sis/attendance.csv").mid(1)) {
        const int group = drifters.contains(row.at(1));
        present[group] += row.at(9).toInt();
        days[group] += 1;
    }
    const double steady = present[0] / days[0];
    const double slipping = present[1] / days[1];
    QVERIFY2(steady > 0.93 && steady < 0.98, qPrintable(QString::number(steady)));
    QVERIFY2(slipping < steady - 0.04 && slipping > 0.7, qPrintable(QString::number(slipping)));
}

void SimulatorTest::abilityShowsInMarksAndAnswers()
{
    const Result<simulation::World> world = simulation::makeWorld(options("unused", 300, 120));
    QMap<QString, bool> able;
    for (const simulation::Student& student : world->students)
        able[QString::number(student.number)] = student.ability > 0;
    double marks[2] = {0, 0};
    int counts[2] = {0, 0};
    for (const QStringList& row : csv("sis/section_marks.csv").mid(1)) {
        marks[able[row.at(1)]] += row.at(5).toDouble();
        ++counts[able[row.at(1)]];
    }
    QVERIFY(marks[1] / counts[1] > marks[0] / counts[0] + 5);
    double right[2] = {0, 0};
    int submitted[2] = {0, 0};
    for (const QByteArray& line : read(at("lms/learning_events.jsonl")).split('\n')) {
        if (!line.contains("\"question_submitted\""))
            continue;
        const bool strong = able[QString::fromUtf8(line.mid(line.indexOf("\"user_id\":\"") + 11, 6))];
        right[strong] += line.contains("\"correct\":true");
        ++submitted[strong];
    }
    QVERIFY(right[1] / submitted[1] > right[0] / submitted[0] + 0.15);
}

void SimulatorTest::yearsFollowOneAnother()
{
    const Result<simulation::World> world = simulation::makeWorld(options("unused", 200, 60, -1, 3, 3));
    QVERIFY(world);
    QCOMPARE(world->years.size(), std::size_t(3));
    QMap<int, int> gradeBefore;
    for (const simulation::YearOfSchool& year : world->years) {
        QCOMPARE(year.placements.size(), std::size_t(200));
        int stayed = 0;
        for (const simulation::Placement& placement : year.placements) {
            if (!gradeBefore.contains(placement.student))
                continue;
            QCOMPARE(placement.grade, gradeBefore[placement.student] + 1);
            ++stayed;
        }
        QVERIFY(gradeBefore.isEmpty() || stayed > 130);
        gradeBefore.clear();
        for (const simulation::Placement& placement : year.placements)
            gradeBefore[placement.student] = placement.grade;
    }
    QCOMPARE(world->years.front().calendar.taught.size(), std::size_t(180));
    QCOMPARE(world->years.back().calendar.taught.size(), std::size_t(60));
    QCOMPARE(dateOf(world->years.back().calendar.begin), QDate(2025, 9, 1));
}

void SimulatorTest::theSmallestSchoolIsOneStudent()
{
    for (const int days : {1, 2, 30, 180}) {
        QTemporaryDir folder;
        const SimulateReport report = run(options(folder.path(), 1, days));
        QVERIFY(report.rows > 0);
        QCOMPARE(parseCsv(read(folder.filePath("sis/attendance.csv"))).size(), days + 1);
        QVERIFY(QFile::exists(folder.filePath("lms/learning_events.jsonl")));
    }
}

void SimulatorTest::impossibleWishesAreRefused()
{
    const QString folder = m_folder.filePath("refused");
    const auto codeOf = [](const SimulateOptions& wanted) {
        const Result<SimulateReport> report = simulate(wanted, {}, {});
        return report ? QString() : report.error().code;
    };
    QCOMPARE(codeOf(options(folder, 0, 10)), QString("usage"));
    QCOMPARE(codeOf(options(folder, 10, 300)), QString("usage"));
    QCOMPARE(codeOf(options(folder, 1, 1, 1'000'000'000)), QString("usage"));
    QCOMPARE(codeOf(options({}, 10, 10)), QString("usage"));
    QCOMPARE(codeOf(options(at("sis/calendar.csv"), 10, 10)), QString("file.unwritable"));
}

void SimulatorTest::cancelStops()
{
    const Cancel cancel;
    cancel.raise();
    QTemporaryDir folder;
    const Result<SimulateReport> report = simulate(options(folder.path(), 50, 50), {}, cancel);
    QVERIFY(!report);
    QCOMPARE(report.error().code, QString("cancelled"));
}

QTEST_GUILESS_MAIN(SimulatorTest)
#include "SimulatorTest.moc"
