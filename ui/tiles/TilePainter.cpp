/// Paints cards. Words for empty tiles come from the metric's definition: what is missing and which export brings it.
#include "ui/tiles/TilePainter.h"

#include "core/base/ErrorText.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <algorithm>

namespace lectern {

namespace {

QString translated(const char* text, int n = -1)
{
    return QCoreApplication::translate("TilePainter", text, nullptr, n);
}

bool headline(const TileData& data)
{
    return data.spec.chart == QLatin1String("headline");
}

double pad(const Theme& theme)
{
    return theme.space4;
}

void splitSentence(const QString& text, TileWords& words)
{
    const qsizetype end = text.indexOf(QLatin1String(". "));
    words.headline = end < 0 ? text : text.left(end);
    words.body = end < 0 ? QString() : text.mid(end + 2);
    if (words.headline.endsWith(QLatin1Char('.')))
        words.headline.chop(1);
}

void paintWords(QPainter& painter, const QRectF& area, const TileWords& words, const Theme& theme, bool small)
{
    const QFont strong = theme.font(small ? TextRole::Body : TextRole::BodyStrong);
    const QFont body = theme.font(small ? TextRole::Subtitle : TextRole::Body);
    const double line = draw::lineHeight(body);
    const double width = std::min(area.width(), 520.0);
    const int bodyLines = std::max(1, int((area.height() - draw::lineHeight(strong)) / line));
    const int lines = std::min(bodyLines, small ? 2 : 4);
    const double height =
        draw::lineHeight(strong) + line * double(draw::wrapLines(body, words.body, width, lines).size());
    double y = small ? area.top() : area.top() + std::clamp((area.height() - height) / 3, 0.0, 16.0);
    if (words.state == TileState::Failed) {
        draw::sign(painter, QPointF(area.left() + 6, y + draw::lineHeight(strong) / 2), 11, draw::Sign::Diamond,
                   theme.watch);
        draw::text(painter, QRectF(area.left() + 20, y, area.width() - 20, draw::lineHeight(strong)),
                   Qt::AlignLeft | Qt::AlignVCenter, words.headline, strong, theme.ink);
    } else {
        draw::text(painter, QRectF(area.left(), y, area.width(), draw::lineHeight(strong)),
                   Qt::AlignLeft | Qt::AlignVCenter, words.headline, strong, small ? theme.quiet : theme.ink);
    }
    y += draw::lineHeight(strong);
    draw::wrapped(painter, QRectF(area.left(), y, width, line * lines), Qt::AlignLeft, words.body, body, theme.quiet,
                  lines);
}

/// Quiet bars in the shape of what will come; still, so that nothing flickers.
void paintSkeleton(QPainter& painter, const QRectF& area, const Theme& theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.track);
    const double row = 14;
    const double step = 26;
    static constexpr double widths[] = {0.82, 0.64, 0.72, 0.46, 0.58};
    for (int i = 0; i < 5 && i * step + row <= area.height(); ++i)
        painter.drawRoundedRect(QRectF(area.left(), area.top() + i * step, area.width() * widths[i], row), 4, 4);
}

} // namespace

TileWords tileWords(const TileData& data)
{
    TileWords result;
    if (data.error) {
        const ErrorWords told = words(*data.error);
        result.state = TileState::Failed;
        result.headline = translated("This could not be worked out");
        result.body = QStringLiteral("%1 %2").arg(told.message, told.remedy).trimmed();
        return result;
    }
    const bool list = !data.spec.query.isEmpty();
    if (!data.table.available) {
        result.state = TileState::Empty;
        if (data.table.unavailableReason == QLatin1String("audience")) {
            result.headline = translated("Left out for readers outside the school");
            return result;
        }
        splitSentence(data.definition.id.isEmpty() ? translated("No data yet. Import the export that brings it.")
                                                   : missingWords(data.definition),
                      result);
        if (!data.table.unavailableReason.isEmpty() &&
            !data.table.unavailableReason.startsWith(QLatin1String("needs")) && result.body.isEmpty())
            result.body = reasonText(data.table.unavailableReason);
        return result;
    }
    const bool nothing = std::none_of(data.table.rows.cbegin(), data.table.rows.cend(), [](const MetricRow& row) {
        return row.value || row.withheld || !row.category.isEmpty();
    });
    if (data.table.rows.isEmpty() || (nothing && !headline(data) && !list)) {
        result.state = TileState::Empty;
        if (list)
            splitSentence(translated("Nothing has changed yet. After the next import this says what is new."), result);
        else
            splitSentence(translated("Nothing to show here. Take a filter away, if one is set; else the exports imported so far "
                                     "do not tell this."),
                          result);
    }
    return result;
}

QString tileNote(const TileData& data)
{
    QStringList notes;
    if (!data.ignoredFilters.isEmpty())
        notes.append(translated("not narrowed by %1").arg(data.ignoredFilters.join(QStringLiteral(", "))));
    const auto withheld = std::count_if(data.table.rows.cbegin(), data.table.rows.cend(),
                                        [](const MetricRow& row) { return row.withheld; });
    if (withheld > 0)
        notes.append(translated("%Ln value(s) of small groups withheld", int(withheld)));
    return notes.join(QStringLiteral(" · "));
}

TileParts tileParts(const QRectF& card, const TileData& data, const Theme& theme, double menuWidth)
{
    TileParts parts;
    const QRectF inner = card.adjusted(pad(theme), theme.space3, -pad(theme), -theme.space3);
    if (headline(data)) {
        parts.chart = inner;
        return parts;
    }
    const double title = draw::lineHeight(theme.font(TextRole::Title));
    const double subtitle = draw::lineHeight(theme.font(TextRole::Subtitle));
    parts.title = QRectF(inner.left(), inner.top(), inner.width() - menuWidth, title);
    parts.subtitle =
        QRectF(inner.left(), parts.title.bottom(), inner.width(), data.spec.subtitle.isEmpty() ? 0 : subtitle);
    double bottom = inner.bottom();
    if (!tileNote(data).isEmpty()) {
        const double note = draw::lineHeight(theme.font(TextRole::Caption));
        parts.note = QRectF(inner.left(), inner.bottom() - note + 2, inner.width(), note);
        bottom = parts.note.top() - theme.space1;
    }
    const double top = parts.subtitle.bottom() + theme.space2 + 2;
    parts.chart = QRectF(inner.left(), top, inner.width(), std::max(0.0, bottom - top));
    return parts;
}

double tileHeight(double chartHeight, double width, const TileData& data, const Theme& theme)
{
    const QRectF card(0, 0, width, 1000);
    return chartHeight + 1000 - tileParts(card, data, theme, 0).chart.height();
}

void paintTile(QPainter& painter, const QRectF& card, const TileData& data, Chart* chart, const TileWords& words,
               const Theme& theme, const ChartState& state, double menuWidth)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (theme.kind == ThemeKind::Light) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(16, 24, 40, 8));
        painter.drawRoundedRect(card.adjusted(0.5, 1.5, -0.5, 0.5), theme.radius, theme.radius);
    }
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), theme.radius, theme.radius);
    painter.restore();

    const TileParts parts = tileParts(card, data, theme, menuWidth);
    QString subtitle = words.state == TileState::Loading ? QString() : filled(data.spec.subtitle, data.table);
    if (words.state == TileState::Ready && !data.spec.hint.isEmpty())
        subtitle += QStringLiteral(" · ") + data.spec.hint;
    draw::text(painter, parts.title, Qt::AlignLeft | Qt::AlignVCenter, data.spec.title, theme.font(TextRole::Title),
               theme.ink);
    if (words.state != TileState::Empty)
        draw::text(painter, parts.subtitle, Qt::AlignLeft | Qt::AlignVCenter, subtitle, theme.font(TextRole::Subtitle),
                   theme.quiet);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (words.state) {
    case TileState::Ready:
        if (chart)
            chart->paint(painter, parts.chart, theme, state);
        draw::text(painter, parts.note, Qt::AlignLeft | Qt::AlignVCenter, tileNote(data), theme.font(TextRole::Caption),
                   theme.quiet);
        break;
    case TileState::Loading:
        if (!data.spec.title.isEmpty() && headline(data))
            draw::text(painter, parts.chart.adjusted(0, 34, 0, 0), Qt::AlignLeft | Qt::AlignTop, data.spec.title,
                       theme.font(TextRole::Body), theme.quiet);
        paintSkeleton(painter,
                      headline(data) ? QRectF(parts.chart.left(), parts.chart.top() + 6, parts.chart.width() * 0.6, 20)
                                     : parts.chart,
                      theme);
        break;
    case TileState::Empty:
    case TileState::Failed:
        if (headline(data)) {
            const double line = draw::lineHeight(theme.font(TextRole::BodyStrong));
            draw::text(painter, QRectF(parts.chart.left(), parts.chart.top(), parts.chart.width() - 8, line),
                       Qt::AlignLeft | Qt::AlignVCenter, data.spec.title, theme.font(TextRole::BodyStrong), theme.ink);
            const QString one = words.body.isEmpty() ? words.headline : words.body; // room for one sentence
            const double small = draw::lineHeight(theme.font(TextRole::Subtitle));
            draw::wrapped(painter,
                          QRectF(parts.chart.left(), parts.chart.top() + line + 2, parts.chart.width(), small * 4),
                          Qt::AlignLeft, one, theme.font(TextRole::Subtitle), theme.quiet,
                          std::max(1, int((parts.chart.height() - line) / small)));
        } else {
            paintWords(painter, parts.chart.adjusted(0, -parts.subtitle.height(), 0, 0), words, theme, false);
        }
        break;
    }
    painter.restore();
}

} // namespace lectern
