/// The proposal that a table nobody knows holds the answers to a survey: a moment per row, and questions as headers. Any
/// thread.
#pragma once

#include "core/ingest/ImportPreview.h"

namespace lectern {

/// Read as a form by its layout: the column of the moment under the name the connector looks for, everything else as the
/// questions. Nothing if no connector for forms is there or no column reads like a question.
[[nodiscard]] std::optional<LayoutProposal> surveyProposal(const TablePreview& table, const Source& source,
                                                           const ConnectorCatalog& catalog);

} // namespace lectern
