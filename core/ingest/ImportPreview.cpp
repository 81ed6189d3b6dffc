/// See ImportPreview.h.
#include "core/ingest/ImportPreview.h"

#include "core/ingest/CorrectionBook.h"
#include "core/ingest/CorrectionFile.h"
#include "core/ingest/HostedReader.h"
#include "core/ingest/KnownStudents.h"
#include "core/ingest/LayoutBook.h"
#include "core/ingest/LayoutRecognition.h"
#include "core/ingest/Recognition.h"
#include "core/ingest/RefusedRow.h"
#include "core/ingest/Staging.h"
#include "core/store/Settings.h"

#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

constexpr qint64 shownRows = 40;   // from the top
constexpr qsizetype shownFaulty = 40; // further down, because something in them is wrong
constexpr qint64 mostChecked = qint64(4) << 20; // bytes of text
constexpr double worthNaming = 0.6; // of the best proposal's confidence
constexpr PreviewLimits limits{.rows = RecordBatch::targetRows, .countedBytes = qint64(8) << 20, .sampledRows = 4000};

struct Job
{
    const Database& school;
    const ConnectorCatalog& catalog;
    const ImportOptions& options;
    const Cancel& cancel;
    QTimeZone zone;
    std::vector<Layout> layouts; ///< the school's
};

bool isCancelled(const Error& error)
{
    return error.code == QLatin1String("cancelled");
}

/// The feed the source would go to.
Result<Feed> feedOf(const Job& job, const ConnectorInfo& connector, const Layout* layout)
{
    const QString wanted = job.options.feed.isEmpty() && layout ? layout->name : job.options.feed;
    if (wanted.isEmpty())
        return ownFeed(job.school, connector.id, connector.name);
    LECTERN_ASSIGN(Statement find, job.school.prepare("SELECT feed_id FROM feed WHERE connector = ? AND name = ?"));
    find.bind(1, connector.id).bind(2, wanted);
    LECTERN_ASSIGN(const bool row, find.step());
    return Feed{row ? find.integer(0) : 0, wanted};
}

/// Which column of the entity each column of the table goes to, by the header the reader found.
std::vector<PreviewTarget> targetsOf(const EntitySchema& schema, const SourceSample& sample,
                                     const std::vector<TableColumn>& columns)
{
    QHash<QString, int> columnOf;
    for (qsizetype i = 0; i < sample.header.size(); ++i)
        if (const int column = sample.columnOf.at(std::size_t(i)); column >= 0)
            columnOf.insert(normalisedHeader(sample.header.at(i)), column);
    std::vector<PreviewTarget> targets;
    for (const TableColumn& column : columns) {
        PreviewTarget target;
        const auto known = columnOf.constFind(normalisedHeader(column.name));
        if (known != columnOf.cend()) {
            const ColumnSchema& meant = schema.columns[std::size_t(*known)];
            target = {meant.name, meant.privacy != Privacy::Never};
        } else {
            target.kept = !isSecretHeader(column.name);
        }
        targets.push_back(target);
    }
    return targets;
}

/// The same by what the layout says; of columns that become rows, too.
std::vector<PreviewTarget> targetsOf(const Layout& layout, const std::vector<TableColumn>& columns)
{
    QHash<QString, QString> targetOf;
    const auto take = [&](const LayoutRow& row) {
        for (auto cell = row.cbegin(); cell != row.cend(); ++cell)
            if (!cell->from.isEmpty())
                targetOf.insert(normalisedHeader(cell->from), cell.key());
    };
    take(layout.columns);
    for (const LayoutRow& row : layout.spread)
        take(row);
    std::vector<PreviewTarget> targets;
    for (const TableColumn& column : columns) {
        const bool out = std::ranges::any_of(layout.leaveOut, [&](const QString& header) {
            return normalisedHeader(header) == normalisedHeader(column.name);
        });
        targets.push_back({targetOf.value(normalisedHeader(column.name)), !out && !isSecretHeader(column.name)});
    }
    return targets;
}

/// The column of the table a fault lies in: where several go to one column of the entity, the one that holds the value.
int columnOf(const SourcePreview& preview, qint64 row, const RowFault& fault)
{
    int first = -1;
    for (int i = 0; i < int(preview.targets.size()); ++i) {
        if (fault.column.isEmpty() || preview.targets[std::size_t(i)].column != fault.column)
            continue;
        first = first < 0 ? i : first;
        const auto at = std::ranges::find(preview.table->rows, row, &PreviewRow::number);
        if (at != preview.table->rows.end() && at->cells.value(i).trimmed() == fault.arguments.value(0).trimmed())
            return i;
    }
    return first;
}

/// Whether rows are about students somebody else lists: an id and what happened, but no name.
bool isAboutStudents(const EntitySchema& schema)
{
    const int subject = schema.indexOf(schema.subject);
    return subject >= 0 && schema.columns[std::size_t(subject)].type == CellType::Id &&
        std::ranges::none_of(schema.columns, [](const ColumnSchema& column) { return column.privacy == Privacy::Identity; });
}

/// Checks the first rows as the load will; how many they are.
Result<qint64> addFaults(const Job& job, const EntitySchema& schema, HostedReader& reader, SourcePreview& preview)
{
    std::vector<QString> written;
    for (int i = 0; i < int(schema.columns.size()); ++i)
        written.push_back(writtenIn(reader, i));
    const RowJudge judge(schema, std::move(written), job.zone);
    static const QByteArray key(32, '\0'); // of hashes that are thrown away
    RowCheck check(schema, reader, job.zone, key);
    CheckedBatch batch;
    QSet<QString> known, students;
    if (!preview.layout.isEmpty() && isAboutStudents(schema)) {
        LECTERN_ASSIGN(known, knownStudents(job.school));
    }
    const int subject = known.isEmpty() ? -1 : schema.indexOf(schema.subject);
    qint64 rows = 0, bytes = 0;
    while (rows < RecordBatch::targetRows && bytes < mostChecked) {
        LECTERN_ASSIGN(const bool more, reader.next(batch.records, job.cancel));
        if (!more) {
            for (const QString& remark : reader.remarks())
                if (!preview.remarks.contains(remark) && !reader.unclear().remarks().contains(remark)) // of those `unclear` tells
                    preview.remarks << remark;
            break;
        }
        check.check(batch);
        rows += qint64(batch.rows.size());
        bytes += qint64(batch.records.bytes());
        for (std::size_t i = 0; i < batch.rows.size(); ++i) {
            const CheckedRow& row = batch.rows[i];
            if (subject >= 0)
                if (const std::string_view id = batch.records.cell(int(i), subject); !id.empty())
                    students.insert(QString::fromUtf8(id.data(), qsizetype(id.size())).trimmed());
            if (row.fault < 0)
                continue;
            std::vector<RowFault> faults = judge.faultsOf(keptRow(schema, batch.records, int(i)));
            if (faults.empty()) // what the reader itself refused
                faults.push_back(batch.faults[std::size_t(row.fault)]);
            for (const RowFault& fault : faults)
                preview.faults.push_back({row.sourceRow, columnOf(preview, row.sourceRow, fault), fault.column, fault.reason,
                                          fault.arguments});
        }
    }
    preview.students = std::max(preview.students, students.size());
    preview.strangers = std::max(preview.strangers, (students - known).size());
    return rows;
}

/// Opens the source as the load will and looks at its first rows.
Result<void> lookInside(const Job& job, const Found& found, const EntitySchema& schema, const Feed& feed,
                        const Layout* layout, SourcePreview& preview)
{
    HeaderMapping mapping = job.options.mapping;
    if (feed.id > 0) {
        LECTERN_ASSIGN(DriftLook look, driftOf(job.school, feed.id, schema, found.source, job.options.mapping));
        mapping = std::move(look.mapping);
        preview.emptied << look.emptied;
        preview.emptied.removeDuplicates();
        if (!job.options.acceptDrift && !job.options.acceptDriftOf.contains(found.source.fullName()))
            std::ranges::move(look.questions, std::back_inserter(preview.drift));
        else
            for (const DriftExample& each : look.questions)
                if (each.change.kind == DriftChange::Kind::Renamed)
                    mapping.insert(normalisedHeader(each.change.header), each.change.column);
    }
    if (layout)
        mapping.insert(furtherColumnsOf(found.source, *layout));
    LECTERN_ASSIGN(const Connector* plugin, job.catalog.plugin(preview.connector));
    LECTERN_ASSIGN(const Learnt usual, usualOrders(job.school, feed.id, schema.id));
    auto opened = plugin->open({found, &schema, job.options.dateOrder, mapping, {}, usual}, job.cancel);
    if (!opened)
        return failure(opened.error());
    CorrectionBook corrections;
    if (feed.id > 0) {
        LECTERN_ASSIGN(corrections, CorrectionBook::load(job.school, feed.id, schema));
    }
    HostedReader reader(std::move(*opened), schema, corrections, {});
    if (preview.table && layout)
        preview.targets = targetsOf(*layout, preview.table->columns);
    else if (preview.table && preview.targets.empty())
        if (const SourceSample sample = reader.sample(); !sample.header.isEmpty())
            preview.targets = targetsOf(schema, sample, preview.table->columns);
    LECTERN_ASSIGN(const qint64 checked, addFaults(job, schema, reader, preview));
    preview.checked = std::max(preview.checked, checked);
    preview.unclear << reader.unclear().texts();
    return {};
}

/// Keeps the first rows and those with faults.
void keepWhatIsShown(SourcePreview& preview)
{
    QSet<qint64> faulty;
    for (const PreviewFault& fault : preview.faults)
        faulty.insert(fault.row);
    QList<PreviewRow> kept;
    qsizetype further = 0;
    for (qsizetype i = 0; i < preview.table->rows.size(); ++i) {
        PreviewRow& row = preview.table->rows[i];
        if (i < shownRows || (faulty.contains(row.number) && further++ < shownFaulty))
            kept << std::move(row);
    }
    preview.table->rows = std::move(kept);
}

Result<void> describe(const Job& job, const QString& connectorId, const std::vector<Found>& all, const Layout* layout,
                      SourcePreview& preview)
{
    const ConnectorInfo& connector = *job.catalog.info(connectorId);
    preview.connector = connector.id;
    preview.connectorName = connector.name;
    preview.why = all.front().why;
    preview.layout = layout ? layout->name : QString();
    LECTERN_ASSIGN(const Feed feed, feedOf(job, connector, layout));
    preview.feed = feed.name;
    preview.alongside = true;
    for (const Found& found : all) {
        if (found.entity.isEmpty())
            continue;
        const EntitySchema& schema = *job.catalog.entity(connectorId, found.entity);
        if (preview.alongside) {
            preview.mode = job.options.mode.value_or(found.mode.value_or(schema.mode));
            preview.scope = schema.scope;
        }
        preview.alongside = false;
        preview.entities << schema.id;
        preview.titles << schema.title;
        const Result<void> looked = lookInside(job, found, schema, feed, layout, preview);
        if (!looked && (isCancelled(looked.error()) || isStoreFailure(looked.error())))
            return looked;
        if (!looked && preview.drift.empty())
            preview.trouble = looked.error();
    }
    return {};
}

/// What a table nobody knows may be.
Result<void> propose(const Job& job, SourcePreview& preview)
{
    auto suggested = suggestLayouts(preview.source, job.catalog, &job.school);
    if (!suggested)
        return isCancelled(suggested.error()) || isStoreFailure(suggested.error()) ? Result<void>(failure(suggested.error()))
                                                                                   : Result<void>();
    for (LayoutSuggestion& each : *suggested) {
        if (each.confidence < worthNaming * suggested->front().confidence)
            continue;
        const Layout& layout = each.layout;
        const ConnectorInfo& connector = *job.catalog.info(layout.connector);
        const EntitySchema* entity = job.catalog.entity(layout.connector, layout.entity);
        const EntitySchema target = entity ? *entity : connector.table.value_or(EntitySchema());
        preview.proposals.push_back({std::move(each), target});
    }
    return {};
}

/// By the layout that fits, else as the connectors say, else with proposals. `noTable`: why it is none; null = it is one.
Result<void> recogniseInto(const Job& job, const Recognised& entry, const Error* noTable, SourcePreview& preview)
{
    const double recognised = entry.found.empty() ? 0 : entry.found.front().confidence;
    const auto use = layoutFor(entry.source, recognised, job.options, job.layouts, job.catalog, job.cancel);
    if (!use && (isCancelled(use.error()) || isStoreFailure(use.error())))
        return failure(use.error());
    if (!use)
        preview.trouble = use.error();
    else if (*use)
        return describe(job, (*use)->layout.connector, (*use)->found, &(*use)->layout, preview);
    else if (!entry.found.empty())
        return describe(job, entry.connector, entry.found, nullptr, preview);
    else if (noTable)
        preview.trouble = *noTable;
    else if (preview.table->columns.size() > 1 && preview.table->count > 0)
        return propose(job, preview);
    return {};
}

Result<SourcePreview> previewOf(const Job& job, const Recognised& entry)
{
    SourcePreview preview;
    preview.source = entry.source;
    if (entry.source.trouble) {
        preview.trouble = *entry.source.trouble;
        return preview;
    }
    auto table = previewTable(entry.source, {.spanned = true, .belowTitles = true}, limits, job.cancel);
    if (table)
        preview.table = std::move(*table);
    else if (isCancelled(table.error()))
        return failure(table.error());
    if (isCorrectionFile(entry.source))
        preview.corrections = true;
    else
        LECTERN_TRY(recogniseInto(job, entry, table ? nullptr : &table.error(), preview));
    if (!preview.proposals.empty())
        for (const PreviewRow& row : preview.table->rows)
            preview.sample.push_back(row.cells);
    if (preview.table)
        keepWhatIsShown(preview);
    return preview;
}

} // namespace

Result<ImportPreview> previewImport(const Database& school, const ConnectorCatalog& catalog, const QStringList& paths,
                                    const ImportOptions& options, const ProgressSink& progress, const Cancel& cancel)
{
    LECTERN_ASSIGN(const QString zone, setting(school, "time_zone"));
    LECTERN_ASSIGN(std::vector<Layout> layouts, acceptedLayouts(school, options.withoutLayouts));
    const Job job{school, catalog, options, cancel, QTimeZone(zone.toUtf8()), std::move(layouts)};
    ImportPreview preview;
    for (const QString& path : paths) {
        const auto packages = packagesOf(path, cancel);
        if (!packages) {
            if (isCancelled(packages.error()))
                return failure(packages.error());
            SourcePreview missing;
            missing.source.path = path;
            missing.trouble = packages.error();
            preview.sources.push_back(std::move(missing));
            continue;
        }
        for (const Package& package : *packages) {
            LECTERN_ASSIGN(const std::vector<Recognised> recognised,
                           recognise(package, catalog, options, job.layouts, school, cancel));
            for (const Recognised& entry : recognised) {
                if (cancel.raised())
                    return failure("cancelled");
                progress({"look", entry.source.fullName(), -1, 0});
                LECTERN_ASSIGN(SourcePreview one, previewOf(job, entry));
                one.hidden = entry.hidden;
                preview.sources.push_back(std::move(one));
            }
        }
    }
    return preview;
}

} // namespace lectern
