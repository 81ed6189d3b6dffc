#include "tests/support/RecordingVfs.h"

#include "tests/support/PassThroughFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRandomGenerator>
#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>

namespace lectern::test {

namespace {

struct Watched
{
    QString path; ///< empty for a temporary file
};
using File = PassThroughFile<Watched>;

struct State
{
    PassThroughVfs vfs;
    sqlite3_io_methods methods{};
    std::mutex mutex;
    std::vector<DiskStep> steps;
    std::atomic<bool> on = false;

    void note(DiskStep step)
    {
        if (!on)
            return;
        const std::scoped_lock lock(mutex);
        steps.push_back(std::move(step));
    }
};

State& state()
{
    static State one;
    return one;
}

void note(sqlite3_file* file, DiskStep::Kind kind, qint64 at = 0, QByteArray bytes = {})
{
    if (const QString& path = File::of(file)->extra->path; !path.isEmpty())
        state().note({kind, path, at, std::move(bytes)});
}

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    File* const own = File::of(file);
    own->base.pMethods = nullptr;
    sqlite3_vfs* const real = state().vfs.real;
    const int code = real->xOpen(real, name, own->real(), flags, outFlags);
    if (code != SQLITE_OK)
        return code;
    const bool kept = name && !(flags & SQLITE_OPEN_DELETEONCLOSE);
    own->extra = new Watched{kept ? QString::fromUtf8(name) : QString()};
    own->base.pMethods = &state().methods;
    return code;
}

int deleteFile(sqlite3_vfs*, const char* name, int syncFolder)
{
    using enum DiskStep::Kind;
    state().note({syncFolder ? DurableDelete : Delete, QString::fromUtf8(name), 0, {}});
    sqlite3_vfs* const real = state().vfs.real;
    return real->xDelete(real, name, syncFolder);
}

void writeSectors(QByteArray& content, const DiskStep& step, const std::function<bool()>& keeps)
{
    constexpr qint64 sector = 512;
    for (qint64 from = step.at; from < step.at + step.bytes.size();) {
        const qint64 to = std::min((from / sector + 1) * sector, step.at + step.bytes.size());
        if (keeps()) {
            if (content.size() < to)
                content.append(to - content.size(), '\0');
            memcpy(content.data() + from, step.bytes.constData() + (from - step.at), std::size_t(to - from));
        }
        from = to;
    }
}

/// One file name of the disk: what is safe, and what happened since and may be lost.
struct DiskFile
{
    bool exists = false;
    QByteArray content;
    std::vector<const DiskStep*> pending;

    void apply(const DiskStep& step, const std::function<bool()>& keepsSector)
    {
        using enum DiskStep::Kind;
        if (step.kind == Write) {
            exists = true;
            writeSectors(content, step, keepsSector);
        } else if (step.kind == Truncate) {
            exists = true;
            content.resize(std::min<qsizetype>(content.size(), step.at));
        } else {
            exists = false;
            content.clear();
        }
    }

    void settle()
    {
        for (const DiskStep* step : pending)
            apply(*step, [] { return true; });
        pending.clear();
    }

    /// Keeps a part of what is pending. Names change in order (file systems log them): a deletion that did not reach the
    /// disk takes all that came after it along.
    void fail(Survival survival, QRandomGenerator& dice)
    {
        using enum DiskStep::Kind;
        const auto half = [&dice] { return dice.bounded(2) == 0; };
        for (const DiskStep* step : pending) {
            const bool kept = survival == Survival::All || (survival != Survival::None && half());
            if ((step->kind == Delete || step->kind == DurableDelete) && !kept)
                break;
            if (survival == Survival::SomeSectors && step->kind == Write)
                apply(*step, half);
            else if (kept)
                apply(*step, [] { return true; });
        }
        pending.clear();
    }
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

} // namespace

RecordingVfs::RecordingVfs()
{
    State& own = state();
    own.methods = File::methods();
    own.methods.xWrite = [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
        note(f, DiskStep::Kind::Write, at, QByteArray(static_cast<const char*>(from), size));
        return File::below(f)->pMethods->xWrite(File::below(f), from, size, at);
    };
    own.methods.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
        note(f, DiskStep::Kind::Truncate, size);
        return File::below(f)->pMethods->xTruncate(File::below(f), size);
    };
    own.methods.xSync = [](sqlite3_file* f, int) { // this process does not lose power: the disk may stay idle
        note(f, DiskStep::Kind::Sync);
        return SQLITE_OK;
    };
    own.vfs.install("recording", int(sizeof(File)));
    own.vfs.own.xOpen = openFile;
    own.vfs.own.xDelete = deleteFile;
}

RecordingVfs& RecordingVfs::instance()
{
    static RecordingVfs one;
    return one;
}

void RecordingVfs::record(bool on)
{
    if (on)
        state().steps.clear();
    state().on = on;
}

void RecordingVfs::mark(const QString& name)
{
    state().note({DiskStep::Kind::Mark, name, 0, {}});
}

const std::vector<DiskStep>& RecordingVfs::steps() const
{
    return state().steps;
}

void replay(const std::vector<DiskStep>& steps, std::size_t count, const QString& base, const QString& target,
            Survival survival, quint32 seed, bool syncs)
{
    QHash<QString, DiskFile> files; // by file name
    for (const QFileInfo& file : QDir(base).entryInfoList(QDir::Files))
        files[file.fileName()] = {true, contentOf(file.filePath()), {}};
    for (std::size_t i = 0; i < count; ++i) {
        const DiskStep& step = steps[i];
        if (step.kind == DiskStep::Kind::Mark)
            continue;
        DiskFile& file = files[QFileInfo(step.file).fileName()];
        const bool lasting = step.kind == DiskStep::Kind::Sync || step.kind == DiskStep::Kind::DurableDelete;
        if (step.kind != DiskStep::Kind::Sync)
            file.pending.push_back(&step);
        if (lasting && syncs)
            file.settle();
    }
    QDir(target).removeRecursively();
    QDir().mkpath(target);
    QRandomGenerator dice(seed);
    QStringList names = files.keys();
    names.sort(); // a hash has no order of its own, a seed must
    for (const QString& name : names) {
        DiskFile& file = files[name];
        file.fail(survival, dice);
        if (!file.exists)
            continue;
        QFile written(QDir(target).filePath(name));
        if (!written.open(QIODevice::WriteOnly) || written.write(file.content) != file.content.size())
            qFatal("cannot write %s", qPrintable(written.fileName()));
    }
}

} // namespace lectern::test
