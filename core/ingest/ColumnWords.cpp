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
    for (const QJsonValue& word : (*json)["no_rows"].toArray())
        m_noRows.insert(lettersOf(word.toString()));
    for (const QJsonValue& word : (*json)["groups"].toArray())
        m_groups.insert(lettersOf(word.toString()));
}

QStringList ColumnWords::of(const ColumnSchema& column) const
{
    return QStringList(column.name) + column.aliases + m_words.value(column.name);
}

} // namespace lectern
