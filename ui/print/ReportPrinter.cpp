#include "ui/print/ReportPrinter.h"

#include "ui/data/Wording.h"
#include "ui/dialogs/ExplainDialog.h"
#include "ui/print/ReportBlocks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPageLayout>
#include <QPageSize>
#include <QPagedPaintDevice>
#include <QPdfWriter>
#include <QSaveFile>
#include <cmath>

namespace lectern {

namespace {

constexpr double unitsPerInch = 100; // body text of 13 units is 9.4 points
constexpr double margin = 59;        // 15 mm
constexpr double headHeight = 30;
constexpr double footHeight = 26;
constexpr double gap = 12;
constexpr double lowest = 0.72;      // charts may shrink to this to save a sheet
constexpr double stretches[] = {1.4, 1.2, 1, 0.86};

QString translate(const char* text)
{
    return QCoreApplication::translate("Report", text);
}

QPageSize sizeOf(Paper paper)
{
    return QPageSize(paper == Paper::A4 ? QPageSize::A4 : QPageSize::Letter);
}

class Report
{
public:
    Report(const QList<PageData>& pages, const ReportFrame& frame)
        : m_data(pages), m_frame(frame), m_theme(theme(ThemeKind::Print)),
          m_size(sizeOf(frame.paper).size(QPageSize::Inch) * unitsPerInch),
          m_area(margin, margin + headHeight, m_size.width() - 2 * margin,
                 m_size.height() - 2 * margin - headHeight - footHeight),
          m_notes(m_theme, m_area.width())
    {
    }

    Result<void> layout(const Cancel& cancel)
    {
        for (int section = 0; section < m_data.size(); ++section) {
            if (cancel.raised())
                return failure(QStringLiteral("cancelled"));
            layoutSection(section);
        }
        return {};
    }

    [[nodiscard]] int sheets() const { return int(m_sheets.size()); }

    void paintSheet(QPainter& painter, int index) const
    {
        const Sheet& sheet = m_sheets.at(index);
        paintHead(painter, sheet.page);
        for (const PaperPiece& piece : sheet.page.pieces) {
            painter.save();
            const PaperBlock& block = m_blocks.at(sheet.firstBlock + piece.block);
            block.paint(painter, piece.rect.translated(m_area.topLeft()), piece.firstRow, piece.rows);
            painter.restore();
        }
        m_notes.paint(painter, m_area, sheet.page.notes);
        paintFoot(painter, index);
    }

private:
    struct Sheet
    {
        PaperPage page;
        qsizetype firstBlock; ///< of its section in m_blocks
    };

    // The highest charts that take no more sheets than the lowest ones do.
    void layoutSection(int section)
    {
        PaperArea area{m_area.width(), m_area.height(), gap,
                       [this](const QList<int>& notes) { return m_notes.height(notes); }};
        const auto blocksAt = [&](double stretch) {
            const BlockRules rules{m_theme, m_area.width(), gap, stretch, m_frame.audience};
            return reportBlocks(m_data.at(section), section, rules, m_notes);
        };
        QList<PaperBlock> blocks = blocksAt(lowest);
        QList<PaperPage> pages = paperPages(blocks, area);
        for (double stretch : stretches) {
            QList<PaperBlock> larger = blocksAt(stretch);
            QList<PaperPage> same = paperPages(larger, area);
            if (same.size() > pages.size())
                continue;
            blocks = std::move(larger);
            pages = std::move(same);
            break;
        }
        const qsizetype first = m_blocks.size();
        m_blocks << blocks;
        for (const PaperPage& page : std::as_const(pages))
            m_sheets << Sheet{page, first};
    }

    void paintHead(QPainter& painter, const PaperPage& page) const
    {
        const QRectF line(m_area.left(), margin, m_area.width(), headHeight - 12);
        painter.setFont(m_theme.font(TextRole::CaptionStrong));
        painter.setPen(m_theme.ink);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignTop, m_frame.school);
        const double taken = QFontMetricsF(m_theme.font(TextRole::CaptionStrong)).horizontalAdvance(m_frame.school) + 24;
        const PageData& data = m_data.at(page.section);
        QStringList right;
        if (!page.first)
            right << translate("%1, continued").arg(data.spec.title);
        if (!page.first && !filterWords(data.filter).isEmpty())
            right << filterWords(data.filter);
        const QFont font = m_theme.font(TextRole::Caption);
        painter.setFont(font);
        painter.setPen(m_theme.quiet);
        painter.drawText(line, Qt::AlignRight | Qt::AlignTop,
                         QFontMetricsF(font).elidedText(right.join(QStringLiteral(" · ")), Qt::ElideRight,
                                                        line.width() - taken));
        painter.setPen(QPen(m_theme.line, 0.75));
        painter.drawLine(QPointF(line.left(), line.bottom() + 2), QPointF(line.right(), line.bottom() + 2));
    }

    void paintFoot(QPainter& painter, int index) const
    {
        const QRectF line(m_area.left(), m_area.bottom() + 8, m_area.width(), footHeight - 8);
        const PageData& data = m_data.at(m_sheets.at(index).page.section);
        QStringList left;
        if (data.dataTo)
            left << translate("Data to %1").arg(longDay(*data.dataTo));
        left << audienceWords(m_frame.audience);
        painter.setFont(m_theme.font(TextRole::Caption));
        painter.setPen(m_theme.quiet);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignBottom, left.join(QStringLiteral(" · ")));
        painter.drawText(line, Qt::AlignRight | Qt::AlignBottom,
                         translate("Page %1 of %2").arg(index + 1).arg(m_sheets.size()));
    }

    const QList<PageData>& m_data;
    const ReportFrame& m_frame;
    const Theme m_theme;
    const QSizeF m_size;
    const QRectF m_area; ///< between head and foot
    PaperNotes m_notes;
    QList<PaperBlock> m_blocks;
    QList<Sheet> m_sheets;
};

} // namespace

std::optional<Paper> paperFromName(const QString& name)
{
    if (name.compare(QStringLiteral("a4"), Qt::CaseInsensitive) == 0)
        return Paper::A4;
    if (name.compare(QStringLiteral("letter"), Qt::CaseInsensitive) == 0)
        return Paper::Letter;
    return std::nullopt;
}

QString audienceWords(Audience audience)
{
    switch (audience) {
    case Audience::Outside:
        return translate("For readers outside the school: small groups are left out");
    case Audience::Staff:
        return translate("For staff who may see these students: do not pass on");
    case Audience::Screen:
        break;
    }
    return translate("As on screen: do not pass on");
}

Result<int> paintReport(const QList<PageData>& pages, const ReportFrame& frame, QPagedPaintDevice& device,
                        const Cancel& cancel)
{
    Report report(pages, frame);
    LECTERN_TRY(report.layout(cancel));
    QPainter painter(&device);
    painter.setRenderHint(QPainter::Antialiasing);
    const double scale = device.logicalDpiX() / unitsPerInch;
    for (int sheet = 0; sheet < report.sheets(); ++sheet) {
        if (cancel.raised())
            return failure(QStringLiteral("cancelled"));
        if (sheet > 0 && !device.newPage())
            return failure(QStringLiteral("file.unwritable"));
        painter.save();
        painter.scale(scale, scale);
        report.paintSheet(painter, sheet);
        painter.restore();
    }
    return report.sheets();
}

Result<int> writeReport(const QList<PageData>& pages, const ReportFrame& frame, const QString& file, const Cancel& cancel)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly))
        return failure(QStringLiteral("file.unwritable"), {file}, {}, target.errorString());
    Result<int> sheets = 0;
    {
        QPdfWriter writer(&target);
        writer.setPageSize(sizeOf(frame.paper));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setResolution(1200);
        writer.setCreator(QStringLiteral("Lectern " LECTERN_VERSION));
        QStringList titles;
        for (const PageData& page : pages)
            titles << page.spec.title;
        writer.setTitle(QStringLiteral("%1: %2").arg(frame.school, titles.join(QStringLiteral(", "))));
        sheets = paintReport(pages, frame, writer, cancel);
    }
    if (!sheets)
        return sheets;
    if (!target.commit())
        return failure(QStringLiteral("file.unwritable"), {file}, {}, target.errorString());
    return sheets;
}

} // namespace lectern
