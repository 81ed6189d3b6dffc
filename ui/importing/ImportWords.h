/// What a file is, how it was read and what its import does, in words. Free functions, any thread.
#pragma once

#include "core/ingest/ImportPreview.h"

namespace lectern {

/// "Enrollments · OneRoster", "Corrected rows", "Not known".
[[nodiscard]] QString kindOf(const SourcePreview& source);
/// "412 rows", "about 10,700,000 rows"; "" if it is no table.
[[nodiscard]] QString rowsOf(const SourcePreview& source);
/// "CSV with semicolons · Windows-1252", with the format, the dialect and the sheet; "" if it is no table.
[[nodiscard]] QString formatOf(const SourcePreview& source);
/// Every decision about the format with its reason, one per line.
[[nodiscard]] QString reasonsOf(const SourcePreview& source);
/// "date, day first", "number, decimal comma": the type of a column.
[[nodiscard]] QString typeOf(const ColumnGuess& type);

/// What a person should know before the table is imported: that nobody knows it, sheets that are left out, rows that will be
/// refused, students the school does not have. Lines; empty = nothing.
[[nodiscard]] QString warningOf(const SourcePreview& source);
/// What the load does to what is there: "Replaces the enrollments of school S1. …". `scope`: the values the file names, as
/// Load::scope; empty = not read yet, or no scope. `changes`: rows that are there will change, as far as is known.
[[nodiscard]] QString consequence(const SourcePreview& source, const QStringList& scope, bool changes);

/// Parts of "312 new · 4 changed · 2 refused", each with what it means for the colour.
struct EffectPart
{
    enum class Tone { Good, Plain, Quiet, Watch, Concern };
    Tone tone = Tone::Plain;
    QString sign; ///< so that colour alone says nothing
    QString text;
};
/// Of all loads together; "nothing new" if there is nothing.
[[nodiscard]] QList<EffectPart> effectOf(const std::vector<Load>& loads);

} // namespace lectern
