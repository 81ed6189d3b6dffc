#include "tests/bench/InputFiles.h"

#include "core/simulate/Random.h"
#include "tests/bench/Child.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <charconv>
#include <string>

namespace lectern::bench {

namespace {

using simulation::Purpose;
using simulation::Random;

/// The module presentations of OULAD: who is registered (studentInfo.csv), and how many rows one of them brings.
struct Presentation
{
    const char* module;
    const char* presentation;
    int students;
    int rowsEach;
};
constexpr Presentation presentations[] = {
    {"AAA", "2013J", 383, 467},  {"AAA", "2014J", 365, 467},  {"BBB", "2013B", 1767, 198}, {"BBB", "2013J", 2237, 198},
    {"BBB", "2014B", 1613, 198}, {"BBB", "2014J", 2292, 198}, {"CCC", "2014B", 1936, 270}, {"CCC", "2014J", 2498, 270},
    {"DDD", "2013B", 1303, 346}, {"DDD", "2013J", 1938, 346}, {"DDD", "2014B", 1228, 346}, {"DDD", "2014J", 1803, 346},
    {"EEE", "2013J", 1052, 324}, {"EEE", "2014B", 694, 324},  {"EEE", "2014J", 1188, 324}, {"FFF", "2013B", 1614, 516},
    {"FFF", "2013J", 2283, 516}, {"FFF", "2014B", 1500, 516}, {"FFF", "2014J", 2365, 516}, {"GGG", "2013J", 952, 100},
    {"GGG", "2014B", 833, 100},  {"GGG", "2014J", 749, 100},
};
constexpr int firstDay = -25, days = 295;
constexpr const char* vleHeader = "\"code_module\",\"code_presentation\",\"id_student\",\"id_site\",\"date\",\"sum_click\"\n";

/// Appends to a file in large pieces.
class Text
{
public:
    explicit Text(const QString& path) : m_file(path) {}

    Outcome<void> open()
    {
        m_text.reserve(piece + 65536);
        return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate) ? Outcome<void>{} : failed();
    }

    Text& add(std::string_view text)
    {
        m_text.append(text);
        return *this;
    }

    Text& number(qint64 value)
    {
        char digits[24];
        m_text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
        return *this;
    }

    /// Call it after each row: writes when enough has come together.
    Outcome<void> rowEnds() { return m_text.size() < piece ? Outcome<void>{} : flush(); }

    Outcome<void> flush()
    {
        if (interrupted())
            return trouble(Status::Interrupted, "Interrupted.");
        if (m_file.write(m_text.data(), qint64(m_text.size())) != qint64(m_text.size()) || !m_file.flush())
            return failed();
        m_text.clear();
        return {};
    }

private:
    static constexpr std::size_t piece = 1 << 20;

    Outcome<void> failed() const
    {
        return trouble(Status::Environment, m_file.fileName() + " cannot be written: " + m_file.errorString());
    }

    QFile m_file;
    std::string m_text;
};

struct VleRow
{
    int presentation = 0;
    qint64 student = 0;
    qint64 site = 0;
    int day = 0;
    int clicks = 0; // below 1,000
};

VleRow someRow(Random& random, int presentation, int day)
{
    const Presentation& at = presentations[presentation];
    VleRow row{presentation, 6516 + (qint64(presentation) * 2500 + random.below(quint32(at.students))) * 47,
               526721 + qint64(presentation) * 25000 + qint64(random.below(600)) * 7, day, 1};
    while (row.clicks < 900 && random.chance(0.7))
        ++row.clicks;
    return row;
}

void writeRow(Text& text, const VleRow& row)
{
    const Presentation& at = presentations[row.presentation];
    text.add("\"").add(at.module).add("\",\"").add(at.presentation).add("\",\"").number(row.student).add("\",\"").number(row.site);
    text.add("\",\"").number(row.day).add("\",\"").number(row.clicks).add("\"\n");
}

constexpr const char* infoColumns[] = {"code_module",  "code_presentation", "id_student", "gender", "region", "highest_education",
                                       "imd_band",     "age_band",          "num_of_prev_attempts", "studied_credits", "disability",
                                       "final_result"};

} // namespace

Outcome<void> writeStudentVle(const QString& path, qint64 rows, bool changed)
{
    Text text(path);
    LECTERN_TRY(text.open());
    text.add(vleHeader);
    qint64 whole = 0;
    for (const Presentation& at : presentations)
        whole += qint64(at.students) * at.rowsEach;
    Random random(1, Purpose::Event);
    qint64 written = 0, passed = 0;
    VleRow row;
    for (int p = 0; p < int(std::size(presentations)); ++p) {
        passed += qint64(presentations[p].students) * presentations[p].rowsEach;
        const qint64 first = written, end = rows * passed / whole;
        for (; written < end; ++written) {
            const int day = firstDay + int((written - first) * days / (end - first));
            // The real file holds about 7 % rows that stand there already.
            if (written == first || !random.chance(0.07))
                row = someRow(random, p, day);
            VleRow shown = row;
            if (changed && written % changeEvery == changeEvery - 1)
                shown.clicks += 1000;
            writeRow(text, shown);
            LECTERN_TRY(text.rowEnds());
        }
    }
    return text.flush();
}

Outcome<void> writeSmallFiles(const QString& folder, int files, int rowsEach)
{
    QDir().mkpath(folder);
    for (int file = 0; file < files; ++file) {
        Text text(QString("%1/studentVle %2.csv").arg(folder).arg(file + 1, 4, 10, QChar('0')));
        LECTERN_TRY(text.open());
        text.add(vleHeader);
        Random random(1, Purpose::Event, quint64(file) + 1);
        const int presentation = file % int(std::size(presentations));
        for (int i = 0; i < rowsEach; ++i)
            writeRow(text, someRow(random, presentation, firstDay + file));
        LECTERN_TRY(text.flush());
    }
    return {};
}

QString wideColumn(int index)
{
    if (index < int(std::size(infoColumns)))
        return infoColumns[index];
    return QString("measure_%1").arg(index + 1, 3, 10, QChar('0'));
}

Outcome<void> writeWide(const QString& path, qint64 rows, int columns)
{
    Text text(path);
    LECTERN_TRY(text.open());
    for (int i = 0; i < columns; ++i)
        text.add(i > 0 ? ",\"" : "\"").add(wideColumn(i).toStdString()).add("\"");
    text.add("\n");
    Random random(1, Purpose::Student);
    for (qint64 i = 0; i < rows; ++i) {
        const Presentation& at = presentations[i % qint64(std::size(presentations))];
        text.add("\"").add(at.module).add("\",\"").add(at.presentation).add("\",\"").number(6516 + i);
        text.add("\",\"F\",\"Scotland\",\"HE Qualification\",\"20-30%\",\"35-55\",\"0\",\"60\",\"N\",\"Pass\"");
        for (int column = int(std::size(infoColumns)); column < columns; ++column)
            text.add(",\"").number(random.below(10000)).add("\"");
        text.add("\n");
        LECTERN_TRY(text.rowEnds());
    }
    return text.flush();
}

} // namespace lectern::bench
