#include "core/metric/Select.h"

#include <QJsonArray>

namespace lectern {

Result<void> Select::join(const QString& id)
{
    if (m_joinIds.contains(id))
        return {};
    const JoinSpec spec = m_model.joins.value(id);
    LECTERN_TRY(join(spec.after));
    m_joinIds << id;
    if (spec.classifier.isEmpty()) {
        m_joins << column(spec.sql);
        return {};
    }
    LECTERN_ASSIGN(const QString people, classifierSql(spec.classifier, m_scope));
    m_joins << column("LEFT JOIN (" + people + ") AS " + spec.alias + " ON " + spec.alias + ".person = {person}");
    return {};
}

Result<void> Select::join(const QStringList& ids)
{
    for (const QString& id : ids)
        LECTERN_TRY(join(id));
    return {};
}

void Select::where(const QString& condition)
{
    if (!condition.isEmpty() && !m_conditions.contains(condition))
        m_conditions << condition;
}

Result<void> Select::filter(const Dimension& dimension, const DimensionForm& form, const QStringList& literals)
{
    if (literals.isEmpty()) {
        where("1 = 0");
        return {};
    }
    const QString values = literals.join(", ");
    if (form.column.isEmpty()) {
        where(column(QString(form.where).replace("%values%", values)));
        return {};
    }
    LECTERN_TRY(join(form.joins));
    const QString compared = column(form.column);
    where((dimension.filter == "id" ? "coalesce(" + compared + ", '')" : compared) + " IN (" + values + ")");
    return {};
}

QString Select::body() const
{
    QString sql = " FROM " + m_from;
    for (const QString& text : m_joins)
        sql += " " + text;
    if (!m_conditions.isEmpty())
        sql += " WHERE (" + m_conditions.join(") AND (") + ")";
    return sql;
}

QString categoryCase(const QJsonObject& definition, const QString& result)
{
    const QJsonArray categories = definition["categories"].toArray();
    QString sql = "CASE";
    for (qsizetype i = 0; i < categories.size(); ++i) {
        const QJsonObject category = categories.at(i).toObject();
        const QString value = result == "order" ? QString::number(i) : literal(category[result].toString());
        const QString when = category["when"].toString();
        sql += when.isEmpty() ? " ELSE " + value : " WHEN " + when + " THEN " + value;
    }
    return sql + " END";
}

} // namespace lectern
