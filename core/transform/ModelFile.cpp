#include "core/transform/ModelFile.h"

#include "core/base/Hash.h"
#include "core/store/Database.h"

#include <QCoreApplication>
#include <optional>

namespace lectern {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("Model", text);
}

/// Where the parser stands: the field whose indented lines follow.
class HeaderParser
{
public:
    explicit HeaderParser(const QString& file) : m_file(file) {}

    Result<void> line(int number, const QString& text)
    {
        m_line = number;
        const QString body = text.mid(2);
        if (body.startsWith("   ") || (body.startsWith("  ") && !body.trimmed().isEmpty()))
            return continued(body.trimmed());
        const qsizetype colon = body.indexOf(':');
        if (colon < 0)
            return broken(words("a header line is \"-- field: value\""));
        m_field = body.left(colon).trimmed();
        return field(body.mid(colon + 1).trimmed());
    }

    Result<Model> finish()
    {
        if (m_model.name.isEmpty())
            return std::unexpected(problem(words("the header has no field \"model\"")));
        if (m_model.layer.isEmpty() || m_model.grain.isEmpty() || m_model.key.isEmpty() || m_model.columns.empty())
            return std::unexpected(problem(words("the header needs layer, grain, key and columns")));
        for (const QString& column : m_model.key) {
            const int at = m_model.indexOf(column);
            if (at < 0 || !m_model.columns[std::size_t(at)].notNull)
                return std::unexpected(problem(words("the key column %1 is not a column that is \"not null\"").arg(column)));
        }
        for (const QStringList& index : m_model.indexes)
            for (const QString& column : index)
                if (m_model.indexOf(column) < 0)
                    return std::unexpected(problem(words("the index names the unknown column %1").arg(column)));
        return m_model;
    }

    [[nodiscard]] Error problem(const QString& text) const
    {
        return Error{"model.broken", {.file = m_file, .row = m_line}, {text}, {}, nullptr};
    }

private:
    std::unexpected<Error> broken(const QString& text) const { return std::unexpected(problem(text)); }

    static QStringList list(const QString& text)
    {
        QStringList items;
        for (const QString& item : text.split(',', Qt::SkipEmptyParts))
            if (!item.trimmed().isEmpty())
                items.append(item.trimmed());
        return items;
    }

    Result<void> field(const QString& value)
    {
        if (m_field == "model")
            m_model.name = value;
        else if (m_field == "layer")
            return layer(value);
        else if (m_field == "grain")
            m_model.grain = value;
        else if (m_field == "depends")
            m_model.depends += list(value);
        else if (m_field == "maintained")
            return maintained(value);
        else if (m_field == "key")
            m_model.key = list(value);
        else if (m_field == "index")
            m_model.indexes.push_back(list(value));
        else if (m_field != "columns" && m_field != "tests")
            return broken(words("the field \"%1\" is not known").arg(m_field));
        return {};
    }

    Result<void> continued(const QString& text)
    {
        if (m_field == "depends")
            m_model.depends += list(text);
        else if (m_field == "grain")
            m_model.grain += ' ' + text;
        else if (m_field == "columns")
            return column(text);
        else if (m_field == "tests")
            return test(text);
        else
            return broken(words("the field \"%1\" has one line only").arg(m_field));
        return {};
    }

    Result<void> layer(const QString& value)
    {
        if (!QStringList{"staging", "keys", "intermediate", "gold"}.contains(value))
            return broken(words("the layer is one of staging, keys, intermediate, gold"));
        m_model.layer = value;
        return {};
    }

    Result<void> maintained(const QString& value)
    {
        if (value != "full" && value != "keys")
            return broken(words("maintained is \"full\" or \"keys\""));
        m_model.keepsRows = value == "keys";
        return {};
    }

    Result<void> column(const QString& text)
    {
        const QStringList parts = text.split('|');
        const QStringList typed = parts.value(0).split(' ', Qt::SkipEmptyParts);
        const auto privacy = privacyFromName(parts.value(1).trimmed());
        const bool notNull = typed.mid(2) == QStringList{"not", "null"};
        if (parts.size() < 3 || typed.size() < 2 || (typed.size() > 2 && !notNull))
            return broken(words("a column is \"name type [not null] | privacy | meaning\""));
        if (typed[1] != "integer" && typed[1] != "text")
            return broken(words("the type of %1 is integer or text").arg(typed[0]));
        if (!privacy)
            return broken(words("the privacy class of %1 is not known").arg(typed[0]));
        if (m_model.indexOf(typed[0]) >= 0)
            return broken(words("the column %1 stands there twice").arg(typed[0]));
        m_model.columns.push_back({typed[0], typed[1], notNull, *privacy, parts.mid(2).join('|').trimmed()});
        return {};
    }

    Result<void> test(const QString& text)
    {
        const QStringList parts = text.split(" | ");
        const QString kind = text.section(' ', 0, 0);
        if (parts.size() != 3 || (parts[1].trimmed() != "error" && parts[1].trimmed() != "warn"))
            return broken(words("a test is \"kind expression | error or warn | words\""));
        if (!QStringList{"unique", "not_null", "accepted", "relationship", "rows"}.contains(kind))
            return broken(words("the test \"%1\" is not known").arg(kind));
        m_model.tests.push_back({kind, parts[0].mid(kind.size()).trimmed(), parts[1].trimmed() == "error",
                                 parts[2].trimmed()});
        return {};
    }

    QString m_file;
    int m_line = 0;
    QString m_field;
    Model m_model;
};

} // namespace

int Model::indexOf(const QString& column) const
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == column)
            return int(i);
    return -1;
}

Result<Model> modelFromFile(const QString& file, const QByteArray& bytes)
{
    const QStringList lines = QString::fromUtf8(bytes).split('\n');
    HeaderParser parser(file);
    int at = 0;
    for (; at < lines.size() && lines[at].startsWith("--"); ++at)
        LECTERN_TRY(parser.line(at + 1, lines[at]));
    LECTERN_ASSIGN(Model model, parser.finish());
    model.sql = lines.mid(at).join('\n').trimmed();
    if (model.sql.endsWith(';'))
        model.sql.chop(1);
    if (model.sql.isEmpty() || model.sql.contains(';'))
        return std::unexpected(parser.problem(words("one SELECT follows the header")));
    const Hash128 hash = hash128(std::string_view(bytes.constData(), std::size_t(bytes.size())));
    model.hash = QString("%1%2").arg(hash.high, 16, 16, QChar('0')).arg(hash.low, 16, 16, QChar('0'));
    return model;
}

QString createTableSql(const Model& model, Engine engine)
{
    // Key columns first, in the key's order: SQLite 3.40 checks NOT NULL of a WITHOUT ROWID table at the wrong places
    // when they are not, and its quick_check calls a healthy file damaged.
    std::vector<const ModelColumn*> columns;
    for (const QString& name : model.key)
        columns.push_back(&model.columns[std::size_t(model.indexOf(name))]);
    for (const ModelColumn& column : model.columns)
        if (!model.key.contains(column.name))
            columns.push_back(&column);
    QStringList parts;
    for (const ModelColumn* column : columns) {
        const QString type = column->type == "text" ? "TEXT" : engine == Engine::Sqlite ? "INTEGER" : "bigint";
        parts.append(column->name + ' ' + type + (column->notNull ? " NOT NULL" : ""));
    }
    parts.append("PRIMARY KEY (" + model.key.join(", ") + ')');
    return "CREATE TABLE " + model.name + " (\n    " + parts.join(",\n    ") + "\n)" +
           (engine == Engine::Sqlite ? " STRICT, WITHOUT ROWID" : "");
}

QStringList createIndexSql(const Model& model)
{
    QStringList statements;
    for (const QStringList& index : model.indexes)
        statements.append("CREATE INDEX " + model.name + "__" + index.join('_') + " ON " + model.name + " (" +
                          index.join(", ") + ')');
    return statements;
}

QString insertSql(const Model& model)
{
    QStringList names;
    for (const ModelColumn& column : model.columns)
        names.append(column.name);
    return "INSERT INTO " + model.name + " (" + names.join(", ") + ")\n" + model.sql;
}

} // namespace lectern
