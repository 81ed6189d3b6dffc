/// What every case works with: the folder, the two programs, and counts that must be right. Thread: main.
#pragma once

#include "tests/bench/Bench.h"

namespace lectern::bench {

/// What the load log says of one call of `import`, summed over its loads.
struct Counts
{
    qint64 loads = 0;
    qint64 first = 0; ///< number of the first load
    qint64 read = 0, inserted = 0, updated = 0, unchanged = 0, closed = 0, quarantined = 0;

    friend bool operator==(const Counts&, const Counts&) = default;
    [[nodiscard]] QString words() const;
    [[nodiscard]] QJsonObject json() const;
};

class Workshop
{
public:
    explicit Workshop(const Options& options) : m_options(options) {}

    [[nodiscard]] const Options& options() const { return m_options; }
    [[nodiscard]] QString path(const QString& name) const { return m_options.folder + '/' + name; }
    void say(const QString& sentence) const;

    /// `lectern-cli import`; `expected` without `first` must be what the load log says.
    [[nodiscard]] Outcome<ChildRun> import(const QString& school, const QString& file, const QStringList& words, const Counts& expected,
                                           Counts* counts = nullptr) const;
    [[nodiscard]] Outcome<ChildRun> cli(const QStringList& words) const;
    /// The shell of SQLite with one command after the other.
    [[nodiscard]] Outcome<ChildRun> sqlite(const QString& database, const QStringList& commands) const;
    /// Trouble unless `SELECT count(*) FROM table` says `rows`.
    [[nodiscard]] Outcome<void> expectRows(const QString& database, const QString& table, qint64 rows) const;
    /// Makes a bare table, imports `file` into it and checks how many rows it got.
    [[nodiscard]] Outcome<ChildRun> rivalImport(const QString& file, const QStringList& columns, qint64 rows) const;

    /// Bytes of a database with its side files.
    [[nodiscard]] qint64 databaseBytes(const QString& name) const;
    void removeDatabase(const QString& name) const;

private:
    const Options& m_options;
};

inline const QString rivalDatabase = QStringLiteral("base.db");

} // namespace lectern::bench
