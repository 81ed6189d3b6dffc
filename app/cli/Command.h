/// What a command of the command line is: a name, words for its help, options, and a function from a context to an
/// answer. Thread: main.
#pragma once

#include "app/cli/Console.h"
#include "core/base/Day.h"
#include "core/base/Error.h"
#include "core/connector/ConnectorCatalog.h"
#include "core/govern/Viewer.h"
#include "core/store/School.h"

#include <QCommandLineOption>
#include <QJsonObject>
#include <QMap>

namespace lectern::cli {

/// What a command leaves on standard output, in one of its two forms, and its exit status.
struct Answer
{
    QJsonObject json;
    QString text = {};
    QStringList notes = {}; ///< for standard error, printed when the answer is printed as text
    int status = 0;
    /// Stays open until the answer is printed, so that what was counted is written after it.
    std::shared_ptr<School> school = {};
};

/// The arguments of one call and what every command needs. `options` holds the values of the options that were given.
class Context
{
public:
    QStringList arguments; ///< without the command's name
    QMap<QString, QStringList> options;
    bool json = false;
    std::optional<Day> asOf;
    Viewer viewer;
    std::optional<Audience> audience; ///< nothing = the command's own default
    Console* console = nullptr;

    [[nodiscard]] bool has(const QString& option) const { return options.contains(option); }
    [[nodiscard]] QString value(const QString& option) const { return options.value(option).value(0); }
    /// A whole number from `low`; error "usage".
    [[nodiscard]] Result<qint64> number(const QString& option, qint64 fallback, qint64 low) const;
    /// A date; error "usage".
    [[nodiscard]] Result<std::optional<Day>> day(const QString& option) const;

    /// Metadata of all connectors, read at the first call.
    [[nodiscard]] const ConnectorCatalog& catalog() const;
    /// Opens the school named by the first argument; says on standard error what there is to know about its place.
    /// Errors of School::open; "store.not_supported".
    [[nodiscard]] Result<std::unique_ptr<School>> school() const;

private:
    mutable std::unique_ptr<ConnectorCatalog> m_catalog;
};

struct Command
{
    QString name;
    QString arguments = {}; ///< "SCHOOL PATH..."
    QString summary;   ///< one line
    QString example;   ///< without the program's name
    int least = 0;     ///< positional arguments
    int most = 0;      ///< -1 = any number
    bool draws = false; ///< needs a QApplication
    QList<QCommandLineOption> options = {};
    Result<Answer> (*run)(const Context& context) = nullptr;
};

/// The groups, one file each.
[[nodiscard]] QList<Command> schoolCommands();
[[nodiscard]] QList<Command> loadCommands();
[[nodiscard]] QList<Command> quarantineCommands();
[[nodiscard]] QList<Command> previewCommands();
[[nodiscard]] QList<Command> layoutCommands();
[[nodiscard]] QList<Command> buildCommands();
[[nodiscard]] QList<Command> metricCommands();
[[nodiscard]] QList<Command> pageCommands();
[[nodiscard]] QList<Command> backupCommands();
[[nodiscard]] QList<Command> healthCommands();

/// All commands in the order of the help; made at the first call.
[[nodiscard]] const QList<Command>& commands();
/// Null if there is none of this name.
[[nodiscard]] const Command* command(const QString& name);

/// An error of wrong usage with its sentence.
[[nodiscard]] inline std::unexpected<Error> wrongUsage(const QString& sentence)
{
    return failure("usage", {}, {sentence});
}

/// A read-only connection to a school whose numbers have been worked out. Errors "gold.missing", "database.failed".
[[nodiscard]] Result<Database> goldReader(const School& school);

/// Makes the backup the schedule asks for; a failure is told, what the command did stands. What there is to say, in words.
[[nodiscard]] QStringList scheduledBackup(const Context& context, const School& school);

/// Error "store.not_supported" for an address of a store that is no file.
[[nodiscard]] Result<void> requireFile(const QString& school);

} // namespace lectern::cli
