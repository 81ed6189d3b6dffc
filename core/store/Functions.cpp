#include "core/store/Functions.h"

#include "core/base/Day.h"
#include "core/base/Hash.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <charconv>
#include <cstring>
#include <sqlite3.h>
#include <string_view>

namespace lectern {

namespace {

bool anyNull(int count, sqlite3_value** values)
{
    for (int i = 0; i < count; ++i)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return true;
    return false;
}

std::string_view textOf(sqlite3_value* value)
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return bytes ? std::string_view(bytes, std::size_t(sqlite3_value_bytes(value))) : std::string_view();
}

QString qstringOf(sqlite3_value* value)
{
    const std::string_view text = textOf(value);
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

void resultText(sqlite3_context* context, const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    sqlite3_result_text(context, utf8.constData(), int(utf8.size()), SQLITE_TRANSIENT);
}

QDate dateArgument(sqlite3_value* value)
{
    return dateOf(Day(sqlite3_value_int64(value)));
}

void year(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (!anyNull(count, values))
        sqlite3_result_int64(context, dateArgument(values[0]).year());
}

void month(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (!anyNull(count, values))
        sqlite3_result_int64(context, dateArgument(values[0]).month());
}

void weekday(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (!anyNull(count, values))
        sqlite3_result_int64(context, dateArgument(values[0]).dayOfWeek());
}

void date(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (!anyNull(count, values))
        resultText(context, dateArgument(values[0]).toString(Qt::ISODate));
}

void integer(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (anyNull(count, values))
        return;
    const std::string_view text = textOf(values[0]);
    qint64 number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && !text.empty())
        sqlite3_result_int64(context, number);
}

void lower(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (!anyNull(count, values))
        resultText(context, qstringOf(values[0]).toLower());
}

void part(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (anyNull(count, values))
        return;
    const QString text = qstringOf(values[0]);
    const QString separator = qstringOf(values[1]);
    const qint64 wanted = sqlite3_value_int64(values[2]);
    if (separator.isEmpty())
        return;
    const QStringList parts = text.split(separator);
    if (wanted >= 1 && wanted <= parts.size())
        resultText(context, parts.at(wanted - 1).trimmed());
}

void jsonText(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (anyNull(count, values))
        return;
    const std::string_view json = textOf(values[0]);
    const QJsonObject object =
        QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), qsizetype(json.size()))).object();
    const QJsonValue value = object.value(qstringOf(values[1]));
    switch (value.type()) {
    case QJsonValue::String:
        return resultText(context, value.toString());
    case QJsonValue::Bool:
        return resultText(context, value.toBool() ? "true" : "false");
    case QJsonValue::Double:
        return resultText(context, value.toVariant().toString());
    case QJsonValue::Array:
        return resultText(context, QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)));
    case QJsonValue::Object:
        return resultText(context, QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)));
    default:
        return;
    }
}

/// 'PK', 'K', '1' … '12' from the ways schools write a grade; anything else stays as it came.
QString gradeOf(const QString& text)
{
    const QString plain = text.trimmed();
    QString word = plain.toLower();
    for (const char* lead : {"grade ", "gr ", "year "})
        if (word.startsWith(QLatin1String(lead)))
            word = word.mid(int(qstrlen(lead)));
    static const QStringList kindergarten{"k", "kg", "kdg", "0", "00", "kindergarten"};
    static const QStringList preschool{"pk", "pr", "tk", "-1", "pk3", "pk4", "preschool"};
    if (kindergarten.contains(word))
        return "K";
    if (preschool.contains(word))
        return "PK";
    for (const char* tail : {"st", "nd", "rd", "th"})
        if (word.endsWith(QLatin1String(tail)))
            word.chop(2);
    bool ok = false;
    const int number = word.toInt(&ok);
    return ok && number >= 1 && number <= 13 ? QString::number(number) : plain;
}

void grade(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (anyNull(count, values))
        return;
    const QString normal = gradeOf(qstringOf(values[0]));
    if (!normal.isEmpty())
        resultText(context, normal);
}

void gradeOrder(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (anyNull(count, values))
        return;
    const QString normal = gradeOf(qstringOf(values[0]));
    bool ok = false;
    const int number = normal.toInt(&ok);
    sqlite3_result_int64(context, normal == "PK" ? -1 : normal == "K" ? 0 : ok ? number : 99);
}

/// Half 1 or 2 of the 16-byte hashes of the first version of the school file.
void half(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (anyNull(count, values) || sqlite3_value_bytes(values[0]) != 16)
        return;
    sqlite3_int64 number = 0;
    std::memcpy(&number, static_cast<const char*>(sqlite3_value_blob(values[0])) + 8 * (sqlite3_value_int(values[1]) - 1), 8);
    sqlite3_result_int64(context, number);
}

void hash(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (!anyNull(count, values))
        sqlite3_result_int64(context, sqlite3_int64(hash64(textOf(values[0]))));
}

struct Function
{
    const char* name;
    int arguments;
    void (*call)(sqlite3_context*, int, sqlite3_value**);
};

constexpr Function functions[] = {
    {"lec_year", 1, year},       {"lec_month", 1, month},        {"lec_weekday", 1, weekday},
    {"lec_date", 1, date},       {"lec_integer", 1, integer},    {"lec_lower", 1, lower},
    {"lec_part", 3, part},       {"lec_json_text", 2, jsonText}, {"lec_grade", 1, grade},
    {"lec_grade_order", 1, gradeOrder}, {"lec_half", 2, half},   {"lec_hash", 1, hash},
};

} // namespace

void registerFunctions(sqlite3* handle)
{
    for (const Function& function : functions)
        sqlite3_create_function_v2(handle, function.name, function.arguments,
                                   SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr, function.call,
                                   nullptr, nullptr, nullptr);
}

} // namespace lectern
