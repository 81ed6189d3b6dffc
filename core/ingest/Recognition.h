/// Which connector reads which source of a package, and as what: one answer for the import and for its preview.
#pragma once

#include "core/ingest/Importer.h"

namespace lectern {

/// A source and what was found in it by the connector that is surest of it, best first; empty = not recognised.
struct Recognised
{
    Source source;
    QString connector;
    std::vector<Found> found;
    QStringList hidden = {}; ///< sheets of the file that are left out because it hides them; said with its first table
};

/// "book.xlsx: hidden sheets are left out: Archive"; "" if there is none.
[[nodiscard]] QString hiddenWords(const Recognised& entry);

/// Asks every connector about one package and keeps, per source, the surest. `options` may force connector and entity;
/// `school` knows the headers of earlier loads, `accepted` are its layouts. One entry per source, in their order; several
/// for a source of several tables, if any (of a text: at least two, as different entities or layouts) are known, and for a
/// text that is unknown as a whole and whose tables have headers of their own; what a layout for a named sheet leaves out
/// does not count. Errors of Connector::discover(),
/// "connector.unusable", "database.…", "cancelled". The thread that owns `school`.
[[nodiscard]] Result<std::vector<Recognised>> recognise(const Package& package, const ConnectorCatalog& catalog,
                                                        const ImportOptions& options, const std::vector<Layout>& accepted,
                                                        const Database& school, const Cancel& cancel);

/// Whether two sources are tables of one file, or the file itself.
[[nodiscard]] bool ofOneFile(const Source& a, const Source& b);

/// The entities rows may come for, some of them several times.
[[nodiscard]] std::vector<const EntitySchema*> entitiesOf(const std::vector<Recognised>& recognised,
                                                          const ConnectorCatalog& catalog);

/// Why no connector and no layout knows a source, in words a person can use: what is wrong with it, or how it begins.
[[nodiscard]] Error whyUnknown(const Source& source);

} // namespace lectern
