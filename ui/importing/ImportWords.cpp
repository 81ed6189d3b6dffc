#include "ui/importing/ImportWords.h"

#include "core/base/ErrorText.h"
#include "ui/charts/Numbers.h"
#include "ui/data/Wording.h"

#include <QCoreApplication>

namespace lectern {

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("ImportWords", text, nullptr, n);
}

QString findingOf(const TablePreview& table, const char* what)
{
    for (const Finding& finding : table.findings)
        if (finding.what == QLatin1String(what))
            return finding.value;
    return {};
}

QString formatName(const QString& format)
{
    if (format == QLatin1String("csv"))
        return tr("text table");
    if (format == QLatin1String("xlsx"))
        return tr("Excel workbook");
    if (format == QLatin1String("ods"))
        return tr("OpenDocument sheet");
    if (format == QLatin1String("html"))
        return tr("HTML table");
    return format.toUpper();
}

/// "enrollments of OneRoster": what the rows are, in the middle of a sentence.
QString rowsName(const SourcePreview& source)
{
    return source.entities.isEmpty() ? tr("rows") : plainName(source.entities.first());
}

/// "date: “gestern” is not a date".
QString faultWords(const PreviewFault& fault)
{
    const QString reason = reasonWords(fault.reason, fault.arguments);
    return fault.name.isEmpty() ? reason : plainName(fault.name) + QStringLiteral(": ") + reason;
}

} // namespace

QString kindOf(const SourcePreview& source)
{
    if (source.corrections)
        return tr("Corrected rows");
    if (source.leftOut)
        return tr("Left as it is");
    if (source.trouble)
        return tr("Cannot be read");
    if (!source.known())
        return tr("Not known");
    if (!source.drift.empty())
        return tr("Left out: a column has changed");
    if (source.alongside)
        return tr("Read along with the others");
    const QString what = source.titles.join(QStringLiteral(", "));
    return what.contains(source.connectorName) ? what : QStringLiteral("%1 · %2").arg(what, source.connectorName);
}

QString rowsOf(const SourcePreview& source)
{
    if (!source.table)
        return {};
    const int count = int(std::min<qint64>(source.table->count, 2'000'000'000));
    if (source.table->exact)
        return tr("%Ln row(s)", count);
    return tr("about %1 rows").arg(countText(count));
}

QString formatOf(const SourcePreview& source)
{
    if (!source.table)
        return {};
    QStringList parts{formatName(source.table->format)};
    if (const QString delimiter = findingOf(*source.table, "delimiter"); !delimiter.isEmpty())
        parts[0] = tr("text table, %1").arg(delimiter);
    const QString encoding = findingOf(*source.table, "encoding");
    if (!encoding.isEmpty())
        parts << encoding;
    const QStringList& sheets = source.table->sheets;
    if (source.table->sheet >= 0 && source.table->sheet < sheets.size() && sheets.size() > 1)
        parts << tr("“%1” of %2 tables").arg(sheets.at(source.table->sheet), QString::number(sheets.size()));
    if (!source.layout.isEmpty())
        parts << tr("read with the answers of “%1”").arg(source.layout);
    for (const QString& remark : source.remarks) // such as a row of totals that is left out
        if (encoding.isEmpty() || !remark.contains(encoding))
            parts << remark;
    return parts.join(QStringLiteral(" · "));
}

QString reasonsOf(const SourcePreview& source)
{
    QStringList lines;
    if (!source.why.isEmpty())
        lines << source.why;
    if (source.table) {
        for (const Finding& finding : source.table->findings)
            lines << (finding.why.isEmpty() ? QStringLiteral("%1: %2").arg(finding.what, finding.value)
                                            : QStringLiteral("%1: %2 (%3)").arg(finding.what, finding.value, finding.why));
        lines << source.table->remarks;
    }
    return lines.join(QLatin1Char('\n'));
}

QString typeOf(const ColumnGuess& type)
{
    switch (type.kind) {
    case ColumnKind::Empty:
        return tr("empty");
    case ColumnKind::Text:
        return tr("text");
    case ColumnKind::Identifier:
        return tr("identifier");
    case ColumnKind::Integer:
        return tr("whole number");
    case ColumnKind::Decimal:
        return type.format == QLatin1String(",") ? tr("number, decimal comma") : tr("number");
    case ColumnKind::Date:
    case ColumnKind::DateTime: {
        const QString what = type.kind == ColumnKind::Date ? tr("date") : tr("date and time");
        if (type.format == QLatin1String("dmy"))
            return tr("%1, day first").arg(what);
        if (type.format == QLatin1String("mdy"))
            return tr("%1, month first").arg(what);
        return what;
    }
    case ColumnKind::Time:
        return tr("time");
    case ColumnKind::Boolean:
        return tr("yes or no");
    }
    return {};
}

QString warningOf(const SourcePreview& source)
{
    if (!source.known())
        return tr("▲ Nobody knows this table: it is left out.");
    if (source.leftOut)
        return {};
    QStringList lines;
    if (source.table && source.table->sheets.size() > 1 && !source.source.part.isPart())
        lines << tr("▲ This file holds %1 tables; only “%2” is imported. Save the others as files of their own.")
                     .arg(countText(source.table->sheets.size()), source.table->sheets.value(source.table->sheet));
    if (source.table && source.table->exact && source.table->count == 0)
        lines << tr("▲ Below its header this table has no rows.");
    if (!source.hidden.isEmpty())
        lines << tr("▲ Sheets that are hidden in the file are left out: %1.").arg(source.hidden.join(QStringLiteral(", ")));
    if (!source.unclear.isEmpty())
        lines << tr("▲ Nobody has said what “%1” means: rows with it do not count.").arg(source.unclear.join(tr("” and “"))) +
                     (source.layout.isEmpty() ? QString() : tr(" Ask me again lets you say it."));
    QSet<qint64> rows;
    for (const PreviewFault& fault : source.faults)
        rows.insert(fault.row);
    if (!rows.isEmpty())
        lines << tr("▲ In the first %1 rows: %Ln row(s) that will be refused and kept aside. For example row %2, %3.", int(rows.size()))
                     .arg(countText(source.checked), QString::number(source.faults.front().row), faultWords(source.faults.front()));
    if (source.strangers > 0 && source.strangers * 2 >= source.students)
        lines << (source.strangers == source.students
                      ? tr("▲ This school does not know the %Ln student(s) in these rows. Is that the right column?", int(source.students))
                      : tr("▲ This school does not know %Ln of the %1 students in these rows.", int(source.strangers)).arg(countText(source.students)));
    return lines.join(QLatin1Char('\n'));
}

QString consequence(const SourcePreview& source, const QStringList& scope, bool changes)
{
    if (source.corrections)
        return tr("Tries the corrected rows again. Nothing else is touched.");
    if (source.leftOut)
        return tr("Not imported: what is there stays.");
    if (!source.loads())
        return {};
    const QString rows = rowsName(source);
    const QString gone = tr("Rows that are no longer listed stop counting; they stay in the history.");
    const QString lost = changes && !source.emptied.isEmpty()
        ? tr("▲ Without “%1”: %2 that come again lose what they hold there.").arg(source.emptied.join(tr("” and “")), rows) + QLatin1Char(' ')
        : QString();
    switch (source.mode) {
    case Mode::Delta:
        return lost.isEmpty() ? tr("Adds new %1 to %2 and updates those it knows. Nothing is taken away.").arg(rows, source.feed)
                              : lost + tr("Adds new %1 to %2 and updates those it knows.").arg(rows, source.feed);
    case Mode::Append:
        return tr("Adds new %1 to %2. Nothing is changed or taken away.").arg(rows, source.feed);
    case Mode::Snapshot:
        break;
    }
    if (source.scope.isEmpty())
        return lost + tr("Replaces all %1 of %2.").arg(rows, source.feed) + QLatin1Char(' ') + gone;
    QStringList columns;
    for (const QString& column : source.scope)
        columns << (column == QLatin1String("schoolSourcedId") ? tr("school") : plainName(column));
    const QString by = columns.join(tr(" and "));
    if (scope.isEmpty() || scope.size() > 3)
        return lost + (scope.isEmpty() ? tr("Replaces the %1 of every %2 the file names; those of others stay as they are.").arg(rows, by)
                                : tr("Replaces the %1 of %2: %3 of them; those of others stay as they are.")
                                      .arg(rows, by, countText(qint64(scope.size())))) +
               QLatin1Char(' ') + gone;
    return lost + tr("Replaces the %1 of %2 %3; those of others stay as they are.").arg(rows, by, scope.join(QStringLiteral(", "))) +
           QLatin1Char(' ') + gone;
}

QList<EffectPart> effectOf(const std::vector<Load>& loads)
{
    qint64 added = 0, changed = 0, same = 0, closed = 0, refused = 0;
    for (const Load& load : loads) {
        added += load.inserted;
        changed += load.updated;
        same += load.unchanged;
        closed += load.closed;
        refused += load.repeatOf > 0 ? 0 : load.quarantined;
    }
    using Tone = EffectPart::Tone;
    QList<EffectPart> parts;
    const auto add = [&](qint64 count, Tone tone, QChar sign, const char* text) {
        if (count > 0)
            parts << EffectPart{tone, QString(sign), tr(text).arg(countText(count))};
    };
    add(added, Tone::Good, u'+', QT_TRANSLATE_NOOP("ImportWords", "%1 new"));
    add(changed, Tone::Plain, QChar(0x21BB), QT_TRANSLATE_NOOP("ImportWords", "%1 changed"));
    add(closed, Tone::Watch, QChar(0x2212), QT_TRANSLATE_NOOP("ImportWords", "%1 no longer listed"));
    add(refused, Tone::Concern, QChar(0x25B2), QT_TRANSLATE_NOOP("ImportWords", "%1 refused"));
    if (added + changed + closed == 0)
        parts.prepend({Tone::Quiet, QStringLiteral("="), tr("nothing new")});
    add(same, Tone::Quiet, u'=', QT_TRANSLATE_NOOP("ImportWords", "%1 as before"));
    return parts;
}

} // namespace lectern
