#include "core/metric/Plan.h"

#include "core/metric/Select.h"

#include <QJsonArray>
#include <algorithm>
#include <optional>

namespace lectern {

namespace {

const QStringList outerRoles{"person", "year", "course", "content", "class", "org", "question"};

/// Roles by which people may be grouped before they are counted.
QMap<QString, QString> only(const QMap<QString, QString>& roles, const QStringList& wanted)
{
    QMap<QString, QString> some;
    for (const QString& role : wanted)
        if (roles.contains(role))
            some.insert(role, roles.value(role));
    return some;
}

/// The form of a filter that narrows the facts themselves, not the people; null if there is none.
const DimensionForm* factForm(const Dimension& dimension, QMap<QString, QString> roles)
{
    roles.remove("person");
    return formFor(dimension, roles);
}

class Planner
{
public:
    Planner(const MetricModel& model, const MetricDefinition& definition, const QStringList& by, const Scope& scope)
        : m_model(model), m_definition(definition), m_json(definition.json), m_by(by), m_scope(scope)
    {
    }

    Result<Plan> plan();
    /// " FROM … WHERE …" of one row per person, under the alias f.
    Result<QString> people();

private:
    [[nodiscard]] Error inapplicable(const QString& dimension) const
    {
        return {"metric.dimension", {}, {m_definition.id, dimension, m_definition.dimensions.join(", ")}, {}, nullptr};
    }
    Result<Select> facts(const Relation& relation, const QString& condition) const;
    Result<Select> plain();
    Result<Select> perPerson();
    Result<QString> grouped(const Relation& relation, const QJsonObject& per, const QStringList& keys,
                            QStringList& taken, bool& factsNarrowed) const;
    Result<void> filterPeople(Select& select, const QStringList& taken) const;
    Result<void> columns(const Select& select, const Dimension& dimension, QStringList& out) const;
    Result<Plan> statements(Select& select) const;
    [[nodiscard]] const DimensionForm* form(const Dimension& dimension, const QMap<QString, QString>& roles) const
    {
        return m_without.contains(dimension.id) ? nullptr : formFor(dimension, roles);
    }

    const MetricModel& m_model;
    const MetricDefinition& m_definition;
    const QJsonObject m_json;
    const QStringList m_by;
    const Scope& m_scope;
    QStringList m_without;
    QString m_table;
};

Result<Select> Planner::facts(const Relation& relation, const QString& condition) const
{
    Select select(m_model, m_scope, relation.table + " AS f", relation.roles);
    LECTERN_TRY(select.join(relation.joined));
    select.where(relation.where);
    select.where(condition);
    if (relation.roles.contains("day")) {
        select.where(select.column("{day} <= :as_of"));
        if (m_scope.from)
            select.where(select.column("{day} >= " + QString::number(*m_scope.from)));
    }
    return select;
}

Result<Select> Planner::plain()
{
    const Relation relation = m_model.relations.value(m_json["relation"].toString());
    m_table = relation.table;
    m_without = relation.without;
    LECTERN_ASSIGN(Select select, facts(relation, m_json["where"].toString()));
    LECTERN_TRY(filterPeople(select, {}));
    return select;
}

/// SELECT of one row per person (and key) with the definition's columns.
Result<QString> Planner::grouped(const Relation& relation, const QJsonObject& per, const QStringList& keys,
                                 QStringList& taken, bool& factsNarrowed) const
{
    LECTERN_ASSIGN(Select inner, facts(relation, per["where"].toString()));
    for (auto it = m_scope.filters.begin(); it != m_scope.filters.end(); ++it) {
        const Dimension* dimension = m_model.dimension(it.key());
        const DimensionForm* narrow = dimension ? factForm(*dimension, relation.roles) : nullptr;
        if (!narrow)
            continue;
        LECTERN_TRY(inner.filter(*dimension, *narrow, it.value()));
        taken << it.key();
        factsNarrowed = factsNarrowed || !dimension->period;
    }
    QString sql = "SELECT f.school_id AS school_id, " + inner.column("{person} AS person, MAX({year}) AS year");
    QString group = " GROUP BY f.school_id, " + inner.column("{person}");
    for (const QString& key : keys) {
        sql += ", " + inner.column("{" + key + "}") + " AS " + key;
        group += ", " + inner.column("{" + key + "}");
    }
    const QJsonObject columns = per["columns"].toObject();
    for (auto it = columns.begin(); it != columns.end(); ++it)
        sql += ", " + it.value().toString() + " AS " + it.key();
    const QString having = per["having"].toString();
    return sql + inner.body() + group + (having.isEmpty() ? QString() : " HAVING " + having);
}

Result<Select> Planner::perPerson()
{
    const QJsonObject per = m_json["per"].toObject();
    const Relation relation = m_model.relations.value(per["relation"].toString());
    m_table = relation.table;
    m_without = relation.without;
    QStringList keys = per["keys"].toVariant().toStringList();
    bool narrowed = !keys.isEmpty();
    for (const QString& id : m_by) {
        const Dimension* dimension = m_model.dimension(id);
        if (!dimension || form(*dimension, only(relation.roles, QStringList{"person", "year"} + keys)))
            continue;
        const DimensionForm* wanted = form(*dimension, only(relation.roles, outerRoles));
        if (!wanted)
            return failure(inapplicable(id));
        for (const QString& role : wanted->needs)
            if (role != "person" && role != "year" && !keys.contains(role))
                keys << role;
        narrowed = true;
    }
    QStringList taken;
    LECTERN_ASSIGN(QString people, grouped(relation, per, keys, taken, narrowed));
    const Relation population = m_model.relations.value(per["population"].toString());
    if (!population.table.isEmpty() && !narrowed) {
        QString joined = "SELECT p.school_id AS school_id, p.person AS person, p.year AS year";
        for (const QString& column : per["columns"].toObject().keys())
            joined += ", u." + column + " AS " + column;
        people = joined + " FROM (SELECT f.school_id AS school_id, " + population.roles.value("person") + " AS person, "
                 + population.roles.value("year") + " AS year FROM " + population.table + " AS f WHERE "
                 + population.where + ") AS p LEFT JOIN (" + people
                 + ") AS u ON u.school_id = p.school_id AND u.person = p.person";
    }
    QMap<QString, QString> roles{{"person", "f.person"}, {"year", "f.year"}};
    for (const QString& key : keys)
        roles.insert(key, "f." + key);
    Select outer(m_model, m_scope, "(" + people + ") AS f", roles);
    LECTERN_TRY(filterPeople(outer, taken));
    return outer;
}

/// The filters that are not taken yet, on the relation that is counted.
Result<void> Planner::filterPeople(Select& select, const QStringList& taken) const
{
    for (auto it = m_scope.filters.begin(); it != m_scope.filters.end(); ++it) {
        if (taken.contains(it.key()))
            continue;
        const QString categoryDimension = m_json["category_dimension"].toString();
        const QString id = it.key() == "category" && !categoryDimension.isEmpty() ? categoryDimension : it.key();
        if (id == "category" && m_json.contains("categories")) {
            select.where(categoryCase(m_json, "id") + " IN (" + it.value().join(", ") + ")");
            continue;
        }
        const Dimension* dimension = m_model.dimension(id);
        const DimensionForm* found = dimension ? form(*dimension, select.roles()) : nullptr;
        if (!found && dimension && dimension->period)
            continue; // what has no day counts up to the end of the period
        if (!found)
            return failure(inapplicable(it.key()));
        LECTERN_TRY(select.filter(*dimension, *found, it.value()));
    }
    return {};
}

Result<void> Planner::columns(const Select& select, const Dimension& dimension, QStringList& out) const
{
    const DimensionForm* found = form(dimension, select.roles());
    if (!found)
        return failure(inapplicable(dimension.id));
    const bool brief = m_json["labels"].toObject()[dimension.id].toString() == "short" && !found->shortLabel.isEmpty();
    for (const QString& sql : {found->id, brief ? found->shortLabel : found->label, found->key, found->order})
        out << select.column(sql);
    return {};
}

Result<Plan> Planner::statements(Select& select) const
{
    Plan plan;
    plan.table = m_table;
    QStringList selected;
    const QString category = m_json["category_dimension"].toString();
    QStringList ids = m_by;
    if (!category.isEmpty())
        ids << category;
    for (const QString& id : ids) {
        const Dimension* dimension = m_model.dimension(id);
        if (!dimension)
            return failure(inapplicable(id));
        if (const DimensionForm* found = form(*dimension, select.roles())) {
            LECTERN_TRY(select.join(found->joins));
        }
        LECTERN_TRY(columns(select, *dimension, selected));
        plan.by << dimension;
    }
    if (!category.isEmpty())
        plan.categoryDimension = plan.by.takeLast();
    else if (m_json.contains("categories"))
        selected << categoryCase(m_json, "id") << "''" << "0" << categoryCase(m_json, "order");
    plan.categorised = !category.isEmpty() || m_json.contains("categories");

    const QJsonObject sql = m_json["sql"].toObject();
    const QString people = "COUNT(DISTINCT " + select.column("{person}") + ")";
    QStringList group, order;
    for (qsizetype i = 0; i < selected.size(); ++i)
        group << QString::number(i + 1);
    for (qsizetype i = 3; i < selected.size(); i += 4)
        order << QString::number(i + 1) + " NULLS LAST" << QString::number(i - 2) + " NULLS LAST";
    const QString tail = group.isEmpty() ? QString() : " GROUP BY " + group.join(", ");
    const QString dimensions = selected.isEmpty() ? QString() : selected.join(", ") + ", ";
    plan.rows = "SELECT " + dimensions + sql["numerator"].toString() + ", " + sql["denominator"].toString("NULL") + ", "
                + sql["n"].toString(people) + select.body() + tail
                + (order.isEmpty() ? QString() : " ORDER BY " + order.join(", "));
    plan.population = "SELECT " + sql["n"].toString(people) + select.body();
    if (const QString value = m_json["value"].toString(); !value.isEmpty())
        plan.histogram = "SELECT " + dimensions + m_json["scale_column"].toString() + ", " + value + ", "
                         + m_json["times"].toString("COUNT(*)")
                         + select.body() + " GROUP BY " + (QStringList(group) << QString::number(group.size() + 1)
                         << QString::number(group.size() + 2)).join(", ");
    for (QString* text : {&plan.rows, &plan.population, &plan.histogram})
        *text = inForce(*text, m_scope);
    return plan;
}

Result<QString> Planner::people()
{
    LECTERN_ASSIGN(const Select select, perPerson());
    return select.body();
}

Result<Plan> Planner::plan()
{
    for (const QString& id : m_by)
        if (!m_model.dimension(id))
            return failure(inapplicable(id));
    if (m_json.contains("per")) {
        LECTERN_ASSIGN(Select select, perPerson());
        return statements(select);
    }
    LECTERN_ASSIGN(Select select, plain());
    return statements(select);
}

} // namespace

Result<Plan> planOf(const MetricDefinition& definition, const QStringList& by, const Scope& scope)
{
    LECTERN_ASSIGN(const MetricModel* model, metricModel());
    return Planner(*model, definition, by, scope).plan();
}

Result<QString> classifierSql(const QString& metric, const Scope& scope)
{
    LECTERN_ASSIGN(const MetricDefinition definition, metricDefinition(metric));
    LECTERN_ASSIGN(const MetricModel* model, metricModel());
    Scope everyone = scope;
    everyone.filters.clear();
    everyone.from.reset();
    LECTERN_ASSIGN(const QString people, Planner(*model, definition, {}, everyone).people());
    return inForce("SELECT f.person AS person, " + categoryCase(definition.json, "id") + " AS category, "
                       + categoryCase(definition.json, "label") + " AS label, "
                       + categoryCase(definition.json, "order") + " AS category_order" + people,
                   everyone);
}

bool canFilter(const MetricDefinition& definition, const QString& dimension)
{
    const auto model = metricModel();
    if (!model)
        return false;
    const QJsonObject per = definition.json["per"].toObject();
    const Relation relation =
        (*model)->relations.value((per.isEmpty() ? definition.json : per)["relation"].toString());
    const Dimension* found = (*model)->dimension(dimension);
    return found && !relation.without.contains(dimension) && (found->period || formFor(*found, relation.roles));
}

} // namespace lectern
