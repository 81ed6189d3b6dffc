/// How the header of a source differs from that of the load before: new, missing, renamed, reordered and retyped
/// columns, and which of these a person must be asked about. Pure functions; any thread.
#pragma once

#include "core/ingest/Shape.h"

#include <QHash>
#include <QSet>

namespace lectern {

struct DriftChange
{
    enum class Kind { New, Missing, Renamed, Reordered, Retyped };
    Kind kind = Kind::New;
    QString header;  ///< as the source writes it now; "" = missing, reordered
    QString before;  ///< as the load before had it; "" = new, reordered
    QString column;  ///< of the schema it went to, or would go to; "" = none
    QString typeBefore, typeNow; ///< see ShapeColumn::type; before: Kind::Retyped, Renamed, Missing; now: Kind::Retyped
    bool question = false; ///< a person must decide; else it is harmless and only remarked
};

/// What is known of the values: of a column in the load before, and of a header cell in the new source's sample.
struct DriftValues
{
    QHash<QString, QSet<QString>> before; ///< by column of the schema
    QHash<QString, QSet<QString>> now;    ///< by header of the new source
};

/// Compares the shape of the load before with the new one. Empty if either is empty, or nothing changed.
/// Harmless: new columns; further columns that are gone; a known column gone that never held a value; another order.
/// Questions: a known column gone; one that seems to have another name now (like name and type, or like values); values
/// of a typed column that mostly no longer fit its type.
[[nodiscard]] std::vector<DriftChange> driftBetween(const EntitySchema& schema, const Shape& before, const Shape& now,
                                                    const DriftValues& values);

/// 0 to 1: how alike two headers are, punctuation and case aside.
[[nodiscard]] double nameLikeness(const QString& a, const QString& b);

/// One sentence: "\"grade\" is now called \"year_group\"".
[[nodiscard]] QString words(const DriftChange& change);

/// Changes that must be decided, as the arguments of error "import.drift": the sentences, then kind, header, before and
/// column of each.
[[nodiscard]] QStringList driftArguments(const std::vector<DriftChange>& changes);
[[nodiscard]] std::vector<DriftChange> changesOf(const QStringList& arguments);

} // namespace lectern
