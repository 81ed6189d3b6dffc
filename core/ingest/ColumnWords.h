/// What columns are called in the files of vendors, from resources/column_words.json: by which a table nobody recognised
/// is understood. Thread: any.
#pragma once

#include "core/table/EntitySchema.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace lectern {

/// A name by its letters and digits alone, as normalisedHeader() writes them.
[[nodiscard]] QString lettersOf(const QString& name);
/// The words of a name; "%" is one.
[[nodiscard]] QStringList wordsOf(const QString& name);

/// A header that asks or states something: a question of a survey. "Quiz 1 (of 20)" does not.
[[nodiscard]] bool isQuestion(const QString& header);

class ColumnWords
{
public:
    ColumnWords();

    /// Every name the column goes by, its own first.
    [[nodiscard]] QStringList of(const ColumnSchema& column) const;
    /// Whether columns of this name tell rows of one source row apart, e.g. a subject.
    [[nodiscard]] bool isGroup(const QString& target) const { return m_groups.contains(lettersOf(target)); }
    /// Headers that are never rows lying down, though numbers stand in them.
    [[nodiscard]] bool isNoRow(const QString& header) const { return m_noRows.contains(lettersOf(header)); }

private:
    QHash<QString, QStringList> m_words;
    QSet<QString> m_noRows, m_groups;
};

} // namespace lectern
