#include "tests/support/MixedExport.h"

#include <QDir>
#include <QFile>

namespace lectern::test {

namespace {

void writeTo(const QString& folder, const QString& name, const QByteArray& bytes)
{
    QFile file(QDir(folder).filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
}

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

/// A figure that looks thrown, the same for the same arguments.
int thrown(int a, int b, int below)
{
    quint32 mixed = quint32(a) * 2654435761U + quint32(b) * 40503U + 12345U;
    mixed ^= mixed >> 15;
    mixed *= 2246822519U;
    mixed ^= mixed >> 13;
    return int(mixed % quint32(below));
}

QByteArray quotedRow(const QByteArrayList& cells)
{
    return '"' + cells.join("\",\"") + "\"\n";
}

QByteArray module(int of)
{
    return of % 2 ? "BBB" : "AAA";
}

/// One row in ten leaves with each edition, one in ten is another than before, and as many come anew.
QByteArray students(int count, int edition)
{
    QByteArray csv = quotedRow({"code_module", "code_presentation", "id_student", "gender", "region", "highest_education", "imd_band",
                                "age_band", "num_of_prev_attempts", "studied_credits", "disability", "final_result"});
    const int shift = edition * (count / 10);
    for (int i = shift; i < count + shift; ++i) {
        const bool changed = edition > 0 && thrown(i, edition, 10) == 0;
        csv += quotedRow({module(i), "2013J", number(100000 + i), i % 3 ? "F" : "M", "Region " + number(thrown(i, 1, 13)),
                          "A Level or Equivalent", "20-30%", "0-35", number(changed ? edition : 0), number(30 * (1 + thrown(i, 2, 4))),
                          "N", changed ? "Withdrawn" : "Pass"});
    }
    return csv;
}

/// An upsert: a score of 300 and a day in letters are refused.
QByteArray marks(int count, int edition)
{
    QByteArray csv = quotedRow({"id_assessment", "id_student", "date_submitted", "is_banked", "score"});
    for (int i = edition * count / 4; i < count + edition * count / 4; ++i) {
        const bool high = edition > 0 && i % 37 == 0;
        const bool dayless = edition > 0 && i % 41 == 0;
        csv += quotedRow({number(1 + i % 2), number(100000 + i / 2), dayless ? QByteArray("soon") : number(10 + thrown(i, edition, 200)), "0",
                          high ? QByteArray("300") : number(thrown(i, edition, 101))});
    }
    return csv;
}

/// JSON lines; later editions have lines that are cut off.
QByteArray events(int first, int count, bool broken)
{
    QByteArray lines;
    for (int i = first; i < first + count; ++i) {
        const QByteArray second = number(100 + thrown(i, 3, 60)).right(2);
        QByteArray line = "{\"event_id\": \"e" + number(i) + "\", \"user_id\": \"" + number(100000 + i % 97) +
                          "\", \"course_id\": \"AAA\", \"content_id\": \"V" + number(i % 11) +
                          "\", \"content_type\": \"video\", \"event_type\": \"video_started\", \"timestamp\": \"2026-03-" +
                          number(100 + 1 + i % 28).right(2) + "T09:00:" + second + "\", \"metadata\": {\"duration\": " + number(i % 300) + "}}";
        if (broken && i % 53 == 0)
            line.truncate(40);
        lines += line + '\n';
    }
    return lines;
}

} // namespace

QByteArray clickRows(int first, int rows)
{
    QByteArray csv = quotedRow({"code_module", "code_presentation", "id_student", "id_site", "date", "sum_click"});
    csv.reserve(qsizetype(rows) * 48);
    for (int i = first; i < first + rows; ++i) // every eighth row says the same as the one before
        csv += quotedRow({module(i / 8), "2013J", number(100000 + thrown(i - (i % 8 == 7), 4, 5000)), number(500 + (i - (i % 8 == 7)) % 400),
                          number(i / 1000 - 10), number(1 + thrown(i - (i % 8 == 7), 5, 9))});
    return csv;
}

void writeMixedExport(const QString& folder, const MixedSize& size, int edition)
{
    if (!QDir().mkpath(folder + "/events"))
        qFatal("cannot make %s", qPrintable(folder));
    writeTo(folder, "studentInfo.csv", students(size.students, edition));
    writeTo(folder, "studentAssessment.csv", marks(2 * size.students, edition));
    writeTo(folder, "studentVle.csv", clickRows(edition * size.clicks / 2, size.clicks));
    writeTo(folder, "events/events.jsonl", events(edition * size.events / 2, size.events, edition > 0));
}

std::vector<const EntitySchema*> mixedEntities(const ConnectorCatalog& catalog)
{
    std::vector<const EntitySchema*> entities;
    for (const char* id : {"student_info", "student_assessment", "student_vle"})
        entities.push_back(catalog.entity("oulad", id));
    entities.push_back(catalog.entity("learning_events", "events"));
    return entities;
}

} // namespace lectern::test
