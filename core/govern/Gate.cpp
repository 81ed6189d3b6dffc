#include "core/govern/Gate.h"

#include <QHash>
#include <algorithm>

namespace lectern {

namespace {

/// Indexes of the cells that share every coordinate but number `axis`: a line whose total may be known.
QList<QList<qsizetype>> linesAlong(const QList<GateCell>& cells, qsizetype axis)
{
    QHash<QStringList, qsizetype> found;
    QList<QList<qsizetype>> lines;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        QStringList rest = cells.at(i).position;
        rest.removeAt(axis);
        const auto it = found.constFind(rest);
        const qsizetype line = it == found.constEnd() ? lines.size() : *it;
        if (it == found.constEnd()) {
            found.insert(rest, line);
            lines.append(QList<qsizetype>());
        }
        lines[line].append(i);
    }
    return lines;
}

/// Withholds one more cell of the line if what is hidden could be worked out; false if nothing had to change.
bool protectLine(const QList<qsizetype>& line, const QList<GateCell>& cells, QList<GateRuling>& rulings,
                 qint64 threshold)
{
    qint64 hiddenCells = 0;
    qint64 hiddenPeople = 0;
    qsizetype smallest = -1;
    for (const qsizetype i : line) {
        if (rulings.at(i).verdict == GateVerdict::Withheld) {
            ++hiddenCells;
            hiddenPeople += cells.at(i).n;
        } else if (cells.at(i).n > 0 && (smallest < 0 || cells.at(i).n < cells.at(smallest).n)) {
            smallest = i;
        }
    }
    if (hiddenCells == 0 || smallest < 0 || (hiddenCells > 1 && hiddenPeople >= threshold))
        return false;
    rulings[smallest].verdict = GateVerdict::Withheld;
    return true;
}

/// How near to 0 and 1 a rate of `n` people may be told; 0 = as it is.
double codingBound(qint64 n, qint64 threshold)
{
    if (n < 2 * threshold)
        return 0.20;
    if (n < 4 * threshold)
        return 0.10;
    return n < 10 * threshold ? 0.05 : 0.0;
}

void code(const GateCell& cell, GateRuling& ruling, qint64 threshold)
{
    const double bound = codingBound(cell.n, threshold);
    if (ruling.verdict != GateVerdict::Shown || !cell.rate || cell.n == 0 || bound == 0.0)
        return;
    if (cell.value <= bound)
        ruling = {GateVerdict::AtMost, bound};
    else if (cell.value >= 1.0 - bound)
        ruling = {GateVerdict::AtLeast, 1.0 - bound};
}

} // namespace

bool mayNameStudents(const Viewer&, Audience audience)
{
    return audience != Audience::Outside;
}

QList<GateRuling> judge(const QList<GateCell>& cells, const Viewer&, Audience audience, qint64 threshold)
{
    QList<GateRuling> rulings(cells.size());
    if (audience != Audience::Outside || cells.isEmpty())
        return rulings;
    for (qsizetype i = 0; i < cells.size(); ++i)
        if (cells.at(i).n > 0 && cells.at(i).n < threshold)
            rulings[i].verdict = GateVerdict::Withheld;

    QList<QList<qsizetype>> lines;
    for (qsizetype axis = 0; axis < cells.front().position.size(); ++axis)
        lines += linesAlong(cells, axis);
    for (bool changed = true; changed;) {
        changed = false;
        for (const QList<qsizetype>& line : lines)
            while (line.size() > 1 && protectLine(line, cells, rulings, threshold))
                changed = true;
    }
    for (qsizetype i = 0; i < cells.size(); ++i)
        code(cells.at(i), rulings[i], threshold);
    return rulings;
}

} // namespace lectern
