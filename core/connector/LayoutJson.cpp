/// Layouts out of JSON and into it; see Layout.h. What a school is handed by others is foreign: size, depth, counts,
/// unknown and repeated members are refused, and every refusal says where it is.
#include "core/connector/Layout.h"

#include "core/table/Header.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <algorithm>
#include <simdjson.h>

namespace lectern {

namespace {

namespace dom = simdjson::dom;

constexpr qsizetype mostBytes = qsizetype(1) << 20;
constexpr std::size_t deepest = 8;
constexpr qsizetype longestText = 1000;   // characters
constexpr std::size_t mostEntries = 2000; // of one list or object; the widest exports have more columns than that to leave alone
constexpr double largestNumber = 1e12;
constexpr qint64 furthestCharacter = 1'000'000;
const QString format = QStringLiteral("layout/1");

QString tr(const char* text)
{
    return QCoreApplication::translate("Layout", text);
}

QString quotedText(const QString& text)
{
    return '"' + text.left(60) + '"';
}

/// Control characters but for those that end lines and cells.
bool hasControls(const QString& text)
{
    return std::ranges::any_of(text, [](QChar c) {
        return c.category() == QChar::Other_Control && c != '\n' && c != '\t' && c != '\r';
    });
}

/// A value and the path to it.
struct Node
{
    dom::element value;
    QString path;
};

class LayoutReader
{
public:
    explicit LayoutReader(QString file) : m_file(std::move(file)) {}

    Result<Layout> read(const dom::element& root)
    {
        const Node all{root, "$"};
        LECTERN_TRY(known(all, {"lectern", "name", "note", "target", "signature", "sheet", "columns", "spread", "missing",
                                "leave_out", "fixed"}));
        LECTERN_ASSIGN(const QString version, text(all, "lectern", true));
        if (version != format)
            return bad("$.lectern", tr("must be %1, which this Lectern reads").arg(quotedText(format)));
        Layout layout;
        LECTERN_ASSIGN(layout.name, text(all, "name", true));
        LECTERN_ASSIGN(layout.note, text(all, "note", false));
        LECTERN_ASSIGN(layout.sheet, text(all, "sheet", false));
        LECTERN_ASSIGN(const QString target, text(all, "target", true));
        layout.connector = target.section('.', 0, 0);
        layout.entity = target.section('.', 1);
        if (layout.connector.isEmpty() || target.endsWith('.'))
            return bad("$.target", tr("must name a connector and its entity, like \"assessments.scores\""));
        LECTERN_ASSIGN(layout.signature, texts(all, "signature"));
        LECTERN_ASSIGN(layout.missing, texts(all, "missing"));
        LECTERN_ASSIGN(layout.leaveOut, texts(all, "leave_out"));
        LECTERN_ASSIGN(const std::optional<Node> columns, member(all, "columns", false));
        if (columns) {
            LECTERN_ASSIGN(layout.columns, row(*columns));
        }
        LECTERN_ASSIGN(const std::vector<Node> spread, list(all, "spread"));
        for (const Node& part : spread) {
            LECTERN_ASSIGN(LayoutRow cells, row(part));
            layout.spread.push_back(std::move(cells));
        }
        LECTERN_ASSIGN(const std::optional<Node> fixed, member(all, "fixed", false));
        if (fixed) {
            LECTERN_ASSIGN(layout.fixed, fixedWidth(*fixed));
        }
        LECTERN_TRY(whole(layout));
        return layout;
    }

private:
    std::unexpected<Error> bad(const QString& path, const QString& what) const
    {
        return failure("layout.bad_value", {m_file}, {path, what});
    }

    /// `value` is an object whose members are all of `names` (any, if there are none), each once.
    Result<void> known(const Node& node, const QStringList& names) const
    {
        if (node.value.type() != dom::element_type::OBJECT)
            return failure("layout.wrong_type", {m_file}, {node.path, tr("an object { … }")});
        const dom::object object(node.value);
        if (object.size() > mostEntries)
            return bad(node.path, tr("has more than %1 entries").arg(mostEntries));
        QSet<QString> seen;
        for (const auto [key, value] : object) {
            const QString name = QString::fromUtf8(key.data(), qsizetype(key.size()));
            if (name.size() > longestText || name.trimmed().isEmpty() || hasControls(name))
                return bad(node.path, tr("has a member whose name is empty, too long or not printable"));
            if (seen.contains(name))
                return failure("layout.twice", {m_file}, {node.path, quotedText(name)});
            seen.insert(name);
            if (!names.isEmpty() && !names.contains(name))
                return failure("layout.unknown_member", {m_file}, {node.path, quotedText(name), names.join(", ")});
        }
        return {};
    }

    Result<std::optional<Node>> member(const Node& node, const char* name, bool needed) const
    {
        dom::element value;
        if (dom::object(node.value).at_key(name).get(value) == simdjson::SUCCESS)
            return Node{value, node.path + '.' + QLatin1String(name)};
        if (needed)
            return failure("layout.missing_member", {m_file}, {node.path, quotedText(QLatin1String(name))});
        return std::nullopt;
    }

    Result<QString> textOf(const Node& node) const
    {
        std::string_view view;
        if (node.value.get(view) != simdjson::SUCCESS)
            return failure("layout.wrong_type", {m_file}, {node.path, tr("a text")});
        const QString text = QString::fromUtf8(view.data(), qsizetype(view.size()));
        if (text.size() > longestText)
            return bad(node.path, tr("is longer than %1 characters").arg(longestText));
        if (hasControls(text))
            return bad(node.path, tr("holds a control character"));
        return text;
    }

    /// A member that is a text; "" if it is absent and may be.
    Result<QString> text(const Node& node, const char* name, bool needed) const
    {
        LECTERN_ASSIGN(const std::optional<Node> found, member(node, name, needed));
        if (!found)
            return QString();
        LECTERN_ASSIGN(QString text, textOf(*found));
        if (needed && text.trimmed().isEmpty())
            return bad(found->path, tr("is empty"));
        return text;
    }

    Result<std::vector<Node>> list(const Node& node, const char* name) const
    {
        LECTERN_ASSIGN(const std::optional<Node> found, member(node, name, false));
        if (!found)
            return std::vector<Node>();
        if (found->value.type() != dom::element_type::ARRAY)
            return failure("layout.wrong_type", {m_file}, {found->path, tr("a list [ … ]")});
        std::vector<Node> nodes;
        for (const dom::element value : dom::array(found->value)) {
            if (nodes.size() == mostEntries)
                return bad(found->path, tr("has more than %1 entries").arg(mostEntries));
            nodes.push_back({value, found->path + '[' + QString::number(nodes.size()) + ']'});
        }
        return nodes;
    }

    Result<QStringList> texts(const Node& node, const char* name) const
    {
        LECTERN_ASSIGN(const std::vector<Node> nodes, list(node, name));
        QStringList texts;
        for (const Node& entry : nodes) {
            LECTERN_ASSIGN(const QString text, textOf(entry));
            if (texts.contains(text))
                return failure("layout.twice", {m_file}, {entry.path, quotedText(text)});
            texts << text;
        }
        return texts;
    }

    Result<double> number(const Node& node) const
    {
        double value = 0;
        if (node.value.get(value) != simdjson::SUCCESS)
            return failure("layout.wrong_type", {m_file}, {node.path, tr("a number")});
        if (!(value >= -largestNumber && value <= largestNumber))
            return bad(node.path, tr("is far too large"));
        return value;
    }

    Result<int> count(const Node& node, const char* name, int low, std::optional<int> fallback) const
    {
        LECTERN_ASSIGN(const std::optional<Node> found, member(node, name, !fallback));
        if (!found)
            return *fallback;
        std::int64_t value = 0;
        if (found->value.get(value) != simdjson::SUCCESS)
            return failure("layout.wrong_type", {m_file}, {found->path, tr("a whole number")});
        if (value < low || value > furthestCharacter)
            return bad(found->path, tr("must be from %1 to %2").arg(low).arg(furthestCharacter));
        return int(value);
    }

    Result<LayoutRow> row(const Node& node) const
    {
        LECTERN_TRY(known(node, {}));
        LayoutRow row;
        for (const auto [key, value] : dom::object(node.value)) {
            const QString column = QString::fromUtf8(key.data(), qsizetype(key.size()));
            LECTERN_ASSIGN(LayoutCell made, cell({value, node.path + '.' + column}));
            row.insert(column, std::move(made));
        }
        return row;
    }

    Result<LayoutCell> cell(const Node& node) const
    {
        LayoutCell cell;
        if (node.value.type() == dom::element_type::STRING) {
            LECTERN_ASSIGN(cell.from, textOf(node));
            if (cell.from.trimmed().isEmpty())
                return bad(node.path, tr("names no column of the source"));
            return cell;
        }
        LECTERN_TRY(known(node, {"from", "constant", "date", "decimal", "values", "thresholds"}));
        LECTERN_ASSIGN(cell.from, text(node, "from", false));
        LECTERN_ASSIGN(cell.constant, text(node, "constant", false));
        LECTERN_ASSIGN(cell.date, text(node, "date", false));
        LECTERN_ASSIGN(cell.decimal, text(node, "decimal", false));
        if (cell.from.trimmed().isEmpty() && cell.constant.trimmed().isEmpty())
            return bad(node.path, tr("says neither \"from\" nor \"constant\""));
        if (!QStringList{"", "dmy", "mdy", "ymd"}.contains(cell.date))
            return bad(node.path + ".date", tr("must be \"dmy\", \"mdy\" or \"ymd\""));
        if (!QStringList{"", ",", "."}.contains(cell.decimal))
            return bad(node.path + ".decimal", tr("must be \",\" or \".\""));
        LECTERN_ASSIGN(const std::optional<Node> values, member(node, "values", false));
        if (values) {
            LECTERN_TRY(known(*values, {}));
            for (const auto [key, value] : dom::object(values->value)) {
                const QString text = QString::fromUtf8(key.data(), qsizetype(key.size()));
                LECTERN_ASSIGN(const QString meant, textOf({value, values->path + '.' + text}));
                if (cell.values.contains(text.trimmed().toCaseFolded()))
                    return failure("layout.twice", {m_file}, {values->path, quotedText(text)});
                cell.values.insert(text.trimmed().toCaseFolded(), meant);
            }
        }
        LECTERN_ASSIGN(const std::vector<Node> steps, list(node, "thresholds"));
        for (const Node& step : steps) {
            LECTERN_TRY(known(step, {"from", "value"}));
            LECTERN_ASSIGN(const std::optional<Node> from, member(step, "from", true));
            LECTERN_ASSIGN(const double low, number(*from));
            LECTERN_ASSIGN(const QString value, text(step, "value", true));
            if (!cell.thresholds.empty() && low <= cell.thresholds.back().from)
                return bad(from->path, tr("must be more than the threshold before"));
            cell.thresholds.push_back({low, value});
        }
        return cell;
    }

    Result<FixedWidth> fixedWidth(const Node& node) const
    {
        LECTERN_TRY(known(node, {"skip", "length", "columns"}));
        FixedWidth fixed;
        LECTERN_ASSIGN(fixed.skip, count(node, "skip", 0, 0));
        LECTERN_ASSIGN(fixed.length, count(node, "length", 0, 0));
        LECTERN_ASSIGN(const std::vector<Node> columns, list(node, "columns"));
        QSet<QString> names;
        for (const Node& entry : columns) {
            LECTERN_TRY(known(entry, {"name", "start", "width"}));
            FixedColumn column;
            LECTERN_ASSIGN(column.name, text(entry, "name", true));
            LECTERN_ASSIGN(column.start, count(entry, "start", 1, std::nullopt));
            LECTERN_ASSIGN(column.width, count(entry, "width", 1, std::nullopt));
            if (names.contains(normalisedHeader(column.name)))
                return failure("layout.twice", {m_file}, {entry.path, quotedText(column.name)});
            names.insert(normalisedHeader(column.name));
            if (fixed.length > 0 && column.start + column.width - 1 > fixed.length)
                return bad(entry.path, tr("ends behind the end of the line, which has %1 characters").arg(fixed.length));
            fixed.columns.push_back(std::move(column));
        }
        if (fixed.columns.empty())
            return failure("layout.missing_member", {m_file}, {node.path, quotedText("columns")});
        return fixed;
    }

    /// What must hold between the parts.
    Result<void> whole(const Layout& layout) const
    {
        if (layout.columns.isEmpty() && layout.spread.empty())
            return failure("layout.missing_member", {m_file}, {"$", quotedText("columns")});
        if (!layout.fixed) {
            if (layout.signature.isEmpty())
                return failure("layout.missing_member", {m_file}, {"$", quotedText("signature")});
            return {};
        }
        QSet<QString> names;
        for (const FixedColumn& column : layout.fixed->columns)
            names.insert(normalisedHeader(column.name));
        LECTERN_TRY(namedColumns(layout.columns, "$.columns", names));
        for (std::size_t i = 0; i < layout.spread.size(); ++i)
            LECTERN_TRY(namedColumns(layout.spread[i], "$.spread[" + QString::number(i) + ']', names));
        return {};
    }

    Result<void> namedColumns(const LayoutRow& row, const QString& path, const QSet<QString>& names) const
    {
        for (auto cell = row.cbegin(); cell != row.cend(); ++cell)
            if (!cell->from.isEmpty() && !names.contains(normalisedHeader(cell->from)))
                return bad(path + '.' + cell.key(), tr("takes its cells from %1, which is not among $.fixed.columns").arg(quotedText(cell->from)));
        return {};
    }

    QString m_file;
};

QJsonObject toJson(const LayoutRow& row)
{
    QJsonObject object;
    for (auto entry = row.cbegin(); entry != row.cend(); ++entry) {
        const LayoutCell& cell = *entry;
        LayoutCell plain;
        plain.from = cell.from;
        if (cell == plain) {
            object.insert(entry.key(), cell.from);
            continue;
        }
        QJsonObject json;
        const std::pair<const char*, const QString*> parts[] = {
            {"from", &cell.from}, {"constant", &cell.constant}, {"date", &cell.date}, {"decimal", &cell.decimal}};
        for (const auto& [name, value] : parts)
            if (!value->isEmpty())
                json.insert(QLatin1String(name), *value);
        if (!cell.values.isEmpty()) {
            QJsonObject values;
            for (auto value = cell.values.cbegin(); value != cell.values.cend(); ++value)
                values.insert(value.key(), *value);
            json.insert("values", values);
        }
        QJsonArray steps;
        for (const LayoutThreshold& step : cell.thresholds)
            steps << QJsonObject{{"from", step.from}, {"value", step.value}};
        if (!steps.isEmpty())
            json.insert("thresholds", steps);
        object.insert(entry.key(), json);
    }
    return object;
}

QJsonObject toJson(const FixedWidth& fixed)
{
    QJsonArray columns;
    for (const FixedColumn& column : fixed.columns)
        columns << QJsonObject{{"name", column.name}, {"start", column.start}, {"width", column.width}};
    QJsonObject object{{"columns", columns}};
    if (fixed.skip > 0)
        object.insert("skip", fixed.skip);
    if (fixed.length > 0)
        object.insert("length", fixed.length);
    return object;
}

} // namespace

QStringList Layout::sources() const
{
    QStringList names;
    const auto add = [&](const LayoutRow& row) {
        for (const LayoutCell& cell : row)
            if (!cell.from.isEmpty() && !names.contains(cell.from))
                names << cell.from;
    };
    add(columns);
    for (const LayoutRow& part : spread)
        add(part);
    return names;
}

Result<Layout> layoutFromJson(const QByteArray& json, const QString& file)
{
    if (json.size() > mostBytes)
        return failure("layout.too_large", {file}, {QString::number(mostBytes >> 10)});
    const QByteArray text = json.startsWith("\xef\xbb\xbf") ? json.mid(3) : json;
    dom::parser parser;
    if (parser.allocate(std::size_t(mostBytes), deepest) != simdjson::SUCCESS)
        return failure("memory.exhausted", {file});
    dom::element root;
    const auto error = parser.parse(text.constData(), std::size_t(text.size())).get(root);
    if (error == simdjson::DEPTH_ERROR)
        return failure("json.too_deep", {file}, {QString::number(deepest)});
    if (error != simdjson::SUCCESS)
        return failure("layout.not_json", {file}, {QString::fromLatin1(simdjson::error_message(error))});
    return LayoutReader(file).read(root);
}

Result<Layout> readLayout(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure("file.missing", {path});
    if (!info.isFile())
        return failure("file.not_regular", {path});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure("file.unreadable", {path}, {}, file.errorString());
    return layoutFromJson(file.read(mostBytes + 1), path);
}

QByteArray layoutToJson(const Layout& layout)
{
    QJsonObject object{{"lectern", format}, {"name", layout.name}, {"target", layout.target()}};
    const std::pair<const char*, const QStringList*> lists[] = {
        {"signature", &layout.signature}, {"missing", &layout.missing}, {"leave_out", &layout.leaveOut}};
    for (const auto& [name, list] : lists)
        if (!list->isEmpty())
            object.insert(QLatin1String(name), QJsonArray::fromStringList(*list));
    if (!layout.note.isEmpty())
        object.insert("note", layout.note);
    if (!layout.sheet.isEmpty())
        object.insert("sheet", layout.sheet);
    if (!layout.columns.isEmpty())
        object.insert("columns", toJson(layout.columns));
    QJsonArray spread;
    for (const LayoutRow& part : layout.spread)
        spread << toJson(part);
    if (!spread.isEmpty())
        object.insert("spread", spread);
    if (layout.fixed)
        object.insert("fixed", toJson(*layout.fixed));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace lectern
