/// The students behind one mark: the same question, narrowed to the mark and asked by student. Thread: that of the
/// connection.
#include "core/govern/Gate.h"
#include "core/metric/Evaluate.h"
#include "core/metric/Scope.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace lectern {

namespace {

/// The question of the part a composite's mark belongs to; other questions as they are.
MetricQuestion partOf(const MetricQuestion& question, const MetricDefinition& definition, const MetricRow& mark)
{
    MetricQuestion part = question;
    for (const QJsonValue& candidate : definition.json["parts"].toArray()) {
        if (candidate["id"].toString() != mark.category)
            continue;
        part.metric = candidate["metric"].toString();
        const QVariantMap where = candidate["where"].toObject().toVariantMap();
        for (auto it = where.begin(); it != where.end(); ++it)
            part.filter.where.insert(it.key(), it.value().toStringList());
    }
    return part;
}

void narrow(MetricQuestion& question, const MetricDefinition& definition, const MetricRow& mark)
{
    const QStringList by = question.by.isEmpty() ? definition.json["default_by"].toVariant().toStringList() : question.by;
    QStringList all = by;
    for (const QString& always : definition.json["always_by"].toVariant().toStringList())
        if (!all.contains(always))
            all << always;
    for (qsizetype i = 0; i < all.size() && i < mark.dimensions.size(); ++i)
        question.filter.where.insert(all.at(i), {mark.dimensions.at(i).id});
}

QString detailOf(const MetricRow& row, const QString& unit)
{
    const QLocale locale;
    if (!row.categoryLabel.isEmpty())
        return row.categoryLabel;
    if (row.numerator && row.denominator && unit == "fraction")
        return QCoreApplication::translate("Metric", "%1 of %2")
            .arg(locale.toString(*row.numerator), locale.toString(*row.denominator));
    return row.value ? locale.toString(*row.value, 'f', unit == "count" ? 0 : 1) : QString();
}

/// Adds grade and class titles of the students, from their newest school year.
Result<void> describe(const Database& reader, QList<StudentLine>& lines)
{
    QMap<qint64, QPair<QString, QStringList>> about;
    LECTERN_ASSIGN(Statement grades, reader.prepare("SELECT student_key, grade FROM dim_student ORDER BY school_year"));
    for (;;) {
        LECTERN_ASSIGN(const bool more, grades.step());
        if (!more)
            break;
        about[grades.integer(0)].first = grades.text(1);
    }
    LECTERN_ASSIGN(Statement classes,
                   reader.prepare("SELECT e.student_key, c.title FROM fct_enrolment AS e JOIN dim_class AS c"
                                  " ON c.school_id = e.school_id AND c.class_key = e.class_key"
                                  " JOIN (SELECT MAX(school_year) AS year FROM fct_enrolment) AS y ON y.year = e.school_year"
                                  " GROUP BY e.student_key, c.title ORDER BY e.student_key, c.title"));
    for (;;) {
        LECTERN_ASSIGN(const bool more, classes.step());
        if (!more)
            break;
        about[classes.integer(0)].second << classes.text(1);
    }
    for (StudentLine& line : lines) {
        line.grade = about[line.studentKey].first;
        line.classes = about[line.studentKey].second.join(", ");
    }
    return {};
}

} // namespace

Result<QList<StudentLine>> studentsBehind(const Database& reader, const MetricQuestion& question, const MetricRow& mark,
                                          const Cancel& cancel)
{
    QList<StudentLine> lines;
    if (!mayNameStudents(question.viewer, question.audience))
        return lines;
    LECTERN_ASSIGN(const MetricDefinition whole, metricDefinition(question.metric));
    MetricQuestion asked = partOf(question, whole, mark);
    narrow(asked, whole, mark);
    LECTERN_ASSIGN(const MetricDefinition definition, metricDefinition(asked.metric));
    if (!mark.category.isEmpty() && asked.metric == question.metric && definition.kind != "statistics")
        asked.filter.where.insert("category", {mark.category});
    asked.by = {"student"};
    LECTERN_ASSIGN(const MetricTable table, evaluateUngated(reader, asked, cancel));
    const bool counts = definition.kind != "ratio" && definition.kind != "mean";
    QSet<qint64> seen;
    for (const MetricRow& row : table.rows) {
        const DimensionValue student = row.dimensions.value(0);
        if (student.key == 0 || seen.contains(student.key) || (counts && row.numerator.value_or(0) == 0))
            continue;
        seen.insert(student.key);
        lines << StudentLine{student.key, student.id, student.label, {}, {}, detailOf(row, definition.unit)};
    }
    LECTERN_TRY(describe(reader, lines));
    return lines;
}

} // namespace lectern
