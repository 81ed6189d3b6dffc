#include "ui/print/ReportBlocks.h"

#include "ui/charts/ChartFactory.h"
#include "ui/charts/Numbers.h"
#include "ui/data/Wording.h"
#include "ui/dialogs/ExplainDialog.h"
#include "ui/print/TableParts.h"
#include "ui/tiles/TilePainter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <cmath>
#include <memory>

namespace lectern {

namespace {

constexpr double leastChart = 110; // heights of a chart, paper units
constexpr double mostChart = 220;  // a table higher than this may continue on the next page

QString translate(const char* text)
{
    return QCoreApplication::translate("Report", text);
}

// A tile made ready for paper: its title carries the number of its footnote.
struct PaperTile
{
    TileData data;
    std::shared_ptr<Chart> chart;
    int note = 0;
    double width = 0;  ///< of the card
    double height = 0;

    [[nodiscard]] QList<int> notes() const { return note > 0 ? QList<int>{note} : QList<int>{}; }
};

// Charts that use more height than they need; bars, lists and donuts only get holes.
bool stretches(const TileData& tile)
{
    return tile.spec.chart == QLatin1String("line") || tile.spec.chart == QLatin1String("column") ||
           tile.spec.chart == QLatin1String("grouped");
}

// Narrowest card in which no label is shortened.
double leastWidth(const TileData& tile, const Theme& theme)
{
    constexpr double padding = 32;
    constexpr double ring = 240; // ring, counts and shares of a donut
    const QFontMetricsF metrics(theme.font(TextRole::Body));
    double label = 0;
    for (const MetricRow& row : tile.table.rows) // as the axis has it: the first dimension, else the category
        label = std::max(label, metrics.horizontalAdvance(row.dimensions.isEmpty() ? rowLabel(row)
                                                                                   : row.dimensions.first().label));
    if (tile.spec.chart == QLatin1String("list"))
        return padding + label + 80;
    if (tile.spec.chart == QLatin1String("donut"))
        return padding + label + ring;
    if (tile.spec.chart == QLatin1String("bar"))
        return padding + std::min(label, 180.0) + 180;
    if (tile.spec.chart == QLatin1String("grouped"))
        return 400; // its legend stands in one line
    return 280;
}

// The subtitle without its last clauses where it would not fit; the footnote has the whole rule.
QString fittingSubtitle(const TileData& tile, double width, const Theme& theme)
{
    const QFontMetricsF metrics(theme.font(TextRole::Subtitle));
    QString text = filled(tile.spec.subtitle, tile.table);
    while (metrics.horizontalAdvance(text) > width) {
        const qsizetype end = std::max(text.lastIndexOf(QStringLiteral(" · ")), text.lastIndexOf(QStringLiteral(", ")));
        if (end <= 0)
            break;
        text.truncate(end);
    }
    return text;
}

bool isMatrix(const TileData& tile)
{
    return tile.spec.chart == QLatin1String("matrix");
}

bool isFigure(const TileData& tile)
{
    return tile.spec.chart == QLatin1String("headline");
}

class Maker
{
public:
    Maker(const PageData& page, int section, const BlockRules& rules, PaperNotes& notes)
        : m_page(page), m_section(section), m_rules(rules), m_notes(notes)
    {
    }

    QList<PaperBlock> run()
    {
        addTitle();
        for (const QList<TileData>& row : m_page.rows)
            addRow(row);
        addAbsent();
        return m_blocks;
    }

private:
    void addTitle()
    {
        struct Line { TextRole role; QString text; bool quiet; };
        const QString filters = filterWords(m_page.filter);
        QList<Line> lines{{TextRole::PageTitle, m_page.spec.title, false},
                          {TextRole::Body, m_page.spec.question, true},
                          {TextRole::Caption,
                           filters.isEmpty() ? translate("No filters: the whole school")
                                             : translate("Filters: %1").arg(filters), false}};
        if (m_page.dataTo)
            lines << Line{TextRole::Caption, translate("Data to %1").arg(longDay(*m_page.dataTo)), false};
        lines.removeIf([](const Line& line) { return line.text.isEmpty(); });
        PaperBlock block;
        block.section = m_section;
        block.keepWithNext = true;
        QList<double> heights;
        for (const Line& line : std::as_const(lines)) {
            const QFontMetricsF metrics(m_rules.theme.font(line.role));
            const QRectF box = metrics.boundingRect(QRectF(0, 0, m_rules.width, 1000), Qt::TextWordWrap, line.text);
            heights << std::ceil(box.height()) + 3;
            block.height += heights.last();
        }
        block.paint = [lines, heights, theme = m_rules.theme](QPainter& painter, const QRectF& rect, int, int) {
            double y = rect.top();
            for (qsizetype i = 0; i < lines.size(); ++i) {
                painter.setFont(theme.font(lines.at(i).role));
                painter.setPen(lines.at(i).quiet ? theme.quiet : theme.ink);
                painter.drawText(QRectF(rect.left(), y, rect.width(), heights.at(i)), Qt::TextWordWrap, lines.at(i).text);
                y += heights.at(i);
            }
        };
        m_blocks << block;
    }

    void addRow(const QList<TileData>& row)
    {
        QList<PaperTile> figures, charts;
        for (const TileData& data : row) {
            const QString absence = absenceWords(data, m_rules.audience);
            if (!absence.isEmpty()) {
                m_absent << qMakePair(data.spec.title.isEmpty() ? data.table.title : data.spec.title, absence);
                continue;
            }
            if (isFigure(data)) {
                figures << prepared(data);
                continue;
            }
            for (const TileData& part : matrixParts(data, m_rules.width, m_rules.theme)) {
                PaperTile tile = prepared(part);
                if (tile.chart->rowCount() > 1 && chartHeight(tile, m_rules.width, 10000) > mostChart)
                    addTable(tile);
                else
                    charts << tile;
            }
        }
        addFigures(figures);
        addCharts(charts);
    }

    PaperTile prepared(TileData data)
    {
        PaperTile tile;
        tile.note = m_notes.numberFor(data);
        if (tile.note > 0)
            data.spec.title += QChar(0x2009) + superscript(tile.note);
        tile.chart = makeChart(data);
        tile.data = std::move(data);
        return tile;
    }

    [[nodiscard]] double chartHeight(const PaperTile& tile, double width, double most) const
    {
        const double wanted = tile.chart->wantedHeight(width - 32, m_rules.theme);
        if (tile.chart->rowCount() > 0)
            return std::min(wanted, most);
        const double usual = qBound(leastChart, wanted, most);
        return stretches(tile.data) ? std::max(leastChart, usual * m_rules.stretch) : usual;
    }

    // Three figures abreast; four as two and two; what is left over shares the last line.
    void addFigures(const QList<PaperTile>& tiles)
    {
        const qsizetype abreast = tiles.size() == 4 ? 2 : 3;
        for (qsizetype i = 0; i < tiles.size(); i += abreast) {
            QList<PaperTile> line = tiles.mid(i, abreast);
            for (PaperTile& tile : line) {
                tile.width = (m_rules.width - m_rules.gap * double(line.size() - 1)) / double(line.size());
                tile.height = tileHeight(tile.chart->wantedHeight(tile.width - 32, m_rules.theme), tile.width, tile.data,
                                         m_rules.theme);
            }
            addLine(line);
        }
    }

    // In pairs where the page had them side by side and both can be read, else over the full width.
    void addCharts(QList<PaperTile> tiles)
    {
        while (!tiles.isEmpty()) {
            QList<PaperTile> line{tiles.takeFirst()};
            line.first().width = m_rules.width;
            if (!tiles.isEmpty() && paired(line.first(), tiles.first()))
                line << tiles.takeFirst();
            double height = 0;
            for (const PaperTile& tile : std::as_const(line))
                height = std::max(height, tileHeight(chartHeight(tile, tile.width, mostChart), tile.width, tile.data,
                                                     m_rules.theme));
            for (PaperTile& tile : line) {
                tile.height = height;
                tile.data.spec.subtitle = fittingSubtitle(tile.data, tile.width - 34, m_rules.theme);
                tile.data.spec.hint.clear(); // paper cannot be clicked
            }
            addLine(line);
        }
    }

    // Shares the width as the page does, but gives each what its labels need. False if that cannot be.
    bool paired(PaperTile& left, PaperTile& right) const
    {
        const int spans = left.data.spec.span + right.data.spec.span;
        const double usable = m_rules.width - m_rules.gap;
        const double leastLeft = leastWidth(left.data, m_rules.theme);
        const double leastRight = leastWidth(right.data, m_rules.theme);
        if (spans > 12 || leastLeft + leastRight > usable)
            return false;
        left.width = qBound(leastLeft, usable * left.data.spec.span / spans, usable - leastRight);
        right.width = usable - left.width;
        return true;
    }

    // Tiles side by side.
    void addLine(const QList<PaperTile>& line)
    {
        PaperBlock block;
        block.section = m_section;
        for (const PaperTile& tile : line) {
            block.height = std::max(block.height, tile.height);
            block.notes << tile.notes();
        }
        block.paint = [line, gap = m_rules.gap, theme = m_rules.theme](QPainter& painter, const QRectF& rect, int, int) {
            double x = rect.left();
            for (const PaperTile& tile : line) {
                const QRectF card(x, rect.top(), tile.width, rect.height());
                paintTile(painter, card, tile.data, tile.chart.get(), {}, theme);
                x = card.right() + gap;
            }
        };
        m_blocks << block;
    }

    // Height of `count` rows: one.height + (count - 1) × one.row. Bars keep the scale of all of them and are told where
    // to begin; lists and matrices are cut into charts of their own, so that each piece has its head.
    struct RowHeights
    {
        double first, each;
    };

    [[nodiscard]] RowHeights rowHeights(const PaperTile& tile, bool whole) const
    {
        const double width = m_rules.width - 32;
        if (whole) {
            constexpr double tall = 10000;
            const double row = tall / std::max(1, tile.chart->rowsThatFit(QRectF(0, 0, width, tall), m_rules.theme));
            return {row, row};
        }
        const auto heightOf = [&](int first, int count) {
            return makeChart(tableRows(tile.data, first, count))->wantedHeight(width, m_rules.theme);
        };
        double highest = 0; // of a single row with its head
        for (int row = 0; row < tableRows(tile.data); row += isMatrix(tile.data) ? tableRows(tile.data) : 1)
            highest = std::max(highest, heightOf(row, 1));
        return {highest, std::max(heightOf(0, 2) - heightOf(0, 1), isMatrix(tile.data) ? 0 : highest)};
    }

    // A table over the full width that goes on where the page ends; no row is shown in part, none twice.
    void addTable(const PaperTile& tile)
    {
        const bool whole = !isMatrix(tile.data) && tile.data.spec.chart != QLatin1String("list");
        const Theme& look = m_rules.theme;
        const double frame = tileHeight(0, m_rules.width, tile.data, look);
        const RowHeights heights = rowHeights(tile, whole);
        PaperBlock block;
        block.section = m_section;
        block.notes = tile.notes();
        block.rows = whole ? tile.chart->rowCount() : tableRows(tile.data);
        block.rowsThatFit = [=](double height) {
            return std::max(0, int(std::floor((height - frame - heights.first) / heights.each + 1e-6)) + 1);
        };
        block.heightOf = [=](int count) { return frame + heights.first + heights.each * (count - 1); };
        block.height = block.heightOf(block.rows);
        block.paint = [data = tile.data, whole, look](QPainter& painter, const QRectF& rect, int first, int count) {
            TileData piece = whole ? data : tableRows(data, first, count);
            if (first > 0)
                piece.spec.title = translate("%1, continued").arg(data.spec.title);
            ChartState state;
            state.firstRow = whole ? first : 0;
            paintTile(painter, rect, piece, makeChart(piece).get(), {}, look, state);
        };
        m_blocks << block;
    }

    // One quiet list at the end instead of holes among the tiles.
    void addAbsent()
    {
        if (m_absent.isEmpty())
            return;
        QStringList lines;
        for (const auto& [title, reason] : std::as_const(m_absent))
            lines << QStringLiteral("%1: %2").arg(title, reason);
        const Theme theme = m_rules.theme;
        const QFont bodyFont = theme.font(TextRole::Caption);
        const QFontMetricsF metrics(bodyFont);
        const double heading = QFontMetricsF(theme.font(TextRole::CaptionStrong)).height() + 4;
        QList<double> heights;
        PaperBlock block;
        block.section = m_section;
        block.height = heading;
        for (const QString& line : std::as_const(lines)) {
            heights << std::ceil(metrics.boundingRect(QRectF(0, 0, m_rules.width, 1000), Qt::TextWordWrap, line).height()) + 2;
            block.height += heights.last();
        }
        block.paint = [lines, heights, heading, theme, bodyFont](QPainter& painter, const QRectF& rect, int, int) {
            painter.setFont(theme.font(TextRole::CaptionStrong));
            painter.setPen(theme.ink);
            painter.drawText(QRectF(rect.left(), rect.top(), rect.width(), heading), Qt::AlignTop, translate("Not shown"));
            painter.setFont(bodyFont);
            painter.setPen(theme.quiet);
            double y = rect.top() + heading;
            for (qsizetype i = 0; i < lines.size(); ++i) {
                painter.drawText(QRectF(rect.left(), y, rect.width(), heights.at(i)), Qt::TextWordWrap, lines.at(i));
                y += heights.at(i);
            }
        };
        m_blocks << block;
    }

    const PageData& m_page;
    int m_section;
    const BlockRules& m_rules;
    PaperNotes& m_notes;
    QList<PaperBlock> m_blocks;
    QList<std::pair<QString, QString>> m_absent;
};

} // namespace

QString absenceWords(const TileData& tile, Audience audience)
{
    const MetricTable& table = tile.table;
    const bool kept = !table.available && table.unavailableReason == QLatin1String("audience");
    const bool perStudent = audience == Audience::Outside &&
                            (table.by.contains(QStringLiteral("student")) || tile.spec.by.contains(QStringLiteral("student")));
    const bool allWithheld = !table.rows.isEmpty() && std::all_of(table.rows.cbegin(), table.rows.cend(),
                                                                  [](const MetricRow& row) { return row.withheld; });
    if (kept || perStudent)
        return translate("left out for readers outside the school, because it names students.");
    if (allWithheld)
        return translate("left out for readers outside the school, because the groups are too small.");
    const TileWords words = tileWords(tile);
    if (words.state == TileState::Ready)
        return {};
    return words.body.isEmpty() ? words.headline : words.body;
}

QList<PaperBlock> reportBlocks(const PageData& page, int section, const BlockRules& rules, PaperNotes& notes)
{
    return Maker(page, section, rules, notes).run();
}

} // namespace lectern
