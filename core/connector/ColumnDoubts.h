/// How the cells of a column are written where its type leaves two ways: day or month first, comma or point in front of
/// the fraction. Decided from a sample, and watched while the rows are read: what a million rows further down disproves is
/// no matter for quarantine but a reason to begin again. One thread at a time.
#pragma once

#include "core/table/DateOrder.h"
#include "core/table/DecimalMark.h"

namespace lectern {

class ColumnDoubts
{
public:
    enum class Kind { Date, Number };
    explicit ColumnDoubts(Kind kind) : m_kind(kind) {}

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// Adds a cell of the sample.
    void add(std::string_view cell);
    /// What the sample says: "dmy" or "mdy"; "," or "."; empty = it does not.
    [[nodiscard]] QString way() const;
    [[nodiscard]] bool isOpen() const { return m_kind == Kind::Date ? m_dates.isOpen() : m_numbers.isOpen(); }
    [[nodiscard]] bool contradicts() const { return m_kind == Kind::Date ? m_dates.contradicts() : m_numbers.contradicts(); }

    /// The way the column is read from now on.
    void decide(const QString& way);
    /// Looks at a cell that is read. True once more cells disprove what was decided than bear it out.
    [[nodiscard]] bool disprovedBy(std::string_view cell);
    /// The way that was not decided.
    [[nodiscard]] QString otherWay() const;

private:
    [[nodiscard]] qint64 firstWay() const { return m_kind == Kind::Date ? m_dates.dayFirst() : m_numbers.commas(); }
    [[nodiscard]] qint64 secondWay() const { return m_kind == Kind::Date ? m_dates.monthFirst() : m_numbers.points(); }

    Kind m_kind;
    DateOrderEvidence m_dates;
    DecimalMarkEvidence m_numbers;
    bool m_first = false;   // decided: day first, comma
    qint64 m_favour = 0;    // cells of the sample for what was decided
    qint64 m_against = 0;   // cells read against it
};

} // namespace lectern
