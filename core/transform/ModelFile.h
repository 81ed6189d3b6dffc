/// One transform as it stands in resources/transforms: a header of comment lines and one SELECT. Plain values.
#pragma once

#include "core/base/Error.h"
#include "core/table/EntitySchema.h"

#include <QByteArray>
#include <vector>

namespace lectern {

struct ModelColumn
{
    QString name;
    QString type;                    ///< "integer" or "text"
    bool notNull = false;
    Privacy privacy = Privacy::None;
    QString doc;                     ///< one line for the data dictionary
};

/// One data test of a header line "kind expression | severity | words".
struct DataTest
{
    QString kind;       ///< "unique", "not_null", "accepted", "relationship", "rows"
    QString expression; ///< what follows the kind
    bool error = false; ///< severity "error": a bad row takes the build back; else "warn"
    QString words;      ///< what is wrong, when it matters, how to fix
};

struct Model
{
    QString name;
    QString layer;      ///< "staging", "keys", "intermediate", "gold"
    QString grain;
    QStringList depends;
    bool keepsRows = false;                ///< "maintained: keys": rows are only ever appended
    QStringList key;
    std::vector<QStringList> indexes;
    std::vector<ModelColumn> columns;
    std::vector<DataTest> tests;
    QString sql;        ///< the SELECT, without header and without a closing semicolon
    QString hash;       ///< of the whole file

    [[nodiscard]] int indexOf(const QString& column) const; ///< -1 if there is none
};

/// Reads one file. Error "model.broken" names file, line and what is wrong.
[[nodiscard]] Result<Model> modelFromFile(const QString& file, const QByteArray& bytes);

/// CREATE TABLE of a model as its header says it, for SQLite (STRICT) or PostgreSQL (schema-less name, bigint).
enum class Engine { Sqlite, Postgresql };
[[nodiscard]] QString createTableSql(const Model& model, Engine engine);
/// CREATE INDEX statements of a model, in header order.
[[nodiscard]] QStringList createIndexSql(const Model& model);
/// INSERT INTO model (columns) SELECT …
[[nodiscard]] QString insertSql(const Model& model);

} // namespace lectern
