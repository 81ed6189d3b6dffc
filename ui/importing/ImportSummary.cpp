#include "ui/importing/ImportSummary.h"

#include "ui/charts/Numbers.h"
#include "ui/data/Wording.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

namespace lectern {

namespace {

QString translate(const char* text, int n = -1)
{
    return QCoreApplication::translate("ImportSummary", text, nullptr, n);
}

QString headlineOf(const ImportReport& report, const ImportSummary& summary)
{
    qint64 added = 0, changed = 0, closed = 0;
    for (const Load& load : report.loads) {
        added += load.inserted;
        changed += load.updated;
        closed += load.closed;
    }
    if (report.loads.empty())
        return summary.closures.isEmpty() && summary.drifts.isEmpty() ? translate("Nothing could be imported. The school is as it was.")
                                          : translate("Nothing has been imported yet.");
    const QString files = translate("%Ln file(s) imported", summary.files);
    if (added + changed + closed == 0)
        return translate("%1: nothing new in them.").arg(files);
    QStringList parts;
    if (added > 0)
        parts << (added == 1 ? translate("1 new row") : translate("%1 new rows").arg(countText(added)));
    if (changed > 0)
        parts << translate("%1 changed").arg(countText(changed));
    if (closed > 0)
        parts << translate("%1 no longer listed").arg(countText(closed));
    return translate("%1: %2.").arg(files, parts.join(QStringLiteral(", ")));
}

} // namespace

QString fileOf(const QString& source)
{
    const qsizetype part = source.lastIndexOf(QLatin1String(" / "));
    return part < 0 ? source : source.left(part);
}

ImportSummary summaryOf(const ImportReport& report)
{
    ImportSummary summary;
    QSet<QString> files; // one may hold rows of several kinds, and several tables
    for (const Load& load : report.loads) {
        files << fileOf(load.source);
        ImportLine line;
        line.file = sourceName(load.source);
        line.place = QStringLiteral("%1 · %2").arg(plainName(load.entity), load.feed);
        line.outcome = load.repeatOf > 0 ? translate("imported before, nothing new") : outcome(load);
        line.remarks = load.remarks.join(QStringLiteral("; "));
        line.refused = load.repeatOf > 0 ? 0 : load.quarantined;
        summary.refused += line.refused;
        summary.lines << line;
    }
    summary.files = int(files.size());
    for (const Unrecognised& each : report.unrecognised) {
        if (each.error.code == QLatin1String("import.closures")) {
            const QStringList& a = each.error.arguments;
            summary.closures << ClosureQuestion{sourceName(each.source), each.source, plainName(a.value(2)), a.value(0),
                                                a.value(1), a.value(3)};
        } else if (each.error.code == QLatin1String("import.drift")) {
            for (const DriftChange& change : changesOf(each.error.arguments))
                summary.drifts << DriftQuestion{sourceName(each.source), each.source, change, {}, {}};
        } else {
            summary.notRead << ImportTrouble{sourceName(each.source), each.source, each.error};
        }
    }
    for (const QString& warning : report.warnings)
        summary.warnings << warning;
    summary.headline = headlineOf(report, summary);
    return summary;
}

ImportReport merged(ImportReport first, const ImportReport& again)
{
    QSet<QString> read;
    for (const Load& load : first.loads)
        read.insert(load.source);
    QSet<QString> tried;
    for (const Load& load : again.loads) {
        tried.insert(load.source);
        if (!read.contains(load.source))
            first.loads.push_back(load);
    }
    for (const Unrecognised& each : again.unrecognised)
        tried.insert(each.source);
    std::erase_if(first.unrecognised, [&](const Unrecognised& each) { return tried.contains(each.source); });
    first.unrecognised.insert(first.unrecognised.end(), again.unrecognised.begin(), again.unrecognised.end());
    for (const QString& warning : again.warnings)
        if (std::ranges::find(first.warnings, warning) == first.warnings.end())
            first.warnings.push_back(warning);
    return first;
}

QStringList pathsHolding(const QStringList& dropped, const QStringList& sources)
{
    QStringList paths;
    for (const QString& path : dropped) {
        const QString clean = QDir::cleanPath(path);
        const bool holds = std::ranges::any_of(sources, [&](const QString& each) {
            const QString source = QDir::cleanPath(each);
            return source == clean || source.startsWith(clean + QLatin1Char('/')) || source.startsWith(clean + QStringLiteral(" / "));
        });
        if (holds)
            paths << path;
    }
    return paths.isEmpty() ? dropped : paths;
}

} // namespace lectern
