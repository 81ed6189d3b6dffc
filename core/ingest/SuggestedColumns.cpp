/// See SuggestedColumns.h. In this order, the surest first: students the school knows, what was accepted before, names, what
/// stands in the cells, columns that are rows lying down, and at last constants.
#include "core/ingest/SuggestedColumns.h"

#include "core/ingest/ColumnWords.h"
#include "core/ingest/RowIdentity.h"
#include "core/ingest/SuggestionWeight.h"

#include <QCoreApplication>
#include <algorithm>
#include <tuple>

namespace lectern {

namespace {

constexpr double mostlyKnown = 0.5; // share of a column's values that are students the school knows

QString tr(const char* text)
{
    return QCoreApplication::translate("Layout", text);
}

bool isNumber(CellType type)
{
    return type == CellType::Integer || type == CellType::Decimal;
}

bool isNumber(ColumnKind kind)
{
    return kind == ColumnKind::Integer || kind == ColumnKind::Decimal;
}

bool isDate(ColumnKind kind)
{
    return kind == ColumnKind::Date || kind == ColumnKind::DateTime;
}

class Suggester
{
public:
    Suggester(const LookedAt& table, const EntitySchema& target, const RememberedColumns& remembered)
        : m_table(table), m_target(target), m_remembered(remembered)
    {
        m_made.layout.name = table.name;
        m_made.layout.connector = target.connector;
        m_made.layout.entity = target.id;
        m_made.layout.sheet = table.sheet;
        for (const TableColumn& column : table.columns)
            m_made.columns.push_back({column.name, {}, -1, tr("goes along as a further column")});
    }

    LayoutSuggestion run()
    {
        takeKnownStudents();
        takeAccepted();
        takeNames();
        takeStudent();
        takeDates();
        takeRowId();
        takeRows();
        takeConstants();
        takeMeanings();
        if (m_target.id.isEmpty())
            leaveOut();
        nameSignature();
        missingTokens();
        weigh(m_made, m_table, m_target, m_words);
        return std::move(m_made);
    }

private:
    [[nodiscard]] bool isFree(std::size_t i) const { return m_made.columns[i].target.isEmpty(); }
    [[nodiscard]] bool isOpen(const QString& target) const { return !m_made.layout.columns.contains(target); }
    [[nodiscard]] const ColumnGuess& guess(std::size_t i) const { return m_table.columns[i].type; }

    [[nodiscard]] LayoutCell cellOf(std::size_t i, const ColumnSchema& column) const
    {
        LayoutCell cell;
        cell.from = m_table.columns[i].name;
        const QString& format = guess(i).format;
        if ((column.type == CellType::Date || column.type == CellType::Instant) && (format == "dmy" || format == "mdy"))
            cell.date = format;
        if (isNumber(column.type) && format == ",")
            cell.decimal = format;
        return cell;
    }

    void take(std::size_t i, const ColumnSchema& column, const QString& why)
    {
        m_made.layout.columns.insert(column.name, cellOf(i, column));
        m_made.columns[i].target = column.name;
        m_made.columns[i].why = why;
    }

    /// An id that was taken from the student's column: it is looked for anew.
    [[nodiscard]] bool isRowId(const Layout& layout, const QString& column) const
    {
        return column == "id" && layout.columns[column].from == layout.columns.value(m_target.subject).from;
    }

    void takeAccepted()
    {
        for (const Layout& layout : m_remembered.layouts)
            for (auto cell = layout.columns.cbegin(); cell != layout.columns.cend(); ++cell) {
                const int column = m_target.indexOf(cell.key());
                for (std::size_t i = 0; i < m_table.columns.size() && column >= 0 && !cell->from.isEmpty(); ++i)
                    if (isFree(i) && isOpen(cell.key()) && !isRowId(layout, cell.key()) && normalisedHeader(m_table.columns[i].name) == normalisedHeader(cell->from)) {
                        take(i, m_target.columns[std::size_t(column)], tr("accepted before, for \"%1\"").arg(layout.name));
                        m_made.layout.columns[cell.key()].values = cell->values;
                        m_made.layout.columns[cell.key()].thresholds = cell->thresholds;
                    }
            }
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            const QString target = m_remembered.headers.value(normalisedHeader(m_table.columns[i].name));
            if (const int column = m_target.indexOf(target); column >= 0 && isFree(i) && isOpen(target))
                take(i, m_target.columns[std::size_t(column)], tr("decided before"));
        }
    }

    void takeNames()
    {
        for (const ColumnSchema& column : m_target.columns) {
            if (column.privacy == Privacy::Never)
                continue;
            const QStringList names = m_words.of(column);
            for (std::size_t i = 0; i < m_table.columns.size() && isOpen(column.name); ++i) {
                if (!isFree(i) || !canBe(i, column))
                    continue;
                const QString header = lettersOf(m_table.columns[i].name);
                const auto same = std::ranges::find_if(names, [&](const QString& name) { return lettersOf(name) == header; });
                if (same != names.end() && !(same - names.begin() > column.aliases.size() && mayBeNames(i, column)))
                    take(i, column, same == names.begin() ? tr("the name says so") : tr("a usual name for it"));
            }
        }
    }

    /// A column of words is no date and no number, whatever its name. Some words among numbers ("absent") are refused rows.
    [[nodiscard]] bool canBe(std::size_t i, const ColumnSchema& column) const
    {
        const ColumnKind kind = guess(i).kind;
        if (column.type == CellType::Date || column.type == CellType::Instant)
            return isDate(kind) || kind == ColumnKind::Empty || kind == ColumnKind::Identifier || kind == ColumnKind::Integer;
        if (!m_words.meanings(column.name).isEmpty()) {
            const QMap<QString, QString> meant = m_words.meant(column.name, m_table.someValues(i));
            return meant.size() <= mostMeanings && meant.keys(QString()).size() * 2 <= meant.size();
        }
        return !isNumber(column.type) || (kind == ColumnKind::Text ? isMostlyNumbers(i) : !isDate(kind));
    }

    /// "Pupil" may hold names: where rows may be nobody's, a word for students is no number of theirs unless it holds codes.
    [[nodiscard]] bool mayBeNames(std::size_t i, const ColumnSchema& column) const
    {
        return column.name == m_target.subject && column.type == CellType::Id && !column.required && !column.mandatory &&
               !m_table.isMostly(i, {CellShape::Integer, CellShape::Code});
    }

    [[nodiscard]] bool isMostlyNumbers(std::size_t i) const
    {
        return m_table.isMostly(i, {CellShape::Integer, CellShape::Decimal});
    }

    [[nodiscard]] bool isCalled(std::size_t i, const ColumnSchema& column) const
    {
        const QString header = lettersOf(m_table.columns[i].name);
        return std::ranges::any_of(m_words.of(column), [&](const QString& name) { return lettersOf(name) == header; });
    }

    /// Whose row it is, by ids the school knows: what stands in the cells says more than any name.
    void takeKnownStudents()
    {
        const int at = m_target.indexOf(m_target.subject);
        if (at < 0 || m_target.columns[std::size_t(at)].type != CellType::Id || !m_remembered.knownStudents)
            return;
        const ColumnSchema& subject = m_target.columns[std::size_t(at)];
        struct Known
        {
            double share = 0;
            bool called = false;
            qsizetype known = 0, looked = 0;
            std::size_t column = 0;
        } best;
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            if (const ColumnKind kind = guess(i).kind; kind != ColumnKind::Identifier && kind != ColumnKind::Integer && kind != ColumnKind::Text)
                continue;
            const QStringList values = m_table.someValues(i);
            const qsizetype known = m_remembered.knownStudents(values);
            const Known one{double(known) / double(std::max<qsizetype>(1, values.size())), isCalled(i, subject), known, values.size(), i};
            if (one.share >= mostlyKnown && std::tie(one.share, one.called) > std::tie(best.share, best.called))
                best = one;
        }
        if (best.known > 0)
            take(best.column, subject, tr("%1 of %2 values are students this school knows").arg(best.known).arg(best.looked));
    }

    /// Whose row it is: the only column of identifiers. Where rows may be nobody's, it may number them.
    void takeStudent()
    {
        const int at = m_target.indexOf(m_target.subject);
        const ColumnSchema* const subject = at < 0 ? nullptr : &m_target.columns[std::size_t(at)];
        if (!subject || !isOpen(m_target.subject) || subject->type != CellType::Id || (!subject->required && !subject->mandatory))
            return;
        std::vector<std::size_t> identifiers;
        for (std::size_t i = 0; i < m_table.columns.size(); ++i)
            if (isFree(i) && guess(i).kind == ColumnKind::Identifier)
                identifiers.push_back(i);
        if (identifiers.size() == 1)
            take(identifiers.front(), *subject, tr("the only column of identifiers"));
    }

    void takeDates()
    {
        for (const ColumnSchema& column : m_target.columns) {
            if ((column.type != CellType::Date && column.type != CellType::Instant) || !isOpen(column.name))
                continue;
            std::vector<std::size_t> dates;
            for (std::size_t i = 0; i < m_table.columns.size(); ++i)
                if (isFree(i) && isDate(guess(i).kind))
                    dates.push_back(i);
            const bool wanted = column.mandatory || m_target.key.contains(column.name);
            if (!dates.empty() && wanted && (dates.size() == 1 || m_target.id.isEmpty()))
                take(dates.front(), column, guess(dates.front()).why);
        }
    }

    void takeRowId()
    {
        const QString header = headerOfRowId(m_table, m_target, m_made.layout);
        if (header.isEmpty())
            return;
        m_made.layout.columns.insert("id", {.from = header});
        for (ColumnSuggestion& column : m_made.columns)
            if (column.header == header)
                column.why += tr("; with the day it numbers the rows");
    }

    /// "P", "fehlt": texts of columns that may say but a few things.
    void takeMeanings()
    {
        for (auto cell = m_made.layout.columns.begin(); cell != m_made.layout.columns.end(); ++cell) {
            const auto column = std::ranges::find(m_table.columns, cell->from, &TableColumn::name);
            if (m_words.meanings(cell.key()).isEmpty() || column == m_table.columns.end())
                continue;
            QMap<QString, QString> meant = m_words.meant(cell.key(), m_table.someValues(std::size_t(column - m_table.columns.begin())));
            meant.insert(cell->values); // what was accepted before
            cell->values.clear();
            for (auto text = meant.cbegin(); text != meant.cend(); ++text)
                if (text->isEmpty())
                    m_made.unclear << text.key();
                else
                    cell->values.insert(text.key(), *text);
        }
    }

    /// A column of a wide table: what it measures, and of what.
    struct Lying
    {
        std::size_t column;
        QString of;   ///< "Maths"
        QString kind; ///< target column
        bool named;   ///< its header says so, not its numbers alone
    };

    /// "Maths - Scale Score": the words of a target column's name at one end, the rest names the row.
    [[nodiscard]] std::optional<Lying> lying(std::size_t i, const QString& group) const
    {
        const QStringList header = wordsOf(m_table.columns[i].name);
        std::optional<Lying> best;
        qsizetype longest = 0;
        for (const ColumnSchema& column : m_target.columns) {
            if (m_target.key.contains(column.name) || column.name == group || !isOpen(column.name) || !canBe(i, column))
                continue;
            for (const QString& name : m_words.of(column)) {
                const QStringList words = wordsOf(name);
                if (words.size() <= longest || words.size() >= header.size())
                    continue;
                const auto same = [](const QString& a, const QString& b) { return a.compare(b, Qt::CaseInsensitive) == 0; };
                const qsizetype rest = header.size() - words.size();
                if (std::ranges::equal(header.mid(rest), words, same)) {
                    best = Lying{i, header.mid(0, rest).join(' '), column.name, true};
                    longest = words.size();
                } else if (std::ranges::equal(header.mid(0, words.size()), words, same)) {
                    best = Lying{i, header.mid(words.size()).join(' '), column.name, true};
                    longest = words.size();
                }
            }
        }
        return best;
    }

    /// Columns that are subjects (or the like) become rows: the target's group column gets their names.
    void takeRows()
    {
        const auto measure = std::ranges::find_if(m_target.columns, [&](const ColumnSchema& column) {
            return isNumber(column.type) && column.mandatory && !m_target.key.contains(column.name);
        });
        QString group;
        for (const ColumnSchema& column : m_target.columns)
            if (column.type == CellType::Text && isOpen(column.name) && m_words.isGroup(column.name))
                group = column.name;
        if (measure == m_target.columns.end() || !isOpen(measure->name))
            return;
        std::vector<Lying> found;
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            if (!isFree(i) || m_words.isNoRow(m_table.columns[i].name))
                continue;
            if (auto named = lying(i, group); named && !m_words.isNoRow(named->of))
                found.push_back(std::move(*named));
            else if (isNumber(guess(i).kind) || (guess(i).kind == ColumnKind::Text && isMostlyNumbers(i)))
                found.push_back({i, m_table.columns[i].name, measure->name, false});
        }
        // A part without the measure itself (a level alone) is no row of its own.
        std::erase_if(found, [&](const Lying& one) {
            return std::ranges::none_of(found, [&](const Lying& other) { return other.of.compare(one.of, Qt::CaseInsensitive) == 0 && other.kind == measure->name; });
        });
        QStringList parts;
        for (const Lying& one : found)
            if (!parts.contains(one.of, Qt::CaseInsensitive))
                parts << one.of;
        if (parts.size() == 1 || (group.isEmpty() && !parts.isEmpty())) {
            std::ranges::stable_partition(found, &Lying::named);
            for (const Lying& one : found)
                if (isOpen(one.kind) && (one.named || found.size() == 1))
                    take(one.column, m_target.columns[std::size_t(m_target.indexOf(one.kind))],
                         one.named ? tr("words of its name say so") : tr("the only column of numbers"));
            if (parts.size() == 1 && !group.isEmpty() && parts.front() != m_table.columns[found.front().column].name)
                m_made.layout.columns.insert(group, {.constant = parts.front()});
            return;
        }
        for (const QString& part : parts) {
            LayoutRow row;
            row.insert(group, {.constant = part});
            for (const Lying& one : found) {
                if (one.of.compare(part, Qt::CaseInsensitive) != 0 || row.contains(one.kind))
                    continue;
                row.insert(one.kind, cellOf(one.column, m_target.columns[std::size_t(m_target.indexOf(one.kind))]));
                m_made.columns[one.column].target = one.kind;
                m_made.columns[one.column].part = int(m_made.layout.spread.size());
                m_made.columns[one.column].why = tr("becomes rows with %1 \"%2\"").arg(group, part);
            }
            m_made.layout.spread.push_back(std::move(row));
        }
    }

    /// What the file does not say and its name may.
    void takeConstants()
    {
        for (const ColumnSchema& column : m_target.columns)
            if (column.required && column.type == CellType::Text && column.privacy == Privacy::None && column.values.isEmpty() &&
                isOpen(column.name) && m_target.key.contains(column.name))
                m_made.layout.columns.insert(column.name, {.constant = fileToken}); // the next test of this shape is another one
    }

    /// Of a survey: numbers of responses and further times are no questions.
    void leaveOut()
    {
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            const QString& name = m_table.columns[i].name;
            if (!isFree(i) || isQuestion(name) || !(m_words.isNoRow(name) || isDate(guess(i).kind)))
                continue;
            m_made.layout.leaveOut << name;
            m_made.columns[i].why = tr("no question; left out");
        }
    }

    void nameSignature()
    {
        for (const TableColumn& column : m_table.columns)
            if (!column.name.startsWith('#'))
                m_made.layout.signature << column.name;
        if (m_made.layout.signature.isEmpty())
            m_made.layout.signature = m_made.layout.sources();
    }

    /// Texts for "nothing" that stand in columns of numbers and dates.
    void missingTokens()
    {
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            if (!isFree(i) && (isNumber(guess(i).kind) || isDate(guess(i).kind)))
                m_made.layout.missing << m_table.missingTexts(i);
        }
        m_made.layout.missing.removeDuplicates();
        m_made.layout.missing.sort();
    }

    const LookedAt& m_table;
    const EntitySchema& m_target;
    const RememberedColumns& m_remembered;
    const ColumnWords& m_words = columnWords();
    LayoutSuggestion m_made;
};

} // namespace

LayoutSuggestion suggestColumns(const LookedAt& table, const EntitySchema& target, const RememberedColumns& remembered)
{
    return Suggester(table, target, remembered).run();
}

} // namespace lectern
