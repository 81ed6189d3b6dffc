#include "core/metric/Labels.h"

#include "core/base/ErrorText.h"
#include "core/base/Resources.h"
#include "core/govern/Codec.h"
#include "core/metric/Metrics.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <algorithm>

namespace lectern {

namespace {

QString word(const char* text)
{
    return QCoreApplication::translate("Metric", text);
}

QString gradeLabel(const QString& grade)
{
    if (grade == "K")
        return word("Kindergarten");
    if (grade == "PK")
        return word("Pre-K");
    bool number = false;
    grade.toInt(&number);
    return number ? word("Grade %1").arg(grade) : grade;
}

QString genderLabel(const QString& gender)
{
    return gender == "F" ? word("Female") : gender == "M" ? word("Male") : gender == "X" ? word("Other") : gender;
}

QString contentTypeLabel(const QString& type)
{
    static const QMap<QString, const char*> words{{"video", QT_TRANSLATE_NOOP("Metric", "Video")},
                                                  {"slide", QT_TRANSLATE_NOOP("Metric", "Slides")},
                                                  {"article", QT_TRANSLATE_NOOP("Metric", "Article")},
                                                  {"quiz", QT_TRANSLATE_NOOP("Metric", "Quiz")},
                                                  {"exercise", QT_TRANSLATE_NOOP("Metric", "Exercise")},
                                                  {"other", QT_TRANSLATE_NOOP("Metric", "Other")}};
    return words.contains(type) ? word(words.value(type)) : type;
}

/// What became of a row, and which load it came with.
QString outcomeLabel(const QString& outcome)
{
    static const QMap<QString, const char*> words{{"inserted", QT_TRANSLATE_NOOP("Metric", "New")},
                                                  {"updated", QT_TRANSLATE_NOOP("Metric", "Changed")},
                                                  {"unchanged", QT_TRANSLATE_NOOP("Metric", "Unchanged")},
                                                  {"quarantined", QT_TRANSLATE_NOOP("Metric", "Refused")},
                                                  {"newest", QT_TRANSLATE_NOOP("Metric", "Newest load")},
                                                  {"earlier", QT_TRANSLATE_NOOP("Metric", "Earlier loads")}};
    return words.contains(outcome) ? word(words.value(outcome)) : outcome;
}

/// The title a page or metric has in resources; its id where it is gone.
QString titleOf(const QString& folder, const char* context, const QString& id)
{
    const auto json = resourceJson(folder + '/' + id + ".json");
    const QString title = json ? (*json)["title"].toString() : QString();
    return title.isEmpty() ? id : QCoreApplication::translate(context, qUtf8Printable(title));
}

DimensionValue timeValue(const QString& format, qint64 key, qint64 order)
{
    const QLocale locale;
    DimensionValue value{.id = QString::number(key), .label = {}, .key = key, .order = order};
    if (format == "day" || format == "week") {
        const QDate date = dateOf(Day(key));
        value.id = dayText(Day(key));
        value.label = format == "day" ? locale.toString(date, "ddd d MMM")
                                      : word("Week of %1").arg(locale.toString(date, "d MMM"));
    } else if (format == "month") {
        const QDate date(int(key / 100), int(key % 100), 1);
        value.id = date.toString("yyyy-MM");
        value.label = locale.toString(date, "MMM yyyy");
    } else if (format == "weekday") {
        value.label = locale.standaloneDayName(int(key), QLocale::ShortFormat);
    } else {
        value.label = QString("%1:00").arg(key, 2, 10, QChar('0'));
    }
    return value;
}

bool isTime(const QString& format)
{
    return format == "day" || format == "week" || format == "month" || format == "weekday" || format == "hour";
}

} // namespace

DimensionValue dimensionValue(const Dimension& dimension, const QString& id, const QString& label, qint64 key,
                              qint64 order)
{
    if (isTime(dimension.format))
        return timeValue(dimension.format, key, order);
    DimensionValue value{.id = id, .label = label, .key = key, .order = order};
    if (value.label.isEmpty())
        value.label = id.isEmpty() ? word("Not known") : id;
    else if (dimension.format == "grade")
        value.label = gradeLabel(label);
    else if (dimension.format == "gender")
        value.label = genderLabel(label);
    else if (dimension.format == "content_type")
        value.label = contentTypeLabel(label);
    else if (dimension.format == "outcome")
        value.label = outcomeLabel(label);
    else if (dimension.format == "plain")
        value.label = QString(label).replace('_', ' ');
    else if (dimension.format == "reason")
        value.label = reasonWords(id, {QStringLiteral("…")});
    else if (dimension.format == "metric")
        value.label = titleOf("metrics", "Metric", id);
    else if (dimension.format == "page")
        value.label = titleOf("pages", "Page", id);
    return value;
}

Result<QMap<qint64, QString>> personNames(const Database& reader, const QString& keyColumn)
{
    QMap<qint64, QString> names;
    LECTERN_ASSIGN(Statement rows, reader.prepare("SELECT " + keyColumn + ", given_name, family_name FROM dim_person WHERE "
                                                  + keyColumn + " IS NOT NULL ORDER BY is_preferred"));
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            return names;
        const QString given = decodeCell(rows.text(1));
        const QString family = decodeCell(rows.text(2));
        const QString name = family.isEmpty() ? given : given.isEmpty() ? family : family + ", " + given;
        if (!name.isEmpty())
            names.insert(rows.integer(0), name);
    }
}

Result<void> namePeople(const Database& reader, const Dimension& dimension, QList<DimensionValue*>& values)
{
    if (dimension.format != "student" && dimension.format != "staff")
        return {};
    LECTERN_ASSIGN(const auto names, personNames(reader, dimension.format + "_key"));
    for (DimensionValue* value : values)
        value->label = names.value(value->key, value->label);
    QList<DimensionValue*> sorted = values;
    std::ranges::stable_sort(sorted, [](const DimensionValue* a, const DimensionValue* b) {
        const int order = QString::localeAwareCompare(a->label, b->label);
        return order != 0 ? order < 0 : a->key < b->key;
    });
    qint64 rank = 0;
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        rank += i > 0 && sorted.at(i)->key != sorted.at(i - 1)->key;
        sorted.at(i)->order = rank;
    }
    return {};
}

Result<QList<DimensionValue>> valuesOf(const Database& reader, const Dimension& dimension)
{
    QList<DimensionValue> values;
    if (!dimension.categories.isEmpty()) {
        LECTERN_ASSIGN(const MetricDefinition definition, metricDefinition(dimension.categories));
        for (const QJsonValue& category : definition.json["categories"].toArray())
            values << DimensionValue{.id = category["id"].toString(),
                                     .label = word(qUtf8Printable(category["label"].toString())),
                                     .key = 0,
                                     .order = values.size()};
        return values;
    }
    LECTERN_ASSIGN(Statement rows, reader.prepare(dimension.values));
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            break;
        values << dimensionValue(dimension, rows.text(0), rows.text(1), rows.integer(2), rows.integer(3));
    }
    QList<DimensionValue*> people;
    for (DimensionValue& value : values)
        people << &value;
    LECTERN_TRY(namePeople(reader, dimension, people));
    std::ranges::stable_sort(values, {}, &DimensionValue::order);
    return values;
}

Result<QList<DimensionValue>> dimensionValues(const Database& reader, const QString& dimension)
{
    LECTERN_ASSIGN(const MetricModel* model, metricModel());
    const Dimension* found = model->dimension(dimension);
    if (!found) {
        QStringList all;
        for (const Dimension& known : model->dimensions)
            all << known.id;
        return failure("metric.dimension", {}, {QCoreApplication::translate("Metric", "The school"), dimension, all.join(", ")});
    }
    return valuesOf(reader, *found);
}

} // namespace lectern
