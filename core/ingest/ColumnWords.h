/// What columns are called in the files of vendors, from resources/column_words.json: by which a table nobody recognised
/// is understood. Thread: any.
#pragma once

#include "core/table/EntitySchema.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>

namespace lectern {

/// A name by its letters and digits alone, as normalisedHeader() writes them.
[[nodiscard]] QString lettersOf(const QString& name);
/// The words of a name; "%" is one.
[[nodiscard]] QStringList wordsOf(const QString& name);

/// A header that asks or states something: a question of a survey. "Quiz 1 (of 20)" does not.
[[nodiscard]] bool isQuestion(const QString& header);

inline constexpr qsizetype mostMeanings = 20; ///< different texts of a column that may say but a few things

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
    /// Columns of which one must be found for a row to say anything, the one to be asked for first: by group.
    [[nodiscard]] const QList<QStringList>& telling() const { return m_telling; }
    /// What the column may say ("present", "absent", …); empty = anything.
    [[nodiscard]] QStringList meanings(const QString& target) const { return m_meanings.value(target).values; }
    /// Texts the transforms understand as they are; folded.
    [[nodiscard]] QSet<QString> plain(const QString& target) const { return m_meanings.value(target).plain; }
    /// What each of these texts of such a column seems to mean, by the text as LayoutCell::values has it; "" = nobody can tell.
    [[nodiscard]] QMap<QString, QString> meant(const QString& target, const QStringList& texts) const;

private:
    struct Meanings
    {
        QStringList values;
        QHash<QString, QString> words; ///< folded -> value
        QSet<QString> plain;
        QHash<QString, QString> codes; ///< letters that are only believed among others, one of which is codesWith
        QString codesWith;
    };

    QHash<QString, QStringList> m_words;
    QList<QStringList> m_telling;
    QHash<QString, Meanings> m_meanings;
    QSet<QString> m_noRows, m_groups;
};

/// The one of the program, read at the first call.
[[nodiscard]] const ColumnWords& columnWords();

} // namespace lectern
