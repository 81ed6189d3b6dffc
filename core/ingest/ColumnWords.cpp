#include "core/ingest/ColumnWords.h"

#include "core/base/Resources.h"
#include "core/table/Header.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>

namespace lectern {

QString lettersOf(const QString& name)
{
    QString letters;
    for (const QChar c : normalisedHeader(name))
        if (c.isLetterOrNumber())
            letters += c;
    return letters;
}

QStringList wordsOf(const QString& name)
{
    static const QRegularExpression between("[^\\p{L}\\p{N}%]+");
    return name.split(between, Qt::SkipEmptyParts);
}

bool isQuestion(const QString& header)
{
    const auto isWord = [](const QString& word) { return word.front().isLetter(); };
    return header.trimmed().endsWith('?') || std::ranges::count_if(wordsOf(header), isWord) >= 4;
}

ColumnWords::ColumnWords()
{
    const auto json = resourceJson("column_words.json");
    if (!json)
        return;
    for (const QJsonValue& entry : (*json)["columns"].toArray())
        for (const QJsonValue& target : entry["targets"].toArray())
            for (const QJsonValue& word : entry["words"].toArray())
                m_words[target.toString()] << word.toString();
    for (const QJsonValue& group : (*json)["telling"].toArray())
        m_telling << group.toVariant().toStringList();
    for (const QJsonValue& entry : (*json)["meanings"].toArray()) {
        Meanings& meanings = m_meanings[entry["target"].toString()];
        for (const QJsonValue& value : entry["values"].toArray()) {
            meanings.values << value["value"].toString();
            for (const QJsonValue& word : value["words"].toArray())
                meanings.words.insert(word.toString(), meanings.values.last());
        }
        for (const QJsonValue& word : entry["plain"].toArray())
            meanings.plain.insert(word.toString());
        const QJsonObject codes = entry["codes"].toObject();
        for (auto code = codes.begin(); code != codes.end(); ++code)
            meanings.codes.insert(code.key(), code.value().toString());
        meanings.codesWith = entry["codes_with"].toString();
    }
    for (const QJsonValue& word : (*json)["no_rows"].toArray())
        m_noRows.insert(lettersOf(word.toString()));
    for (const QJsonValue& word : (*json)["groups"].toArray())
        m_groups.insert(lettersOf(word.toString()));
}

const ColumnWords& columnWords()
{
    static const ColumnWords words;
    return words;
}

QMap<QString, QString> ColumnWords::meant(const QString& target, const QStringList& texts) const
{
    const Meanings meanings = m_meanings.value(target);
    QMap<QString, QString> meant;
    for (const QString& text : texts)
        if (const QString folded = text.trimmed().toCaseFolded(); !folded.isEmpty())
            meant.insert(folded, meanings.words.value(folded, meanings.plain.contains(folded) ? folded : QString()));
    bool believed = meant.contains(meanings.codesWith);
    for (auto text = meant.cbegin(); text != meant.cend(); ++text)
        believed = believed && (!text->isEmpty() || meanings.codes.contains(text.key()));
    for (auto text = meant.begin(); text != meant.end() && believed; ++text)
        if (text->isEmpty())
            *text = meanings.codes.value(text.key());
    return meant;
}

QStringList ColumnWords::of(const ColumnSchema& column) const
{
    return QStringList(column.name) + column.aliases + m_words.value(column.name);
}

} // namespace lectern
