/// The end of a snapshot: which rows of the scopes it names it no longer lists, and whether that may be.
#include "core/ingest/Loader.h"

#include "core/store/RawTables.h"

namespace lectern {

namespace {

/// Share of a scope's open rows a snapshot may close without asking.
constexpr double closureLimit = 0.20;
constexpr qint64 rowsPerLook = 256; ///< between two looks at the cancel flag; they may lie on as many pages

} // namespace

Result<void> Loader::closeAbsent(const Cancel& cancel)
{
    if (m_absent.isEmpty())
        return {};
    struct Scope
    {
        qint64 open = 0;
        std::vector<qint64> absent;
    };
    std::unordered_map<qint64, Scope> scopes; // those the file names
    for (const auto& [name, number] : m_listing.scopes)
        scopes.try_emplace(number);
    const QString table = quoted(m_schema.rawTable());
    if (m_countedByScope) {
        for (const auto& [number, open] : m_openByScope)
            if (const auto named = scopes.find(number); named != scopes.end())
                named->second.open = open;
    } else {
        LECTERN_ASSIGN(Statement rows, m_writer.prepare("SELECT row_no, scope_id FROM " + table +
                                                        " WHERE feed_id = ? AND row_no < ? AND closed_by IS NULL"));
        rows.bind(1, m_load.feedId).bind(2, m_listing.firstRow);
        for (;;) {
            LECTERN_ASSIGN(const bool row, rows.step());
            if (!row)
                break;
            const auto rowNo = std::uint64_t(rows.integer(0));
            const bool before = !m_ledger.closed.contains(rowNo) || m_staged.closing.contains(rowNo) || m_listing.closing.contains(rowNo);
            if (const auto named = scopes.find(rows.integer(1)); named != scopes.end() && before)
                ++named->second.open;
        }
    }
    LECTERN_ASSIGN(Statement scopeOf, m_writer.prepare("SELECT scope_id FROM " + table + " WHERE row_no = ?"));
    qint64 looked = 0;
    for (const std::uint64_t rowNo : m_absent) {
        if (qint64(rowNo) >= m_listing.firstRow)
            break; // of a table before this one
        if (const auto known = m_countedByScope ? m_ledger.open->scopeOf(qint64(rowNo)) : std::nullopt) {
            if (const auto named = scopes.find(*known); named != scopes.end())
                named->second.absent.push_back(qint64(rowNo));
            continue;
        }
        if (++looked % rowsPerLook == 0) {
            if (cancel.raised())
                return failure("cancelled");
            m_writer.forgetPages(); // the rows rise: nobody will ask for the pages behind again
        }
        scopeOf.bind(1, qint64(rowNo));
        LECTERN_ASSIGN(const bool row, scopeOf.step());
        const auto named = scopes.find(row ? scopeOf.integer(0) : -1);
        scopeOf.reset();
        if (named != scopes.end())
            named->second.absent.push_back(qint64(rowNo));
    }
    for (const auto& [name, number] : m_listing.scopes) {
        const Scope& scope = scopes[number];
        const auto absent = qint64(scope.absent.size());
        if (!m_options.acceptClosures && double(absent) > closureLimit * double(scope.open)) {
            const QString title = m_schema.title + (name.empty() ? QString() : " (" + readableKey(name) + ")");
            return failure("import.closures", {.file = m_load.source},
                           {QString::number(absent), QString::number(scope.open), title,
                            QString::number(100.0 * double(absent) / double(scope.open), 'f', 0)});
        }
    }
    for (const auto& [number, scope] : scopes) {
        for (const qint64 rowNo : scope.absent)
            close(rowNo);
        m_load.closed += qint64(scope.absent.size());
    }
    return {};
}

} // namespace lectern
