/// A file system under SQLite, and a memory allocator, that fail on order: the k-th operation of one kind, once or from
/// then on. Both are the default ones of the test's process and pass everything else on. Thread: any; order from one.
#pragma once

#include <QString>

namespace lectern::test {

enum class Operation { Open, Read, Write, Sync, Map, Allocate };

/// What is to fail.
struct Fault
{
    Operation operation = Operation::Write;
    int result = 0;     ///< SQLite's result code of the failing call, e.g. SQLITE_FULL; not used by Allocate
    bool lasts = false; ///< from the k-th on, until disarm(); else the k-th alone
    QString name = {};  ///< for messages
};

class FaultVfs
{
public:
    /// Registers both with SQLite, once; must come before anything else of SQLite is used in the process.
    [[nodiscard]] static FaultVfs& instance();

    /// From now on the `k`-th (1 = the next) operation fails.
    void arm(const Fault& fault, int k);
    void disarm();
    /// How many operations failed since arm().
    [[nodiscard]] int failures() const;
    /// How many operations of the armed kind were asked for since arm().
    [[nodiscard]] int operations() const;

    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

private:
    FaultVfs();
};

} // namespace lectern::test
