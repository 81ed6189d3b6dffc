/// The layouts a school has accepted: decisions in its file, applied to the next source with the same signature without
/// a question. Writer thread.
#pragma once

#include "core/connector/LayoutTable.h"
#include "core/store/Database.h"

namespace lectern {

/// Those in force, newest first; `without` these names.
[[nodiscard]] Result<std::vector<Layout>> acceptedLayouts(const Database& database, const QStringList& without = {});

/// One of them by name, compared without case. Error "layout.unknown".
[[nodiscard]] Result<Layout> acceptedLayout(const Database& database, const QString& name);

/// Keeps a layout; it takes the place of one with the same name. The same layout again changes nothing.
[[nodiscard]] Result<void> acceptLayout(const Database& writer, const Layout& layout, const QString& person);

/// Takes one back: no later source is read with it, rows loaded before stay. Error "layout.unknown".
[[nodiscard]] Result<void> withdrawLayout(const Database& writer, const QString& name, const QString& person);

/// The layout a source is read with, and how well it fits.
struct FittingLayout
{
    Layout layout;
    double confidence = 0;
    bool given = false; ///< asked for: it is taken however little it fits
};
/// The one of `given` that fits best, however little; else that of `accepted`, if the school may be sure of it. Nothing if
/// none does.
[[nodiscard]] std::optional<FittingLayout> fittingLayout(const std::vector<Layout>& given, const std::vector<Layout>& accepted,
                                                         const Source& source);

/// The layout a source nearly fits, and what it lacks: any of `given`, if there are some; of `accepted`, one of which
/// three quarters of the columns are there. Nothing if there is none, or the source is no table.
struct NearLayout
{
    QString layout;
    QStringList missing;
};
[[nodiscard]] std::optional<NearLayout> nearlyFitting(const std::vector<Layout>& given, const std::vector<Layout>& accepted,
                                                      const Source& source);

} // namespace lectern
