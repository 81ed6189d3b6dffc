#include "tests/support/HouseRules.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

namespace lectern::test {

namespace {

/// What may be included by whom: a room -> the rooms it may look into. A room is a top folder, or a layer of core.
const QMap<QString, QStringList>& arrows()
{
    static const QMap<QString, QStringList> table = [] {
        QMap<QString, QStringList> rooms{
            {"core/base", {}},
            {"core/table", {"core/base"}},
            {"core/net", {"core/base"}},
            {"core/govern", {"core/base", "core/table"}},
            {"core/simulate", {"core/base", "core/table"}},
            {"core/connector", {"core/base", "core/table", "core/net"}},
            {"core/store", {"core/base", "core/table", "core/net", "core/govern"}},
        };
        // From here on each layer may look into all below it.
        QStringList below = rooms.keys();
        below.removeOne("core/simulate");
        for (const char* layer : {"core/ingest", "core/transform", "core/metric"}) {
            rooms[layer] = below;
            below << layer;
        }
        rooms["core/page"] = below;
        rooms["core/insight"] = below;
        const QStringList core = rooms.keys();
        rooms["connectors"] = QStringList{"core/base", "core/table", "core/net", "core/connector"};
        rooms["ui"] = core;
        rooms["app"] = core + QStringList{"ui", "connectors"};
        rooms["tests"] = core + QStringList{"ui", "connectors", "app"};
        return rooms;
    }();
    return table;
}

/// Qt modules a room may use; a room that is not here may use any.
const QMap<QString, QStringList>& qtModules()
{
    static const QMap<QString, QStringList> table{
        {"core", {"QtCore", "QtNetwork", "QtSql"}},
        {"connectors", {"QtCore", "QtNetwork", "QtSql"}},
    };
    return table;
}

/// Headers of other libraries and the only rooms they may be used in.
struct Library
{
    const char* header;
    QStringList rooms;
};
const QList<Library>& libraries()
{
    static const QList<Library> table{
        {"sqlite3.h", {"core", "tests"}},  {"zip.h", {"core/table", "core/simulate", "tests"}},
        {"xxhash.h", {"core/base", "tests"}}, {"openssl/", {"core/base", "core/govern", "tests"}},
        {"simdjson.h", {"core", "connectors", "tests"}}, {"roaring/", {"core", "tests"}},
    };
    return table;
}

QString roomOf(const QString& path)
{
    const QStringList parts = path.split('/');
    if (parts.first() == "core" && parts.size() > 1)
        return "core/" + parts.at(1);
    return parts.first();
}

bool isCode(const QString& path)
{
    return path.endsWith(".cpp") || path.endsWith(".h");
}

struct Include
{
    QString header;
    bool quotedForm = false;
    int line = 0;
};

QList<Include> includesOf(const QString& text)
{
    static const QRegularExpression pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    QList<Include> found;
    int number = 0;
    for (const QString& line : text.split('\n')) {
        ++number;
        if (const auto match = pattern.match(line); match.hasMatch())
            found << Include{match.captured(2), match.captured(1) == "\"", number};
    }
    return found;
}

QString at(const SourceFile& file, int line)
{
    return file.path + ':' + QString::number(line);
}

bool within(const QString& room, const QString& folder)
{
    return room == folder || room.startsWith(folder + '/');
}

QStringList badOwnArrow(const SourceFile& file, const Include& include)
{
    const QString from = roomOf(file.path), to = roomOf(include.header);
    const QString moc = QFileInfo(file.path).completeBaseName() + ".moc";
    if (include.header == moc || (from == to && from != "connectors"))
        return {};
    if (!arrows().contains(to))
        return {QString("%1 includes \"%2\", which is not written from the root").arg(at(file, include.line), include.header)};
    if (from == "connectors" && to == "connectors") {
        if (file.path.section('/', 0, 1) == include.header.section('/', 0, 1))
            return {};
    } else if (arrows().value(from).contains(to)) {
        return {};
    }
    return {QString("%1: %2 may not include %3").arg(at(file, include.line), from, include.header)};
}

QStringList badForeignArrow(const SourceFile& file, const Include& include)
{
    const QString from = roomOf(file.path);
    for (const Library& library : libraries()) {
        if (!include.header.startsWith(QLatin1String(library.header)))
            continue;
        const bool allowed = std::ranges::any_of(library.rooms, [&](const QString& room) { return within(from, room); });
        return allowed ? QStringList{} : QStringList{QString("%1: %2 may not use <%3>").arg(at(file, include.line), from, include.header)};
    }
    const auto modules = qtModules().find(file.path.section('/', 0, 0));
    if (modules == qtModules().end() || !include.header.startsWith('Q'))
        return {};
    const QStringList owners = include.header.contains('/') ? QStringList{include.header.section('/', 0, 0)}
                                                            : qtModulesOf(include.header);
    const bool allowed = owners.isEmpty()
        || std::ranges::any_of(owners, [&](const QString& owner) { return modules->contains(owner); });
    return allowed ? QStringList{}
                   : QStringList{QString("%1: %2 may not use %3 (%4)").arg(at(file, include.line), from, include.header, owners.join(", "))};
}

} // namespace

QStringList qtModulesOf(const QString& header)
{
    static QMap<QString, QStringList> modules = [] {
        QMap<QString, QStringList> found;
        const QDir root(QLibraryInfo::path(QLibraryInfo::HeadersPath));
        for (const QString& module : root.entryList({"Qt*"}, QDir::Dirs))
            for (const QString& name : QDir(root.filePath(module)).entryList({"Q*"}, QDir::Files))
                found[name] << module;
        return found;
    }();
    return modules.value(header);
}

QStringList badArrows(const SourceFile& file)
{
    QStringList problems;
    if (!isCode(file.path) || !arrows().contains(roomOf(file.path)))
        return problems;
    for (const Include& include : includesOf(file.text))
        problems += include.quotedForm ? badOwnArrow(file, include) : badForeignArrow(file, include);
    return problems;
}

QStringList systemHeaders(const SourceFile& file)
{
    static const QRegularExpression system(
        R"(^(sys|net|netinet|arpa|linux|mach|asm|X11|wayland|xcb|CoreFoundation|Cocoa)/|^(unistd|fcntl|signal|poll|pthread|dlfcn|)"
        R"(termios|dirent|pwd|grp|spawn|syslog|ucontext|windows|windef|winbase|io|direct|process|objc|shlobj|winreg)\.h$)",
        QRegularExpression::CaseInsensitiveOption);
    QStringList problems;
    if (file.path.startsWith("core/base/platform/") || file.path.startsWith("ui/platform/") || file.path.startsWith("tests/"))
        return problems;
    for (const Include& include : includesOf(file.text))
        if (system.match(include.header).hasMatch())
            problems << QString("%1 includes the system header %2; it belongs into a platform folder").arg(at(file, include.line), include.header);
    return problems;
}

QStringList sqlInUi(const SourceFile& file)
{
    static const QRegularExpression sql(
        R"re("[^"]*\b(SELECT\s.+\sFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|CREATE\s+(TABLE|VIEW|INDEX)|PRAGMA\s)[^"]*")re");
    QStringList problems;
    if (!file.path.startsWith("ui/"))
        return problems;
    int number = 0;
    for (const QString& line : file.text.split('\n')) {
        ++number;
        if (sql.match(line).hasMatch())
            problems << at(file, number) + " holds SQL text";
    }
    return problems;
}

QStringList tooLong(const SourceFile& file, int limit)
{
    const qsizetype lines = file.text.count('\n');
    if (lines <= limit)
        return {};
    return {QString("%1 has %2 lines").arg(file.path).arg(lines)};
}

QStringList machinePaths(const SourceFile& file)
{
    // The alternatives are written in two pieces so that this file does not hold what it looks for.
    static const QRegularExpression machine("(^|[^A-Za-z0-9_.~$}*])/(ho" "me|ro" "ot|Us" "ers|wo" "rk|fa" "rm)/");
    QStringList problems;
    int number = 0;
    for (const QString& line : file.text.split('\n')) {
        ++number;
        if (machine.match(line).hasMatch())
            problems << at(file, number) + " names a path of somebody's machine: " + line.trimmed().left(100);
    }
    return problems;
}

QStringList unfinished(const SourceFile& file)
{
    static const QRegularExpression mark("\\b(TO" "DO|FIX" "ME|XX" "X|HA" "CK)\\b");
    QStringList problems;
    int number = 0;
    for (const QString& line : file.text.split('\n')) {
        ++number;
        if (mark.match(line).hasMatch())
            problems << at(file, number) + " is marked as unfinished: " + line.trimmed().left(100);
    }
    return problems;
}

QStringList withoutOpening(const SourceFile& file, bool hasHeader)
{
    if (!isCode(file.path) || hasHeader || file.text.startsWith("//"))
        return {};
    return {file.path + " does not open by saying what it is"};
}

QStringList badTopLevel(QStringList names)
{
    const QStringList wanted{"CMakeLists.txt", "CMakePresets.json", "app",          "ui",     "resources",     "core",        "connectors", "tests",
                             "packaging",      "README.md",         "LICENSE",      "CHANGELOG.md", ".ci", ".clang-format", ".clang-tidy", ".gitignore"};
    QStringList problems;
    for (const QString& name : wanted)
        if (names.removeAll(name) == 0)
            problems << name + " is missing";
    for (const QString& name : names)
        problems << name + " does not belong at the top level";
    return problems;
}

QStringList projectFiles(const QString& root)
{
    QProcess git;
    git.setWorkingDirectory(root);
    git.start("git", {"-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"});
    QStringList files;
    if (git.waitForFinished() && git.exitStatus() == QProcess::NormalExit && git.exitCode() == 0)
        for (const QByteArray& name : git.readAllStandardOutput().split('\0'))
            if (!name.isEmpty() && QFileInfo::exists(root + '/' + QString::fromUtf8(name)))
                files << QString::fromUtf8(name);
    if (files.isEmpty()) {
        QDirIterator each(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            const QString path = QDir(root).relativeFilePath(each.next());
            if (const QString top = path.section('/', 0, 0); top != ".git" && top != "build" && top != "out")
                files << path;
        }
    }
    files.sort();
    return files;
}

QList<SourceFile> projectSources(const QString& root, const QStringList& endings)
{
    QList<SourceFile> sources;
    for (const QString& path : projectFiles(root)) {
        if (!std::ranges::any_of(endings, [&](const QString& ending) { return path.endsWith(ending); }))
            continue;
        QFile file(root + '/' + path);
        if (file.open(QIODevice::ReadOnly))
            sources << SourceFile{path, QString::fromUtf8(file.readAll())};
    }
    return sources;
}

} // namespace lectern::test
