/// One FROM … WHERE under construction: a relation, the joins its dimensions need, its conditions. Thread: any.
#pragma once

#include "core/metric/Scope.h"

namespace lectern {

/// SELECT person, category, label, category_order of a classifier over all people; no filters but the day.
[[nodiscard]] Result<QString> classifierSql(const QString& metric, const Scope& scope);

class Select
{
public:
    Select(const MetricModel& model, const Scope& scope, QString from, QMap<QString, QString> roles)
        : m_model(model), m_scope(scope), m_from(std::move(from)), m_roles(std::move(roles))
    {
    }

    [[nodiscard]] const QMap<QString, QString>& roles() const { return m_roles; }
    /// Adds a join and what it stands on, once.
    [[nodiscard]] Result<void> join(const QString& id);
    [[nodiscard]] Result<void> join(const QStringList& ids);
    /// Adds a condition; an empty one is none.
    void where(const QString& condition);
    /// Adds "the dimension is one of these SQL literals"; none allowed = nothing matches.
    [[nodiscard]] Result<void> filter(const Dimension& dimension, const DimensionForm& form, const QStringList& literals);
    /// `sql` with the relation's columns in the place of roles.
    [[nodiscard]] QString column(const QString& sql) const { return withRoles(sql, m_roles); }
    /// " FROM … WHERE …".
    [[nodiscard]] QString body() const;

private:
    const MetricModel& m_model;
    const Scope& m_scope;
    QString m_from;
    QMap<QString, QString> m_roles;
    QStringList m_joinIds;
    QStringList m_joins;
    QStringList m_conditions;
};

/// CASE … END over the `categories` of a definition; what each branch gives is chosen by `result`: "id", "label" or
/// "order".
[[nodiscard]] QString categoryCase(const QJsonObject& definition, const QString& result);

} // namespace lectern
