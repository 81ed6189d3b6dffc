/// The load log and the refused rows as a person looks at them: by package, by feed, by reason; and which loads go
/// when one is taken back. Values and free functions, any thread.
#pragma once

#include "core/store/LoadLog.h"

#include <QList>

namespace lectern {

/// Files that came together and go together.
struct LoadPackage
{
    qint64 package = 0;
    qint64 startedMs = 0;    ///< of its first load
    QString title;           ///< "northside.zip", "14 files from exports", "users.csv"
    std::vector<Load> loads; ///< in the order they came
    Load total;              ///< sums of the rows
    bool inForce = false;    ///< at least one of its loads is
};

/// Newest first.
[[nodiscard]] QList<LoadPackage> packagesOf(const std::vector<Load>& loads);

/// One source and how fresh it is.
struct FeedLine
{
    qint64 feedId = 0;
    QString name;
    QString connector;
    qint64 lastMs = 0;  ///< when the newest load in force was made; 0 = nothing is in force
    int files = 0;      ///< loads in force
    qint64 refused = 0; ///< rows refused by loads in force
};
[[nodiscard]] QList<FeedLine> feedsOf(const std::vector<Load>& loads); ///< freshest first

/// What taking back means: what was asked for, and what came later for the same feed and entity and must go with it,
/// because an unchanged row leaves no version of its own.
struct UndoPlan
{
    std::vector<Load> chosen;
    std::vector<Load> later; ///< newest first
};
[[nodiscard]] UndoPlan planOfLoad(const std::vector<Load>& loads, qint64 load);
[[nodiscard]] UndoPlan planOfPackage(const std::vector<Load>& loads, qint64 package);

[[nodiscard]] bool inForce(const Load& load);

/// Refused rows with one reason in one column of one kind of file.
struct RefusedGroup
{
    QString words; ///< "“…” is not a number"
    QString entity;
    QString column;
    std::vector<QuarantinedRow> rows;
};
/// Most rows first.
[[nodiscard]] QList<RefusedGroup> groupsOf(const std::vector<QuarantinedRow>& rows);

} // namespace lectern
