/// Runs the text files beside it: rows given to raw tables, rows expected of models. The form is told in README.md.
#include "core/store/Settings.h"
#include "core/transform/Runner.h"
#include "tests/support/RawRows.h"
#include "tests/support/TestSchool.h"

#include <QDir>
#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

QStringList cellsOf(const QString& line)
{
    QStringList cells = line.split('|');
    for (QString& cell : cells)
        cell = cell.trimmed();
    return cells;
}

struct Step
{
    QString head;             ///< "given …", "setting …", "match …" or "expect …"
    QList<QStringList> rows;
};

struct Case
{
    QString name;
    QList<Step> steps;
};

bool opens(const QString& line)
{
    for (const char* word : {"given ", "setting ", "match ", "expect "})
        if (line.startsWith(QLatin1String(word)))
            return true;
    return false;
}

QList<Case> casesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QList<Case> cases;
    for (const QString& raw : QString::fromUtf8(file.readAll()).split('\n')) {
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (line.startsWith("case "))
            cases.append({line.mid(5), {}});
        else if (opens(line))
            cases.last().steps.append({line, {}});
        else
            cases.last().steps.last().rows.append(cellsOf(line));
    }
    return cases;
}

} // namespace

class ModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_school = std::make_unique<TestSchool>(); }

    void init() { clearRawRows(m_school->school()); }

    void rows_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("number");
        const QDir folder(QStringLiteral(LECTERN_SOURCE_DIR "/tests/sql"));
        for (const QString& file : folder.entryList({"*.txt"}, QDir::Files, QDir::Name)) {
            const QList<Case> cases = casesOf(folder.filePath(file));
            for (int i = 0; i < cases.size(); ++i)
                QTest::newRow(qPrintable(file.chopped(4) + ": " + cases[i].name)) << folder.filePath(file) << i;
        }
    }

    void rows()
    {
        QFETCH(QString, file);
        QFETCH(int, number);
        bool built = false;
        const Case test = casesOf(file).at(number);
        for (const Step& step : test.steps) {
            if (!step.head.startsWith("expect ")) {
                give(step);
                built = false;
                continue;
            }
            if (!built) {
                const auto report = build(m_school->school(), {}, {}, Cancel());
                QVERIFY2(report, report ? "" : qPrintable(text(report.error())));
                built = true;
            }
            QStringList expected;
            for (const QStringList& row : step.rows)
                expected.append(row.join(" | "));
            QStringList found = m_school->rows(step.head.mid(7));
            for (QString& row : found)
                row.replace('\t', " | ");
            QCOMPARE(found.join('\n'), expected.join('\n'));
        }
    }

private:
    void give(const Step& step)
    {
        const QStringList words = step.head.split(' ', Qt::SkipEmptyParts);
        auto writer = m_school->school().writer();
        QVERIFY(writer);
        if (words[0] == "setting") {
            QVERIFY(decideSetting(**writer, words.value(1), words.value(3), "test"));
        } else if (words[0] == "match") { // match feed id = feed id
            QVERIFY((*writer)->execute(QString("INSERT INTO decision_match (uuid, author, made_ms, feed_a, source_a,"
                                               " feed_b, source_b, accepted) VALUES ('m', 'test', 0, %1, '%2', %3,"
                                               " '%4', 1)").arg(words[1], words[2], words[4], words[5])));
        } else { // given connector.entity [feed n]
            giveRows(m_school->school(), words[1], words.value(3, "1").toInt(), step.rows.first(),
                     {step.rows.begin() + 1, step.rows.end()});
        }
    }

    std::unique_ptr<TestSchool> m_school;
};

QTEST_GUILESS_MAIN(ModelsTest)
#include "ModelsTest.moc"
