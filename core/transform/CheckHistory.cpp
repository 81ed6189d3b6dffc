#include "core/transform/CheckHistory.h"

#include <QMap>
#include <QSet>

namespace lectern {

namespace {

QString outcomeOf(const CheckOutcome& check)
{
    if (check.badRows == 0)
        return "passed";
    return check.severity == "error" ? "failed" : "warned";
}

/// Checks of the models just tested that were not among the outcomes: their test was changed or taken away.
Result<void> forgetOthers(const Database& writer, const QMap<QString, QSet<QString>>& tested)
{
    LECTERN_ASSIGN(const std::vector<CheckState> known, checkStates(writer));
    LECTERN_ASSIGN(Statement forget, writer.prepare("DELETE FROM health_check WHERE check_id = ?"));
    for (const CheckState& state : known) {
        if (!tested.contains(state.model) || tested.value(state.model).contains(state.check))
            continue;
        forget.bind(1, state.check);
        LECTERN_TRY(forget.run());
    }
    return {};
}

} // namespace

Result<void> recordChecks(const Database& writer, const std::vector<CheckOutcome>& outcomes, qint64 atMs)
{
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(writer));
    LECTERN_ASSIGN(Statement keep,
                   writer.prepare("INSERT INTO health_check (check_id, model, outcome, bad_rows, words, since_ms, was)"
                                  " VALUES (?, ?, ?, ?, ?, ?, '') ON CONFLICT (check_id) DO UPDATE SET"
                                  " was = CASE WHEN outcome = excluded.outcome THEN was ELSE outcome END,"
                                  " since_ms = CASE WHEN outcome = excluded.outcome THEN since_ms ELSE excluded.since_ms END,"
                                  " outcome = excluded.outcome, bad_rows = excluded.bad_rows, words = excluded.words"));
    QMap<QString, int> counts;
    QMap<QString, QSet<QString>> tested;
    for (const CheckOutcome& check : outcomes) {
        const QString outcome = outcomeOf(check);
        ++counts[outcome];
        tested[check.model].insert(check.check);
        keep.bind(1, check.check).bind(2, check.model).bind(3, outcome);
        keep.bind(4, check.badRows).bind(5, check.words).bind(6, atMs);
        LECTERN_TRY(keep.run());
    }
    LECTERN_TRY(forgetOthers(writer, tested));
    LECTERN_ASSIGN(Statement day,
                   writer.prepare("INSERT INTO health_build (day, builds, passed, warned, failed) VALUES (?, 1, ?, ?, ?)"
                                  " ON CONFLICT (day) DO UPDATE SET builds = builds + 1, passed = passed + excluded.passed,"
                                  " warned = warned + excluded.warned, failed = failed + excluded.failed"));
    day.bind(1, atMs / 86'400'000);
    day.bind(2, counts["passed"]).bind(3, counts["warned"]).bind(4, counts["failed"]);
    LECTERN_TRY(day.run());
    return transaction.commit();
}

Result<std::vector<CheckState>> checkStates(const Database& reader)
{
    std::vector<CheckState> states;
    LECTERN_ASSIGN(Statement rows,
                   reader.prepare("SELECT check_id, model, outcome, was, bad_rows, words, since_ms FROM health_check"
                                  " ORDER BY CASE outcome WHEN 'failed' THEN 0 WHEN 'warned' THEN 1 ELSE 2 END, check_id"));
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            return states;
        states.push_back({.check = rows.text(0), .model = rows.text(1), .outcome = rows.text(2), .was = rows.text(3),
                          .badRows = rows.integer(4), .words = rows.text(5), .sinceMs = rows.integer(6)});
    }
}

} // namespace lectern
