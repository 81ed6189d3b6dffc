#include "core/transform/ModelState.h"

#include "core/base/Hash.h"

#include <string>

namespace lectern {

namespace {

/// Hashing reads every row; above this the model counts as changed whenever it is rebuilt.
constexpr qint64 hashedRows = 2'000'000;

QString hex(const Hash128& hash)
{
    return QString("%1%2").arg(hash.high, 16, 16, QChar('0')).arg(hash.low, 16, 16, QChar('0'));
}

Result<QString> rowsHash(Statement& statement)
{
    std::string bytes;
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return hex(hash128(bytes));
        for (int column = 0; column < statement.columnCount(); ++column) {
            bytes += statement.isNull(column) ? '\x01' : '\x02';
            bytes += statement.textView(column);
            bytes += '\0';
        }
        if (bytes.size() > (1u << 20)) {
            const Hash128 soFar = hash128(bytes);
            bytes.assign(reinterpret_cast<const char*>(&soFar), sizeof soFar);
        }
    }
}

} // namespace

Result<QMap<QString, ModelState>> modelStates(const Database& database)
{
    QMap<QString, ModelState> states;
    LECTERN_ASSIGN(Statement statement,
                   database.prepare("SELECT model, fingerprint, version, row_count FROM model_state"));
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return states;
        const QString fingerprint = statement.text(1);
        states.insert(statement.text(0), {fingerprint.section(' ', 0, 0), fingerprint.section(' ', 1),
                                          statement.integer(2), statement.integer(3)});
    }
}

Result<void> rememberModel(const Database& writer, const Model& model, const ModelState& state, double seconds)
{
    LECTERN_TRY(forgetModel(writer, model.name));
    LECTERN_ASSIGN(Statement insert, writer.prepare("INSERT INTO model_state (model, fingerprint, version, row_count,"
                                                    " seconds) VALUES (?, ?, ?, ?, ?)"));
    insert.bind(1, model.name).bind(2, state.inputs + ' ' + state.content).bind(3, state.version);
    insert.bind(4, state.rows).bind(5, seconds);
    LECTERN_TRY(insert.run());
    LECTERN_ASSIGN(Statement input, writer.prepare("INSERT INTO model_input (model, input) VALUES (?, ?)"));
    for (const QString& name : model.depends) {
        input.bind(1, model.name).bind(2, name);
        LECTERN_TRY(input.run());
    }
    return {};
}

Result<void> forgetModel(const Database& writer, const QString& model)
{
    for (const char* table : {"model_state", "model_input"}) {
        LECTERN_ASSIGN(Statement statement, writer.prepare(QString("DELETE FROM %1 WHERE model = ?").arg(table)));
        statement.bind(1, model);
        LECTERN_TRY(statement.run());
    }
    return {};
}

Result<QString> givenState(const Database& database, const QString& input)
{
    if (input.startsWith("now_")) {
        LECTERN_ASSIGN(Statement statement, database.prepare("SELECT version FROM raw_state WHERE name = ?"));
        statement.bind(1, "raw_" + input.mid(4));
        LECTERN_ASSIGN(const bool row, statement.step());
        return row ? statement.text(0) : QString("0");
    }
    const QString sql = input == "setting_value"    ? "SELECT key, value FROM setting_value ORDER BY key"
                        : input == "decision_match" ? "SELECT count(*), max(decision_id) FROM decision_match"
                                                    : "SELECT load_id, state FROM load WHERE state <> 'staged'"
                                                      " ORDER BY load_id";
    LECTERN_ASSIGN(Statement statement, database.prepare(sql));
    return rowsHash(statement);
}

Result<QString> contentHash(const Database& database, const Model& model, qint64 rows, qint64 version)
{
    if (rows > hashedRows)
        return QString("version-%1").arg(version);
    LECTERN_ASSIGN(Statement statement,
                   database.prepare("SELECT * FROM " + model.name + " ORDER BY " + model.key.join(", ")));
    return rowsHash(statement);
}

} // namespace lectern
