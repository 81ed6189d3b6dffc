/// Pages on paper: evaluated pages -> PDF or printer. Vector, text that can be selected, the same paint code as the
/// screen with the theme for paper. Thread: any; one report at a time per device.
#pragma once

#include "core/base/Cancel.h"
#include "core/page/Page.h"

class QPagedPaintDevice;

namespace lectern {

enum class Paper { A4, Letter };

/// "A4" or "Letter", without regard to case; nothing for another name.
[[nodiscard]] std::optional<Paper> paperFromName(const QString& name);

struct ReportFrame
{
    QString school;                         ///< printed on every page
    Audience audience = Audience::Outside;  ///< printed on every page; the numbers passed the gate before
    Paper paper = Paper::A4;
};

/// Writes the report; each of `pages` begins on a new sheet. Replaces the file only when all of it was written.
/// Returns the number of sheets. Errors "file.unwritable", "cancelled".
[[nodiscard]] Result<int> writeReport(const QList<PageData>& pages, const ReportFrame& frame, const QString& file,
                                      const Cancel& cancel = {});

/// The same onto a device that is ready to be painted on (a QPdfWriter, a QPrinter). Its page size must be that of
/// `frame.paper` and its margins 0. Error "cancelled".
[[nodiscard]] Result<int> paintReport(const QList<PageData>& pages, const ReportFrame& frame, QPagedPaintDevice& device,
                                      const Cancel& cancel = {});

/// "For readers outside the school", "For staff who may see these students".
[[nodiscard]] QString audienceWords(Audience audience);

} // namespace lectern
