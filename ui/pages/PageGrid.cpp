/// The 12-column grid.
#include "ui/pages/PageGrid.h"

#include <algorithm>
#include <cmath>

namespace lectern {

namespace {

struct Line
{
    QList<std::pair<qsizetype, qsizetype>> members; ///< row and place in it
    QList<int> spans;
    double least = 0, wanted = 0, height = 0;
    int share = 1;
    bool headline = false;
};

int narrowSpan(const GridTile& tile)
{
    if (tile.headline)
        return 4;
    return tile.span <= 5 ? 6 : 12;
}

/// Rows as they came or, where it is narrow, broken into as many lines as needed. Each line fills its twelve columns.
QList<Line> lines(const QList<QList<GridTile>>& rows, bool isNarrow)
{
    QList<Line> result;
    for (qsizetype r = 0; r < rows.size(); ++r) {
        int used = 12;
        for (qsizetype i = 0; i < rows.at(r).size(); ++i) {
            const GridTile& tile = rows.at(r).at(i);
            const int span = std::clamp(isNarrow ? narrowSpan(tile) : tile.span, 1, 12);
            if (i == 0 || used + span > 12) {
                result.append(Line());
                used = 0;
            }
            Line& line = result.last();
            line.members.append({r, i});
            line.spans.append(span);
            line.least = std::max(line.least, tile.least);
            line.wanted = std::max(line.wanted, tile.wanted);
            line.share = std::max(line.share, tile.height);
            line.headline = tile.headline;
            used += span;
        }
    }
    for (Line& line : result) {
        int used = 0;
        for (const int span : line.spans)
            used += span;
        // What is left over goes to the tiles in turn.
        for (qsizetype i = 0; used < 12; i = (i + 1) % line.spans.size(), ++used)
            ++line.spans[i];
    }
    return result;
}

void shareHeight(QList<Line>& all, double height, double gap)
{
    double left = height - gap * double(std::max<qsizetype>(0, all.size() - 1));
    double hunger = 0;
    int shares = 0;
    for (Line& line : all) {
        line.height = line.least;
        left -= line.least;
        if (!line.headline) {
            hunger += std::max(0.0, line.wanted - line.least);
            shares += line.share;
        }
    }
    if (left <= 0)
        return;
    // First what each would like, then the rest by share, up to what still looks full.
    const double fed = std::min(left, hunger);
    for (Line& line : all)
        if (!line.headline && hunger > 0)
            line.height += fed * std::max(0.0, line.wanted - line.least) / hunger;
    left -= fed;
    for (Line& line : all) {
        if (line.headline || shares == 0)
            continue;
        const double most = std::max(line.height, line.wanted * 1.45);
        const double part = std::min(left * line.share / shares, most - line.height);
        line.height += part;
    }
}

} // namespace

GridResult pageGrid(const QList<QList<GridTile>>& rows, double width, double height, const Theme& theme, double narrow)
{
    GridResult result;
    for (const auto& row : rows)
        result.tiles.append(QList<QRectF>(row.size()));
    const double gap = theme.space3;
    QList<Line> all = lines(rows, width < narrow);
    shareHeight(all, height, gap);
    const double column = (width - 11 * gap) / 12;
    double y = 0;
    for (const Line& line : all) {
        double start = 0;
        const bool even = line.spans.count(line.spans.first()) == line.spans.size() || line.headline;
        const double each = (width - gap * double(line.members.size() - 1)) / double(line.members.size());
        for (qsizetype i = 0; i < line.members.size(); ++i) {
            const double left = std::round(even ? double(i) * (each + gap) : start * (column + gap));
            start += line.spans.at(i);
            const double right = std::round(even ? double(i) * (each + gap) + each : start * (column + gap) - gap);
            const auto [r, at] = line.members.at(i);
            result.tiles[r][at] = QRectF(left, std::round(y), right - left, std::round(line.height));
        }
        y += line.height + gap;
    }
    result.height = std::max(0.0, std::ceil(y - gap));
    return result;
}

} // namespace lectern
